// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Promise P3: a no, however it is said, works at once in every running copy, and nothing from before it ever leaves.

#include "support/processlook.h"
#include "support/recordingworld.h"
#include "support/sanitizers.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <sys/stat.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms
const QString settingsFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
const QString consentFile = u".local/share/candor/consent.json"_s;
const QByteArray before = "quokkabefore"; // the words of the events
const QByteArray after = "quokkaafter";
const QByteArray broken = "quokkabroken"; // of the category errors

const QStringList send{u"send"_s, u"--timeout"_s, u"60"_s}; // as long as a busy machine needs

const ScriptedServer::Script good{200, "{\"status\":\"Ok\"}", {}};
const ScriptedServer::Script withheld{200, {}, {}, ScriptedServer::Manner::NeverAnswer};

/// All rows of the long tables, or those that stand for the others.
bool everything()
{
    return qEnvironmentVariableIsSet("CANDOR_TRIALS");
}

/// A running copy of an application.
class Copy
{
public:
    /// \a failure: recorded before anything else.
    explicit Copy(const QProcessEnvironment &environment, const QByteArray &word = before,
                  const QByteArray &failure = QByteArray())
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QStringList arguments{QString::fromLatin1(word)};
        if (!failure.isEmpty())
            arguments.append(QString::fromLatin1(failure));
        m_process.start(QStringLiteral(CANDOR_WITHDRAWAL_CHILD), arguments);
    }
    ~Copy() { kill(); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    /// Waits for a line that begins so, and takes it and what came before it away; fails the test without.
    QByteArray hear(const QByteArray &beginning)
    {
        QByteArray found;
        const bool heard = QTest::qWaitFor(
            [&] {
                read();
                const auto line = std::find_if(m_lines.begin(), m_lines.end(),
                                               [&](const QByteArray &each) { return each.startsWith(beginning); });
                if (line == m_lines.end())
                    return false;
                found = *line;
                m_lines.erase(m_lines.begin(), line + 1);
                return true;
            },
            patience);
        if (!heard)
            qCritical("a copy did not say \"%s\", but: %s", beginning.constData(), m_lines.join(", ").constData());
        return found;
    }
    /// The line that answers \a command; empty if none comes.
    QByteArray tell(const QByteArray &command)
    {
        m_process.write(command + '\n');
        return hear("done " + command);
    }
    /// The last thing it said about the decision.
    bool isRefused()
    {
        read();
        return m_refused;
    }
    /// Waits until it says so. An answer that was waited for in between may have come after it, and is no reason to
    /// miss it.
    bool isAllowedAgain()
    {
        return QTest::qWaitFor([this] { return !isRefused(); }, patience);
    }
    [[nodiscard]] ProcessLook look() const { return ProcessLook(m_process.processId()); }

private:
    void read()
    {
        while (m_process.canReadLine()) {
            m_lines.append(m_process.readLine().trimmed());
            if (m_lines.constLast() == "refused" || m_lines.constLast() == "allowed")
                m_refused = m_lines.constLast() == "refused";
        }
    }

    QProcess m_process;
    QList<QByteArray> m_lines;
    bool m_refused = false;
};

/// A home in which somebody has said yes in the terminal, for copies and commands alike.
class World
{
public:
    explicit World(const QUrl &endpoint)
        : m_recording(endpoint)
        , m_environment(m_recording.environment())
    {
        m_environment.insert(u"TEST_OWN_MACHINE"_s, u"1"_s);
        m_environment.insert(u"TEST_MANAGED"_s, home().path(u"etc/candor"_s));
        m_environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
        m_environment.insert(u"CANDOR_ENDPOINT"_s, endpoint.toString());
        m_environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
        // What is freed is overwritten, and the stack of a thread that has ended is given back: what is then found in a
        // copy's memory is held by it.
        m_environment.insert(
            u"GLIBC_TUNABLES"_s,
            u"glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.pthread.stack_cache_size=0"_s);
        m_environment.insert(u"ASAN_OPTIONS"_s,
                             m_environment.value(u"ASAN_OPTIONS"_s) + u":max_free_fill_size=16777216"_s);
        if (command({u"enable"_s, u"--yes"_s}) != 0)
            qFatal("the yes was not recorded");
    }

    [[nodiscard]] const TemporaryHome &home() const { return m_recording.home(); }
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }
    [[nodiscard]] QString storeFolder() const { return QString::fromStdString(m_recording.storeFolder()); }

    /// `candor telemetry ...`; its exit status.
    int command(const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(CANDOR_PROGRAM), QStringList{u"telemetry"_s} + arguments);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience))
            qFatal("candor does not end");
        return process.exitCode();
    }
    [[nodiscard]] QJsonObject consent() const { return QJsonDocument::fromJson(home().read(consentFile)).object(); }
    [[nodiscard]] EventCounters counters() const { return m_recording.counters(); }
    [[nodiscard]] QString decisionId() const { return consent().value("decisionId"_L1).toString(); }

    /// Every file of the home and of the runtime folder in which \a bytes stand.
    [[nodiscard]] QStringList holding(const QByteArray &bytes) const
    {
        return filesHolding(home().path(), bytes) + filesHolding(home().runtime().path(), bytes);
    }

