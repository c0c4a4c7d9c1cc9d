// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetryoptions.h"
#include "support/temporaryhome.h"

#include <QUrl>

namespace candor::test {

/// The app's own options (notice, catalogue, shared files), in a home folder, sending as PostHog to \a endpoint. Events
/// from an earlier run are sent without the random delay.
[[nodiscard]] TelemetryOptions appOptions(const TemporaryHome &home, const QUrl &endpoint,
                                          const QString &key = QStringLiteral("test-key"));

/// The path of a file in this repository, such as "resources/notice.json".
[[nodiscard]] QString repositoryPath(const QString &below);

} // namespace candor::test
