// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Stores of earlier versions. data/events-version1.sqlite was written by the code of Candor 0.1.0 as its first release
// was being made: fill() below with that EventStore, then a checkpoint; events-version2.sqlite likewise by the code
// before version 3, and events-version3.sqlite by the code before version 4. With CANDOR_MAKE_FIXTURE set to a folder,
// this program writes there what the present version makes of fill(), for the day when it is an earlier one.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "queue/storeschema.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;

namespace {

const EventScope here{"decision-a", "posthog eu.example 0011"};
const EventScope elsewhere{"decision-a", "segment us.example 2233"};
constexpr std::uint64_t otherBase = 0xFFFFFFFFFFFFFFF7ULL;

bool commit(EventStore &store, const FakeClock &clock, const EventScope &scope, std::uint64_t base, std::uint64_t count,
            std::int64_t undeclared)
{
    std::vector<NewEvent> events;
    const std::int64_t now = unixMilliseconds(clock.now());
    for (std::uint64_t i = 1; i <= count; ++i)
        events.push_back({eventId(now, base, i), "page.viewed", now, "{\"sequence\":" + std::to_string(i) + '}'});
    CommitProgress progress;
    progress.ringBase = base;
    progress.lastSequence = count + static_cast<std::uint64_t>(undeclared);
    progress.accepted = static_cast<std::int64_t>(count) + undeclared;
    if (undeclared > 0)
        progress.dropped[DropReason::Undeclared] = undeclared;
    return store.commit(scope, events, progress);
}

/// Something of everything that a store can hold, from the clock's beginning.
bool fill(EventStore &store, FakeClock &clock)
{
    if (!commit(store, clock, here, 7, 9, 2) || !commit(store, clock, elsewhere, otherBase, 3, 0))
        return false;
    std::vector<std::int64_t> rows;
    for (const StoredEvent &event : store.claim(here, 6, 1000000))
        rows.push_back(event.row);
    if (rows.size() != 6)
        return false;
    clock.advance(1min);
    DeliveryState state;
    state.notBeforeMs = 1795262460000;
    state.failures = 3;
    state.pauseReason = "the key is not accepted";
    state.pausedFor = "posthog eu.example 0011";
    state.lastAttemptMs = 1795262400017;
    state.lastDeliveryMs = 1795262400016;
    state.lastResult = "the server answered 401";
    state.lastOk = true;
    state.lastHost = "eu.example";
    const std::span<const std::int64_t> claimed(rows);
    return store.markDelivered(claimed.first(2)) && store.markRejected(claimed.subspan(2, 1), "too large")
        && store.release(claimed.subspan(3, 1), true) && store.setDeliveryState(state) && store.noteUndecided(true);
}

struct World
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();

    [[nodiscard]] QString file() const { return home.path(u"data/events/events.sqlite"_s); }
    [[nodiscard]] QByteArray bytes() const { return home.read(u"data/events/events.sqlite"_s); }
    [[nodiscard]] std::string folder() const { return home.path(u"data/events"_s).toStdString(); }
    void take(const QString &fixture) const
    {
        QFile source(QStringLiteral(CANDOR_TEST_DATA) + u'/' + fixture);
        if (!source.open(QIODevice::ReadOnly))
            qFatal("can't read %s", qPrintable(source.fileName()));
        home.write(u"data/events/events.sqlite"_s, source.readAll());
    }
    [[nodiscard]] EventStore::Opened open(Mode mode = Mode::ReadWrite) const
    {
        return EventStore::open(folder(), mode, clock, {});
    }
    [[nodiscard]] std::vector<std::string> schema() const
    {
        const auto connection = StoreConnection::open(file().toStdString(), {});
        std::vector<std::string> result;
        Statement all(*connection,
                      "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema "
                      "ORDER BY type, name");
        while (all.step())
            result.push_back(all.text(0));
        return result;
    }
    [[nodiscard]] std::int64_t version() const
    {
        return StoreConnection::open(file().toStdString(), {})->number("PRAGMA user_version");
    }
};