private:
    RecordingWorld m_recording;
    QProcessEnvironment m_environment;
};

/// settings.json with other values for some keys.
QByteArray settingsWith(const World &world, const QJsonObject &values)
{
    QJsonObject settings = QJsonDocument::fromJson(world.home().read(settingsFile)).object();
    for (auto each = values.begin(); each != values.end(); ++each)
        settings.insert(each.key(), each.value());
    return QJsonDocument(settings).toJson();
}

const QJsonObject off{{u"telemetry.enabled"_s, false}};
const QByteArray lockedOff = "{\"locked\": [\"telemetry.enabled\"]}";
const QByteArray defaultsOff = "{\"telemetry.enabled\": false}";

using Copies = std::vector<std::unique_ptr<Copy>>;

/// False if none of them has a connection.
bool bringSenderToFront(Copies *copies)
{
    const auto sender = std::find_if(copies->begin(), copies->end(),
                                     [](const auto &copy) { return !copy->look().sockets().isEmpty(); });
    if (sender == copies->end())
        return false;
    std::iter_swap(copies->begin(), sender);
    return true;
}

/// One way to say no. The first of the copies has a request on its way.
struct Way
{
    const char *name;
    std::function<void(const World &)> prepare; ///< before the copies start
    std::function<void(const World &, const Copies &)> refuse;
    bool byAdministrator = false;
};

void writeAdministratorsFiles(const World &world, const QByteArray &locked, const QByteArray &defaults)
{
    world.home().write(u"etc/candor/default-settings.json"_s, defaults);
    world.home().write(u"etc/candor/locked.json"_s, locked);
}

QList<Way> ways()
{
    const auto nothing = [](const World &) { };
    const auto makeManagedFolder = [](const World &world) { QDir().mkpath(world.home().path(u"etc/candor"_s)); };
    const auto replace = [](const World &world, const QByteArray &bytes) {
        world.home().write(settingsFile + u"~"_s, bytes);
        const QByteArray target = QFile::encodeName(world.home().path(settingsFile));
        if (std::rename(QByteArray(target + '~').constData(), target.constData()) != 0)
            qFatal("settings.json can't be replaced");
    };
    return {
        {"an answer in the copy that is sending", nothing,
         [](const World &, const Copies &copies) { copies.front()->tell("no"); }},
        {"an answer in another copy", nothing, [](const World &, const Copies &copies) { copies.back()->tell("no"); }},
        {"candor telemetry disable", nothing,
         [](const World &world, const Copies &) { QCOMPARE(world.command({u"disable"_s}), 0); }},
        {"settings.json written in place", nothing,
         [](const World &world, const Copies &) { world.home().write(settingsFile, settingsWith(world, off)); }},
        {"settings.json replaced by a renamed file", nothing,
         [replace](const World &world, const Copies &) { replace(world, settingsWith(world, off)); }},
        {"settings.json deleted and made anew", nothing,
         [](const World &world, const Copies &) {
             const QByteArray bytes = settingsWith(world, off);
             QVERIFY(QFile::remove(world.home().path(settingsFile)));
             world.home().write(settingsFile, bytes);
         }},
        {"settings.json through a symbolic link",
         [](const World &world) {
             const QString target = world.home().path(u"dotfiles/settings.json"_s);
             world.home().write(u"dotfiles/settings.json"_s, world.home().read(settingsFile));
             QFile::remove(world.home().path(settingsFile));
             if (!QFile::link(target, world.home().path(settingsFile)))
                 qFatal("no link");
         },
         [](const World &world, const Copies &) {
             world.home().write(u"dotfiles/settings.json"_s, settingsWith(world, off));
         }},
        {"both categories false in settings.json", nothing,
         [](const World &world, const Copies &) {
             world.home().write(settingsFile,
                                settingsWith(world, {{u"telemetry.usage"_s, false}, {u"telemetry.errors"_s, false}}));
         }},
        {"an administrator's files appear", makeManagedFolder,
         [](const World &world, const Copies &) { writeAdministratorsFiles(world, lockedOff, defaultsOff); }, true},
        {"an administrator's folder appears", nothing,
         [](const World &world, const Copies &) {
             world.home().write(u"etc/next/locked.json"_s, lockedOff);
             world.home().write(u"etc/next/default-settings.json"_s, defaultsOff);
             QVERIFY(QDir().rename(world.home().path(u"etc/next"_s), world.home().path(u"etc/candor"_s)));
         },
         true},
        {"an administrator locks both categories", makeManagedFolder,
         [](const World &world, const Copies &) {
             writeAdministratorsFiles(world, "{\"locked\": [\"telemetry.usage\", \"telemetry.errors\"]}",
                                      "{\"telemetry.usage\": false, \"telemetry.errors\": false}");
         },
         true},
    };
}

