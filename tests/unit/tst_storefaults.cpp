// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A disk that fails, at each of the operations that a script of everything the store does asks of it: afterwards the
// store opens, every event is accounted for, and none is lost or there twice. With CANDOR_TRIALS set every operation
// fails in every way; otherwise each in one of them.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "support/fakeclock.h"
#include "support/faultyfiles.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

#include <cerrno>
#include <functional>
#include <map>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::FaultyFiles;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;
using Operation = FaultyFiles::Operation;

namespace {

const EventScope scope{"decision-a", "posthog eu.example 0011"};
constexpr std::uint64_t base = 7;

bool everyTrial()
{
    return qEnvironmentVariableIsSet("CANDOR_TRIALS");
}

/// A store over files that can fail, and what is known of it.
class World
{
public:
    explicit World(std::int64_t maximumBytes = 1024 * 1024)
    {
        options.maximumBytes = maximumBytes;
        options.fileLayer = files.name();
    }

    TemporaryHome home;
    FaultyFiles files;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    EventStore::Options options;
    std::unique_ptr<EventStore> store;
    std::set<std::string> committed; ///< ids of commits that succeeded
    std::uint64_t sequence = 0;
    std::uint64_t refused = 0;
    std::int64_t accepted = 0; ///< by commits that succeeded
    std::string problem; ///< what a step or the opening said when it failed

    [[nodiscard]] std::string folder() const { return home.path(u"data/events"_s).toStdString(); }
    [[nodiscard]] std::int64_t now() const { return unixMilliseconds(clock->now()); }

    bool open()
    {
        store.reset();
        // As after a crash of the system: opening reads all of it.
        (void)QFile::resize(home.path(u"data/events/in-use"_s), 0);
        EventStore::Opened opened = EventStore::open(folder(), Mode::ReadWrite, clock, options);
        store = std::move(opened.store);
        problem = opened.error;
        if (opened.status == Status::BegunAnew)
            qFatal("a fault was taken for damage: %s", opened.error.c_str());
        return store != nullptr;
    }

    [[nodiscard]] std::string said() const { return store ? store->error() : problem; }

    /// As the recorder does: with its position in the ring, so that trying again stores nothing twice.
    bool commit(int count, std::size_t bytes)
    {
        std::vector<NewEvent> events;
        for (int i = 1; i <= count; ++i) {
            const std::uint64_t number = sequence + static_cast<std::uint64_t>(i);
            events.push_back(
                {eventId(1, base, number), "page.viewed", now(), "{\"text\":\"" + std::string(bytes, 'x') + "\"}"});
        }
        CommitProgress progress;
        progress.ringBase = base;
        progress.lastSequence = sequence + static_cast<std::uint64_t>(count) + 1;
        progress.accepted = count + 1;
        progress.dropped = {{DropReason::Undeclared, 1}};
        progress.ringDropped = refused + 2;
        if (!store->writer().commit(scope, events, progress))
            return false;
        for (const NewEvent &event : events)
            committed.insert(event.id);
        accepted += count + 3;
        sequence = progress.lastSequence;
        refused = progress.ringDropped;
        return true;
    }

    /// One batch on its way: two delivered, one rejected, one back, one still being sent.
    bool upload()
    {
        if (!store->claims().reclaim())
            return false;
        std::vector<std::int64_t> rows;
        for (const StoredEvent &event : store->claims().claim(scope, 5, 1000000))
            rows.push_back(event.row);
        if (!store->error().empty())
            return false;
        const std::span<const std::int64_t> all(rows);
        if (all.size() != 5)
            qFatal("only %zu events were claimed", all.size());
        return store->claims().settle(all.first(2), {EventState::Delivered}, {})
            && store->claims().settle(all.subspan(2, 1), {EventState::Rejected, "too large"}, {})
            && store->claims().settle(all.subspan(3, 1), {EventState::Waiting}, {});
    }

    bool look() const
    {
        return store->view().counters() && store->view().waiting(scope) && store->view().events({})
            && store->view().deliveryState() && store->writer().ringPosition(base);
    }

    bool remember() const
    {
        DeliveryState state;
        state.failures = 3;
        state.lastResult = "the server answered 503";
        return store->claims().settle({}, {}, state);
    }

