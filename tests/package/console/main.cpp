// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include <candor/telemetry.h>

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    QCoreApplication application(argc, argv);
    const candor::Telemetry telemetry(candor::TelemetryOptions(u"org.acme.console", u"Acme Console", u"2.1.0"));
    std::puts(qUtf8Printable(telemetry.status().reason()));
    return telemetry.isAllowed() ? 1 : 0; // nobody has agreed
}
