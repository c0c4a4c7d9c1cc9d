// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionstatus.h"

namespace candor {

bool mayBecome(ExtensionState from, ExtensionState to)
{
    using State = ExtensionState;
    switch (from) {
    case State::Refused:
        return false;
    case State::Off:
        return to == State::Starting || to == State::Failed;
    case State::Starting:
        return to == State::On || to == State::Off || to == State::Failed;
    case State::On:
        return to == State::Off;
    case State::Failed:
        return to == State::Starting || to == State::Off;
    }
    return false;
}

} // namespace candor
