// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/action.h"

#include "telemetry/recordinggate.h"

#include <exception>

namespace candor {

class Action::Private
{
public:
    std::shared_ptr<RecordingGate> gate;
    std::shared_ptr<OpenAction> open;
    int exceptions = 0; // in flight when this object was created or moved to its scope
};

Action::Action() = default;

Action::Action(std::shared_ptr<RecordingGate> gate, std::shared_ptr<OpenAction> open)
{
    if (open)
        d.reset(new Private{std::move(gate), std::move(open), std::uncaught_exceptions()});
}

// The new scope may be on another thread: only exceptions that leave the new scope count.
Action::Action(Action &&other) noexcept
    : d(std::move(other.d))
{
    if (d)
        d->exceptions = std::uncaught_exceptions();
}

Action &Action::operator=(Action &&other) noexcept
{
    if (this != &other) {
        end();
        d = std::move(other.d);
        if (d)
            d->exceptions = std::uncaught_exceptions();
    }
    return *this;
}

Action::~Action()
{
    if (d && std::uncaught_exceptions() > d->exceptions)
        d->gate->end(d->open, Error("exception"));
    else
        end();
}

void Action::add(const Property &property)
{
    if (d)
        d->gate->add(d->open.get(), property);
}

void Action::fail(const Error &error)
{
    if (d)
        d->gate->setError(d->open.get(), error);
}

void Action::succeed()
{
    if (d)
        d->gate->setError(d->open.get(), std::nullopt);
}

void Action::end()
{
    if (d)
        d->gate->end(d->open);
    d.reset();
}

void Action::cancel()
{
    if (d)
        d->gate->cancel(d->open);
    d.reset();
}

} // namespace candor
