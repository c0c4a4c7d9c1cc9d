// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The program in the environments it is started in: what each refuses, what the person reads, and that nobody is asked
// where nobody can answer. Every process gets a listed set of variables and nothing else.

#include "support/scriptedserver.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms
const QString consentFile = u".local/share/candor/consent.json"_s;
const QString settingsFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
const QString identityFile = u".redhat/anonymousId"_s;

struct Finished
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QByteArray said() const
    {
        return "exit status " + QByteArray::number(status) + "\nout: " + out + "\nerr: " + err;
    }
};

/// Whoever waits for its input never gets any: its pipe stays open.
Finished run(const QProcessEnvironment &environment, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CANDOR_PROGRAM), arguments);
    Finished result;
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience)) {
        process.kill();
        process.waitForFinished(patience);
        return result;
    }
    result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

Finished telemetry(const QProcessEnvironment &environment, const QStringList &arguments)
{
    return run(environment, QStringList{u"telemetry"_s} + arguments);
}

QByteArray decision(const TemporaryHome &home)
{
    return QJsonDocument::fromJson(home.read(consentFile)).object().value("decision"_L1).toString().toLatin1();
}

/// What somebody's yes wrote into their home.
struct Yes
{
    explicit Yes(const TemporaryHome &home)
        : consent(home.read(consentFile))
        , settings(home.read(settingsFile))
        , identity(home.read(identityFile))
    {
    }

    QByteArray consent;
    QByteArray settings;
    QByteArray identity;
};

} // namespace

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void variables_data();
    void variables();
    void continuousIntegration_data();
    void continuousIntegration();
    void aPipelineMayUseItsOwnCollector();
    void homes_data();
    void homes();
    void disks_data();
    void disks();
    void runtimeFolders_data();
    void runtimeFolders();
    void nobodyIsAskedWithoutADisplay_data();
    void nobodyIsAskedWithoutADisplay();
    void nobodyIsAskedInATerminal_data();
    void nobodyIsAskedInATerminal();

private:
    [[nodiscard]] QProcessEnvironment environmentOf(const TemporaryHome &home, bool sends) const;
    /// Somebody says yes in \a home; a yes from another home may be none here.
    void agree(const TemporaryHome &home, bool sends) const;

    ScriptedServer m_server{{{200, "{\"status\":\"Ok\"}", {}}}};
};

QProcessEnvironment TestEnvironment::environmentOf(const TemporaryHome &home, bool sends) const
{
    QProcessEnvironment environment = home.environment();
    if (sends) {
        environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
        environment.insert(u"CANDOR_ENDPOINT"_s, m_server.url().toString());
        environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
    }
    return environment;
}

void TestEnvironment::agree(const TemporaryHome &home, bool sends) const
{
    const Finished enabled = telemetry(environmentOf(home, sends), {u"enable"_s, u"--yes"_s});
    QVERIFY2(enabled.status == 0, enabled.said().constData());
}

void TestEnvironment::initTestCase()
{
    QVERIFY(m_server.listen());
}

void TestEnvironment::variables_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<bool>("isReported");
    const auto add = [](const char *variable, const QStringList &words, bool refuses, bool isReported = false) {
        for (const QString &word : words)
            QTest::addRow("%s=\"%s\"", variable, qPrintable(word))
                << QString::fromLatin1(variable) << word << refuses << isReported;
    };
    add("DO_NOT_TRACK",
        {u"1"_s, u"true"_s, u"TRUE"_s, u"yes"_s, u"on"_s, u"2"_s, u"00"_s, u"-1"_s, u" 1 "_s, u"please"_s, u"enabled"_s,
         u"null"_s, u"no thanks"_s, u"offf"_s, u"n"_s},
        true);
    add("DO_NOT_TRACK",
        {QString(), u" "_s, u"0"_s, u" 0 "_s, u"false"_s, u"False"_s, u"no"_s, u"NO"_s, u"off"_s, u"Off"_s}, false);
    add("CANDOR_TELEMETRY", {u"0"_s, u"false"_s, u"FALSE"_s, u"no"_s, u"No"_s, u"off"_s, u" off "_s}, true);
    add("CANDOR_TELEMETRY",
        {u"2"_s, u"-1"_s, u"maybe"_s, u"disabled"_s, u"enable"_s, u"01"_s, u"tru"_s, u"yes please"_s}, true, true);
    add("CANDOR_TELEMETRY", {QString(), u" "_s, u"1"_s, u" 1 "_s, u"true"_s, u"True"_s, u"yes"_s, u"on"_s, u"ON"_s},
        false);
    add("CANDOR_DESTINATION", {u"none"_s, u"None"_s}, true);
}

