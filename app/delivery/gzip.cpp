// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace candor {

namespace {

// 15 is zlib's largest window; adding 16 selects the gzip format instead of zlib's.
constexpr int gzipWindowBits = 15 + 16;
constexpr int defaultMemoryLevel = 8;
constexpr int unknownSystem = 255;

class Deflater
{
public:
    Deflater()
    {
        if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindowBits, defaultMemoryLevel,
                         Z_DEFAULT_STRATEGY)
            != Z_OK)
            throw std::bad_alloc();
        header.os = unknownSystem;
        deflateSetHeader(&stream, &header);
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;

    z_stream stream{};
    gz_header header{};
};

} // namespace

std::string gzip(std::string_view bytes)
{
    Deflater deflater;
    z_stream &stream = deflater.stream;

    std::string result;
    std::string input; // next_in is const only if zlib was built that way; a chunk is copied instead of cast
    char chunk[16384];
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        if (stream.avail_in == 0 && !bytes.empty()) {
            const std::size_t take = std::min<std::size_t>(bytes.size(), 65536);
            input.assign(bytes.substr(0, take));
            bytes.remove_prefix(take);
            stream.next_in = reinterpret_cast<Bytef *>(input.data());
            stream.avail_in = static_cast<uInt>(take);
        }
        stream.next_out = reinterpret_cast<Bytef *>(chunk);
        stream.avail_out = sizeof chunk;
        status = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            throw std::bad_alloc(); // every other status means a wrong use of zlib, which does not occur here
        result.append(chunk, sizeof chunk - stream.avail_out);
    }
    return result;
}

} // namespace candor