void compare(EventStore &store, EventStore &expected)
{
    const auto counters = store.counters();
    const auto expectedCounters = expected.counters();
    QVERIFY(counters && expectedCounters);
    QCOMPARE(counters->accepted, 14);
    QCOMPARE(counters->accepted, expectedCounters->accepted);
    QCOMPARE(counters->waiting, 7);
    QCOMPARE(counters->waiting, expectedCounters->waiting);
    QCOMPARE(counters->sending, expectedCounters->sending);
    QCOMPARE(counters->delivered, expectedCounters->delivered);
    QCOMPARE(counters->dropped, expectedCounters->dropped);
    QCOMPARE(counters->waitingBytes, expectedCounters->waitingBytes);
    QCOMPARE(counters->countersSinceMs, expectedCounters->countersSinceMs);

    const auto events = store.events({});
    const auto expectedEvents = expected.events({});
    QVERIFY(events && expectedEvents);
    QCOMPARE(events->size(), 12U);
    QCOMPARE(events->size(), expectedEvents->size());
    for (std::size_t i = 0; i < events->size(); ++i) {
        const StoredEvent &one = events->at(i);
        const StoredEvent &other = expectedEvents->at(i);
        QCOMPARE(one.row, other.row);
        QCOMPARE(one.id, other.id);
        QCOMPARE(one.name, other.name);
        QCOMPARE(one.timeMs, other.timeMs);
        QCOMPARE(one.state, other.state);
        QCOMPARE(one.body, other.body);
        QCOMPARE(one.attempts, other.attempts);
        QCOMPARE(one.finishedMs, other.finishedMs);
        QCOMPARE(one.reason, other.reason);
    }
    QCOMPARE(store.waiting(here), expected.waiting(here));
    QCOMPARE(store.waiting(elsewhere), expected.waiting(elsewhere));

    const auto state = store.deliveryState();
    const auto expectedState = expected.deliveryState();
    QVERIFY(state && expectedState);
    QCOMPARE(state->notBeforeMs, expectedState->notBeforeMs);
    QCOMPARE(state->failures, expectedState->failures);
    QCOMPARE(state->pauseReason, expectedState->pauseReason);
    QCOMPARE(state->pausedFor, expectedState->pausedFor);
    QCOMPARE(state->lastAttemptMs, expectedState->lastAttemptMs);
    QCOMPARE(state->lastDeliveryMs, expectedState->lastDeliveryMs);
    QCOMPARE(state->lastResult, expectedState->lastResult);
    QCOMPARE(state->lastOk, expectedState->lastOk);
    QCOMPARE(state->lastHost, expectedState->lastHost);
}

} // namespace

class StoreSchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void migratesAStoredVersion_data();
    void migratesAStoredVersion();
    void showsAnEarlierVersionAsItIs_data() { migratesAStoredVersion_data(); }
    void showsAnEarlierVersionAsItIs();
    void goesOnWithAMigratedStore_data() { migratesAStoredVersion_data(); }
    void goesOnWithAMigratedStore();
    void expiresWhatAnEarlierVersionStored_data() { migratesAStoredVersion_data(); }
    void expiresWhatAnEarlierVersionStored();
    void erasesAnEarlierVersion_data() { migratesAStoredVersion_data(); }
    void erasesAnEarlierVersion();
    void staysWithWhatAnEarlierProcessWrites_data() { migratesAStoredVersion_data(); }
    void staysWithWhatAnEarlierProcessWrites();
    void isNotBegunAnewWhereALaterVersionChangedIt();
    void makesAFixture();
};

void StoreSchemaTest::migratesAStoredVersion_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::newRow("version 1") << u"events-version1.sqlite"_s;
    QTest::newRow("version 2") << u"events-version2.sqlite"_s;
    QTest::newRow("version 3") << u"events-version3.sqlite"_s;
}

void StoreSchemaTest::migratesAStoredVersion()
{
    QFETCH(QString, fixture);
    World migrated;
    migrated.take(fixture);
    QVERIFY(migrated.version() < storeschema::version);
    World made;
    {
        const auto expected = made.open();
        QVERIFY(fill(*expected.store, *made.clock));
        const auto opened = migrated.open();
        QVERIFY2(opened.status == Status::Ok, opened.error.c_str());
        compare(*opened.store, *expected.store);
        QCOMPARE(opened.store->ringPosition(7), expected.store->ringPosition(7));
        QCOMPARE(opened.store->ringPosition(otherBase), (RingPosition{3, 0}));
    }
    QCOMPARE(migrated.version(), storeschema::version);
    QCOMPARE(migrated.schema(), made.schema());
    QCOMPARE(migrated.open().status, Status::Ok); // and nothing is left to do
}

void StoreSchemaTest::showsAnEarlierVersionAsItIs()
{
    QFETCH(QString, fixture);
    World world;
    world.take(fixture);
    World made;
    const auto expected = made.open();
    QVERIFY(fill(*expected.store, *made.clock));
    const QByteArray before = world.bytes();
    {
        const auto opened = world.open(Mode::ReadOnly);
        QVERIFY2(opened.status == Status::Ok, opened.error.c_str());
        compare(*opened.store, *expected.store);
    }
    QCOMPARE(world.bytes(), before);
    QVERIFY(world.version() < storeschema::version);
}