void TestEnvironment::variables()
{
    QFETCH(QString, variable);
    QFETCH(QString, word);
    QFETCH(bool, refuses);
    QFETCH(bool, isReported);
    const TemporaryHome home;
    agree(home, true);
    const Yes yes(home);
    QProcessEnvironment environment = environmentOf(home, true);
    environment.insert(variable, word);
    const QStringList files = home.everything();

    const Finished status = telemetry(environment, {u"status"_s, u"--json"_s});
    QVERIFY2(status.status == 0, status.said().constData());
    QCOMPARE(status.json().value("allowed"_L1).toBool(), !refuses);
    QCOMPARE(status.json().value("decision"_L1).toString(), u"granted"_s); // the person's stays
    const QString rule = variable == "CANDOR_DESTINATION"_L1 ? u"CANDOR_TELEMETRY"_s : variable;
    QCOMPARE(status.json().value("rule"_L1).toString(), refuses ? rule : u"person"_s);
    QCOMPARE(status.err.contains(word.trimmed().toUtf8()) && status.err.contains("not known"), isReported);
    if (!refuses)
        return;
    const Finished text = telemetry(environment, {u"status"_s});
    QVERIFY2(text.out.contains("The environment variable " + variable.toLatin1() + " refuses, for this run only."),
             text.said().constData());
    const Finished enabled = telemetry(environment, {u"enable"_s, u"--yes"_s});
    QVERIFY2(enabled.status == 1 && enabled.err.contains(variable.toLatin1())
                 && enabled.err.contains("Remove the variable and answer again."),
             enabled.said().constData());
    QCOMPARE(telemetry(environment, {u"send"_s}).status, 1);

    // Nothing was made, changed or sent; a no can be said at any time.
    QCOMPARE(home.everything(), files);
    QCOMPARE(home.read(consentFile), yes.consent);
    QCOMPARE(home.read(settingsFile), yes.settings);
    QCOMPARE(m_server.connections(), 0);
    const Finished disabled = telemetry(environment, {u"disable"_s});
    QVERIFY2(disabled.status == 0, disabled.said().constData());
    QCOMPARE(decision(home), "denied");
}

void TestEnvironment::continuousIntegration_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("refuses");
    for (const char *name :
         {"CI", "CONTINUOUS_INTEGRATION", "BUILD_NUMBER", "RUN_ID", "APPVEYOR", "BITBUCKET_BUILD_NUMBER", "BUILDKITE",
          "CIRCLECI", "CODEBUILD_BUILD_ID", "DRONE", "GITHUB_ACTIONS", "GITLAB_CI", "HUDSON_URL", "JENKINS_URL",
          "SEMAPHORE", "TEAMCITY_VERSION", "TF_BUILD", "TRAVIS"})
        QTest::newRow(name) << QString::fromLatin1(name) << u"true"_s << true;
    for (const char *word : {"", "0", "false", "False"})
        QTest::addRow("CI=\"%s\"", word) << u"CI"_s << QString::fromLatin1(word) << false;
    QTest::newRow("CI=\"woodpecker\"") << u"CI"_s << u"woodpecker"_s << true;
    QTest::newRow("an unrelated variable") << u"CIRCLE"_s << u"1"_s << false;
}