    std::vector<std::function<bool()>> script()
    {
        return {
            [this] { return commit(20, 100); },
            [this] { return commit(3, 9000); },
            [this] { return upload(); },
            [this] { return look(); },
            [this] {
                clock->advance(2s);
                return commit(20, 2000);
            },
            [this] { return store->writer().sync(); },
            [this] { return remember(); },
            [this] { return upload() && store->removals().dropTried(7); },
            [this] { return commit(20, 2000); },
            [this] { return store->removals().noteUndecided(true) && store->removals().noteUndecided(false); },
            [this] {
                clock->advance(24h * 8);
                return store->removals().expire();
            },
            [this] { return commit(40, 2000) && store->removals().keepOnly(scope.decisionId); },
            [this] { return open() && commit(1, 10); },
            [this] { return upload() && look(); },
        };
    }

    /// Every event of the script waits, is being sent, or is counted; through the system's own file layer.
    void verify(bool evicts)
    {
        store.reset();
        options.fileLayer.clear();
        QVERIFY2(open(), problem.c_str());
        const auto counters = store->view().counters();
        QVERIFY2(counters, store->error().c_str());
        QCOMPARE(counters->accepted, accepted);
        std::int64_t dropped = 0;
        for (const auto &[reason, count] : counters->dropped)
            dropped += count;
        QCOMPARE(counters->accepted, counters->waiting + counters->sending + counters->delivered + dropped);
        QCOMPARE(counters->dropped.at(DropReason::Memory), static_cast<std::int64_t>(refused));
        QCOMPARE(store->writer().ringPosition(base), (RingPosition{sequence, refused}));

        std::set<std::string> seen;
        std::vector<std::string> lastFirst;
        ActivityQuery query;
        for (;;) {
            const auto page = store->view().events(query);
            QVERIFY2(page, store->error().c_str());
            if (page->empty())
                break;
            for (const StoredEvent &event : *page) {
                if (event.state == EventState::NotRecorded)
                    continue; // of what the ring refused
                QVERIFY2(seen.insert(event.id).second, "an id is there twice");
                QVERIFY2(committed.contains(event.id), "an event is there that was never committed");
                lastFirst.push_back(event.id);
            }
            query.beforeRow = page->back().row;
        }
        // Ids hold time and sequence, so that their order is that of the commits only within one moment; what was
        // committed last is what must be there.
        if (evicts)
            QVERIFY(counters->dropped.contains(DropReason::Disk));
        else
            QVERIFY(!counters->dropped.contains(DropReason::Disk));
        const auto gone = static_cast<std::int64_t>(committed.size() - seen.size());
        const std::int64_t forgotten = counters->delivered + counters->dropped.at(DropReason::Rejected);
        const std::int64_t disk = evicts ? counters->dropped.at(DropReason::Disk) : 0;
        QVERIFY2(gone <= disk + forgotten, "events are gone that nobody counted");
    }
};

struct Fault
{
    const char *name;
    int errorNumber;
    FaultyFiles::Lasting lasting;
};

constexpr Fault faults[] = {
    {"no space, for a moment", ENOSPC, FaultyFiles::Once},
    {"no space", ENOSPC, FaultyFiles::On},
    {"an I/O error", EIO, FaultyFiles::Once},
    {"I/O errors", EIO, FaultyFiles::On},
    {"a read-only file system", EROFS, FaultyFiles::On},
    {"the quota", EDQUOT, FaultyFiles::On},
    {"no descriptor left", EMFILE, FaultyFiles::On},
};

} // namespace

class StoreFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesEveryFault_data();
    void survivesEveryFault();
    void erasesAfterEveryFault();
    void theLastSecondAtMostIsLost();
    void manyCommitsASecondSyncOnce();
    void opensWholeAfterAPowerCutAnywhere_data();
    void opensWholeAfterAPowerCutAnywhere();
    void aHangingDiskHoldsUpNobodyElse();
    void anothersCheckpointIsWaitedFor();
    void whatOthersWroteMeanwhileDropsNothing();
};

void StoreFaultsTest::survivesEveryFault_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("maximumBytes");
    for (std::size_t kind = 0; kind < std::size(faults); ++kind) {
        QTest::addRow("%s, with room", faults[kind].name) << static_cast<int>(kind) << qint64(1024 * 1024);
        QTest::addRow("%s, in a full store", faults[kind].name) << static_cast<int>(kind) << qint64(384 * 1024);
    }
}