/// What of the events and of the connection is still there; empty if nothing is.
QString remains(const World &world, const ScriptedServer &server, const Copies &copies)
{
    QStringList result;
    if (server.openConnections() > 0)
        result.append(u"connections"_s);
    for (const auto &copy : copies) {
        const ProcessLook look = copy->look();
        if (!copy->isRefused())
            result.append(u"a copy that was not told"_s);
        result += look.sockets();
        result += look.threads().filter(u"candor-upload"_s);
        if (look.threads().size() > 2) // its first one and the one that records
            result.append(u"threads: "_s + look.threads().join(u' '));
        result += look.descriptors().filter(u"/events"_s) + look.descriptors().filter(u"candor-"_s);
    }
    if (QFile::exists(world.storeFolder()))
        result.append(world.storeFolder());
    result += world.holding(before);
    return result.join(u", "_s);
}

// The address sanitizer keeps freed memory on purpose, and has terabytes of its own to look through: there the ordinary
// build of this test is the one that looks.
constexpr bool looksIntoMemory = !addressSanitizer;

/// Where \a copy holds \a id; empty if it does not.
QString held(const Copy &copy, const QByteArray &id)
{
    if (!looksIntoMemory)
        return {};
    const QString wide = QString::fromLatin1(id);
    const QByteArray utf16(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
    const QStringList places = copy.look().inMemory(id) + copy.look().inMemory(utf16);
    return places.isEmpty() ? QString() : u"the id is held %1 times: "_s.arg(places.size()) + places.first();
}

QByteArray bodies(const ScriptedServer &server, qsizetype from)
{
    QByteArray result;
    for (const ScriptedServer::Request &request : server.requests().mid(from))
        result += request.body;
    return result;
}

} // namespace

class TestWithdrawal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAtOnceInEveryCopy_data();
    void holdsAtOnceInEveryCopy();
    void holdsForWhatDied_data();
    void holdsForWhatDied();
    void holdsForWhatSleptThroughIt();
    void isSilentWithoutAnAnswerThatCounts_data();
    void isSilentWithoutAnAnswerThatCounts();
    void waitsForTheAnswerToTheNewQuestion_data();
    void waitsForTheAnswerToTheNewQuestion();
    void ofErrorsAloneReachesBack_data();
    void ofErrorsAloneReachesBack();
    void ofErrorsInBetweenReachesBack_data();
    void ofErrorsInBetweenReachesBack();
    void ofErrorsReachesTheRingOfADeadCopy_data();
    void ofErrorsReachesTheRingOfADeadCopy();
};

void TestWithdrawal::holdsAtOnceInEveryCopy_data()
{
    QTest::addColumn<int>("number");
    const QList<Way> all = ways();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name) << i;
}

void TestWithdrawal::holdsAtOnceInEveryCopy()
{
    QFETCH(int, number);
    const Way way = ways().at(number);
    ScriptedServer server({withheld});
    QVERIFY(server.listen());
    const World world(server.url());
    const QString decision = world.decisionId();
    way.prepare(world);

    // The first copy has sent and waits for the answer; the others' events wait behind it.
    Copies copies;
    copies.push_back(std::make_unique<Copy>(world.environment()));
    QVERIFY(!copies.front()->hear("allowed").isEmpty());
    QVERIFY(!copies.front()->tell("flush").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);
    for (int i = 0; i < 2; ++i) {
        copies.push_back(std::make_unique<Copy>(world.environment()));
        QVERIFY(!copies.back()->hear("allowed").isEmpty());
        QVERIFY(!copies.back()->tell("settle").isEmpty());
    }
    // The first request may have left before it was stored.
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, 0).contains(before), patience);
    // Where that took longer than a request may, it may be another one that tries now.
    QTRY_VERIFY_WITH_TIMEOUT(bringSenderToFront(&copies) && server.openConnections() == 1, patience);
    const QByteArray id = copies.front()->tell("id").mid(8);
    QCOMPARE(id.size(), 36);
    QVERIFY(copies.front()->look().threads().contains(u"candor-upload"_s));
    QVERIFY(!world.holding(before).isEmpty());
    QVERIFY(!looksIntoMemory || !held(*copies.front(), id).isEmpty());

    QElapsedTimer timer;
    timer.start();
    way.refuse(world, copies);
    if (QTest::currentTestFailed())
        return;
    QString left;
    const bool gone = QTest::qWaitFor([&] { return (left = remains(world, server, copies)).isEmpty(); }, patience);
    const qint64 took = timer.elapsed();
    QVERIFY2(gone, qPrintable(u"there is still: "_s + left));
    qInfo("connection, sockets, threads and store gone from %d copies after %lld ms", static_cast<int>(copies.size()),
          static_cast<long long>(took));
    for (const auto &copy : copies)
        QCOMPARE(held(*copy, id), QString());

    // Whatever is recorded and asked for now: nothing leaves, and nothing is kept.
    const int connections = server.connections();
    for (int round = 0; round < 2; ++round) {
        for (const auto &copy : copies)
            QVERIFY(!copy->tell("settle").isEmpty());
    }
    if (!way.byAdministrator) // whose folder is not the real one: the command does not see it
        QCOMPARE(world.command(send), 1);
    QCOMPARE(server.connections(), connections);
    QCOMPARE(remains(world, server, copies), QString());

    // A yes after it begins anew.
    const qsizetype requests = server.requests().size();
    server.setScripts({good});
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("word " + after).isEmpty());
    if (way.byAdministrator) {
        // It was never the person's no: their yes counts again.
        QVERIFY(QDir(world.home().path(u"etc/candor"_s)).removeRecursively());
    } else {
        QCOMPARE(world.consent().value("decision"_L1).toString(), u"denied"_s);
        QCOMPARE(world.command({u"enable"_s, u"--yes"_s}), 0);
        QVERIFY(!world.decisionId().isEmpty());
        QVERIFY(world.decisionId() != decision);
    }
    for (const auto &copy : copies)
        QVERIFY(copy->isAllowedAgain());
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, requests).contains(after), patience);
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("quit").isEmpty());
    QCOMPARE(world.command(send), 0);
    QVERIFY2(!bodies(server, requests).contains(before), "something from before the yes was sent");
}

