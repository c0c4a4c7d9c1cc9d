// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The host and real plug-ins, in this process: what is on runs, what is off does not, and what is bad is named.

#include "extensions/extensionhost.h"
#include "support/extensionworld.h"
#include "system/durablefile.h"
#include "system/folderlock.h"
#include "system/systemclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms, for a loaded machine

ExtensionState stateOf(const ExtensionHost &host, const QString &id)
{
    const ExtensionStatus *const status = host.find(id);
    return status ? status->state : ExtensionState::Refused;
}

QString reasonOf(const ExtensionHost &host, const QString &id)
{
    const ExtensionStatus *const status = host.find(id);
    return status ? status->reason() : QString();
}

void start(ExtensionHost *host)
{
    QSignalSpy started(host, &ExtensionHost::started);
    host->start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
}

/// Asked for the time from another thread than the one that made it, it does not answer until it is told to go on.
class HangingClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override
    {
        if (QThread::currentThread() == m_thread)
            return m_real.now();
        m_asked = true;
        m_going.lock();
        m_going.unlock();
        return m_real.now();
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return m_real.monotonic(); }
    [[nodiscard]] std::chrono::seconds utcOffset(std::chrono::system_clock::time_point time) const override
    {
        return m_real.utcOffset(time);
    }

    void hang() { m_going.lock(); }
    void goOn() { m_going.unlock(); }
    [[nodiscard]] bool isAsked() const { return m_asked; }

private:
    const SystemClock m_real{};
    QThread *const m_thread = QThread::currentThread();
    mutable std::mutex m_going;
    mutable std::atomic<bool> m_asked = false;
};

/// Switches it and waits until the record says so, too.
void switchTo(ExtensionHost *host, const ExtensionPlace &place, const QString &id, bool on, ExtensionState expected)
{
    host->setOn(id, on);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(*host, id) == expected, patience);
    const bool isKept = expected == ExtensionState::On;
    QTRY_VERIFY_WITH_TIMEOUT(place.record().starting.isEmpty() && place.record().on.contains(id) == isKept, patience);
}

} // namespace

class TestExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<TemporaryHome>();
        m_place = std::make_unique<ExtensionPlace>(*m_home);
    }

    void transitions();
    void offUntilSwitchedOn();
    void runsWhatIsOn();
    void switchesOffAndOnAgain();
    void badOnesAreNamed_data();
    void badOnesAreNamed();
    void anotherTry();
    void theOtherOnesRun();
    void whatEndedAProgramIsOff();
    void aYesToAnother_data();
    void aYesToAnother();
    void anotherFileMeanwhile();
    void whatItThrowsAtItsEnd();
    void aDamagedRecord();
    void aRecordThatCantBeWritten();
    void waitsForAnotherCopy();
    void givesUpOnAnotherCopy();
    void offIsKeptBesideAnotherCopy();
    void theLockIsKeptForWhatPends();
    void theWindowDoesNotWait();
    void offIsKeptAtTheEnd();
    void endsWhileOneIsStarting();
    void deletedInItsSlots_data();
    void deletedInItsSlots();
    void settingsOfItsOwn();
    void withoutAHome();

private:
    std::unique_ptr<TemporaryHome> m_home;
    std::unique_ptr<ExtensionPlace> m_place;
};

void TestExtensions::transitions()
{
    using State = ExtensionState;
    for (const State from : {State::Refused, State::Off, State::Starting, State::On, State::Failed}) {
        QVERIFY(!mayBecome(State::Refused, from));
        QVERIFY(!mayBecome(from, State::Refused));
        QVERIFY(!mayBecome(from, from));
        QCOMPARE(mayBecome(from, State::On), from == State::Starting); // never past the note in the record
    }
}

void TestExtensions::offUntilSwitchedOn()
{
    m_place->put(u"good"_s);
    m_place->put(u"laterinterface"_s);
    const QStringList before = m_home->everything();
    {
        ExtensionHost host(m_place->world());
        start(&host);
        QCOMPARE(host.extensions().size(), std::size_t(2));
        QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off);
        QVERIFY(host.extensions().back().state == ExtensionState::Refused);
        QVERIFY(!host.extensions().back().reason().isEmpty());
        host.setOn(u"acme.later"_s, true); // not known by an id
        host.setOn(u"acme.nobody"_s, true);
        host.setOn(u"acme.sync"_s, false);
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_home->everything(), before); // nothing was run, and no file made
}

