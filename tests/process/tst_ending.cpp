// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What was accepted is there after every way in which a program can end, once.

#include "support/recordingworld.h"
#include "telemetry/telemetrycontext.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms

struct Ended
{
    bool crashed = false;
    int status = -1;
    QByteArray said;
};

Ended runChild(const QProcessEnvironment &environment, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(CANDOR_RECORDING_CHILD), arguments);
    Ended result;
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished(patience);
        result.said = "did not end: " + process.readAll();
        return result;
    }
    result.crashed = process.exitStatus() == QProcess::CrashExit;
    result.status = process.exitCode();
    result.said = process.readAll();
    return result;
}

QList<qint64> upTo(qint64 count)
{
    QList<qint64> result(count);
    std::iota(result.begin(), result.end(), 1);
    return result;
}

qsizetype distinctIds(const std::vector<StoredEvent> &events)
{
    QSet<QByteArray> ids;
    for (const StoredEvent &event : events)
        ids.insert(QByteArray::fromStdString(event.id));
    return ids.size();
}

} // namespace

class TestEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasAccepted_data();
    void keepsWhatWasAccepted();
    void isAdoptedOnceByMany();
    void isAdoptedWithTheVersionItWasRecordedUnder();
    void isErasedByANo();
    void isErasedByTheCommand();
    void theCommandTakesItOverBeforeItSends();
    void aForkedChildRecordsNothing();
    void withoutARuntimeFolderItSaysSo();
    void aDiskThatHangsHoldsNobodyUp_data();
    void aDiskThatHangsHoldsNobodyUp();
};

void TestEnding::keepsWhatWasAccepted_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("dies"); // by a signal
    QTest::addColumn<bool>("stops"); // app.stopped is recorded
    for (const char *signal : {"SIGKILL", "SIGTERM", "SIGSEGV", "SIGHUP", "abort"})
        QTest::newRow(signal) << QString::fromLatin1(signal) << true << false;
    for (const char *end : {"_exit", "quick_exit", "exit"})
        QTest::newRow(end) << QString::fromLatin1(end) << false << false;
    for (const char *end : {"return", "event-loop", "application-first", "static"})
        QTest::newRow(end) << QString::fromLatin1(end) << false << true;
}

void TestEnding::keepsWhatWasAccepted()
{
    QFETCH(QString, end);
    QFETCH(bool, dies);
    QFETCH(bool, stops);
    const RecordingWorld world;
    const Ended ended = runChild(world.environment(), {u"1"_s, u"1000"_s, end});
    QVERIFY2(ended.crashed == dies || ended.said.contains("Sanitizer"), ended.said.constData());
    if (!dies)
        QVERIFY2(ended.status == 0, ended.said.constData());

    // The next start.
    const Ended next = runChild(world.environment(), {u"2"_s, u"0"_s, u"settle"_s});
    QVERIFY2(next.status == 0 && !next.crashed, next.said.constData());
    QCOMPARE(world.numbers(1), upTo(1000));
    world.recover(); // a slow end of the next start leaves its own last events behind
    const std::vector<StoredEvent> events = world.events();
    QCOMPARE(distinctIds(events), static_cast<qsizetype>(events.size()));
    qint64 stopped = 0;
    for (const StoredEvent &event : events)
        stopped += event.name == "app.stopped" ? 1 : 0;
    QCOMPARE(stopped, end == u"static"_s ? 3 : stops ? 2 : 1);
    const EventCounters counters = world.counters();
    QVERIFY(RecordingWorld::addsUp(counters));
    QCOMPARE(counters.accepted, static_cast<qint64>(events.size()));
    QCOMPARE(counters.waiting, counters.accepted);
    QCOMPARE(world.home().runtime().files(), QStringList());
}

void TestEnding::isAdoptedOnceByMany()
{
    const RecordingWorld world;
    for (int run = 1; run <= 5; ++run)
        QVERIFY(runChild(world.environment(), {QString::number(run), u"500"_s, u"SIGKILL"_s}).crashed);
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 8; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setProcessEnvironment(world.environment());
        processes.back()->start(QStringLiteral(CANDOR_RECORDING_CHILD), {u"9"_s, u"0"_s, u"settle"_s});
    }
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished(patience));
        QCOMPARE(process->exitCode(), 0);
    }
    for (int run = 1; run <= 5; ++run)
        QCOMPARE(world.numbers(run), upTo(500));
    world.recover(); // the last events of the eight, whose ends may have been slow
    const std::vector<StoredEvent> events = world.events();
    QCOMPARE(distinctIds(events), static_cast<qsizetype>(events.size()));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
    QCOMPARE(world.counters().accepted, 5 * 501 + 8 * 2);
    QCOMPARE(world.home().runtime().files(), QStringList());
}

void TestEnding::isAdoptedWithTheVersionItWasRecordedUnder()
{
    const RecordingWorld world;
    QVERIFY(runChild(world.environment(), {u"1"_s, u"10"_s, u"SIGKILL"_s}).crashed);
    const std::string before = [&] {
        for (const StoredEvent &event : world.events()) {
            if (event.name == "test.counted")
                return event.body;
        }
        return std::string();
    }();
    QCOMPARE(runChild(world.environment(), {u"2"_s, u"0"_s, u"settle"_s}).status, 0);
    for (const StoredEvent &event : world.events())
        QVERIFY2(event.body.find("\"app_version\":\"0.1.0\"") != std::string::npos, event.body.c_str());
    // What was stored before its process died is what it was.
    if (!before.empty()) {
        const std::vector<StoredEvent> events = world.events();
        QVERIFY(std::any_of(events.begin(), events.end(), [&](const StoredEvent &e) { return e.body == before; }));
    }
}

