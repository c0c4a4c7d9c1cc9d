// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// One extension for each way in which one can behave (TEST_BEHAVIOUR); it notes in its data folder what was called.

#include "extensions/extension.h"

#include <QFile>
#include <QObject>

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
            logger->logUsage("completed", {{ "format", "pdf" }});
        note("before: " + context->setting(u"count").value_or(QStringLiteral("none")).toUtf8() + '\n');
        if (!context->setSetting(u"count", QStringLiteral("7")) || context->setSetting(u"../x", QString()))
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
#endif
    }

    void deactivate() override
    {
        note("deactivate\n");
    }

private:
    void note(const QByteArray &line) const
    {
        QFile file(m_log);
        if (file.open(QIODevice::WriteOnly | QIODevice::Append))
            file.write(line);
    }

    QString m_log;
};

#include "testextension.moc"
