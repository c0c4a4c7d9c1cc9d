// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace candor {

class StoreConnection;

/// The tables of events.sqlite. Internal to queue/; Qt-free.
namespace storeschema {

inline constexpr std::int64_t applicationId = 0x43616E64; ///< "Cand", in the file's header
inline constexpr std::int64_t version = 6; ///< user_version; a higher one is left alone, a lower one begun anew

enum class State {
    Current,
    Empty, ///< no table yet
    Newer, ///< made by a later version of Candor
    Foreign, ///< not one of ours, not whole, or from before the first release
    Failed, ///< could not be read; see the connection's failure
};
[[nodiscard]] State inspect(StoreConnection &connection);

/// Makes the tables unless another process was faster. Look at connection.failed() afterwards.
void create(StoreConnection &connection, std::int64_t nowMs);

/// Counts from now on: what is on its way was accepted under the decision that stays. In a transaction.
void restartCounters(StoreConnection &connection, std::int64_t nowMs);

/// Reads the whole file once. False: damaged, or it could not be read (connection.failed()).
[[nodiscard]] bool isWhole(StoreConnection &connection);

} // namespace storeschema
} // namespace candor
