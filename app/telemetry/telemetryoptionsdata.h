// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/destination.h"
#include "candor/identity.h"
#include "system/clock.h"
#include "system/directories.h"
#include "system/watchengine.h"

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace candor {

/// What stands behind TelemetryOptions.
struct TelemetryOptionsData
{
    QString applicationId;
    QString applicationName;
    QString version;
    QString noticePath;
    QString cataloguePath;
    Destination destination;
    std::function<QString()> settingsPlace;
    bool sharedWithRedHatTools = false;
    std::optional<Identity> identity; ///< as it was asked for
    [[nodiscard]] Identity identityMode() const
    {
        return identity.value_or(sharedWithRedHatTools ? Identity::Stable : Identity::Daily);
    }
    bool runRecorded = true;
    bool beginsPaused = false;
    int flushAt = 20;
    std::chrono::milliseconds flushInterval = std::chrono::seconds(30);
    int maximumAttempts = 0;
    std::optional<QNetworkProxy> proxy;
    QProcessEnvironment environment;
    Directories directories;
    std::shared_ptr<const Clock> clock;
    std::chrono::milliseconds startPatience = std::chrono::milliseconds(20);
    std::chrono::milliseconds startDelay = std::chrono::seconds(30);
    std::string fileLayer;
    std::function<std::unique_ptr<WatchEngine>()> watchEngine = &WatchEngine::create;
};

} // namespace candor