void TestEnding::isErasedByANo()
{
    const RecordingWorld world;
    QVERIFY(runChild(world.environment(), {u"1"_s, u"1000"_s, u"SIGKILL"_s}).crashed);
    QVERIFY(!world.home().runtime().files().isEmpty());
    world.home().write(u".local/share/containers/podman-desktop/configuration/settings.json"_s,
                       "{\n  \"telemetry.enabled\": false\n}");
    // A start erases, and an end waits for that for a moment only: on a slow machine the next start goes on with it.
    const auto isErased = [&world] {
        return world.home().runtime().files().isEmpty() && !QFile::exists(QString::fromStdString(world.storeFolder()));
    };
    for (int start = 0; start < 10 && !isErased(); ++start)
        QCOMPARE(runChild(world.environment(), {u"2"_s, u"0"_s, u"return"_s}).status, 4);
    QVERIFY(isErased());
}

void TestEnding::isErasedByTheCommand()
{
    const RecordingWorld world;
    QVERIFY(runChild(world.environment(), {u"1"_s, u"1000"_s, u"SIGKILL"_s}).crashed);
    QVERIFY(!world.home().runtime().files().isEmpty());
    const TelemetryContext context(world.options().data());
    QVERIFY(context.answer({{}, Origin::CommandLine, u"en"_s}).ok);
    QCOMPARE(context.records().erase(), QString());
    QCOMPARE(world.home().runtime().files(), QStringList());
    QVERIFY(!QFile::exists(QString::fromStdString(world.storeFolder())));
}

void TestEnding::theCommandTakesItOverBeforeItSends()
{
    const RecordingWorld world;
    QVERIFY(runChild(world.environment(), {u"1"_s, u"10"_s, u"SIGKILL"_s}).crashed);
    const TelemetryContext context(world.options().data());
    const ConsentState state = context.consent().read();
    QVERIFY(state.verdict.allowed);
    QCOMPARE(context.recoverRings(state), QString());
    QCOMPARE(world.numbers(1), upTo(10));
    QCOMPARE(context.recoverRings(state), QString());
    QCOMPARE(world.counters().accepted, 11);
    QCOMPARE(world.home().runtime().files(), QStringList());
}

void TestEnding::aForkedChildRecordsNothing()
{
    const RecordingWorld world;
    const Ended ended = runChild(world.environment(), {u"1"_s, u"1000"_s, u"fork"_s});
    QVERIFY2(ended.status == 0, ended.said.constData());
    world.recover();
    QCOMPARE(world.numbers(1), upTo(1000));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestEnding::withoutARuntimeFolderItSaysSo()
{
    // So few that they are stored within the moment that the end waits: what is not is lost here. A busy machine may
    // need longer, but not each time.
    QList<qint64> kept;
    for (int attempt = 0; attempt < 5 && kept != upTo(10); ++attempt) {
        const RecordingWorld world;
        QProcessEnvironment environment = world.environment();
        environment.remove(u"XDG_RUNTIME_DIR"_s);
        QCOMPARE(runChild(environment, {u"1"_s, u"10"_s, u"return"_s}).status, 0);
        kept = world.numbers(1);
    }
    QCOMPARE(kept, upTo(10));
}

void TestEnding::aDiskThatHangsHoldsNobodyUp_data()
{
    QTest::addColumn<qint64>("count");
    QTest::newRow("a few events") << qint64(10);
    QTest::newRow("a thousand") << qint64(1000);
    QTest::newRow("more than the memory takes") << qint64(40000);
}

void TestEnding::aDiskThatHangsHoldsNobodyUp()
{
    QFETCH(qint64, count);
    const RecordingWorld world;
    QElapsedTimer timer;
    timer.start();
    const Ended ended = runChild(world.environment(), {u"1"_s, QString::number(count), u"disk-hangs"_s});
    QVERIFY2(ended.status == 0 && !ended.crashed, ended.said.constData());
    const qint64 took = ended.said.trimmed().toLongLong();
    qInfo("the end took %lld ms, the whole program %lld ms", static_cast<long long>(took),
          static_cast<long long>(timer.elapsed()));
    QVERIFY(took <= 2500); // ten times what is promised

    // The disk answers again: what was accepted is there, app.stopped too if it found room, and what was not is
    // counted.
    QCOMPARE(runChild(world.environment(), {u"2"_s, u"0"_s, u"settle"_s}).status, 0);
    world.recover(); // what a slow end of that start left behind
    const QList<qint64> numbers = world.numbers(1);
    const EventCounters counters = world.counters();
    QVERIFY(RecordingWorld::addsUp(counters));
    const auto dropped = [&counters](DropReason reason) {
        const auto found = counters.dropped.find(reason);
        return found == counters.dropped.end() ? qint64(0) : qint64(found->second);
    };
    // So small they are that the ring takes more of them than the store: there the oldest go, app.started before them.
    const qint64 refused = dropped(DropReason::Memory);
    const qint64 evicted = dropped(DropReason::Disk);
    QCOMPARE(numbers, upTo(evicted + numbers.size() - (evicted > 0 ? 1 : 0)).last(numbers.size()));
    QCOMPARE(numbers.size() + refused + evicted,
             count + (refused > 0 ? 1 : 0) + (evicted > 0 ? 1 : 0)); // app.stopped is refused as well then
    QVERIFY(count > 1000 || evicted == 0);
    QCOMPARE(counters.accepted, count + 4); // started and stopped, twice
    QVERIFY(count > 1000 || refused == 0);
    QCOMPARE(world.home().runtime().files(), QStringList());
}

QTEST_GUILESS_MAIN(TestEnding)
#include "tst_ending.moc"
