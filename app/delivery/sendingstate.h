// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// What sending waits for.
enum class SendingState {
    Off, ///< for a yes
    Idle, ///< for events
    Gathering, ///< for more events, or until it is time for those that are there
    Spreading, ///< for its random time after a start: what an earlier run has left, however much it is
    Running, ///< for the uploader
    RunningOnline, ///< likewise, and the network came back meanwhile: what has failed by then is no reason to wait
    Postponed, ///< for the time of the next attempt: new events don't bring it forward
    Offline, ///< likewise, but the network's return does
};

enum class SendingEvent {
    Allowed, ///< there is a yes, and a recipient
    Ended,
    LeftBehind, ///< something waits from an earlier run
    Stored, ///< something was stored, less than is sent at once
    EnoughStored,
    Demanded, ///< a person, or the host, wants it now
    Due, ///< the time has come
    NetworkBack,
    RunDone, ///< what waited at its start was tried, or is somebody else's
    RunBusy, ///< another process was sending
    RunFailed, ///< the server, or the store, wants another attempt later
    RunUnanswered, ///< likewise, and the network may be the reason
};

/// What \a event makes of \a state; the state itself where it is of no interest then.
[[nodiscard]] SendingState nextState(SendingState state, SendingEvent event);

} // namespace candor
