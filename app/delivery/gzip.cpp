// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/gzip.h"

#include <zlib.h>

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

    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib only reads from it
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string result;
    char chunk[16384];
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        stream.next_out = reinterpret_cast<Bytef *>(chunk);
        stream.avail_out = sizeof chunk;
        status = deflate(&stream, Z_FINISH);
        if (status != Z_OK && status != Z_STREAM_END)
            throw std::bad_alloc(); // every other status means a wrong use of zlib, which does not occur here
        result.append(chunk, sizeof chunk - stream.avail_out);
    }
    return result;
}

} // namespace candor
