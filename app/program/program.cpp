// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "program/program.h"

#include "delivery/destinationconfig.h"
#include "system/terminal.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace candor {

using namespace Qt::StringLiterals;

QProcessEnvironment prepareProgram()
{
    reserveStandardStreams();
    QCoreApplication::setApplicationName(u"candor"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CANDOR_VERSION));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (environment.value(u"LOG_LEVEL"_s) == "trace"_L1)
        QLoggingCategory::setFilterRules(u"candor.*.debug=true"_s);
    return environment;
}

TelemetryOptions programOptions(const QProcessEnvironment &environment, QTextStream &err)
{
    TelemetryOptions options(u"candor", u"Candor", QStringLiteral(CANDOR_VERSION));
    options.setEnvironment(environment);
    options.setNotice(u":/candor/notice.json");
    options.setCatalogue(u":/candor/catalogue.json");
    options.setSettingsPlace([] {
        //: @info where the page is on which an answer can be changed, "›" stands between the steps
        return QCoreApplication::translate("candor::SettingsWindow", "Settings › Preferences › Telemetry");
    });
    options.shareWithRedHatTools();
    const DestinationConfig config =
        DestinationConfig::resolve(QStringLiteral(CANDOR_DESTINATION), QStringLiteral(CANDOR_ENDPOINT),
                                   QStringLiteral(CANDOR_WRITE_KEY), environment);
    for (const QString &warning : config.warnings)
        err << "candor: " << warning << '\n' << Qt::flush;
    options.setDestination(config.destination);
    return options;
}

bool wantsWindow(const QStringList &arguments)
{
    bool valueMayFollow = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == "--page"_L1 || argument == "--tour"_L1) {
            if (++i == arguments.size())
                return false; // its value is missing: a usage error, which needs no window
            valueMayFollow = false;
        } else if (argument.startsWith("--page="_L1) || argument.startsWith("--tour="_L1)) {
            valueMayFollow = false;
        } else if (argument.size() > 2 && argument.startsWith(u'-') && !argument.startsWith("--"_L1)) {
            valueMayFollow = true; // -platform, -style, -reverse and what else the toolkit takes
        } else if (valueMayFollow && !argument.startsWith(u'-')) {
            valueMayFollow = false;
        } else {
            return false;
        }
    }
    return true;
}

} // namespace candor