/// Offline, killed, revoked, started again, online: whatever waited anywhere is never sent.
void TestWithdrawal::holdsForWhatDied_data()
{
    QTest::addColumn<int>("number");
    const QList<Way> all = ways();
    for (int i = 0; i < all.size(); ++i) {
        const QByteArray name = all.at(i).name;
        // There is nobody to answer in; and of the ways to write one file, one.
        const bool isShort = name.startsWith("candor") || name.contains("renamed") || name.contains("folder");
        if (!name.startsWith("an answer") && (isShort || everything()))
            QTest::newRow(name.constData()) << i;
    }
}

void TestWithdrawal::holdsForWhatDied()
{
    QFETCH(int, number);
    const Way way = ways().at(number);
    ScriptedServer server({good});
    QVERIFY(server.listen());
    const QUrl url = server.url();
    server.close();
    const World world(url);
    const QString decision = world.decisionId();
    way.prepare(world);
    Copies copies;
    for (int i = 0; i < 2; ++i) {
        copies.push_back(std::make_unique<Copy>(world.environment()));
        QVERIFY(!copies.back()->hear("allowed").isEmpty());
        QVERIFY(!copies.back()->tell("settle").isEmpty());
    }
    for (const auto &copy : copies)
        copy->kill();
    copies.clear();
    QVERIFY(!world.holding(before).isEmpty());
    QVERIFY(!world.home().runtime().files().isEmpty());

    way.refuse(world, copies);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(server.listen(static_cast<quint16>(url.port())));
    copies.push_back(std::make_unique<Copy>(world.environment()));
    QVERIFY(!copies.front()->hear("refused").isEmpty());
    for (int round = 0; round < 2; ++round)
        QVERIFY(!copies.front()->tell("settle").isEmpty());
    QString left;
    QVERIFY2(QTest::qWaitFor([&] { return (left = remains(world, server, copies)).isEmpty(); }, patience),
             qPrintable(left));
    QCOMPARE(server.connections(), 0);
    if (way.byAdministrator) {
        QVERIFY(QDir(world.home().path(u"etc/candor"_s)).removeRecursively());
    } else {
        QCOMPARE(world.command(send), 1);
        QCOMPARE(server.connections(), 0);
    }

    QVERIFY(!copies.front()->tell("word " + after).isEmpty());
    if (!way.byAdministrator) {
        QCOMPARE(world.command({u"enable"_s, u"--yes"_s}), 0);
        QVERIFY(world.decisionId() != decision);
    }
    QVERIFY(copies.front()->isAllowedAgain());
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, 0).contains(after), patience);
    QVERIFY(!copies.front()->tell("quit").isEmpty());
    QCOMPARE(world.command(send), 0);
    QVERIFY(!bodies(server, 0).contains(before));
}