void TestEnvironment::continuousIntegration()
{
    QFETCH(QString, variable);
    QFETCH(QString, word);
    QFETCH(bool, refuses);
    const TemporaryHome home;
    agree(home, false);
    const Yes yes(home);
    QProcessEnvironment environment = environmentOf(home, false);
    environment.insert(variable, word);
    const QStringList files = home.everything();
    const Finished status = telemetry(environment, {u"status"_s, u"--json"_s});
    QVERIFY2(status.status == 0, status.said().constData());
    QCOMPARE(status.json().value("allowed"_L1).toBool(), !refuses);
    QCOMPARE(status.json().value("rule"_L1).toString(), refuses ? u"ci"_s : u"person"_s);
    if (!refuses)
        return;
    const Finished text = telemetry(environment, {u"status"_s});
    QVERIFY2(text.out.contains("automated run (" + variable.toLatin1() + " is set)"), text.said().constData());
    const Finished enabled = telemetry(environment, {u"enable"_s, u"--yes"_s});
    QVERIFY2(enabled.status == 1 && enabled.err.contains("nobody can agree")
                 && enabled.err.contains(variable.toLatin1()),
             enabled.said().constData());
    QCOMPARE(home.everything(), files);
    QCOMPARE(home.read(consentFile), yes.consent);
}

void TestEnvironment::aPipelineMayUseItsOwnCollector()
{
    const TemporaryHome home;
    QProcessEnvironment environment = environmentOf(home, true);
    environment.insert(u"CI"_s, u"true"_s);
    const Finished enabled = telemetry(environment, {u"enable"_s, u"--yes"_s});
    QVERIFY2(enabled.status == 0, enabled.said().constData());
    const QJsonObject status = telemetry(environment, {u"status"_s, u"--json"_s}).json();
    QVERIFY(status.value("allowed"_L1).toBool());
    QCOMPARE(status.value("rule"_L1).toString(), u"person"_s);
    // Somewhere else it may not.
    environment.remove(u"CANDOR_ENDPOINT"_s);
    environment.remove(u"CANDOR_WRITE_KEY"_s);
    QVERIFY(!telemetry(environment, {u"status"_s, u"--json"_s}).json().value("allowed"_L1).toBool());
}

void TestEnvironment::homes_data()
{
    QTest::addColumn<QString>("value"); // of HOME; null: not set
    QTest::addColumn<QByteArray>("statusSays");
    QTest::addColumn<QByteArray>("enableSays");
    const QByteArray none = "Set HOME";
    QTest::newRow("not set") << QString() << none << none;
    QTest::newRow("empty") << u""_s << none << none;
    QTest::newRow("relative") << u"home/somebody"_s << none << none;
    QTest::newRow("a dot") << u"."_s << none << none;
    QTest::newRow("a file") << u"<file>"_s << QByteArray() << QByteArray("Not a directory");
    QTest::newRow("below a file") << u"<file>/somebody"_s << QByteArray() << QByteArray("Not a directory");
    QTest::newRow("where nothing can be made") << u"/proc/1"_s << QByteArray() << QByteArray("Can't make the folder");
    QTest::newRow("a device") << u"/dev/null"_s << QByteArray() << QByteArray("Not a directory");
}

void TestEnvironment::homes()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, statusSays);
    QFETCH(QByteArray, enableSays);
    const TemporaryHome world;
    world.write(u"file"_s, "x");
    QProcessEnvironment environment = environmentOf(world, true);
    for (const QString &name : {u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"HOME"_s})
        environment.remove(name);
    if (!value.isNull())
        environment.insert(u"HOME"_s, QString(value).replace(u"<file>"_s, world.path(u"file"_s)));
    const QStringList files = world.everything();

    const Finished status = telemetry(environment, {u"status"_s});
    QVERIFY2(status.status == 0 && status.out.startsWith("Telemetry is off. Nobody has answered yet"),
             status.said().constData());
    QVERIFY2(status.err.contains(statusSays), status.said().constData());
    // What can't work is not advised.
    QCOMPARE(status.out.contains("candor telemetry enable"), statusSays.isEmpty());
    const Finished enabled = telemetry(environment, {u"enable"_s, u"--yes"_s});
    QVERIFY2(enabled.status == 1 && enabled.err.contains(enableSays), enabled.said().constData());
    QVERIFY(!enabled.out.contains("Telemetry is on"));
    const Finished disabled = telemetry(environment, {u"disable"_s});
    QVERIFY2(disabled.status == 1 && disabled.err.contains("Nothing is collected") == statusSays.isEmpty()
                 && disabled.err.contains("othing is collected"),
             disabled.said().constData());
    QCOMPARE(telemetry(environment, {u"send"_s}).status, 1);
    const QJsonObject after = telemetry(environment, {u"status"_s, u"--json"_s}).json();
    QVERIFY(!after.value("allowed"_L1).toBool());
    QCOMPARE(after.value("decision"_L1).toString(), u"undecided"_s);
    QCOMPARE(world.everything(), files);
    QCOMPARE(m_server.connections(), 0);
}

