// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <QString>
#include <QtGlobal>

#include <optional>

namespace candor {

struct FlushReportData;

/// What Telemetry::flush() came to. Public API (C++17).
class CANDOR_EXPORT FlushReport
{
public:
    /// Nothing was sent.
    FlushReport();
    /// For Candor's own sources.
    FlushReport(FlushReportData data);

    [[nodiscard]] qint64 delivered() const; ///< events, in requests of this process that were answered since the call
    [[nodiscard]] qint64 rejected() const; ///< likewise: the server did not want them, and they are not sent again
    /// Events that still wait, also those that came after the call; nothing: not known, because the store can't be
    /// read, or telemetry was refused meanwhile.
    [[nodiscard]] std::optional<qint64> waiting() const;
    /// Why something still waits, for a person; empty when all was delivered or rejected.
    [[nodiscard]] QString problem() const;

private:
    SharedData<FlushReportData> d;
};

} // namespace candor