/// A copy that was stopped (a suspended computer) sees only the new yes when it goes on.
void TestWithdrawal::holdsForWhatSleptThroughIt()
{
    ScriptedServer server({withheld});
    QVERIFY(server.listen());
    const World world(server.url());
    Copies copies;
    for (int i = 0; i < 2; ++i) {
        copies.push_back(std::make_unique<Copy>(world.environment()));
        QVERIFY(!copies.back()->hear("allowed").isEmpty());
        QVERIFY(!copies.back()->tell("settle").isEmpty());
    }
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);
    // What happens between waking up and reading the new yes is said in other words than what happened before.
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("word quokkabetween").isEmpty());
    for (const auto &copy : copies)
        copy->signal(SIGSTOP);
    // Stopped in the middle of a transaction they hold the store locked; then it says that not all could be erased.
    (void)world.command({u"disable"_s});
    QCOMPARE(world.consent().value("decision"_L1).toString(), u"denied"_s);
    QCOMPARE(world.command({u"enable"_s, u"--yes"_s}), 0);
    server.setScripts({good});
    const qsizetype requests = server.requests().size();
    for (const auto &copy : copies)
        copy->signal(SIGCONT);
    for (const auto &copy : copies) {
        QVERIFY(!copy->tell("word " + after).isEmpty());
        QVERIFY(!copy->tell("settle").isEmpty());
    }
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, requests).contains(after), patience);
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("quit").isEmpty());
    QCOMPARE(world.command(send), 0);
    QVERIFY(!bodies(server, requests).contains(before));
}

/// An answer that stops counting while copies run, without being a no: nothing is recorded or sent, what waits is kept
/// closed, and the person's file stays as it is. Counting again it is sent; nothing of what happened in between.
void TestWithdrawal::isSilentWithoutAnAnswerThatCounts_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const char *name :
         {"to notice 0", "to a newer notice", "to another recipient", "to another catalogue",
          "of another machine or account", "of the day after tomorrow", "deleted", "empty", "cut in the middle",
          "replaced by a folder", "replaced by a FIFO", "replaced by a link to /dev/zero", "with a word too much",
          "beside a damaged settings.json", "beside an administrator's malformed file"}) {
        ++number;
        if (everything() || number == 2 || number == 3 || number == 7 || number == 11 || number > 13)
            QTest::newRow(name) << number - 1;
    }
}

void TestWithdrawal::isSilentWithoutAnAnswerThatCounts()
{
    QFETCH(int, number);
    ScriptedServer server({withheld});
    QVERIFY(server.listen());
    const World world(server.url());
    Copies copies;
    for (int i = 0; i < 2; ++i) {
        copies.push_back(std::make_unique<Copy>(world.environment()));
        QVERIFY(!copies.back()->hear("allowed").isEmpty());
        QVERIFY(!copies.back()->tell("settle").isEmpty());
    }
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);

    const QString path = world.home().path(consentFile);
    const QByteArray granted = world.home().read(consentFile);
    const auto set = [&](const QString &member, const QJsonValue &value) {
        QJsonObject changed = world.consent();
        changed.insert(member, value);
        world.home().write(consentFile, QJsonDocument(changed).toJson());
    };
    QElapsedTimer timer;
    timer.start();
    switch (number) {
    case 0:
        set(u"noticeVersion"_s, 0);
        break;
    case 1:
        set(u"noticeVersion"_s, 4);
        break;
    case 2:
        set(u"recipient"_s, u"eu.i.posthog.com"_s);
        break;
    case 3:
        set(u"catalogueId"_s, u"org.acme.notes"_s);
        break;
    case 4:
        set(u"machineAccount"_s, QString(64, u'0'));
        break;
    case 5:
        set(u"time"_s, QDateTime::currentDateTimeUtc().addDays(2).toString(Qt::ISODateWithMs));
        break;
    case 6:
        QVERIFY(QFile::remove(path));
        break;
    case 7:
        world.home().write(consentFile, "");
        break;
    case 8:
        world.home().write(consentFile, granted.left(granted.size() / 2));
        break;
    case 9:
        QVERIFY(QFile::remove(path) && QDir().mkpath(path));
        break;
    case 10:
        QVERIFY(QFile::remove(path));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        break;
    case 11:
        QVERIFY(QFile::remove(path) && QFile::link(u"/dev/zero"_s, path));
        break;
    case 13: // with a comma too many
        world.home().write(settingsFile, "{\"telemetry.enabled\": true,}");
        break;
    case 14:
        world.home().write(u"etc/candor/locked.json"_s, "{\"locked\": [\"telemetry.ena");
        break;
    default:
        set(u"allowEverything"_s, true);
    }
    const auto silent = [&] {
        return server.openConnections() == 0 && std::all_of(copies.begin(), copies.end(), [](const auto &copy) {
                   return copy->isRefused() && copy->look().sockets().isEmpty() && copy->look().threads().size() == 2;
               });
    };
    QVERIFY(QTest::qWaitFor(silent, patience));
    qInfo("connection, sockets and threads gone after %lld ms", static_cast<long long>(timer.elapsed()));
    const QByteArray spoilt = number < 9 || number > 11 ? world.home().read(consentFile) : QByteArray();

    // Nothing is recorded, sent or decided meanwhile; what waited is still there.
    const int connections = server.connections();
    for (const auto &copy : copies) {
        QVERIFY(!copy->tell("word quokkabetween").isEmpty());
        QVERIFY(!copy->tell("settle").isEmpty());
        QVERIFY(!copy->tell("settle").isEmpty());
    }
    if (number != 14) // whose folder is not the real one: the command does not see it
        QCOMPARE(world.command(send), 1);
    QVERIFY(QTest::qWaitFor(silent, patience)); // a thread that has just looked at the files ends by itself
    QCOMPARE(server.connections(), connections);
    QVERIFY(!world.holding(before).isEmpty());
    QCOMPARE(world.holding("quokkabetween"), QStringList());
    if (number < 9 || number > 11)
        QCOMPARE(world.home().read(consentFile), spoilt);

    // The answer that was given is there again.
    const qsizetype requests = server.requests().size();
    server.setScripts({::good});
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("word " + after).isEmpty());
    if (number == 9)
        QVERIFY(QDir().rmdir(path));
    else if (number > 9 && number < 12)
        QVERIFY(QFile::remove(path));
    if (number == 13)
        world.home().write(settingsFile, "{\"telemetry.enabled\": true}");
    else if (number == 14)
        QVERIFY(QFile::remove(world.home().path(u"etc/candor/locked.json"_s)));
    else
        world.home().write(consentFile, granted);
    for (const auto &copy : copies)
        QVERIFY(copy->isAllowedAgain());
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, requests).contains(after), patience);
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("quit").isEmpty());
    QCOMPARE(world.command(send), 0);
    QVERIFY(bodies(server, requests).contains(before));
    QVERIFY(!bodies(server, requests).contains("quokkabetween"));
}

