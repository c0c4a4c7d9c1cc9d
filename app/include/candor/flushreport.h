// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>

namespace candor {

/// What Telemetry::flush() came to. Public API (C++17).
struct FlushReport
{
    qint64 delivered = 0; ///< events, in requests of this process that were answered since the call
    qint64 rejected = 0; ///< likewise: the server did not want them, and they are not sent again
    /// Events that still wait, also those that came after the call; nothing: not known, because the store can't be
    /// read, or telemetry was refused meanwhile.
    std::optional<qint64> waiting;
    QString problem; ///< why something still waits, for a person; empty when all was delivered or rejected
};

} // namespace candor
