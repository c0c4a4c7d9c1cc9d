// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Every command in every hostile world: what it says by its exit status and what it leaves behind. How long it took is
// printed beside the program's own start, as information.

#include "candor/telemetry.h"
#include "queue/eventstore.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "system/folderlock.h"
#include "system/systemclock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms
constexpr int rounds = 5; // for the medians

const QString consentFile = u".local/share/candor/consent.json"_s;
const QString idFile = u".redhat/anonymousId"_s;

struct Finished
{
    int status = -1;
    qint64 ms = 0;
    QByteArray out;
    QByteArray err;
};

enum class World {
    Friendly,
    DeadNetwork, ///< the server takes the connection and says nothing
    SilentResolver, ///< its name is never found
    FullDisk,
    LockedFolder, ///< another process holds the store's folder for itself
    LockedDatabase, ///< ... its database
    LockedAnswer, ///< ... consent.json's folder
    BrokenAnswer, ///< consent.json can't be understood
    UnreadableAnswer, ///< ... can't be read
    Window, ///< the program's window is open
};

/// One computer on which somebody has agreed, and three events wait.
class Computer
{
public:
    explicit Computer(World world)
        : m_world(world)
    {
        const bool silent = world == World::DeadNetwork || world == World::SilentResolver;
        m_server.setScripts({{200,
                              "{\"status\":\"Ok\"}",
                              {},
                              silent ? ScriptedServer::Manner::NeverAnswer : ScriptedServer::Manner::Answer}});
        if (!m_server.listen())
            qFatal("no port");
        m_endpoint = m_server.url();
        if (world == World::SilentResolver)
            m_endpoint.setHost(u"localhost"_s);
        record();
        waitUntilNobodyUsesTheStore();
        makeHostile();
    }
    ~Computer()
    {
        if (m_window.state() != QProcess::NotRunning) {
            m_window.kill();
            m_window.waitForFinished(patience);
        }
        if (m_database)
            sqlite3_close(m_database);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Computer)

    [[nodiscard]] Finished run(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = m_home.environment();
        environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
        environment.insert(u"CANDOR_ENDPOINT"_s, m_endpoint.toString());
        environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(CANDOR_HOSTILE_CALLS));
        environment.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
        if (m_world == World::FullDisk)
            environment.insert(u"CANDOR_TEST_FULL_DISK"_s, m_home.path());
        if (m_world == World::SilentResolver)
            environment.insert(u"CANDOR_TEST_SILENT_RESOLVER"_s, u"1"_s);
        process.setProcessEnvironment(environment);
        Finished result;
        QElapsedTimer timer;
        timer.start();
        process.start(QStringLiteral(CANDOR_PROGRAM), arguments);
        while (process.state() != QProcess::NotRunning && timer.elapsed() < patience) {
            process.waitForFinished(1);
            QCoreApplication::processEvents(); // the server lives here
        }
        result.ms = timer.elapsed();
        if (process.state() != QProcess::NotRunning) {
            process.kill();
            process.waitForFinished(patience);
            return result;
        }
        result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }

    [[nodiscard]] const TemporaryHome &home() const { return m_home; }
    [[nodiscard]] TelemetryContext context() const { return TelemetryContext(options().data()); }
    [[nodiscard]] QStringList sent() const { return m_server.ids(u"uuid"_s); }
    /// In the store's files.
    [[nodiscard]] int bytesOfEvents() const
    {
        int result = 0;
        const QFileInfoList files =
            QDir(m_home.path(u".local/share/candor/events"_s)).entryInfoList(QDir::Files | QDir::Hidden);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                result += int(file.readAll().count("page.viewed"));
        }
        return result;
    }

