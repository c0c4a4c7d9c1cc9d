// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace candor {

GunzipStatus gunzip(std::string_view packed, std::size_t limit, std::string *plain)
{
    plain->clear();
    z_stream stream = {};
    constexpr int gzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return GunzipStatus::Malformed;
    const std::unique_ptr<z_stream, int (*)(z_streamp)> ending(&stream, inflateEnd);

    stream.next_in = reinterpret_cast<const Bytef *>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    std::array<char, 64 * 1024> piece;
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        // Truncated input ends here with Z_BUF_ERROR: nothing was read or written.
        result = inflate(&stream, Z_NO_FLUSH);
        const std::size_t written = piece.size() - stream.avail_out;
        if (plain->size() + written > limit) {
            plain->clear();
            return GunzipStatus::TooLarge;
        }
        plain->append(piece.data(), written);
    }
    if (result != Z_STREAM_END || stream.avail_in != 0) {
        plain->clear();
        return GunzipStatus::Malformed;
    }
    return GunzipStatus::Ok;
}

} // namespace candor
