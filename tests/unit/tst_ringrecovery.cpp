// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// What becomes of rings: a burst fits, those of dead processes are bounded and accounted for.
#include "candor/telemetry.h"
#include "queue/eventrecord.h"
#include "queue/ringfolder.h"
#include "support/fakeclock.h"
#include "support/recordingworld.h"
#include "telemetry/ringrecovery.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;
const EventScope here{"decision-1", "destination"};

constexpr std::string_view catalogueText = R"({
  "id": "notes",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [{"name": "note.opened", "category": "usage", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "properties": [
                {"name": "image", "type": "hashed", "description": {"en": "x"}, "example": "alpine"}]}]
})";

/// Files of rings below the runtime folder.
QStringList ringFiles(const QString &runtime)
{
    QStringList result;
    QDirIterator found(runtime, {u"*.ring"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        result.append(found.next());
    return result;
}

/// How many of them somebody has locked now.
int locked(const QStringList &files)
{
    int result = 0;
    for (const QString &file : files) {
        const int descriptor = ::open(qPrintable(file), O_RDWR | O_CLOEXEC);
        if (descriptor < 0)
            continue;
        result += ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : 1;
        ::close(descriptor);
    }
    return result;
}

/// A process died with so many events in its ring.
void leaveRing(const RingFolder &folder, std::uint64_t base, int events)
{
    std::string why;
    const std::shared_ptr<EventRing> ring = folder.create(base, {here, "posthog", Category::Usage, {}}, &why);
    if (!ring->outlivesProcess())
        qFatal("no ring: %s", why.c_str());
    std::array<std::byte, maximumRecordBytes> buffer;
    const std::array properties{Property{"image", "alpine"}};
    for (int i = 0; i < events; ++i) {
        const auto size = encodeRecord(buffer, unixMilliseconds(FakeClock().now()), "note.opened", properties);
        if (!size || ring->push({buffer.data(), *size}) != EventRing::Push::Accepted)
            qFatal("not recorded");
    }
}

/// A store, and who recovers rings into it.
struct Desk
{
    TemporaryHome home;
    RingFolder rings{home.runtime().path().toStdString(), "notes-1"};
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::string storeFolder = home.path(u"events"_s).toStdString();
    EventStore::Opened opened = EventStore::open(storeFolder, EventStore::Mode::ReadWrite, clock, {});
    std::function<void()> atEachEvent = [] { };

    [[nodiscard]] RingRecovery recover()
    {
        std::string error;
        ValueTreatment treatment;
        treatment.keyedHash = [this](std::string_view, std::string_view) {
            atEachEvent();
            return std::string(64, 'a');
        };
        treatment.makeSecret = [] { return std::string(64, 'b'); };
        return recoverRings(rings, opened.store.get(),
                            {here.decisionId,
                             {Identity::Stable, "00000000-0000-4000-8000-000000000000", {}, {}},
                             Catalogue::fromJson(catalogueText, &error),
                             treatment,
                             clock,
                             Category::Usage});
    }
};

} // namespace

class RingRecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsABurst_data();
    void keepsABurst();
    void boundsWhatTheDeadLeave();
    void recoversOneAtATime();
    void erasesWithoutReading();
    void deliveredEventsMakeRoomFirst();
};

void RingRecoveryTest::keepsABurst_data()
{
    QTest::addColumn<bool>("inFile");
    QTest::newRow("in a file that outlives the process") << true;
    QTest::newRow("in the memory of the process") << false;
}

void RingRecoveryTest::keepsABurst()
{
    QFETCH(bool, inFile);
    constexpr int burst = 10000;
    const RecordingWorld world;
    QProcessEnvironment environment = world.environment();
    if (!inFile)
        environment.remove(u"XDG_RUNTIME_DIR"_s);
    {
        Telemetry telemetry(RecordingWorld::optionsFrom(environment));
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), patience);
        for (int number = 0; number < burst; ++number) {
            telemetry.track("test.wide",
                            {{"number", number},
                             {"size", 48213 + number},
                             {"duration_ms", 412},
                             {"first", true},
                             {"second", false},
                             {"page", "privacy/activity"},
                             {"format", "pdf"},
                             {"library", "6.4.2"}});
        }
        bool stored = false;
        telemetry.flush(&telemetry, [&stored](const FlushReport &) { stored = true; });
        QTRY_VERIFY_WITH_TIMEOUT(stored, patience);
    }
    const EventCounters counters = world.counters();
    QCOMPARE(counters.accepted, burst + 2); // and the start and the end of the program
    QCOMPARE(counters.dropped, (std::map<DropReason, std::int64_t>()));
    QCOMPARE(counters.waiting, burst + 2);
}

