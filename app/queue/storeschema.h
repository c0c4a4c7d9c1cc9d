// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace candor {

class StoreConnection;

/// The tables of events.sqlite. Internal to queue/; Qt-free.
namespace storeschema {

inline constexpr std::int64_t applicationId = 0x43616E64; ///< "Cand", in the file's header
inline constexpr std::int64_t version = 4; ///< user_version; a higher one is left alone, a lower one migrated

enum class State {
    Current,
    Older, ///< of an earlier version: can be shown and erased as it is; to write, migrate() first
    Empty, ///< no table yet
    Newer, ///< made by a later version of Candor
    Foreign, ///< not one of ours, or not whole: damaged
    Failed, ///< could not be read; see the connection's failure
};
[[nodiscard]] State inspect(StoreConnection &connection);

/// Makes the tables unless another process was faster. Look at connection.failed() afterwards.
void create(StoreConnection &connection, std::int64_t nowMs);

/// Brings the tables of an earlier version to this one, all steps in one transaction, unless another process was
/// faster. What an earlier version's process that still has it open goes on to write stays right. Look at
/// connection.failed() afterwards: then nothing was changed.
void migrate(StoreConnection &connection);

/// Reads the whole file once. False: damaged, or it could not be read (connection.failed()).
[[nodiscard]] bool isWhole(StoreConnection &connection);

} // namespace storeschema
} // namespace candor