void TestExtensions::runsWhatIsOn()
{
    const QString path = m_place->put(u"good"_s);
    {
        ExtensionHost host(m_place->world());
        start(&host);
        QSignalSpy changed(&host, &ExtensionHost::changed);
        switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On);
        QVERIFY(!changed.isEmpty());
        QVERIFY(host.find(u"acme.sync"_s)->root != nullptr);
        QCOMPARE(host.find(u"acme.sync"_s)->path, path);
        host.setOn(u"acme.sync"_s, true); // as it is
    }
    QVERIFY2(m_place->log(u"acme.sync"_s).startsWith("activate\nbefore: none\nafter: 7\ndeactivate\n"),
             m_place->log(u"acme.sync"_s).constData());
    {
        ExtensionHost host(m_place->world());
        start(&host);
        QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
        QCOMPARE(m_place->log(u"acme.sync"_s).count("activate\nbefore"), 2);
    }
    QCOMPARE(m_place->record().on.keys(), QStringList{u"acme.sync"_s});
    QVERIFY(m_place->record().starting.isEmpty());
}

void TestExtensions::switchesOffAndOnAgain()
{
    m_place->put(u"good"_s);
    ExtensionHost host(m_place->world());
    start(&host);
    for (int round = 1; round <= 3; ++round) {
        switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On);
        host.setOn(u"acme.sync"_s, false);
        QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off); // at once
        QCOMPARE(m_place->log(u"acme.sync"_s).count("deactivate"), round);
        QTRY_VERIFY_WITH_TIMEOUT(m_place->record().on.isEmpty(), patience);
    }
    // Faster than it is written: the last wish counts.
    for (int i = 0; i < 5; ++i) {
        host.setOn(u"acme.sync"_s, true);
        host.setOn(u"acme.sync"_s, false);
    }
    host.setOn(u"acme.sync"_s, true);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(host, u"acme.sync"_s) == ExtensionState::On, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().on.keys() == QStringList{u"acme.sync"_s}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().starting.isEmpty(), patience);
}

void TestExtensions::badOnesAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing symbol") << u"missingsymbol"_s << u"acme.missing"_s << u"candorTestIsDefinedNowhere"_s;
    QTest::newRow("exception") << u"throwing"_s << u"acme.throwing"_s << u"the index is missing"_s;
    QTest::newRow("another exception") << u"throwingint"_s << u"acme.throwing-int"_s << u"exception"_s;
    QTest::newRow("no extension") << u"no"_s << u"acme.none"_s << u"candor::Extension"_s;
}

void TestExtensions::badOnesAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(QString, says);
    m_place->put(name);
    {
        ExtensionHost host(m_place->world());
        start(&host);
        switchTo(&host, *m_place, id, true, ExtensionState::Failed);
        QVERIFY2(reasonOf(host, id).contains(says), qUtf8Printable(reasonOf(host, id)));
        QVERIFY(host.find(id)->failedNow);
        QVERIFY(host.find(id)->root == nullptr);
    }
    const QByteArray log = m_place->log(id);
    QVERIFY(!log.contains("deactivate"));
    ExtensionHost host(m_place->world());
    start(&host);
    QVERIFY(stateOf(host, id) == ExtensionState::Failed); // still named, and not run
    QVERIFY2(reasonOf(host, id).contains(says), qUtf8Printable(reasonOf(host, id)));
    QVERIFY(!host.find(id)->failedNow);
    QCOMPARE(m_place->log(id), log);
}

void TestExtensions::anotherTry()
{
    const QString path = m_place->put(u"throwing"_s);
    ExtensionHost host(m_place->world());
    start(&host);
    const QString id = u"acme.throwing"_s;
    switchTo(&host, *m_place, id, true, ExtensionState::Failed);
    QCOMPARE(m_place->log(id).count("activate"), 1);
    host.setOn(id, true);
    QVERIFY(stateOf(host, id) == ExtensionState::Starting);
    QVERIFY(reasonOf(host, id).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(host, id) == ExtensionState::Failed, patience);
    QCOMPARE(m_place->log(id).count("activate"), 2);
    switchTo(&host, *m_place, id, false, ExtensionState::Off); // what is known of it is forgotten
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().failures.isEmpty(), patience);

    // Another one stands there meanwhile.
    QVERIFY(QFile::setPermissions(path, QFile::Permissions(0x7777)));
    switchTo(&host, *m_place, id, true, ExtensionState::Failed);
    QVERIFY2(reasonOf(host, id).contains(path), qUtf8Printable(reasonOf(host, id)));
    QCOMPARE(m_place->log(id).count("activate"), 2);
}

