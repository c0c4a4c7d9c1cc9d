// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include <candor/extension.h>

#include <QFile>
#include <QObject>

/// Greets by a file in its folder, as often as it was started.
class Greeter final : public QObject, public candor::Extension
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.candor.Extension/1" FILE "extension.json")
    Q_INTERFACES(candor::Extension)

public:
    void activate(candor::ExtensionContext *context) override
    {
        const int times = context->setting(u"times").value_or(QString()).toInt() + 1;
        context->setSetting(u"times", QString::number(times));
        QFile file(context->dataFolder() + QStringLiteral("/greeting"));
        const bool greeted = file.open(QIODevice::WriteOnly) && file.write("Hello\n") > 0;
        candor::TelemetryLogger *const logger = context->logger();
        if (!logger)
            return;
        // Recorded where Candor's catalogue declares example.greeter.greeted, and the person has agreed.
        logger->logUsage("greeted", {{"success", greeted}});
        if (!greeted)
            logger->logError(candor::Error("not_written").message(file.errorString()));
    }

    void deactivate() override { }
};

#include "greeter.moc"
