// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/destination.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace candor {

/// The app's destination: the defaults of the build (CMake options CANDOR_DESTINATION, CANDOR_ENDPOINT,
/// CANDOR_WRITE_KEY), overridden by environment variables of the same names for loopback only.
struct DestinationConfig
{
    Destination destination;
    QStringList warnings; ///< for the user: which variables were ignored, and why

    /// A build of "none" ignores the environment. CANDOR_DESTINATION=none in the environment is a refusal
    /// (EnvironmentRefusal), not a destination, and is ignored here without a warning.
    [[nodiscard]] static DestinationConfig resolve(const QString &buildProtocol, const QString &buildEndpoint,
                                                   const QString &buildWriteKey,
                                                   const QProcessEnvironment &environment);
};

} // namespace candor