private:
    /// As the program itself makes them, on the same machine.
    [[nodiscard]] TelemetryOptions options() const
    {
        TelemetryOptions result = appOptions(m_home, m_endpoint);
        result.data().directories = Directories::fromEnvironment(m_home.environment());
        return result;
    }
    [[nodiscard]] std::string storeFolder() const { return m_home.path(u".local/share/candor/events"_s).toStdString(); }

    void record()
    {
        TelemetryOptions recording = options();
        recording.setStartDelay(1h); // nothing leaves yet
        recording.setFlushAt(1000);
        recording.setFlushInterval(1h);
        Telemetry telemetry(recording);
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Usage | Category::Errors, Origin::Prompt, u"en"_s);
        if (!answered.wait(patience) || !telemetry.isAllowed())
            qFatal("nothing is recorded");
        telemetry.page(u"appearance");
        telemetry.page(u"appearance");
        if (!QTest::qWaitFor(
                [this] {
                    return bytesOfEvents() > 0 && context().records().count(TelemetryContext::shortPatience) >= 3;
                },
                patience))
            qFatal("nothing was stored");
    }

    /// What was recorded is stored by a thread that a destructor waits for only shortly.
    void waitUntilNobodyUsesTheStore() const
    {
        const int inUse = ::open((storeFolder() + "/in-use").c_str(), O_RDWR | O_CLOEXEC);
        if (!QTest::qWaitFor([inUse] { return ::flock(inUse, LOCK_EX | LOCK_NB) == 0; }, patience))
            qFatal("the store is still in use");
        ::close(inUse);
    }

    void makeHostile()
    {
        QString error;
        switch (m_world) {
        case World::LockedFolder:
            m_descriptor = ::open((storeFolder() + "/in-use").c_str(), O_RDWR | O_CLOEXEC);
            if (m_descriptor < 0 || ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0)
                qFatal("the folder can't be locked");
            break;
        case World::LockedDatabase:
            m_descriptor = ::open((storeFolder() + "/in-use").c_str(), O_RDWR | O_CLOEXEC);
            if (m_descriptor < 0 || ::flock(m_descriptor, LOCK_SH | LOCK_NB) != 0)
                qFatal("the folder can't be held");
            if (sqlite3_open((storeFolder() + "/events.sqlite").c_str(), &m_database) != SQLITE_OK
                || sqlite3_exec(m_database, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                                nullptr)
                    != SQLITE_OK)
                qFatal("the database can't be locked");
            break;
        case World::LockedAnswer:
            m_answer = FolderLock::acquire(m_home.path(u".local/share/candor"_s), 1s, &error);
            if (!m_answer)
                qFatal("the answer can't be locked");
            break;
        case World::BrokenAnswer:
            m_home.write(consentFile, "{\"decision\": \"granted\"");
            break;
        case World::UnreadableAnswer: // also for root
            QFile::remove(m_home.path(consentFile));
            QDir().mkpath(m_home.path(consentFile));
            break;
        case World::Window: {
            QProcessEnvironment environment = m_home.environment();
            environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
            environment.insert(u"CANDOR_ENDPOINT"_s, m_endpoint.toString());
            environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
            environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
            environment.insert(u"LOG_LEVEL"_s, u"trace"_s);
            m_window.setProcessEnvironment(environment);
            m_window.setProcessChannelMode(QProcess::MergedChannels);
            m_window.start(QStringLiteral(CANDOR_PROGRAM), QStringList());
            QByteArray said;
            if (!QTest::qWaitFor([&] { return (said += m_window.readAll()).contains("page.viewed"); }, patience))
                qFatal("the window records nothing: %s", said.constData());
            break;
        }
        case World::Friendly:
        case World::DeadNetwork:
        case World::SilentResolver:
        case World::FullDisk:
            break;
        }
    }

    const World m_world;
    TemporaryHome m_home;
    ScriptedServer m_server;
    QUrl m_endpoint;
    QProcess m_window;
    int m_descriptor = -1;
    sqlite3 *m_database = nullptr;
    std::optional<FolderLock> m_answer;
};

qint64 median(QList<qint64> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

} // namespace

class TerminalPromisesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandInEveryWorld_data()
    {
        QTest::addColumn<World>("world");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("promised"); // ms, on top of the program's own start

        struct Command
        {
            const char *name;
            QStringList arguments;
            int promised;
        };
        const QList<Command> commands{{"status", {u"status"_s}, 50},
                                      {"explain", {u"explain"_s}, 50},
                                      {"request-deletion", {u"request-deletion"_s}, 50},
                                      {"enable", {u"enable"_s, u"--yes"_s}, 50},
                                      {"enable --only usage", {u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s}, 50},
                                      {"disable", {u"disable"_s}, 1000},
                                      {"erase", {u"erase"_s}, 1000},
                                      {"reset-id", {u"reset-id"_s, u"--yes"_s}, 50},
                                      {"send", {u"send"_s, u"--timeout"_s, u"1"_s}, 1000}};
        struct Row
        {
            World world;
            const char *name;
            // Exit status and what is true afterwards, for each command in turn. read: nothing has changed; on: events
            // are recorded; off: they are not, and those there were are gone; left: off, but some could not be erased;
            // gone: on, and those there were are gone; kept: nothing was erased; reset: another id; same: the same id;
            // sent: all has arrived; waits: nothing has.
            QList<std::pair<int, const char *>> expected;
        };
        const QList<Row> rows{
            // status, explain, request-deletion, enable, enable --only usage, disable, erase, reset-id, send
            {World::Friendly,
             "friendly",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {0, "gone"},
              {0, "reset"},
              {0, "sent"}}},
            {World::DeadNetwork,
             "a dead network",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {0, "gone"},
              {0, "reset"},
              {3, "waits"}}},
            {World::SilentResolver,
             "a silent resolver",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {0, "gone"},
              {0, "reset"},
              {3, "waits"}}},
            {World::FullDisk,
             "a full disk",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {1, "read"},
              {1, "read"},
              {1, "erased"},
              {1, "erased"},
              {1, "same"},
              {1, "waits"}}},
            {World::LockedFolder,
             "the store's folder is locked",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {1, "left"},
              {1, "kept"},
              {0, "reset"},
              {1, "waits"}}},
            {World::LockedDatabase,
             "the store is locked",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {1, "left"},
              {1, "kept"},
              {0, "reset"},
              {1, "waits"}}},
            {World::LockedAnswer,
             "the answer is locked",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {1, "read"},
              {1, "read"},
              {1, "off"},
              {1, "erased"},
              {1, "same"},
              {0, "sent"}}},
            {World::BrokenAnswer,
             "the answer is broken",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {1, "erased"},
              {1, "same"},
              {1, "waits"}}},
            {World::UnreadableAnswer,
             "the answer can't be read",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {1, "erased"},
              {1, "same"},
              {1, "waits"}}},
            {World::Window,
             "a window is open",
             {{0, "read"},
              {0, "read"},
              {0, "read"},
              {0, "on"},
              {0, "on"},
              {0, "off"},
              {0, "gone"},
              {0, "reset"},
              {0, "sent"}}},
        };
        for (const Row &row : rows) {
            for (qsizetype i = 0; i < commands.size(); ++i) {
                const Command &command = commands.at(i);
                const auto &[status, after] = row.expected.at(i);
                QStringList arguments = QStringList{u"telemetry"_s} + command.arguments;
                if (std::string_view(after) == "sent") // as long as a busy machine needs
                    arguments.last() = u"60"_s;
                QTest::addRow("%s, %s", command.name, row.name)
                    << row.world << arguments << status << QString::fromLatin1(after) << command.promised;
            }
        }
    }

    void everyCommandInEveryWorld()
    {
        QFETCH(World, world);
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, after);
        QFETCH(int, promised);
        std::optional<Computer> made;
        QByteArray consent;
        QByteArray id;
        QStringList files;
        Finished start;
        Finished finished;
        // A command waits a second for a window to let go of the store. A busy machine may need longer, not each time:
        // reset-id then says so and still ends with 0.
        for (int attempt = 0; attempt < (world == World::Window ? 4 : 1)
             && (finished.status != status || finished.err.contains("could not be erased yet"));
             ++attempt) {
            made.emplace(world);
            consent = made->home().read(consentFile);
            id = made->home().read(idFile);
            files = made->home().everything();
            start = made->run({u"--version"_s});
            finished = made->run(arguments);
        }
        const Computer &computer = *made;

        const QByteArray said = finished.out + "\n--\n" + finished.err;
        QVERIFY2(finished.status == status, said.constData());
        QVERIFY2(finished.status == 0 || !finished.err.isEmpty(), said.constData());
        // What a store waits for by itself, two seconds, is not what a terminal waits for. A wait of the program's own
        // is there each time; one that a busy machine made is not.
        const bool locked = world == World::LockedFolder || world == World::LockedDatabase;
        const qint64 tooLong = locked && promised == 50 ? 1500 + 2 * start.ms : 5000 + 9 * start.ms;
        qint64 shortest = finished.ms - start.ms;
        for (int again = 0; again < 3 && shortest >= tooLong; ++again)
            shortest = std::min(shortest, Computer(world).run(arguments).ms - start.ms);
        QVERIFY2(shortest < tooLong, qPrintable(u"%1 ms"_s.arg(shortest)));
        qInfo("%lld ms, of which its start %lld ms: %s", static_cast<long long>(finished.ms),
              static_cast<long long>(start.ms), finished.err.left(300).trimmed().constData());

        const ConsentState state = computer.context().consent().read();
        if (after == "read"_L1) {
            QCOMPARE(computer.home().read(consentFile), consent);
            if (world != World::Window)
                QCOMPARE(computer.home().everything().filter(u".redhat"_s), files.filter(u".redhat"_s));
        } else if (after == "on"_L1) {
            QVERIFY(state.verdict.allowed);
        } else if (after == "off"_L1 || after == "left"_L1) {
            QVERIFY(!state.verdict.allowed);
            QCOMPARE(state.verdict.decision, Decision::Denied);
        } else if (after == "gone"_L1) {
            QVERIFY(state.verdict.allowed);
            QVERIFY(computer.home().read(consentFile) != consent);
        } else if (after == "reset"_L1) {
            QVERIFY(state.verdict.allowed);
            QVERIFY(computer.home().read(idFile) != id);
            QCOMPARE(state.record.earlierIds, QStringList{QString::fromLatin1(id)});
        } else if (after == "same"_L1) {
            QCOMPARE(computer.home().read(idFile), id);
            QCOMPARE(computer.home().read(consentFile), consent);
        } else if (after == "sent"_L1) {
            QVERIFY(computer.sent().size() >= 3);
        } else if (after == "waits"_L1) {
            QVERIFY(computer.bytesOfEvents() > 0);
        }
        const bool erased = QStringList{u"off"_s, u"gone"_s, u"erased"_s}.contains(after)
            || (after == "reset"_L1 && world != World::LockedFolder && world != World::LockedDatabase);
        if (erased)
            QTRY_COMPARE_WITH_TIMEOUT(computer.bytesOfEvents(), 0, patience);
        else if (after == "left"_L1 || after == "kept"_L1)
            QVERIFY(computer.bytesOfEvents() > 0);
        if (after == "kept"_L1)
            QVERIFY2(finished.err.contains("None of them is sent"), said.constData());
    }

    void medians_data()
    {
        QTest::addColumn<World>("world");
        QTest::newRow("a dead network") << World::DeadNetwork;
        QTest::newRow("a full disk") << World::FullDisk;
        QTest::newRow("the store's folder is locked") << World::LockedFolder;
        QTest::newRow("the store is locked") << World::LockedDatabase;
        QTest::newRow("the answer can't be read") << World::UnreadableAnswer;
    }

    /// Information: nothing is asserted but that it ends.
    void medians()
    {
        QFETCH(World, world);
        const Computer computer(world);
        QStringList said;
        for (const QStringList &arguments : {QStringList{u"--version"_s},
                                             {u"telemetry"_s, u"status"_s},
                                             {u"telemetry"_s, u"explain"_s},
                                             {u"telemetry"_s, u"request-deletion"_s},
                                             {u"telemetry"_s, u"enable"_s, u"--yes"_s},
                                             {u"telemetry"_s, u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s},
                                             {u"telemetry"_s, u"reset-id"_s, u"--yes"_s}}) {
            QList<qint64> times;
            for (int round = 0; round < rounds; ++round) {
                const Finished finished = computer.run(arguments);
                QVERIFY2(finished.status >= 0, qPrintable(arguments.join(u' ')));
                times.append(finished.ms);
            }
            said.append(u"%1 %2 ms"_s.arg(arguments.value(1, arguments.constFirst())).arg(median(times)));
        }
        qInfo("medians of %d: %s", rounds, qPrintable(said.join(u", "_s)));
    }
};

QTEST_GUILESS_MAIN(TerminalPromisesTest)
#include "tst_terminalpromises.moc"
