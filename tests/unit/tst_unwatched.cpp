// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Where files can't be watched a no is noticed all the same (promise P3), and it is said that it takes longer.

#include "candor/telemetry.h"
#include "cli/commandline.h"
#include "support/recordingworld.h"
#include "system/pathwatcher.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QTest>

#include <atomic>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms

/// As the system's when its watches are used up: it can watch so many, and no more.
class FewWatches final : public WatchEngine
{
public:
    explicit FewWatches(std::shared_ptr<std::atomic<int>> left)
        : m_left(std::move(left))
        , m_real(WatchEngine::create())
    {
        connect(m_real.get(), &WatchEngine::changed, this, &WatchEngine::changed);
    }
    void start() override { m_real->start(); }
    void stop() override { m_real->stop(); }
    bool add(const QString &path, Kind kind) override
    {
        if (*m_left <= 0 || !m_real->add(path, kind))
            return false;
        --*m_left;
        return true;
    }
    void remove(const QString &path) override
    {
        *m_left += m_real->isWatching(path) ? 1 : 0;
        m_real->remove(path);
    }
    [[nodiscard]] bool isWatching(const QString &path) const override { return m_real->isWatching(path); }

private:
    const std::shared_ptr<std::atomic<int>> m_left;
    const std::unique_ptr<WatchEngine> m_real;
};

struct World
{
    RecordingWorld recording;
    std::shared_ptr<std::atomic<int>> left = std::make_shared<std::atomic<int>>(0);

    [[nodiscard]] TelemetryOptions options() const
    {
        TelemetryOptions result = recording.options();
        result.data().watchEngine = [left = left] { return std::make_unique<FewWatches>(left); };
        return result;
    }
    void sayNo() const
    {
        const Consent::Result result =
            TelemetryContext(recording.options().data()).answer({{}, Origin::CommandLine, u"en"_s});
        if (!result.ok)
            qFatal("%s", qUtf8Printable(result.error));
    }
    [[nodiscard]] QJsonValue statusInTerminal() const
    {
        QString text;
        QString ignored;
        QTextStream out(&text);
        QTextStream err(&ignored);
        CommandLineHost host{out, err, options(), {}};
        (void)runCommandLine({u"telemetry"_s, u"status"_s, u"--json"_s}, host);
        return QJsonDocument::fromJson(text.toUtf8()).object().value("watchProblem"_L1);
    }
};

/// What this program and its libraries said on the error stream.
QStringList warnings;
void keep(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        warnings.append(message);
}

} // namespace

class UnwatchedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoIsNoticed_data()
    {
        QTest::addColumn<int>("watches");
        QTest::newRow("no watch at all") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("a few, and then no more") << 3;
    }
    void aNoIsNoticed()
    {
        QFETCH(int, watches);
        World world;
        *world.left = watches;
        warnings.clear();
        const auto before = qInstallMessageHandler(&keep);
        Telemetry telemetry(world.options());
        const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
        QVERIFY(telemetry.isAllowed());
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().watchProblem().isEmpty(), patience);
        world.sayNo();
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
        // Nothing is at stake any more.
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().watchProblem().isEmpty(), patience);
        QVERIFY2(warnings.isEmpty(), qUtf8Printable(warnings.join(u'\n')));
    }

    void watchedAgain()
    {
        World world;
        Telemetry telemetry(world.options());
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().watchProblem().isEmpty(), patience);
        *world.left = 1000;
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().watchProblem().isEmpty(), patience);
        QVERIFY(telemetry.isAllowed());
        world.sayNo();
        QTRY_VERIFY_WITH_TIMEOUT(!telemetry.status().allowed(), patience);
    }

    void theTerminalSaysSo()
    {
        World world;
        QVERIFY(world.statusInTerminal().toString().contains(u"can’t be watched"_s));
        *world.left = 1000;
        QVERIFY(world.statusInTerminal().isNull());
    }

    /// Of the folders on the way only those that a person may exchange.
    void fewFolders()
    {
        World world;
        constexpr int plenty = 1000;
        *world.left = plenty;
        Telemetry telemetry(world.options());
        QTRY_VERIFY_WITH_TIMEOUT(*world.left < plenty, patience);
        QVERIFY(telemetry.status().watchProblem().isEmpty());
        const int used = plenty - *world.left;
        qInfo("%d files and folders are watched", used);
        QVERIFY(used <= 12);
    }
};

QTEST_GUILESS_MAIN(UnwatchedTest)
#include "tst_unwatched.moc"
