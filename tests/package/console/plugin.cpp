// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include <candor/telemetry.h>

extern "C" Q_DECL_EXPORT int answer()
{
    using namespace Qt::StringLiterals;
    const candor::Telemetry telemetry(candor::TelemetryOptions(u"org.acme.plugin", u"Acme Plug-in", u"2.1.0"));
    return telemetry.isAllowed() ? 1 : 0;
}
