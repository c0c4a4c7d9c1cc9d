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
    Denied, ///< the system or the engine does not let this user in
    NotRunning,
    NotAnswering, ///< or with an error of its own; it may be well again later
    NotUnderstood, ///< what answers is no engine, or one that is too old
    Unusable, ///< its address has an EngineObstacle
};

/// What can happen to an engine.
enum class EngineIncident {
    Asked, ///< somebody wants to know
    Objected, ///< its address may not be connected
    Answered,
    Refused,
    Missing, ///< nobody listens, or whoever did has gone
    Unanswered, ///< late, broken off, or with an error of its own
    Garbled,
};

/// The one place where an engine's state changes. What comes late, from before the last question, changes nothing.
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

/// A name that stays as it is, for JSON: "not-running".
[[nodiscard]] QString engineStateName(EngineState state);
/// What it means and what to do about it, as a sentence for a person.
[[nodiscard]] QString engineStateText(EngineState state, const EngineAddress &address);

} // namespace candor
