// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/expiry.h"

#include "catalogue/propertyrules.h"

namespace candor {

std::chrono::sys_days lastDay(const EventDefinition &event)
{
    return propertyrules::dayOf(event.expires).value(); // the catalogue's reader accepts nothing else
}

std::vector<ExpiringEvent> expiringEvents(const Catalogue &catalogue, std::chrono::sys_days today,
                                          std::chrono::days ahead)
{
    std::vector<ExpiringEvent> result;
    for (const EventDefinition &event : catalogue.events()) {
        const std::chrono::days left = lastDay(event) - today;
        if (left <= ahead)
            result.push_back({event.name, event.expires, left});
    }
    return result;
}

} // namespace candor
