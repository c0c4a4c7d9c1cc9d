// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace candor {

/// The id of an event: a UUID of version 7 (RFC 9562) whose random bits follow from the ring's base and the sequence
/// number, so that the same ring entry gets the same id however often it is read. Lower case. Qt-free.
[[nodiscard]] std::string eventId(std::int64_t timeMs, std::uint64_t ringBase, std::uint64_t sequence);

} // namespace candor
