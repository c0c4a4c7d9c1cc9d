// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/telemetrycontext.h"

#include <QString>

#include <chrono>

namespace candor {

struct SendResult
{
    int delivered = 0;
    QString message; ///< for the user, if something is still waiting
};

/// Sends the waiting events now, for at most \a timeout, by running the application's event loop. Works beside a
/// window: the upload lock is held for one request at a time, and a busy lock is tried again. A no that is given
/// meanwhile aborts the request in flight. \a state must allow sending.
[[nodiscard]] SendResult sendInForeground(const TelemetryContext &context, const ConsentState &state,
                                          std::chrono::milliseconds timeout);

} // namespace candor