void TestExtensions::theOtherOnesRun()
{
    m_place->put(u"good"_s);
    m_place->put(u"other"_s);
    m_place->put(u"throwing"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.throwing"_s, u"acme.gone"_s, u"acme.other"_s, u"acme.sync"_s});
    m_place->writeRecord(record);
    ExtensionHost host(m_place->world());
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
    QVERIFY(stateOf(host, u"acme.other"_s) == ExtensionState::On);
    QVERIFY(stateOf(host, u"acme.throwing"_s) == ExtensionState::Failed);
    // One that is not there now is still wanted: its folder may be back tomorrow.
    QCOMPARE(m_place->record().on.keys(), (QStringList{u"acme.gone"_s, u"acme.other"_s, u"acme.sync"_s}));
}

void TestExtensions::whatEndedAProgramIsOff()
{
    m_place->put(u"good"_s);
    m_place->put(u"other"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s, u"acme.other"_s});
    record.starting = u"acme.sync"_s;
    record.startingSince = QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
    m_place->writeRecord(record);
    ExtensionHost host(m_place->world());
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Failed);
    QVERIFY2(reasonOf(host, u"acme.sync"_s).contains(u"28"_s), qUtf8Printable(reasonOf(host, u"acme.sync"_s)));
    QVERIFY(host.find(u"acme.sync"_s)->failedNow);
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
    QVERIFY(stateOf(host, u"acme.other"_s) == ExtensionState::On);
    QCOMPARE(m_place->record().on.keys(), QStringList{u"acme.other"_s});
    switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On); // the person may try again
}

void TestExtensions::aYesToAnother_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSystem");
    QTest::newRow("somebody else's") << u"stranger"_s << false;
    QTest::newRow("in the folder of packages") << u"good"_s << true;
    QTest::newRow("both") << u"stranger"_s << true;
}

// The id alone is not what the person has agreed to.
void TestExtensions::aYesToAnother()
{
    QFETCH(QString, name);
    QFETCH(bool, isSystem);
    m_place->put(name, isSystem ? ExtensionPlace::Folder::System : ExtensionPlace::Folder::User);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    {
        ExtensionHost host(m_place->world());
        start(&host);
        QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off);
        QVERIFY(!reasonOf(host, u"acme.sync"_s).isEmpty());
        QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
        switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On); // a yes of its own
    }
    ExtensionHost host(m_place->world());
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
}

// It was another file when it was found.
void TestExtensions::anotherFileMeanwhile()
{
    const QString path = m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    ExtensionWorld world = m_place->world();
    world.patience = 5min;
    QString error;
    auto lock = FolderLock::acquire(world.dataFolder, 0ms, &error);
    QVERIFY2(lock, qUtf8Printable(error));
    ExtensionHost host(std::move(world));
    QSignalSpy changed(&host, &ExtensionHost::changed);
    QSignalSpy started(&host, &ExtensionHost::started);
    host.start();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), patience);
    const QString stranger = m_place->put(u"stranger"_s);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(stranger, path));
    lock.reset();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off);
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
}

void TestExtensions::whatItThrowsAtItsEnd()
{
    m_place->put(u"badend"_s);
    const QString id = u"acme.bad-end"_s;
    {
        ExtensionHost host(m_place->world());
        start(&host);
        switchTo(&host, *m_place, id, true, ExtensionState::On);
        switchTo(&host, *m_place, id, false, ExtensionState::Off);
        switchTo(&host, *m_place, id, true, ExtensionState::On);
    }
    QCOMPARE(m_place->log(id).count("deactivate"), 2);
}

void TestExtensions::aDamagedRecord()
{
    m_place->put(u"good"_s);
    m_home->write(u".local/share/candor/extensions.json"_s, "{\"on\": [\"acme.sync\"]");
    ExtensionHost host(m_place->world());
    QSignalSpy problem(&host, &ExtensionHost::problem);
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off);
    QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 1, patience);
    QVERIFY2(problem.at(0).at(0).toString().contains(u"extensions.json.damaged-"_s),
             qUtf8Printable(problem.at(0).at(0).toString()));
    const QDir folder(m_home->path(u".local/share/candor"_s));
    QCOMPARE(folder.entryList({u"extensions.json.damaged-*"_s}, QDir::Files).size(), 1);
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
    switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On);
}