void StoreFaultsTest::survivesEveryFault()
{
    QFETCH(int, kind);
    QFETCH(qint64, maximumBytes);
    const bool evicts = maximumBytes < 1024 * 1024;
    const Fault &fault = faults[static_cast<std::size_t>(kind)];
    std::int64_t total = 0;
    {
        World world(maximumBytes);
        QVERIFY2(world.open(), world.problem.c_str());
        for (const auto &step : world.script())
            QVERIFY2(step(), world.said().c_str());
        total = world.files.count();
        world.verify(evicts);
    }
    QVERIFY(total > 200);
    std::int64_t tried = 0;
    std::int64_t struck = 0;
    // The rows of the short form begin at different operations, so that together they have most of them.
    for (std::int64_t nth = 1 + (everyTrial() ? 0 : kind * 8); nth <= total; nth += everyTrial() ? 1 : 60) {
        const std::string where = std::string(fault.name) + " at operation " + std::to_string(nth);
        World world(maximumBytes);
        world.files.fail(fault.errorNumber, nth, fault.lasting);
        if (!world.open()) {
            QVERIFY2(world.files.hasFailed(), where.c_str());
            QVERIFY2(!world.problem.empty(), where.c_str());
            world.files.heal();
            QVERIFY2(world.open(), (where + ": " + world.problem).c_str());
        }
        for (const auto &step : world.script()) {
            if (step())
                continue;
            QVERIFY2(world.files.hasFailed(), (where + ": " + world.said()).c_str());
            QVERIFY2(!world.said().empty(), where.c_str());
            // While it lasts, opening again says why or works, and does not stop the program.
            if (!world.open())
                QVERIFY2(!world.problem.empty(), where.c_str());
            world.files.heal();
            QVERIFY2(world.open(), (where + ": " + world.problem).c_str());
            QVERIFY2(step(), (where + ": " + world.said()).c_str());
        }
        ++tried;
        struck += world.files.hasFailed() ? 1 : 0;
        world.verify(evicts);
        if (QTest::currentTestFailed())
            QFAIL(where.c_str());
    }
    QVERIFY2(struck >= tried * 9 / 10, qPrintable(QString::number(struck)));
}

void StoreFaultsTest::erasesAfterEveryFault()
{
    for (std::int64_t nth = 1;; nth += everyTrial() ? 1 : 3) {
        World world;
        QVERIFY(world.open());
        QVERIFY(world.commit(20, 3000));
        QVERIFY(world.upload());
        world.store.reset();
        const Fault &fault = faults[static_cast<std::size_t>(nth) % std::size(faults)];
        world.files.fail(fault.errorNumber, nth, fault.lasting);
        std::string error;
        const bool erased = EventStore::erase(world.folder(), world.clock, &error, {}, world.files.name());
        const bool failed = world.files.hasFailed();
        QVERIFY2(erased || !error.empty(), fault.name);
        world.files.heal();
        QVERIFY2(EventStore::erase(world.folder(), world.clock, &error, {}, world.files.name()), error.c_str());
        QVERIFY(!QFileInfo::exists(QString::fromStdString(world.folder())));
        if (!failed) {
            QVERIFY2(nth > 20, "erasing touched nothing");
            return;
        }
    }
}

namespace {

/// What stands in \a folder after a cut, opened as after a new start.
struct AfterTheCut
{
    AfterTheCut(const World &world, FaultyFiles::Lost lost, std::uint64_t seed)
    {
        QDir().mkpath(home.path(u"data/events"_s));
        world.files.cutPower(home.path(u"data/events"_s).toStdString(), lost, seed);
        opened = EventStore::open(home.path(u"data/events"_s).toStdString(), Mode::ReadWrite, world.clock, {});
    }
    TemporaryHome home;
    EventStore::Opened opened;

    /// It is whole, and holds what the ring's position says.
    void verify(std::uint64_t atLeast) const
    {
        QVERIFY2(opened.status == Status::Ok, opened.error.c_str());
        const auto position = opened.store->writer().ringPosition(base);
        QVERIFY(position);
        QVERIFY2(position->lastSequence >= atLeast, qPrintable(QString::number(position->lastSequence)));
        const auto counters = opened.store->view().counters();
        QVERIFY(counters);
        std::int64_t dropped = 0;
        for (const auto &[reason, count] : counters->dropped)
            dropped += count;
        QCOMPARE(counters->accepted, counters->waiting + counters->sending + counters->delivered + dropped);
        QCOMPARE(counters->accepted, static_cast<std::int64_t>(position->lastSequence + position->dropped));
    }
};

} // namespace