void TestEnvironment::disks_data()
{
    QTest::addColumn<QString>("failing");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<bool>("agreed");
    QTest::newRow("read-only") << u"EROFS"_s << QByteArray("Read-only file system") << false;
    QTest::newRow("read-only, with a yes on it") << u"EROFS"_s << QByteArray("Read-only file system") << true;
    QTest::newRow("full") << u"ENOSPC"_s << QByteArray("No space left on device") << false;
    QTest::newRow("full, with a yes on it") << u"ENOSPC"_s << QByteArray("No space left on device") << true;
}

void TestEnvironment::disks()
{
    QFETCH(QString, failing);
    QFETCH(QByteArray, reason);
    QFETCH(bool, agreed);
    const TemporaryHome home;
    if (agreed)
        agree(home, true);
    const Yes yes(home);
    QProcessEnvironment environment = environmentOf(home, true);
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(CANDOR_FAILING_FOLDER));
    environment.insert(u"FAILING_FOLDER"_s, home.path() + u'/');
    environment.insert(u"FAILING_WITH"_s, failing);
    environment.insert(u"ASAN_OPTIONS"_s,
                       environment.value(u"ASAN_OPTIONS"_s) + u":verify_asan_link_order=0:detect_leaks=0"_s);

    const Finished status = telemetry(environment, {u"status"_s, u"--json"_s});
    QVERIFY2(status.status == 0, status.said().constData());
    QCOMPARE(status.json().value("allowed"_L1).toBool(), agreed);

    const Finished enabled = telemetry(environment, {u"enable"_s, u"--yes"_s});
    if (agreed) {
        // It is on already: there is nothing that would have to be written but when.
        QVERIFY2(enabled.status == 1 && enabled.err.contains(reason), enabled.said().constData());
        QCOMPARE(home.read(consentFile), yes.consent);
        QCOMPARE(home.read(identityFile), yes.identity);
    } else {
        QVERIFY2(enabled.status == 1 && enabled.err.contains(reason) && enabled.err.contains("does not count"),
                 enabled.said().constData());
        QVERIFY(!home.exists(consentFile));
        QVERIFY(!home.exists(identityFile));
        QVERIFY(!home.exists(settingsFile));
    }
    // A no that can't be saved says so, and how it can be made to hold.
    const Finished disabled = telemetry(environment, {u"disable"_s});
    QVERIFY2(disabled.status == 1 && disabled.err.contains(reason) && disabled.err.contains("CANDOR_TELEMETRY=0"),
             disabled.said().constData());
    if (agreed) {
        // Nothing was half written: what was there is still whole, and no temporary file is left.
        QCOMPARE(home.read(consentFile), yes.consent);
        QCOMPARE(home.read(settingsFile), yes.settings);
        QCOMPARE(home.everything().filter(u"TMP"_s) + home.everything().filter(u"consent.json."_s), QStringList());
        environment.insert(u"CANDOR_TELEMETRY"_s, u"0"_s);
        QVERIFY(!telemetry(environment, {u"status"_s, u"--json"_s}).json().value("allowed"_L1).toBool());
    }
    QCOMPARE(m_server.connections(), 0);
}

