// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventstore.h"

namespace candor {

/// The categories that were granted when an event happened, or are now.
struct Grant
{
    bool usage = false;
    bool errors = false;

    [[nodiscard]] CategoryBits bits() const { return (usage ? usageBit : 0) | (errors ? errorsBit : 0); }
    /// What both grant.
    [[nodiscard]] Grant operator&(const Grant &other) const { return {usage && other.usage, errors && other.errors}; }
};

} // namespace candor
