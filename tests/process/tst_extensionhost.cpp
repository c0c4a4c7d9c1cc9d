// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Extensions that take the program with them: once, and never a second time.

#include "support/extensionworld.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120000; // ms, for a loaded machine

} // namespace

class TestExtensionHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<TemporaryHome>();
        m_place = std::make_unique<ExtensionPlace>(*m_home);
    }

    void neverTwice_data();
    void neverTwice();
    void aGoodOneIsNotSuspected();
    void whatCrashesLater();
    void twiceInARow();
    void anotherCopyRuns();
    void twoCopiesAtOnce();
    void commandsLoadNone();

private:
    [[nodiscard]] std::unique_ptr<QProcess> child(const QString &switchedOn = {}, bool stays = false) const
    {
        auto result = std::make_unique<QProcess>();
        result->setProcessEnvironment(m_home->environment());
        QStringList arguments{m_home->path()};
        if (stays)
            arguments.append(u"--stay"_s);
        if (!switchedOn.isEmpty())
            arguments.append(switchedOn);
        result->start(QStringLiteral(CANDOR_EXTENSION_CHILD), arguments);
        return result;
    }

    /// One that does not end by itself.
    [[nodiscard]] std::unique_ptr<QProcess> stay(const QString &switchedOn) const { return child(switchedOn, true); }
    [[nodiscard]] static bool says(QProcess &process, const QByteArray &text)
    {
        QByteArray output;
        return QTest::qWaitFor([&] { return (output += process.readAllStandardOutput()).contains(text); }, patience);
    }

    /// What a whole run says of the extensions.
    [[nodiscard]] QByteArray run(const QString &switchedOn = {}) const
    {
        const auto process = child(switchedOn);
        if (!process->waitForFinished(patience) || process->exitStatus() != QProcess::NormalExit
            || process->exitCode() != 0)
            return "did not end well: " + process->readAllStandardError();
        return process->readAllStandardOutput();
    }

    std::unique_ptr<TemporaryHome> m_home;
    std::unique_ptr<ExtensionPlace> m_place;
};

void TestExtensionHost::neverTwice_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("endsByItself");
    QTest::newRow("crash") << u"crashing"_s << u"acme.crashing"_s << true;
    QTest::newRow("never comes back") << u"endless"_s << u"acme.endless"_s << false;
}

void TestExtensionHost::neverTwice()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(bool, endsByItself);
    m_place->put(name);
    m_place->put(u"good"_s);
    QVERIFY2(run(u"acme.sync"_s).contains("acme.sync on"), "the good one is on from the first day");
    const auto first = child(id);
    QVERIFY(first->waitForStarted(patience));
    if (!endsByItself) {
        QTRY_COMPARE_WITH_TIMEOUT(m_place->log(id), QByteArray("activate\n"), patience);
        first->kill(); // what a person does with a window that hangs
    }
    QVERIFY(first->waitForFinished(patience));
    QVERIFY(first->exitStatus() == QProcess::CrashExit || first->exitCode() != 0);
    QCOMPARE(m_place->log(id), QByteArray("activate\n"));
    QCOMPARE(m_place->record().starting, id);

    for (int start = 0; start < 2; ++start) {
        const QByteArray said = run();
        QVERIFY2(said.contains(id.toUtf8() + " failed switched off: the program ended"), said.constData());
        QVERIFY2(said.contains("acme.sync on"), said.constData()); // the others are none the worse
        QCOMPARE(m_place->log(id), QByteArray("activate\n"));
        QCOMPARE(m_place->record().on.keys(), QStringList{u"acme.sync"_s});
    }
}

void TestExtensionHost::aGoodOneIsNotSuspected()
{
    m_place->put(u"good"_s);
    QVERIFY(run(u"acme.sync"_s).contains("acme.sync on"));
    // Killed while everything is running, a good one stays on.
    const auto process = child(u"acme.nobody"_s);
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += process->readAllStandardOutput()).contains("started\n"), patience);
    QCOMPARE(m_place->log(u"acme.sync"_s).count("after"), 2);
    process->kill();
    QVERIFY(process->waitForFinished(patience));
    const QByteArray said = run();
    QVERIFY2(said.contains("acme.sync on"), said.constData());
}