/// What was recorded waits for the answer to the new question: sent after a yes to the same recipient, never to another
/// one, and erased by a no.
void TestWithdrawal::waitsForTheAnswerToTheNewQuestion_data()
{
    QTest::addColumn<bool>("otherRecipient"); // or a newer notice
    QTest::addColumn<bool>("yes");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("a newer notice, yes") << false << true << true;
    QTest::newRow("a newer notice, no") << false << false << false;
    QTest::newRow("another recipient, yes") << true << true << false;
    QTest::newRow("another recipient, no") << true << false << false;
}

void TestWithdrawal::waitsForTheAnswerToTheNewQuestion()
{
    QFETCH(bool, otherRecipient);
    QFETCH(bool, yes);
    QFETCH(bool, isSent);
    ScriptedServer server({good});
    QVERIFY(server.listen());
    const QUrl url = server.url();
    server.close();
    const World world(url);
    const QString decision = world.decisionId();
    {
        Copy copy(world.environment());
        QVERIFY(!copy.hear("allowed").isEmpty());
        QVERIFY(!copy.tell("settle").isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!filesHolding(world.storeFolder(), before).isEmpty(), patience);
    }
    // The same person, and the next version of the application.
    QProcessEnvironment next = world.environment();
    if (otherRecipient) {
        next.insert(u"TEST_ENDPOINT"_s, u"http://localhost:%1"_s.arg(url.port()));
    } else {
        QFile file(repositoryPath(u"resources/notice.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject notice = QJsonDocument::fromJson(file.readAll()).object();
        notice.insert(u"version"_s, notice.value("version"_L1).toInt() + 1);
        notice.insert(u"changes"_s,
                      QJsonObject{{u"en"_s, u"More is asked for."_s}, {u"de"_s, u"Es wird mehr gefragt."_s}});
        world.home().write(u"notice.json"_s, QJsonDocument(notice).toJson());
        next.insert(u"TEST_NOTICE"_s, world.home().path(u"notice.json"_s));
    }
    QVERIFY(server.listen(static_cast<quint16>(url.port())));
    Copy copy(next);
    QVERIFY(!copy.hear("refused").isEmpty());
    QVERIFY(!copy.tell("word quokkabetween").isEmpty());
    QVERIFY(!copy.tell("settle").isEmpty());
    QVERIFY(!copy.tell("settle").isEmpty());
    QCOMPARE(server.connections(), 0);
    QVERIFY(!world.holding(before).isEmpty());
    QCOMPARE(world.holding("quokkabetween"), QStringList());

    QVERIFY(!copy.tell("word " + after).isEmpty());
    if (!yes) {
        QVERIFY(!copy.tell("no").isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(world.holding(before), QStringList(), patience);
        // The contents go first, the folder a moment later.
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(world.storeFolder()), patience);
    }
    // After a no it is another yes, to somebody who kept nothing.
    QVERIFY(!copy.tell("yes").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, 0).contains(after), patience);
    QVERIFY(!copy.tell("flush").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!isSent || bodies(server, 0).contains(before), patience);
    QCOMPARE(world.decisionId() == decision, isSent);
    QVERIFY(isSent || !bodies(server, 0).contains(before));
    QVERIFY(!bodies(server, 0).contains("quokkabetween"));

    // The earlier version, still there beside the newer answer, keeps silent and changes nothing.
    if (otherRecipient)
        return;
    const QByteArray answer = world.home().read(consentFile);
    const int connections = server.connections();
    QVERIFY(!copy.tell("quit").isEmpty());
    Copy earlier(world.environment());
    QVERIFY(!earlier.hear("refused").isEmpty());
    QVERIFY(!earlier.tell("settle").isEmpty());
    QCOMPARE(world.home().read(consentFile), answer);
    QVERIFY(server.connections() <= connections + 1); // what the newer one sent at its end
}

/// Errors refused, usage not: what waits and says something of errors goes, the rest is sent.
void TestWithdrawal::ofErrorsAloneReachesBack_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way :
         {"an answer in the copy that is sending", "an answer in another copy", "candor telemetry enable --only usage",
          "telemetry.errors false in settings.json", "an administrator locks telemetry.errors"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestWithdrawal::ofErrorsAloneReachesBack()
{
    QFETCH(QString, way);
    ScriptedServer server({withheld});
    QVERIFY(server.listen());
    const World world(server.url());
    const QString decision = world.decisionId();
    // The first copy's errors are on their way, the second one's wait behind them. Nothing has failed before: how long
    // it is until the next attempt after that is left to chance.
    Copies copies;
    for (int i = 0; i < 2; ++i) {
        copies.push_back(std::make_unique<Copy>(world.environment(), before, broken));
        QVERIFY(!copies.back()->hear("allowed").isEmpty());
        QVERIFY(!copies.back()->tell(i == 0 ? "flush" : "settle").isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(bodies(server, 0).contains(broken), patience);
    }
    const qsizetype requests = server.requests().size();
    server.setScripts({good});

    QElapsedTimer timer;
    timer.start();
    if (way.startsWith("an answer in the"_L1))
        copies.front()->tell("only-usage");
    else if (way.startsWith("an answer"_L1))
        copies.back()->tell("only-usage");
    else if (way.startsWith("candor"_L1))
        QCOMPARE(world.command({u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s}), 0);
    else if (way.startsWith("telemetry.errors"_L1))
        world.home().write(settingsFile, settingsWith(world, {{u"telemetry.errors"_s, false}}));
    else
        writeAdministratorsFiles(world, "{\"locked\": [\"telemetry.errors\"]}", "{\"telemetry.errors\": false}");
    // There is no next request before this one was aborted.
    QTRY_VERIFY_WITH_TIMEOUT(server.openConnections() == 0 || server.requests().size() > requests, patience);
    const qint64 aborted = timer.elapsed();
    QTRY_COMPARE_WITH_TIMEOUT(world.holding(broken), QStringList(), patience);
    qInfo("the request was aborted, and what said something of errors is gone, after %lld ms",
          static_cast<long long>(timer.elapsed()));
    QVERIFY(aborted < 9000); // by itself it would have ended after ten seconds

    for (const auto &copy : copies) {
        QVERIFY(!copy->tell("fail " + broken).isEmpty());
        QVERIFY(!copy->tell("settle").isEmpty());
        QVERIFY(!copy->tell("flush").isEmpty());
    }
    QTRY_VERIFY_WITH_TIMEOUT(bodies(server, requests).contains(before), patience);
    for (const auto &copy : copies)
        QVERIFY(!copy->tell("quit").isEmpty());
    QCOMPARE(world.command(send), 0);
    QVERIFY(!bodies(server, requests).contains(broken));
    QCOMPARE(world.decisionId(), decision); // the yes goes on
    QVERIFY(RecordingWorld::addsUp(world.counters()));
    QVERIFY(world.counters().dropped[DropReason::Category] >= 4); // two of each copy before, and two after
}

/// Errors refused and granted again while nobody runs: what was recorded before the refusal does not come back.
void TestWithdrawal::ofErrorsInBetweenReachesBack_data()
{
    QTest::addColumn<bool>("inTerminal");
    QTest::addColumn<bool>("heldThen"); // another process holds the store while errors are refused
    QTest::addColumn<bool>("heldNow"); // ... and while they are granted again
    QTest::newRow("candor telemetry enable --only usage") << true << false << false;
    QTest::newRow("candor telemetry enable --only usage, the store held") << true << true << false;
    QTest::newRow("candor telemetry enable --only usage, the store held until after the yes") << true << true << true;
    QTest::newRow("telemetry.errors false, seen by candor telemetry status") << false << false << false;
    QTest::newRow("telemetry.errors false, the store held until after the yes") << false << true << true;
}

void TestWithdrawal::ofErrorsInBetweenReachesBack()
{
    QFETCH(bool, inTerminal);
    QFETCH(bool, heldThen);
    QFETCH(bool, heldNow);
    ScriptedServer server({good});
    QVERIFY(server.listen());
    const QUrl url = server.url();
    server.close();
    const World world(url);
    const QString decision = world.decisionId();
    {
        Copy stored(world.environment());
        QVERIFY(!stored.hear("allowed").isEmpty());
        QVERIFY(!stored.tell("fail " + broken).isEmpty());
        QVERIFY(!stored.tell("settle").isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!filesHolding(world.storeFolder(), broken).isEmpty(), patience);
        // The other's never come to the store: it is killed as soon as they are in the ring.
        stored.kill();
        Copy inRing(world.environment());
        QVERIFY(!inRing.hear("allowed").isEmpty());
        QVERIFY(!inRing.tell("fail " + broken).isEmpty());
    }
    sqlite3 *holder = nullptr;
    const auto closeHolder = qScopeGuard([&] { sqlite3_close(holder); });
    const QByteArray database = QFile::encodeName(world.storeFolder() + u"/events.sqlite"_s);
    QCOMPARE(sqlite3_open(database.constData(), &holder), SQLITE_OK);
    sqlite3_busy_timeout(holder, patience);
    if (heldThen)
        QCOMPARE(sqlite3_exec(holder, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    if (inTerminal) {
        QCOMPARE(world.command({u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s}), 0);
    } else {
        world.home().write(settingsFile, settingsWith(world, {{u"telemetry.errors"_s, false}}));
        QCOMPARE(world.command({u"status"_s}), 0);
    }
    QCOMPARE(world.consent().value("categories"_L1).toArray(), QJsonArray{u"usage"_s});
    if (heldThen && !heldNow)
        QCOMPARE(sqlite3_exec(holder, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(world.command({u"enable"_s, u"--yes"_s}), 0);
    if (heldNow)
        QCOMPARE(sqlite3_exec(holder, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);

    // What could not be taken out of the store in time is left behind with all the rest.
    QCOMPARE(world.decisionId() == decision, !heldNow);
    QVERIFY(server.listen(static_cast<quint16>(url.port())));
    {
        // The program's own catalogue does not know these events: they must be stored before it looks into the ring.
        Copy next(world.environment(), after);
        QVERIFY(!next.hear("allowed").isEmpty());
        QVERIFY(!next.tell("settle").isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!filesHolding(world.storeFolder(), after).isEmpty(), patience);
    }
    QCOMPARE(world.command(send), 0);
    QVERIFY(bodies(server, 0).contains(after));
    QCOMPARE(bodies(server, 0).contains(before), !heldNow);
    QVERIFY(!bodies(server, 0).contains(broken));
    QCOMPARE(world.holding(broken), QStringList());
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

/// What a copy that was killed had not stored yet is judged by what the terminal was told meanwhile, also where
/// somebody held the store while it was told.
void TestWithdrawal::ofErrorsReachesTheRingOfADeadCopy_data()
{
    QTest::addColumn<bool>("heldMeanwhile");
    QTest::newRow("the store is free") << false;
    QTest::newRow("somebody holds the store") << true;
}

void TestWithdrawal::ofErrorsReachesTheRingOfADeadCopy()
{
    QFETCH(bool, heldMeanwhile);
    ScriptedServer server({good});
    QVERIFY(server.listen());
    const QUrl url = server.url();
    server.close();
    const World world(url);
    sqlite3 *holder = nullptr;
    const auto closeHolder = qScopeGuard([&] { sqlite3_close(holder); });
    {
        Copy copy(world.environment());
        QVERIFY(!copy.hear("allowed").isEmpty());
        QVERIFY(!copy.tell("settle").isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!filesHolding(world.storeFolder(), before).isEmpty(), patience);
        const QByteArray database = QFile::encodeName(world.storeFolder() + u"/events.sqlite"_s);
        QCOMPARE(sqlite3_open(database.constData(), &holder), SQLITE_OK);
        sqlite3_busy_timeout(holder, patience);
        QCOMPARE(sqlite3_exec(holder, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(!copy.tell("fail " + broken).isEmpty());
    }
    QVERIFY(filesHolding(world.storeFolder(), broken).isEmpty());
    QVERIFY(!filesHolding(world.home().runtime().path(), broken).isEmpty());
    if (!heldMeanwhile)
        QCOMPARE(sqlite3_exec(holder, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(world.command({u"enable"_s, u"--yes"_s, u"--only"_s, u"usage"_s}), 0);
    if (heldMeanwhile)
        QCOMPARE(sqlite3_exec(holder, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    else
        QCOMPARE(world.holding(broken), QStringList());

    QVERIFY(server.listen(static_cast<quint16>(url.port())));
    {
        Copy next(world.environment());
        QVERIFY(!next.hear("allowed").isEmpty());
        QVERIFY(!next.tell("settle").isEmpty());
        // It recovers what the dead one has left, with a catalogue that knows these events.
        QTRY_COMPARE_WITH_TIMEOUT(filesHolding(world.home().runtime().path(), broken), QStringList(), patience);
        QVERIFY(!next.tell("quit").isEmpty());
    }
    QCOMPARE(world.command(send), 0);
    QVERIFY(bodies(server, 0).contains(before));
    QVERIFY(!bodies(server, 0).contains(broken));
    QCOMPARE(world.holding(broken), QStringList());
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

QTEST_GUILESS_MAIN(TestWithdrawal)
#include "tst_withdrawal.moc"
