// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"
#include "queue/eventrecord.h"
#include "telemetry/recorder.h"

#include <optional>

namespace candor {

/// The categories that were granted when an event happened.
struct Grant
{
    bool usage = false;
    bool errors = false;
};

/// Makes of what lay in the ring what is stored, shown and sent: checks it against the catalogue and the categories
/// that were granted, and encodes it once. Nothing, with \a reason set, for what may not leave. Pure; Qt-free.
[[nodiscard]] std::optional<NewEvent> prepareEvent(const DecodedRecord &record, std::uint64_t sequence,
                                                   const Recorder::Scope &scope, const Grant &grant,
                                                   const Catalogue &catalogue, const WireFormat &wire,
                                                   std::uint64_t ringBase, DropReason *reason);

} // namespace candor