// Long after it was activated: the one that is started then is not to blame, and the program ends that way once.
void TestExtensionHost::whatCrashesLater()
{
    m_place->put(u"crashinglater"_s);
    m_place->put(u"good"_s);
    const QString id = u"acme.crashing-later"_s;
    QVERIFY(run(u"acme.sync"_s).contains("acme.sync on"));
    const auto first = stay(id);
    QVERIFY(says(*first, id.toUtf8() + " on"));
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().starting.isEmpty(), patience);
    m_home->write(u".local/share/candor/extension-data/"_s + id + u"/crash"_s, {});
    QVERIFY(first->waitForFinished(patience));
    QVERIFY(first->exitStatus() == QProcess::CrashExit);

    for (int start = 0; start < 2; ++start) {
        const QByteArray said = run();
        QVERIFY2(said.contains(id.toUtf8() + " failed switched off: it was running when Candor ended"),
                 said.constData());
        QVERIFY2(said.contains("acme.sync on"), said.constData());
        QCOMPARE(m_place->record().on.keys(), QStringList{u"acme.sync"_s});
    }
    QCOMPARE(m_place->log(id).count("activate"), 1);
    QVERIFY(m_place->record().onTrial.isEmpty()); // the good one has proven itself again
}

// A crash can't be told from a kill: what has proven itself may be there at one of them, and not at two in a row.
void TestExtensionHost::twiceInARow()
{
    m_place->put(u"good"_s);
    const QString id = u"acme.sync"_s;
    QVERIFY(run(id).contains("acme.sync on"));
    QVERIFY(run().contains("acme.sync on")); // a good end: it is proven
    for (int start = 0; start < 2; ++start) {
        const auto process = stay({});
        QVERIFY(says(*process, "acme.sync on"));
        process->kill();
        QVERIFY(process->waitForFinished(patience));
    }
    const QByteArray said = run();
    QVERIFY2(said.contains("acme.sync failed switched off: it was running when Candor ended"), said.constData());
    QVERIFY(run(id).contains("acme.sync on")); // the person may try again
}

// A copy that is running is none that has ended.
void TestExtensionHost::anotherCopyRuns()
{
    m_place->put(u"good"_s);
    const auto first = stay(u"acme.sync"_s);
    QVERIFY(says(*first, "acme.sync on"));
    for (int start = 0; start < 2; ++start) {
        const QByteArray said = run();
        QVERIFY2(said.contains("acme.sync on"), said.constData());
    }
    first->kill();
    QVERIFY(first->waitForFinished(patience));
    QVERIFY(run().contains("acme.sync on")); // proven by the other copy's good end
    QCOMPARE(QDir(m_home->path(u".local/share/candor/extension-runs"_s)).entryList(QDir::NoDotAndDotDot | QDir::Dirs),
             QStringList());
}

void TestExtensionHost::twoCopiesAtOnce()
{
    m_place->put(u"good"_s);
    m_place->put(u"other"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s, u"acme.other"_s});
    m_place->writeRecord(record);
    std::vector<std::unique_ptr<QProcess>> copies;
    for (int i = 0; i < 4; ++i)
        copies.push_back(child());
    for (const auto &copy : copies) {
        QVERIFY(copy->waitForFinished(patience));
        const QByteArray said = copy->readAllStandardOutput();
        QVERIFY2(said.contains("acme.sync on") && said.contains("acme.other on"), said.constData());
    }
    QVERIFY(m_place->record().failures.isEmpty());
    QCOMPARE(m_place->record().on, record.on);
}

void TestExtensionHost::commandsLoadNone()
{
#ifdef CANDOR_PROGRAM
    m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    record.starting = u"acme.sync"_s;
    record.startingSince = QDateTime::currentDateTimeUtc();
    m_place->writeRecord(record);
    for (const QStringList &command : {QStringList{u"--version"_s}, QStringList{u"telemetry"_s, u"status"_s}}) {
        QProcess process;
        process.setProcessEnvironment(m_home->environment());
        process.start(QStringLiteral(CANDOR_PROGRAM), command);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
    }
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
    QCOMPARE(m_place->record().toJson(), record.toJson()); // nor do they judge
#else
    QSKIP("no program was built");
#endif
}

QTEST_GUILESS_MAIN(TestExtensionHost)
#include "tst_extensionhost.moc"
