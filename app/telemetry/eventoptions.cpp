// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/eventoptions.h"

namespace candor {

struct EventOptionsData
{
    std::optional<std::chrono::system_clock::time_point> time;
};

EventOptions::EventOptions()
    : d(EventOptionsData())
{
}
EventOptions &EventOptions::setTime(std::chrono::system_clock::time_point time)
{
    d->time = time;
    return *this;
}

std::optional<std::chrono::system_clock::time_point> EventOptions::time() const
{
    return d->time;
}

} // namespace candor
