// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/uploader.h"
#include "telemetry/telemetrystatus.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace candor {

struct SendResult
{
    int delivered = 0;
    bool nothingLeft = false; ///< at a moment after the start, nothing waited for this recipient
    QString message; ///< for a person, when something still waits
};

/// Sends what waits, now, for at most \a timeout, by running the application's event loop. Works beside a window: the
/// upload lock is held for one request at a time, and a busy one is tried again. A no that is given meanwhile, seen in
/// one of \a consentFiles, aborts the request in flight.
[[nodiscard]] SendResult sendInForeground(Uploader::Options options, const QStringList &consentFiles,
                                          std::chrono::milliseconds timeout);

/// Whether what waited \a before has left. What another program recorded meanwhile, after the last look into the store,
/// counts as little as what it records a moment later: a window that is open would otherwise decide how sending ended.
[[nodiscard]] bool sentWhatWaited(const SendResult &result, const TelemetryStatus &before,
                                  const TelemetryStatus &after);

} // namespace candor
