// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "collector/gunzip.h"
#include "delivery/gzip.h"

using namespace candor;
using fuzz::require;

/// Unpacking keeps its limit whatever it is given, and takes what packing made.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t limit = 256 * 1024;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    std::string plain;
    if (gunzip(bytes, limit, &plain) == GunzipStatus::Ok)
        require(plain.size() <= limit, "the limit holds");

    const std::string packed = gzip(bytes);
    require(packed == gzip(bytes), "the same bytes give the same bytes");
    const GunzipStatus status = gunzip(packed, limit, &plain);
    require(status == (size <= limit ? GunzipStatus::Ok : GunzipStatus::TooLarge), "what was packed can be unpacked");
    require(size > limit || plain == bytes, "unpacking gives what was packed");
    require(gunzip(packed + 'x', limit, &plain) != GunzipStatus::Ok, "nothing may stand behind the end");
    return 0;
}
