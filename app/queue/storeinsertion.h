// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/storeadmission.h"

#include <cstdint>
#include <span>
#include <vector>

namespace candor {

/// The rows that a commit inserts, as far as there is room for them. Inside its transaction. Internal to queue/;
/// Qt-free.
namespace storeinsertion {

/// Inserts what there is room for, the newest first in line, and counts the rest. Says in \a outcome what was stored.
/// \returns those that found no room.
[[nodiscard]] std::vector<const NewEvent *> insert(StoreFile &file, std::int64_t scope,
                                                   std::span<const AdmittedEvent> events, CommitOutcome *outcome);
void insertNotes(StoreFile &file, std::int64_t scope, std::span<const DropNote> notes);

} // namespace storeinsertion
} // namespace candor
