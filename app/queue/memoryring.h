// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/ringbuffer.h"

namespace candor {

/// The ring in plain memory: lost with the process. Where a file that outlives it can't be had (RingFile), this is
/// what is used, and `status` says so.
class MemoryRing final : public RingBuffer
{
public:
    static constexpr std::size_t defaultCapacity = 1024 * 1024; ///< bytes; promise P8

    explicit MemoryRing(std::uint64_t base, std::size_t capacity = defaultCapacity);
};

} // namespace candor
