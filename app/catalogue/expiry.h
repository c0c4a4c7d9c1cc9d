// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"

#include <chrono>
#include <string>
#include <vector>

namespace candor {

struct ExpiringEvent
{
    std::string name;
    std::string expires;
    std::chrono::days left{0}; ///< 0: today is the last day; negative: the last day is past and the event is dropped
};

/// The last day on which \a event is collected, UTC.
[[nodiscard]] std::chrono::sys_days lastDay(const EventDefinition &event);

/// The events whose last day is at most \a ahead after \a today, in the order of the catalogue. Pure.
[[nodiscard]] std::vector<ExpiringEvent> expiringEvents(const Catalogue &catalogue, std::chrono::sys_days today,
                                                        std::chrono::days ahead);

} // namespace candor
