// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace candor {

/// The refusals in the environment, which apply to this process only. The environment can't agree.
struct EnvironmentRefusal
{
    bool doNotTrack = false; ///< DO_NOT_TRACK is anything but unset, empty, 0, false, no, off
    bool candorTelemetry =
        false; ///< CANDOR_TELEMETRY is anything but unset, empty, 1, true, yes, on; or CANDOR_DESTINATION=none
    QString candorVariable; ///< which of the two; empty unless candorTelemetry
    QString unknownWord; ///< the value of CANDOR_TELEMETRY if it is unknown; it refuses and is reported
    QString ciVariable; ///< the first continuous-integration variable found; empty if none

    /// Words are compared ignoring case and surrounding white space.
    [[nodiscard]] static EnvironmentRefusal read(const QProcessEnvironment &environment);
};

} // namespace candor
