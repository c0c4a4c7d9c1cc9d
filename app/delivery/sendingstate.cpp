// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/sendingstate.h"

namespace candor {

namespace {

using State = SendingState;
using Event = SendingEvent;

State afterRun(State state, Event event)
{
    switch (event) {
    case Event::RunDone:
        return State::Idle;
    case Event::RunBusy:
        return State::Gathering;
    case Event::RunFailed:
        return State::Postponed;
    case Event::RunUnanswered:
        return State::Offline;
    case Event::NetworkBack:
        return State::RunningOnline;
    default: // the run includes new events
        return state;
    }
}

} // namespace

SendingState nextState(SendingState state, SendingEvent event)
{
    if (event == Event::Ended)
        return State::Off;
    switch (state) {
    case State::Off:
        return event == Event::Allowed ? State::Idle : State::Off;
    case State::Running:
    case State::RunningOnline:
        return afterRun(state, event);
    case State::Idle:
    case State::Gathering:
        if (event == Event::LeftBehind)
            return State::Spreading;
        if (event == Event::Stored)
            return State::Gathering;
        if (event == Event::EnoughStored)
            return State::Running;
        break;
    case State::Spreading:
    case State::Postponed:
    case State::Offline:
        break;
    }
    return event == Event::Demanded || event == Event::Due ? State::Running : state;
}

} // namespace candor