void TestEnvironment::runtimeFolders_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("not set") << QString();
    QTest::newRow("empty") << u""_s;
    QTest::newRow("relative") << u"run"_s;
    QTest::newRow("missing") << u"<home>/missing"_s;
    QTest::newRow("a file") << u"<home>/machine-id"_s;
    QTest::newRow("on a disk") << u"<disk>"_s;
    QTest::newRow("open to everybody") << u"/dev/shm"_s;
    QTest::newRow("somebody else's") << u"/proc/self/task"_s;
}

/// What is recorded is then lost with the process, and status says so; nothing is left in a folder that is not fit.
void TestEnvironment::runtimeFolders()
{
    QFETCH(QString, value);
    const TemporaryHome home; // which many systems keep in memory
    const QTemporaryDir disk(QDir::currentPath() + u"/disk-XXXXXX"_s);
    QVERIFY(disk.isValid());
    agree(home, true);
    QProcessEnvironment environment = environmentOf(home, true);
    environment.remove(u"XDG_RUNTIME_DIR"_s);
    if (!value.isNull()) {
        environment.insert(u"XDG_RUNTIME_DIR"_s,
                           QString(value).replace(u"<home>"_s, home.path()).replace(u"<disk>"_s, disk.path()));
    }
    const QStringList files = home.everything();
    const Finished status = telemetry(environment, {u"status"_s, u"--json"_s});
    QVERIFY2(status.status == 0 && status.json().value("allowed"_L1).toBool(), status.said().constData());
    QVERIFY2(status.out.contains("\"memory\""), status.said().constData());
    QCOMPARE(home.everything(), files);
    // A no does not need it.
    const Finished disabled = telemetry(environment, {u"disable"_s});
    QVERIFY2(disabled.status == 0, disabled.said().constData());
    QCOMPARE(decision(home), "denied");
}

void TestEnvironment::nobodyIsAskedWithoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("candor") << QStringList();
    QTest::newRow("candor --page telemetry") << QStringList{u"--page"_s, u"telemetry"_s};
}

void TestEnvironment::nobodyIsAskedWithoutADisplay()
{
    QFETCH(QStringList, arguments);
    const TemporaryHome home;
    const QStringList files = home.everything();
    const Finished window = run(environmentOf(home, true), arguments);
    QCOMPARE(window.status, 1);
    QVERIFY2(window.err.contains("there is no display") && window.err.contains("candor --help"),
             window.said().constData());
    QCOMPARE(window.out, QByteArray());
    QCOMPARE(home.everything(), files);
}

void TestEnvironment::nobodyIsAskedInATerminal_data()
{
    QTest::addColumn<QString>("redirection");
    // Whatever its ends are, it never waits for an answer and never takes the absence of one for one.
    QTest::newRow("input from nowhere") << u"</dev/null"_s;
    QTest::newRow("input closed") << u"<&-"_s;
    QTest::newRow("output closed") << u">&-"_s;
    QTest::newRow("everything closed") << u"<&- >&- 2>&-"_s;
    QTest::newRow("somebody types yes") << u"<<< yes"_s;
    QTest::newRow("output full") << u">/dev/full 2>/dev/full"_s;
}

void TestEnvironment::nobodyIsAskedInATerminal()
{
    QFETCH(QString, redirection);
    const TemporaryHome home;
    const QStringList files = home.everything();
    for (const QString &command : {u"status"_s, u"explain"_s, u"show"_s, u"send"_s, u"catalogue"_s}) {
        QProcess shell;
        shell.setProcessEnvironment(environmentOf(home, true));
        shell.start(u"/bin/bash"_s,
                    {u"-c"_s, u"\"$0\" telemetry \"$1\" "_s + redirection, QStringLiteral(CANDOR_PROGRAM), command});
        QVERIFY(shell.waitForFinished(patience));
        QCOMPARE(shell.exitStatus(), QProcess::NormalExit);
        QCOMPARE(home.everything(), files);
    }
    QCOMPARE(m_server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
