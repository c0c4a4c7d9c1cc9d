// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// What sending waits for.
enum class SendingState {
    Off, ///< for a yes
    Idle, ///< for events
    Gathering, ///< for more events, or for the time at which the present ones are due
    Spreading, ///< for a random time after the start, with what an earlier run has left, however much it is
    Running, ///< for the uploader
    RunningOnline, ///< like Running; the network came back meanwhile, so an earlier failure is no reason to wait
    Postponed, ///< for the time of the next attempt; new events do not bring it forward
    Offline, ///< like Postponed, but the return of the network brings it forward
};

enum class SendingEvent {
    Allowed, ///< there is a yes, and a recipient
    Ended,
    LeftBehind, ///< events are waiting from an earlier run
    Stored, ///< something was stored, but not enough to send at once
    EnoughStored,
    Demanded, ///< the user or the host application wants to send now
    Due, ///< the time has come
    NetworkBack,
    RunDone, ///< the events that waited at its start were tried, or another process has taken them
    RunBusy, ///< another process was sending
    RunFailed, ///< the server or the store requires a later attempt
    RunUnanswered, ///< like RunFailed, and the network may be the reason
};

/// The state after \a event in \a state; the same state if the event is irrelevant there.
[[nodiscard]] SendingState nextState(SendingState state, SendingEvent event);

} // namespace candor
