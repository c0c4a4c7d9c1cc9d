// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// One extension for each way in which one can behave (TEST_BEHAVIOUR); it notes in its data folder what was called.

#include "candor/extension.h"

#include <QFile>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#define BEHAVES_WELL 0
#define NEEDS_WHAT_IS_NOWHERE 1
#define THROWS 2
#define THROWS_SOMETHING_ELSE 3
#define NEVER_COMES_BACK 4
#define CRASHES 5
// 6 is noextension.cpp's
#define CRASHES_WHEN_TOLD 7
#define THROWS_AND_GOES_ON 8
#define THROWS_AT_THE_END 9

#if TEST_BEHAVIOUR == NEEDS_WHAT_IS_NOWHERE
extern "C" int candorTestIsDefinedNowhere();
#endif

class TestExtension final : public QObject, public candor::Extension
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID TEST_IID FILE "extension.json")
    Q_INTERFACES(candor::Extension)

public:
    void activate(candor::ExtensionContext *context) override
    {
        m_log = context->dataFolder() + QStringLiteral("/log");
        note("activate\n");
#if TEST_BEHAVIOUR == BEHAVES_WELL
        if (candor::TelemetryLogger *const logger = context->logger())
            logger->logUsage("completed", {{"format", "pdf"}});
        note("before: " + context->setting(u"count").value_or(QStringLiteral("none")).toUtf8() + '\n');
        if (!context->setSetting(u"count", QStringLiteral("7")) || context->setSetting(u"../x", QString())
            || context->setSetting(u"x.y", QString())) // what "acme.sync.x" would call "y"
            note("wrong\n");
        note("after: " + context->setting(u"count").value_or(QString()).toUtf8() + '\n');
#elif TEST_BEHAVIOUR == NEEDS_WHAT_IS_NOWHERE
        note(QByteArray::number(candorTestIsDefinedNowhere()));
#elif TEST_BEHAVIOUR == THROWS
        throw std::runtime_error("the index is missing");
#elif TEST_BEHAVIOUR == THROWS_SOMETHING_ELSE
        throw 7;
#elif TEST_BEHAVIOUR == NEVER_COMES_BACK
        // Nobody has to end it: where a test does not, it ends the program itself.
        std::this_thread::sleep_for(std::chrono::minutes(2));
        std::_Exit(EXIT_FAILURE);
#elif TEST_BEHAVIOUR == CRASHES
        std::abort();
#elif TEST_BEHAVIOUR == CRASHES_WHEN_TOLD
        const QString told = context->dataFolder() + QStringLiteral("/crash");
        const auto look = [told] {
            if (QFile::exists(told))
                std::abort();
        };
        QObject::connect(&m_timer, &QTimer::timeout, this, look);
        m_timer.start(std::chrono::milliseconds(5));
#elif TEST_BEHAVIOUR == THROWS_AND_GOES_ON
        candor::TelemetryLogger *const logger = context->logger();
        const auto goOn = [this, context, logger] {
            context->logger()->logUsage("completed", {{"format", "pdf"}});
            logger->logUsage("completed", {{"format", "html"}});
            note(context->setSetting(u"count", QStringLiteral("7")) ? "wrong\n" : "went on\n");
            m_timer.stop();
        };
        QObject::connect(&m_timer, &QTimer::timeout, this, goOn);
        m_timer.start(std::chrono::milliseconds(0));
        throw std::runtime_error("half of it is missing");
#endif
    }

    void deactivate() override
    {
        note("deactivate\n");
#if TEST_BEHAVIOUR == THROWS_AT_THE_END
        throw std::runtime_error("it is not over");
#endif
    }

private:
    void note(const QByteArray &line) const
    {
        QFile file(m_log);
        if (file.open(QIODevice::WriteOnly | QIODevice::Append))
            file.write(line);
    }

    QString m_log;
    QTimer m_timer;
};

#include "testextension.moc"
