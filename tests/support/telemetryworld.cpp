// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/telemetryworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QCoreApplication>

namespace candor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TelemetryOptions appOptions(const TemporaryHome &home, const QUrl &endpoint, const QString &key)
{
    TelemetryOptions options(u"candor", u"Candor", u"0.1.0");
    options.setEnvironment(home.environment());
    options.data().directories = home.directories();
    options.setStartPatience(std::chrono::minutes(1));
    options.setNotice(repositoryPath(u"resources/notice.json"_s));
    options.setCatalogue(repositoryPath(u"resources/catalogue.json"_s));
    options.setDestination(PostHog(endpoint, key));
    options.setSettingsPlace(
        [] { return QCoreApplication::translate("candor::SettingsWindow", "Settings › Preferences › Telemetry"); });
    options.shareWithRedHatTools();
    options.setStartDelay(0ms);
    return options;
}

QString repositoryPath(const QString &below)
{
    return QStringLiteral(CANDOR_SOURCE_DIR) + u'/' + below;
}

} // namespace candor::test
