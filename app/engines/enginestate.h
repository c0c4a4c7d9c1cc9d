// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

struct EngineAddress;

enum class EngineState {
    NotAsked,
    Connecting,
    Connected,
    Denied, ///< the system or the engine does not admit this user
    NotRunning,
    NotAnswering, ///< it does not answer or answers with an error; it may recover later
    NotUnderstood, ///< the answer is not from an engine, or from one that is too old
    Unusable, ///< its address has an EngineObstacle
};

/// The inputs of the state machine of an engine.
enum class EngineIncident {
    Asked, ///< a query begins
    Objected, ///< its address must not be connected to
    Answered,
    Refused,
    Missing, ///< nothing listens, or the engine has gone
    Unanswered, ///< late, broken off, or an error of the engine
    Garbled,
};

/// The only place that determines an engine's state. A late incident, from before the last query, changes nothing.
[[nodiscard]] constexpr EngineState stateAfter(EngineState state, EngineIncident incident)
{
    switch (incident) {
    case EngineIncident::Asked:
        return state == EngineState::Connected ? state : EngineState::Connecting;
    case EngineIncident::Objected:
        return EngineState::Unusable;
    default:
        break;
    }
    if (state == EngineState::NotAsked || state == EngineState::Unusable)
        return state;
    switch (incident) {
    case EngineIncident::Answered:
        return EngineState::Connected;
    case EngineIncident::Refused:
        return EngineState::Denied;
    case EngineIncident::Missing:
        return EngineState::NotRunning;
    case EngineIncident::Unanswered:
        return EngineState::NotAnswering;
    default:
        return EngineState::NotUnderstood;
    }
}

/// A name that never changes, for JSON: "not-running".
[[nodiscard]] QString engineStateName(EngineState state);
/// The meaning of the state and what to do about it, as a sentence for the user.
[[nodiscard]] QString engineStateText(EngineState state, const EngineAddress &address);

} // namespace candor
