// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/eventoptions.h"

#include <QSharedData>

namespace candor {

class EventOptionsData : public QSharedData
{
public:
    std::optional<std::chrono::system_clock::time_point> time;
};

EventOptions::EventOptions()
    : d(new EventOptionsData)
{
}
EventOptions::EventOptions(const EventOptions &) = default;
EventOptions::EventOptions(EventOptions &&) noexcept = default;
EventOptions &EventOptions::operator=(const EventOptions &) = default;
EventOptions &EventOptions::operator=(EventOptions &&) noexcept = default;
EventOptions::~EventOptions() = default;

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
