// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/flushreport.h"

namespace candor {

/// What stands behind a FlushReport.
struct FlushReportData
{
    qint64 delivered = 0;
    qint64 rejected = 0;
    std::optional<qint64> waiting;
    QString problem;
};

} // namespace candor