void StoreFaultsTest::theLastSecondAtMostIsLost()
{
    World world;
    QVERIFY(world.open());
    std::map<std::int64_t, std::uint64_t> committedAt; // time to sequence
    std::uint64_t seed = 0;
    for (int i = 0; i < 60; ++i) {
        world.clock->advance(std::chrono::milliseconds(70 + i * 7 % 90));
        QVERIFY2(world.commit(1 + i % 7, 200), world.said().c_str());
        committedAt[world.now()] = world.sequence;
        std::uint64_t atLeast = 0;
        for (const auto &[time, sequence] : committedAt) {
            if (time < world.now() - 1000)
                atLeast = sequence;
        }
        for (const auto lost : {FaultyFiles::Lost::All, FaultyFiles::Lost::Some})
            AfterTheCut(world, lost, ++seed).verify(atLeast);
        if (QTest::currentTestFailed())
            return;
    }
    // What no other commit follows is synced by itself.
    QVERIFY(world.store->writer().hasUnsynced());
    QVERIFY(world.store->writer().sync());
    AfterTheCut(world, FaultyFiles::Lost::All, 0).verify(world.sequence);
}

void StoreFaultsTest::manyCommitsASecondSyncOnce()
{
    World world(10 * 1024 * 1024);
    QVERIFY(world.open());
    const auto syncs = [&world] { return world.files.count(Operation::Sync); };
    QVERIFY(world.commit(1, 200));
    const std::int64_t first = syncs();
    for (int i = 0; i < 25; ++i) {
        world.clock->advance(40ms);
        QVERIFY(world.commit(4, 200));
    }
    QCOMPARE(syncs(), first); // the last of them came exactly a second after the first
    world.clock->advance(1ms);
    QVERIFY(world.commit(4, 200));
    QCOMPARE(syncs(), first + 1);
    QVERIFY(world.store->writer().sync());
    QCOMPARE(syncs(), first + 2);

    // Moving a log that is full into the database syncs the log, the database, and the log's new beginning, whatever
    // the clock says; nothing else does.
    const std::int64_t before = syncs();
    const std::int64_t cutBefore = world.files.count(Operation::Truncate);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(world.commit(4, 200));
    // Each of them cuts the database to its length and the log to nothing.
    const std::int64_t checkpoints = (world.files.count(Operation::Truncate) - cutBefore) / 2;
    qInfo("1000 commits within a second: %lld syncs for %lld checkpoints", static_cast<long long>(syncs() - before),
          static_cast<long long>(checkpoints));
    QVERIFY(checkpoints > 0);
    QVERIFY(syncs() - before <= 3 * checkpoints);
}

void StoreFaultsTest::opensWholeAfterAPowerCutAnywhere_data()
{
    QTest::addColumn<qint64>("maximumBytes");
    QTest::newRow("with room") << qint64(1024 * 1024);
    QTest::newRow("in a full store") << qint64(384 * 1024);
}

void StoreFaultsTest::opensWholeAfterAPowerCutAnywhere()
{
    QFETCH(qint64, maximumBytes);
    for (std::int64_t nth = 1;; nth += everyTrial() ? 1 : 29) {
        World world(maximumBytes);
        QVERIFY(world.open());
        std::uint64_t safe = 0;
        // From here on nothing reaches the files any more.
        world.files.fail(EIO, nth, FaultyFiles::On);
        bool cut = false;
        for (const auto &step : world.script()) {
            cut = !step();
            if (cut)
                break;
            if (!world.store->writer().hasUnsynced())
                safe = world.sequence;
        }
        for (const auto lost : {FaultyFiles::Lost::All, FaultyFiles::Lost::Some}) {
            AfterTheCut(world, lost, static_cast<std::uint64_t>(nth)).verify(safe);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"the power was cut at operation %1"_s.arg(nth)));
        }
        if (!cut) {
            QVERIFY(nth > 100);
            return;
        }
    }
}