void RingRecoveryTest::boundsWhatTheDeadLeave()
{
    constexpr int starts = 100;
    constexpr int each = 20;
    const RecordingWorld world;
    // What stands in for a full disk or a home that can't be written: where the store would be, there is a file.
    const QString store = QString::fromStdString(world.storeFolder());
    QVERIFY(QDir().mkpath(QFileInfo(store).path()));
    QFile inTheWay(store);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    for (int start = 0; start < starts; ++start) {
        Telemetry telemetry(world.options());
        const QSignalSpy problems(&telemetry, &Telemetry::problem);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), patience);
        for (int number = 0; number < each; ++number)
            telemetry.track("test.counted", {{"run", start}, {"number", number}});
        QTRY_VERIFY_WITH_TIMEOUT(!problems.isEmpty(), patience);
    }
    const QStringList files = ringFiles(world.home().runtime().path());
    qint64 bytes = 0;
    for (const QString &file : files)
        bytes += QFileInfo(file).size();
    const bool bounded = files.size() <= 8 && bytes <= 16 * 1024 * 1024;
    QVERIFY2(bounded, qPrintable(u"%1 rings, %2 bytes"_s.arg(files.size()).arg(bytes)));

    QVERIFY(inTheWay.remove());
    world.recover();
    const EventCounters counters = world.counters();
    QCOMPARE(counters.accepted, starts * (each + 2));
    QVERIFY(RecordingWorld::addsUp(counters));
    QCOMPARE(counters.waiting, files.size() * (each + 2));
    QCOMPARE(counters.dropped.at(DropReason::Memory), (starts - files.size()) * (each + 2));
    QVERIFY(ringFiles(world.home().runtime().path()).isEmpty());
}

void RingRecoveryTest::recoversOneAtATime()
{
    Desk desk;
    for (std::uint64_t base = 1; base <= 6; ++base)
        leaveRing(desk.rings, base, 3);
    const QStringList files = ringFiles(desk.home.runtime().path());
    QCOMPARE(files.size(), 6);
    int most = 0;
    desk.atEachEvent = [&] { most = std::max(most, locked(files)); };
    const RingRecovery recovered = desk.recover();
    QVERIFY2(recovered.ok, recovered.error.c_str());
    QCOMPARE(recovered.stored, 18);
    QCOMPARE(most, 1);
    QVERIFY(ringFiles(desk.home.runtime().path()).isEmpty());
}

void RingRecoveryTest::erasesWithoutReading()
{
    Desk desk;
    for (std::uint64_t base = 1; base <= 6; ++base)
        leaveRing(desk.rings, base, 1000);
    const auto bytesRead = [] {
        QFile io(u"/proc/self/io"_s);
        if (!io.open(QIODevice::ReadOnly))
            qFatal("the system does not tell what was read");
        return io.readLine().mid(6).trimmed().toLongLong(); // "rchar: 123"
    };
    const qint64 before = bytesRead();
    std::string error;
    QVERIFY(eraseRecords(desk.rings, {}, desk.clock, {}, &error));
    const qint64 read = bytesRead() - before;
    QVERIFY(!desk.rings.hasRings());
    QVERIFY2(read < 64 * 1024, qPrintable(u"%1 bytes were read"_s.arg(read)));
}

void RingRecoveryTest::deliveredEventsMakeRoomFirst()
{
    constexpr int delivered = 10000;
    constexpr int rings = 8;
    constexpr int each = 1000;
    Desk desk;
    const std::string body(600, 'x');
    CommitProgress progress;
    progress.ringBase = 1000;
    for (int made = 0; made < delivered; made += 100) {
        std::vector<NewEvent> events(100, NewEvent{"id", "note.opened", unixMilliseconds(desk.clock->now()), body});
        progress.lastSequence += 100;
        progress.accepted = 100;
        QVERIFY(desk.opened.store->writer().commit(here, events, progress));
        std::vector<std::int64_t> rows;
        for (const StoredEvent &event : desk.opened.store->claims().claim(here, 100, 1000000))
            rows.push_back(event.row);
        QVERIFY(desk.opened.store->claims().settle(rows, {EventState::Delivered}, {}));
    }
    for (std::uint64_t base = 1; base <= rings; ++base)
        leaveRing(desk.rings, base, each);
    const RingRecovery recovered = desk.recover();
    QVERIFY2(recovered.ok, recovered.error.c_str());
    const auto counters = desk.opened.store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->dropped, (std::map<DropReason, std::int64_t>()));
    QCOMPARE(counters->waiting, rings * each);
}

QTEST_GUILESS_MAIN(RingRecoveryTest)
#include "tst_ringrecovery.moc"