void TestExtensions::aRecordThatCantBeWritten()
{
    m_place->put(u"good"_s);
    ExtensionWorld world = m_place->world();
    m_home->write(u"file"_s, "in the way of a folder");
    world.recordFile = m_home->path(u"file/extensions.json"_s);
    ExtensionHost host(std::move(world));
    start(&host);
    host.setOn(u"acme.sync"_s, true);
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(host, u"acme.sync"_s) == ExtensionState::Failed, patience);
    QVERIFY2(reasonOf(host, u"acme.sync"_s).contains(m_home->path(u"file"_s)),
             qUtf8Printable(reasonOf(host, u"acme.sync"_s)));
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty()); // without the note nothing is run
}

void TestExtensions::waitsForAnotherCopy()
{
    m_place->put(u"good"_s);
    ExtensionWorld world = m_place->world();
    world.patience = 5min;
    QString error;
    auto lock = FolderLock::acquire(world.dataFolder, 0ms, &error);
    QVERIFY2(lock, qUtf8Printable(error));
    // What the other one is starting is not taken for what ended it.
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    record.starting = u"acme.sync"_s;
    record.startingSince = QDateTime::currentDateTimeUtc();
    m_place->writeRecord(record);
    ExtensionHost host(std::move(world));
    QSignalSpy changed(&host, &ExtensionHost::changed);
    host.start();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), patience);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Starting);
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
    record.starting.clear(); // it came back
    m_place->writeRecord(record);
    lock.reset();
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(host, u"acme.sync"_s) == ExtensionState::On, patience);
}

void TestExtensions::givesUpOnAnotherCopy()
{
    m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    ExtensionWorld world = m_place->world();
    world.patience = 50ms;
    QString error;
    const auto lock = FolderLock::acquire(world.dataFolder, 0ms, &error);
    QVERIFY2(lock, qUtf8Printable(error));
    ExtensionHost host(std::move(world));
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Failed);
    QVERIFY(!reasonOf(host, u"acme.sync"_s).isEmpty());
    QCOMPARE(m_place->record().on, record.on); // for the next start
    QVERIFY(m_place->record().failures.isEmpty());
}

// The person has been shown that it is off: it is told that this can't be kept yet, and kept as soon as it can.
void TestExtensions::offIsKeptBesideAnotherCopy()
{
    m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    ExtensionWorld world = m_place->world();
    world.patience = 50ms;
    const QString folder = world.dataFolder;
    ExtensionHost host(std::move(world));
    start(&host);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
    QString error;
    auto lock = FolderLock::acquire(folder, std::chrono::milliseconds(patience), &error);
    QVERIFY2(lock, qUtf8Printable(error));
    QSignalSpy problem(&host, &ExtensionHost::problem);
    host.setOn(u"acme.sync"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 1, patience);
    QVERIFY(m_place->record().on.contains(u"acme.sync"_s));
    lock.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().on.isEmpty(), patience);
}

// Whoever comes next must not read the record before what is still to be written there.
void TestExtensions::theLockIsKeptForWhatPends()
{
    m_place->put(u"good"_s);
    ExtensionWorld world = m_place->world();
    const auto clock = std::make_shared<HangingClock>();
    world.clock = clock;
    const QString folder = world.dataFolder;
    auto host = std::make_unique<ExtensionHost>(std::move(world));
    start(host.get());
    clock->hang(); // a job that has the lock, as on a disk that hangs
    host->setOn(u"acme.sync"_s, true);
    QTRY_VERIFY_WITH_TIMEOUT(clock->isAsked(), patience);
    host.reset();
    QString error;
    QVERIFY(!FolderLock::acquire(folder, 0ms, &error));
    clock->goOn();
    const auto lock = FolderLock::acquire(folder, std::chrono::milliseconds(patience), &error);
    QVERIFY2(lock, qUtf8Printable(error));
    QVERIFY(m_place->record().starting.isEmpty());
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
}

// The window has asked for a file, and shows what it knows.
void TestExtensions::theWindowDoesNotWait()
{
    m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    ExtensionWorld world = m_place->world();
    const auto clock = std::make_shared<HangingClock>();
    world.clock = clock;
    clock->hang();
    ExtensionHost host(std::move(world));
    QSignalSpy started(&host, &ExtensionHost::started);
    host.start();
    QTRY_VERIFY_WITH_TIMEOUT(clock->isAsked(), patience);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Starting);
    QVERIFY(started.isEmpty());
    clock->goOn();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
}