void StoreSchemaTest::goesOnWithAMigratedStore()
{
    QFETCH(QString, fixture);
    World world;
    world.take(fixture);
    const auto opened = world.open();
    EventStore &store = *opened.store;
    CommitProgress progress;
    progress.ringBase = 7; // what this ring held up to 11 was dealt with by the earlier version
    progress.lastSequence = 11;
    progress.ringDropped = 4;
    progress.accepted = 1;
    const std::vector<NewEvent> events = {{eventId(1, 7, 11), "page.viewed", 1, "{}"}};
    QVERIFY2(store.commit(here, events, progress), store.error().c_str());
    QCOMPARE(store.counters()->accepted, 18);
    QCOMPARE(store.counters()->waiting, 7);
    progress.lastSequence = 12;
    QVERIFY(store.commit(here, events, progress));
    QCOMPARE(store.counters()->waiting, 8);
    QCOMPARE(store.ringPosition(7), (RingPosition{12, 4}));
    QVERIFY(store.reclaim());
    QCOMPARE(store.claim(here, 100, 1000000).size(), 7U);
}

void StoreSchemaTest::expiresWhatAnEarlierVersionStored()
{
    QFETCH(QString, fixture);
    World world;
    world.take(fixture);
    const auto opened = world.open();
    QVERIFY(opened.store->expire());
    QCOMPARE(opened.store->counters()->waiting, 7);
    world.clock->advance(24h * 30 + 1ms);
    QVERIFY(opened.store->expire());
    QCOMPARE(opened.store->counters()->waiting, 0);
    QCOMPARE(opened.store->counters()->dropped.at(DropReason::Expired), 7);
}

void StoreSchemaTest::erasesAnEarlierVersion()
{
    QFETCH(QString, fixture);
    World world;
    world.take(fixture);
    std::string error;
    const auto shown = world.open(Mode::ReadOnly); // so that the file stays
    QVERIFY2(EventStore::erase(world.folder(), world.clock, &error), error.c_str());
    QVERIFY(!world.bytes().contains("page.viewed"));
    QVERIFY(!world.bytes().contains("sequence\":"));
}

void StoreSchemaTest::staysWithWhatAnEarlierProcessWrites()
{
    QFETCH(QString, fixture);
    // Two copies of the program run while one of them is of an earlier version: its statements, as it compiled them.
    World world;
    world.take(fixture);
    const auto earlier = StoreConnection::open(world.file().toStdString(), {});
    QCOMPARE(earlier->number("SELECT count(*) FROM events"), 12);
    const auto opened = world.open();
    QVERIFY(commit(*opened.store, *world.clock, here, 99, 1, 0));
    earlier->execute("BEGIN IMMEDIATE;"
                     "INSERT INTO events (scope, state, attempts, time_ms, finished_ms, bytes, id, name, reason, body) "
                     "VALUES (1, 0, 0, 1795262400000, 0, 2, 'x', 'page.viewed', '', '{}');"
                     "UPDATE counters SET value = value + 1 WHERE name = 'accepted';"
                     "INSERT OR REPLACE INTO rings (base, last_sequence, used_ms) VALUES (98, 1, 1795262400000);"
                     "COMMIT");
    QVERIFY2(!earlier->failed(), earlier->message().c_str());
    QCOMPARE(opened.store->counters()->waiting, 9);
    QCOMPARE(opened.store->ringPosition(98), (RingPosition{1, 0}));
    QVERIFY(opened.store->expire());
    QCOMPARE(opened.store->counters()->waiting, 9);
}

void StoreSchemaTest::isNotBegunAnewWhereALaterVersionChangedIt()
{
    World world;
    auto opened = world.open();
    QVERIFY(commit(*opened.store, *world.clock, here, 7, 3, 0));
    const auto later = StoreConnection::open(world.file().toStdString(), {});
    later->execute("ALTER TABLE events RENAME COLUMN attempts TO tries");
    later->execute(("PRAGMA user_version = " + std::to_string(storeschema::version + 1)).c_str());
    QVERIFY2(!later->failed(), later->message().c_str());
    QVERIFY(!opened.store->events({}));
    QVERIFY(!opened.store->error().empty());
    opened = world.open();
    QCOMPARE(opened.status, Status::NewerSchema);
    QCOMPARE(later->number("SELECT count(*) FROM events"), 3);
}

void StoreSchemaTest::makesAFixture()
{
    const QString folder = qEnvironmentVariable("CANDOR_MAKE_FIXTURE");
    World world;
    {
        const auto opened = world.open();
        QVERIFY2(fill(*opened.store, *world.clock), opened.store->error().c_str());
    }
    QVERIFY(StoreConnection::open(world.file().toStdString(), {})->checkpoint());
    QVERIFY(world.bytes().contains("\"sequence\":9"));
    if (folder.isEmpty())
        return;
    const QString name = folder + u"/events-version%1.sqlite"_s.arg(storeschema::version);
    QVERIFY2(QFile::copy(world.file(), name), qPrintable(name));
}

QTEST_APPLESS_MAIN(StoreSchemaTest)
#include "tst_storeschema.moc"
