// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/flushreportdata.h"

#include <utility>

namespace candor {

FlushReport::FlushReport()
    : d(FlushReportData())
{
}

FlushReport::FlushReport(FlushReportData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
qint64 FlushReport::delivered() const { return d->delivered; }
qint64 FlushReport::rejected() const { return d->rejected; }
std::optional<qint64> FlushReport::waiting() const { return d->waiting; }
QString FlushReport::problem() const { return d->problem; }
// clang-format on

} // namespace candor
