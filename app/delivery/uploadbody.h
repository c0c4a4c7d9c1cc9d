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

/// The body of a request: as many of the oldest events as fit into one round trip. Qt-free.
struct UploadBody
{
    /// The limit after compression: about what TCP sends before the first acknowledgement, so that a request takes one
    /// round trip.
    static constexpr std::size_t smoothBytes = 16 * 1024;
    /// The limit before compression: events that compress well must not make a body that takes too much memory.
    static constexpr std::int64_t mostBytes = 500'000;
    static constexpr int mostEvents = 500;

    std::string compressed;
    std::string readable; ///< before compression, with \a maskedKey instead of the key
    std::size_t events = 0; ///< how many of the given events it contains; at least one

    [[nodiscard]] static UploadBody compose(const WireFormat &wire, std::span<const StoredEvent> events,
                                            std::string_view key, std::string_view maskedKey, std::int64_t sentAtMs);

    /// How many bytes of events fit into a body with \a events events.
    [[nodiscard]] static std::int64_t room(const WireFormat &wire, std::string_view key, int events);
};

} // namespace candor
