// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"
#include "queue/storevalues.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candor {

/// A request's body: as many of the oldest events as make one that travels smoothly. Qt-free.
struct UploadBody
{
    /// Compressed, about what TCP sends before the first acknowledgement: a request takes one round trip.
    static constexpr std::size_t smoothBytes = 16 * 1024;
    /// Before that: events that compress well don't make a body that nobody wants to hold in memory.
    static constexpr std::int64_t mostBytes = 500'000;
    static constexpr int mostEvents = 500;

    std::string compressed;
    std::string readable; ///< before compression, with \a maskedKey in place of the key
    std::size_t events = 0; ///< so many of those that were given are in it; at least one

    [[nodiscard]] static UploadBody compose(const WireFormat &wire, std::span<const StoredEvent> events,
                                            std::string_view key, std::string_view maskedKey, std::int64_t sentAtMs);

    /// How many bytes of events may be in a body that has \a events of them.
    [[nodiscard]] static std::int64_t room(const WireFormat &wire, std::string_view key, int events);
};

} // namespace candor