void TestExtensions::offIsKeptAtTheEnd()
{
    m_place->put(u"good"_s);
    ExtensionRecord record;
    record.on = switchedOn({u"acme.sync"_s});
    m_place->writeRecord(record);
    {
        ExtensionHost host(m_place->world());
        start(&host);
        QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::On);
        host.setOn(u"acme.sync"_s, false);
    }
    // The end waits for the disk for a moment only; what it began goes on.
    QTRY_VERIFY_WITH_TIMEOUT(m_place->record().on.isEmpty(), patience);
}

void TestExtensions::endsWhileOneIsStarting()
{
    m_place->put(u"good"_s);
    for (int turns = 0; turns < 12; ++turns) {
        ExtensionRecord record;
        record.on = switchedOn({u"acme.sync"_s});
        m_place->writeRecord(record);
        {
            ExtensionHost host(m_place->world());
            host.start();
            for (int i = 0; i < turns; ++i)
                QTest::qWait(2);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_place->record().starting.isEmpty(), patience);
        QCOMPARE(m_place->record().on, record.on);
        QVERIFY(m_place->record().failures.isEmpty());
    }
    QCOMPARE(m_place->log(u"acme.sync"_s).count("deactivate"), m_place->log(u"acme.sync"_s).count("before"));
}

void TestExtensions::deletedInItsSlots_data()
{
    QTest::addColumn<QString>("signal");
    for (const char *signal : {"started", "changed", "problem"})
        QTest::newRow(signal) << QString::fromLatin1(signal);
}

void TestExtensions::deletedInItsSlots()
{
    QFETCH(QString, signal);
    m_place->put(u"good"_s);
    if (signal == "problem"_L1) {
        m_home->write(u".local/share/candor/extensions.json"_s, "damaged");
    } else {
        ExtensionRecord record;
        record.on = switchedOn({u"acme.sync"_s});
        m_place->writeRecord(record);
    }
    auto *const host = new ExtensionHost(m_place->world());
    QSignalSpy gone(host, &QObject::destroyed);
    const auto end = [host] { delete host; };
    if (signal == "started"_L1)
        connect(host, &ExtensionHost::started, this, end);
    else if (signal == "changed"_L1)
        connect(host, &ExtensionHost::changed, this, end);
    else
        connect(host, &ExtensionHost::problem, this, end);
    host->start();
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, patience);
    QCoreApplication::processEvents();
}

void TestExtensions::settingsOfItsOwn()
{
    m_place->put(u"good"_s);
    const QString file = u".local/share/containers/podman-desktop/configuration/settings.json"_s;
    const QByteArray before = "{\n  \"telemetry.enabled\": false,\n  \"candor.extension.acme.sync.count\": \"3\"\n}";
    m_home->write(file, before);
    {
        ExtensionHost host(m_place->world());
        start(&host);
        switchTo(&host, *m_place, u"acme.sync"_s, true, ExtensionState::On);
    }
    const QByteArray log = m_place->log(u"acme.sync"_s);
    QVERIFY2(log.contains("before: 3\n") && log.contains("after: 7\n") && !log.contains("wrong"), log.constData());
    QByteArray after = before;
    after.replace("\"3\"", "\"7\"");
    QTRY_COMPARE_WITH_TIMEOUT(m_home->read(file), after, patience);
}

void TestExtensions::withoutAHome()
{
    m_place->put(u"good"_s, ExtensionPlace::Folder::System);
    Directories directories = m_home->directories();
    directories.localData.clear();
    ExtensionWorld world(directories, u"candor"_s, m_place->folder(ExtensionPlace::Folder::System),
                         SettingsFile(directories, SettingsLayout::PodmanDesktop, u"candor"_s));
    world.folders.believed = m_home->path();
    ExtensionHost host(std::move(world));
    QSignalSpy problem(&host, &ExtensionHost::problem);
    start(&host);
    host.setOn(u"acme.sync"_s, true);
    QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 1, patience);
    QVERIFY(stateOf(host, u"acme.sync"_s) == ExtensionState::Off);
    QVERIFY(m_place->log(u"acme.sync"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestExtensions)
#include "tst_extensions.moc"