void StoreFaultsTest::aHangingDiskHoldsUpNobodyElse()
{
    World world;
    QVERIFY(world.open());
    QVERIFY(world.commit(10, 200));
    EventStore::Options others = world.options;
    others.fileLayer.clear();
    const auto reader = EventStore::open(world.folder(), Mode::ReadOnly, world.clock, others);
    QVERIFY2(reader.store, reader.error.c_str());
    const auto writer = EventStore::open(world.folder(), Mode::ReadWrite, world.clock, others);
    QVERIFY2(writer.store, writer.error.c_str());

    world.files.hang({Operation::Write});
    bool stored = false;
    std::thread thread([&] { stored = world.commit(10, 200); });
    const bool hangs = world.files.waitUntilHanging(20s);
    // Who reads sees what was there before; who writes is told that it is locked, after the time that SQLite waits.
    const auto seen = reader.store->view().counters();
    const bool locked = !writer.store->removals().noteUndecided(true);
    const std::string why = writer.store->error();
    const auto opened = EventStore::open(world.folder(), Mode::ReadOnly, world.clock, others);
    const auto seenAnew = opened.store ? opened.store->view().counters() : std::nullopt;
    world.files.resume();
    thread.join();
    QVERIFY(hangs);
    QVERIFY(seen && seenAnew);
    QCOMPARE(seen->waiting, 10);
    QCOMPARE(seenAnew->waiting, 10);
    QVERIFY(locked);
    QVERIFY2(why.find("locked") != std::string::npos, why.c_str());
    QVERIFY2(stored, world.said().c_str());
    QCOMPARE(reader.store->view().counters()->waiting, 20);
    QVERIFY(writer.store->removals().noteUndecided(true));
}

void StoreFaultsTest::anothersCheckpointIsWaitedFor()
{
    World world;
    QVERIFY(world.open());
    EventStore::Options others = world.options;
    others.fileLayer.clear();
    const auto beside = EventStore::open(world.folder(), Mode::ReadWrite, world.clock, others);
    QVERIFY2(beside.store, beside.error.c_str());
    const QString database = world.home.path(u"data/events/events.sqlite"_s);
    const auto third = StoreConnection::open(database.toStdString(), {});
    {
        // Beside who reads, the log grows until it takes up no more events.
        const Transaction reading(*third, Transaction::Kind::Read);
        QCOMPARE(third->number("SELECT count(*) FROM events"), 0);
        const std::int64_t full = 2 * (world.options.maximumBytes / 10);
        while (QFileInfo(database + u"-wal"_s).size() <= full)
            QVERIFY2(world.commit(10, 500), world.said().c_str());
    }
    const std::int64_t before = beside.store->view().counters()->accepted;

    // Beside who writes, a checkpoint does not cut the log either; on a slow disk it takes its time.
    auto writing = std::make_unique<Transaction>(*third, Transaction::Kind::Write);
    world.files.hang({Operation::Sync}, 200ms);
    bool stored = false;
    std::thread thread([&] { stored = world.commit(1, 100); });
    const bool hangs = world.files.waitUntilHanging(20s);
    writing.reset();
    const NewEvent event{eventId(1, base + 1, 1), "page.viewed", world.now(), "{}"};
    CommitProgress progress;
    progress.ringBase = base + 1;
    progress.lastSequence = 1;
    progress.accepted = 1;
    const bool storedBeside = beside.store->writer().commit(scope, {&event, 1}, progress);
    world.files.resume();
    thread.join();
    QVERIFY(hangs);
    QVERIFY2(stored, world.said().c_str());
    QVERIFY2(storedBeside, beside.store->error().c_str());
    const auto counters = beside.store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->accepted, before + 1 + 4); // the other commit drops one and refuses two beside its event
    QVERIFY(!counters->dropped.contains(DropReason::Disk));
}

void StoreFaultsTest::whatOthersWroteMeanwhileDropsNothing()
{
    World world;
    QVERIFY(world.open());
    QVERIFY2(world.commit(10, 200), world.said().c_str());
    const auto other = StoreConnection::open(world.home.path(u"data/events/events.sqlite"_s).toStdString(), {});
    QVERIFY(other->checkpoint());
    world.files.hang({Operation::Lock});
    bool stored = false;
    std::thread thread([&] { stored = world.commit(10, 200); });
    const bool hangs = world.files.waitUntilHanging(20s);
    // Until it is its turn, the log has grown so far that it takes up no more events, but for a checkpoint.
    other->execute("INSERT INTO meta (name, value) VALUES ('filler', zeroblob(250000))");
    world.files.resume();
    thread.join();
    QVERIFY(hangs);
    QVERIFY2(!other->failed(), other->message().c_str());
    QVERIFY2(stored, world.said().c_str());
    const auto counters = world.store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->waiting, 20);
    QVERIFY(!counters->dropped.contains(DropReason::Disk));
}

QTEST_APPLESS_MAIN(StoreFaultsTest)
#include "tst_storefaults.moc"
