// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/expiry.h"

#include <charconv>
#include <string_view>

namespace candor {

std::chrono::sys_days lastDay(const EventDefinition &event)
{
    const std::string_view date = event.expires;
    // The catalogue's reader accepts only YYYY-MM-DD.
    const auto number = [date](std::size_t at, std::size_t length) {
        int result = 0;
        std::from_chars(date.data() + at, date.data() + at + length, result);
        return result;
    };
    return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                       std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                       std::chrono::day(static_cast<unsigned>(number(8, 2))));
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
