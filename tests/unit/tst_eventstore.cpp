// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "queue/storefolder.h"
#include "queue/storeschema.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "system/filesystemtype.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;

namespace {

const EventScope scopeA{"decision-a", "posthog eu.example 0011"};
const EventScope scopeB{"decision-b", "posthog eu.example 0011"};
const EventScope elsewhere{"decision-a", "segment us.example 2233"};

/// One store in a home of its own, with a clock that stands.
struct World
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    EventStore::Options options;
    std::uint64_t sequence = 0;

    [[nodiscard]] QString folder() const { return home.path(u"data/events"_s); }
    [[nodiscard]] QString file(const char *suffix = "") const
    {
        return folder() + u"/events.sqlite"_s + QString::fromLatin1(suffix);
    }
    [[nodiscard]] EventStore::Opened open(Mode mode = Mode::ReadWrite) const
    {
        return EventStore::open(folder().toStdString(), mode, clock, options);
    }
    [[nodiscard]] std::int64_t now() const { return unixMilliseconds(clock->now()); }

    NewEvent event(const std::string &text = "x")
    {
        ++sequence;
        return {eventId(now(), 7, sequence), "page.viewed", now(), "{\"text\":\"" + text + "\"}"};
    }
    bool add(EventStore &store, const EventScope &scope, int count, const std::string &text = "x")
    {
        std::vector<NewEvent> events;
        for (int i = 0; i < count; ++i)
            events.push_back(event(text));
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = sequence;
        progress.accepted = count;
        return store.writer().commit(scope, events, progress);
    }
};

std::int64_t droppedIn(const EventCounters &counters)
{
    std::int64_t result = 0;
    for (const auto &[reason, count] : counters.dropped)
        result += count;
    return result;
}

bool addsUp(EventStore &store)
{
    const auto c = store.view().counters();
    return c && c->accepted == c->waiting + c->sending + c->delivered + droppedIn(*c);
}

std::vector<std::int64_t> rowsOf(const std::vector<StoredEvent> &events)
{
    std::vector<std::int64_t> result;
    for (const StoredEvent &event : events)
        result.push_back(event.row);
    return result;
}

int modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(qPrintable(path), &info) == 0 ? static_cast<int>(info.st_mode & 07777) : -1;
}

bool contains(const QString &folder, const QByteArray &marker)
{
    const QStringList files = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : files) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("can't read %s", qPrintable(name));
        if (file.readAll().contains(marker))
            return true;
    }
    return false;
}

qint64 bytesIn(const QString &folder)
{
    qint64 result = 0;
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &info : files)
        result += info.size();
    return result;
}

} // namespace

class EventStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesPrivateFiles();
    void setsEveryPragma();
    void commitsAndCounts();
    void ignoresWhatItHasDealtWith();
    void countsWhatTheRingRefusedOnce();
    void refusesNumbersThatDoNotAddUp();
    void claimsOldestFirst();
    void claimsNothingOfAnotherScopeOfTheSameNumber();
    void claimsWithinBytes();
    void claimsOnlyItsScope();
    void deliversAndRejects();
    void marksOnlyWhatIsStillThere();
    void reclaimsWhatDeadProcessesLeft();
    void pagesThroughEvents();
    void keepsDeliveryState();
    void expiresByAge();
    void aClockThatGoesBackKeepsNothingForYears();
    void aClockThatGoesForwardAndBackKeepsNothingForYears();
    void oneStartWithAWrongClockLosesNothing_data();
    void oneStartWithAWrongClockLosesNothing();
    void whatADeadProcessLeftIsAsOldAsAllAgree_data();
    void whatADeadProcessLeftIsAsOldAsAllAgree();
    void whatTwoStartsAgreeOnIsOld_data();
    void whatTwoStartsAgreeOnIsOld();
    void orderIsThatOfCommitsWhateverTheClockSays();
    void everyDeletionKeepsTheCapAndLeavesNoByte_data();
    void everyDeletionKeepsTheCapAndLeavesNoByte();
    void waitingForAnAnswerEndsThoughTheClockWentBack();
    void evictsWhatAnotherProcessDelivered();
    void keepsOnlyOneDecision();
    void keepsOneSecretForADecision();
    void aSecretGoesWithItsDecision();
    void evictsDeliveredFirst();
    void staysBelowTheCap();
    void staysBelowTheCapBesideAReaderThatNeverEnds();
    void syncsOnceASecond();
    void closesWithoutCheckpoint();
    void leavesNoStatementOpen();
    void readingCreatesNothing();
    void readingChangesNothing();
    void beginsAnewWhenDamaged_data();
    void beginsAnewWhenDamaged();
    void doesNotBeginAnewUnderOthers();
    void leavesNewerSchemaAlone();
    void neverReusesRowNumbers();
    void erasesEverything();
    void erasesUnderAnotherConnection();
    void theLastHolderOfAnErasedStoreRemovesIt();
    void whatWaitsForAnAnswerWaitsAWeek_data();
    void whatWaitsForAnAnswerWaitsAWeek();
    void erasesDamagedAndNewerFiles();
    void eraseFailsWhileRowsCanStillBeRead();
    void canBeginAgainAfterErasing();
    void isPrivateWhateverTheUmask();
    void knowsNetworkFileSystems();
    void survivesAFullDisk();
};

void EventStoreTest::makesPrivateFiles()
{
    World world;
    const auto opened = world.open();
    QVERIFY2(opened.status == Status::Ok, opened.error.c_str());
    QVERIFY(world.add(*opened.store, scopeA, 1));
    QCOMPARE(modeOf(world.folder()), 0700);
    const QStringList files = QDir(world.folder()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    QCOMPARE(files, QStringList({u"events.sqlite"_s, u"events.sqlite-shm"_s, u"events.sqlite-wal"_s, u"in-use"_s}));
    for (const QString &name : files)
        QCOMPARE(modeOf(world.folder() + u'/' + name), 0600);
    QCOMPARE(opened.store->view().counters()->countersSinceMs, world.now());
}

void EventStoreTest::setsEveryPragma()
{
    World world;
    QVERIFY(world.open().store);
    // Settings belong to a connection: a second one, of a file that exists, must have all of them too.
    ConnectionSettings settings;
    settings.maximumPages = 1792;
    for (int i = 0; i < 2; ++i) {
        const auto connection = StoreConnection::open(world.file().toStdString(), settings);
        connection->applyPragmas();
        QCOMPARE(connection->text("PRAGMA journal_mode"), "wal");
        QCOMPARE(connection->number("PRAGMA synchronous"), 1);
        QCOMPARE(connection->number("PRAGMA secure_delete"), 1);
        QCOMPARE(connection->number("PRAGMA temp_store"), 2);
        QCOMPARE(connection->number("PRAGMA max_page_count"), 1792);
        QCOMPARE(connection->number("PRAGMA busy_timeout"), 2000);
        QCOMPARE(connection->number("PRAGMA auto_vacuum"), 2);
        QCOMPARE(connection->number("PRAGMA page_size"), 4096);
        QCOMPARE(connection->number("PRAGMA wal_autocheckpoint"), 0);
        QCOMPARE(connection->number("PRAGMA journal_size_limit"), 0);
        QCOMPARE(connection->number("PRAGMA cache_spill"), 0);
        QCOMPARE(connection->number("PRAGMA trusted_schema"), 0);
        QCOMPARE(connection->number("PRAGMA application_id"), storeschema::applicationId);
        QCOMPARE(connection->number("PRAGMA user_version"), storeschema::version);
        connection->setSynchronous(true);
        QCOMPARE(connection->number("PRAGMA synchronous"), 2);
        int noCheckpoint = 0;
        sqlite3_db_config(connection->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &noCheckpoint);
        QCOMPARE(noCheckpoint, 1);
        QVERIFY2(!connection->failed(), connection->message().c_str());
    }
    settings.writeAheadLog = false;
    const auto connection = StoreConnection::open(world.file().toStdString(), settings);
    connection->applyPragmas();
    QCOMPARE(connection->text("PRAGMA journal_mode"), "truncate");
    QVERIFY2(!connection->failed(), connection->message().c_str());
}

void EventStoreTest::commitsAndCounts()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    const std::vector<NewEvent> events = {world.event("first"), world.event("second")};
    CommitProgress progress;
    progress.ringBase = 0xFFFFFFFFFFFFFFF7ULL;
    progress.lastSequence = 9;
    progress.accepted = 7;
    progress.dropped = {{DropReason::Undeclared, 3}, {DropReason::Memory, 2}};
    QCOMPARE(store.writer().ringPosition(progress.ringBase), RingPosition());
    QVERIFY2(store.writer().commit(scopeA, events, progress), store.error().c_str());
    QCOMPARE(store.writer().ringPosition(progress.ringBase)->lastSequence, 9U);
    QCOMPARE(store.writer().ringPosition(1), RingPosition());

    const auto counters = store.view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->accepted, 7);
    QCOMPARE(counters->waiting, 2);
    QCOMPARE(counters->sending, 0);
    QCOMPARE(counters->delivered, 0);
    QCOMPARE(counters->dropped,
             (std::map<DropReason, std::int64_t>{{DropReason::Memory, 2}, {DropReason::Undeclared, 3}}));
    QCOMPARE(counters->waitingBytes, static_cast<std::int64_t>(events[0].body.size() + events[1].body.size()));
    QVERIFY(addsUp(store));

    const auto shown = store.view().events({});
    QVERIFY(shown);
    QCOMPARE(shown->size(), 2U);
    QCOMPARE(shown->at(0).body, events[1].body);
    QCOMPARE(shown->at(1).body, events[0].body);
    QCOMPARE(shown->at(1).id, events[0].id);
    QCOMPARE(shown->at(1).name, events[0].name);
    QCOMPARE(shown->at(1).timeMs, events[0].timeMs);
    QCOMPARE(shown->at(1).state, EventState::Waiting);

    // Drops alone make a commit too.
    progress.lastSequence = 10;
    progress.accepted = 1;
    progress.dropped = {{DropReason::Category, 1}};
    QVERIFY(store.writer().commit(scopeA, {}, progress));
    QVERIFY(addsUp(store));
    QCOMPARE(store.view().counters()->accepted, 8);
}

void EventStoreTest::ignoresWhatItHasDealtWith()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    const std::vector<NewEvent> events = {world.event()};
    CommitProgress progress;
    progress.ringBase = 5;
    progress.lastSequence = 3;
    progress.accepted = 1;
    QVERIFY(store.writer().commit(scopeA, events, progress));
    QVERIFY(store.writer().commit(scopeA, events, progress));
    progress.lastSequence = 2;
    QVERIFY(store.writer().commit(scopeA, events, progress));
    QCOMPARE(store.view().counters()->accepted, 1);
    progress.ringBase = 6;
    QVERIFY(store.writer().commit(scopeA, events, progress));
    QCOMPARE(store.view().counters()->accepted, 2);
    QVERIFY(addsUp(store));
}

void EventStoreTest::countsWhatTheRingRefusedOnce()
{
    World world;
    auto store = world.open().store;
    const std::vector<NewEvent> events = {world.event()};
    CommitProgress progress;
    progress.ringBase = 5;
    progress.lastSequence = 3;
    progress.accepted = 1;
    progress.ringDropped = 10;
    for (int i = 0; i < 2; ++i) { // the second time, as after a crash, nothing is new
        QVERIFY(store->writer().commit(scopeA, events, progress));
        QCOMPARE(store->view().counters()->accepted, 11);
        QCOMPARE(store->view().counters()->waiting, 1);
        QCOMPARE(store->view().counters()->dropped, (std::map<DropReason, std::int64_t>{{DropReason::Memory, 10}}));
        QCOMPARE(store->writer().ringPosition(5), (RingPosition{3, 10}));
        store = world.open().store;
    }
    // No record after the refusals: only they are counted.
    progress.ringDropped = 12;
    QVERIFY(store->writer().commit(scopeA, events, progress));
    QCOMPARE(store->view().counters()->accepted, 13);
    QCOMPARE(store->view().counters()->waiting, 1);
    QCOMPARE(store->view().counters()->dropped.at(DropReason::Memory), 12);
    // A record after them, and a total that somehow went back.
    progress.lastSequence = 4;
    progress.ringDropped = 0;
    QVERIFY(store->writer().commit(scopeA, events, progress));
    QCOMPARE(store->view().counters()->accepted, 14);
    QCOMPARE(store->writer().ringPosition(5), (RingPosition{4, 12}));
    // Nothing but refusals ever, with drops of the reader's own.
    progress = {};
    progress.ringBase = 6;
    progress.ringDropped = 2;
    QVERIFY(store->writer().commit(scopeB, {}, progress));
    QCOMPARE(store->writer().ringPosition(6), (RingPosition{0, 2}));
    QCOMPARE(store->view().counters()->accepted, 16);
    QVERIFY(addsUp(*store));
    QVERIFY(store->removals().keepOnly(scopeA.decisionId)); // it was counted under another decision
    QCOMPARE(store->view().counters()->accepted, 2);
}

void EventStoreTest::refusesNumbersThatDoNotAddUp()
{
    World world;
    const auto opened = world.open();
    CommitProgress progress;
    progress.ringBase = 5;
    progress.lastSequence = 1;
    progress.accepted = 2;
    const std::vector<NewEvent> events = {world.event()};
    QVERIFY(!opened.store->writer().commit(scopeA, events, progress));
    QVERIFY(!opened.store->error().empty());
    QCOMPARE(opened.store->view().counters()->accepted, 0);
    QCOMPARE(opened.store->writer().ringPosition(5), RingPosition());
}

/// Another process erases, and records under another decision, while this one waits for its turn.
void EventStoreTest::claimsNothingOfAnotherScopeOfTheSameNumber()
{
    World world;
    const auto opened = world.open();
    QVERIFY(world.add(*opened.store, scopeA, 3));
    const auto other = StoreConnection::open(world.folder().toStdString() + "/events.sqlite", {});
    other->execute("BEGIN IMMEDIATE; UPDATE scopes SET decision = 'another'");
    QVERIFY2(!other->failed(), other->message().c_str());
    std::thread thread([&other] {
        std::this_thread::sleep_for(300ms); // sooner or later than the claim: nothing is claimed
        other->execute("COMMIT");
    });
    const auto claimed = opened.store->claims().claim(scopeA, 10, 1000000);
    thread.join();
    QVERIFY2(!other->failed(), other->message().c_str());
    QVERIFY(claimed.empty());
    QCOMPARE(opened.store->view().counters()->waiting, 3);
}

void EventStoreTest::claimsOldestFirst()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 10));
    const auto all = store.view().events({});
    const auto claimed = store.claims().claim(scopeA, 4, 1000000);
    QCOMPARE(claimed.size(), 4U);
    QCOMPARE(claimed[0].id, all->at(9).id);
    QCOMPARE(claimed[3].id, all->at(6).id);
    QCOMPARE(claimed[0].state, EventState::Sending);
    QCOMPARE(claimed[0].body, all->at(9).body);
    QCOMPARE(store.view().counters()->sending, 4);
    QCOMPARE(store.view().counters()->waiting, 6);
    QVERIFY(addsUp(store));
    const auto next = store.claims().claim(scopeA, 100, 1000000);
    QCOMPARE(next.size(), 6U);
    QCOMPARE(next[0].id, all->at(5).id);
    QVERIFY(store.claims().claim(scopeA, 100, 1000000).empty());
    QVERIFY(store.error().empty());
}

void EventStoreTest::claimsWithinBytes()
{
    World world;
    const auto opened = world.open();
    QVERIFY(world.add(*opened.store, scopeA, 5, std::string(1000, 'x')));
    const auto size = static_cast<std::int64_t>(opened.store->view().events({})->at(0).body.size());
    QCOMPARE(opened.store->claims().claim(scopeA, 100, 2 * size).size(), 2U);
    QCOMPARE(opened.store->claims().claim(scopeA, 100, 2 * size - 1).size(), 1U);
    QCOMPARE(opened.store->claims().claim(scopeA, 100, 1).size(), 1U); // at least one
    QCOMPARE(opened.store->view().counters()->sending, 4);
}

void EventStoreTest::claimsOnlyItsScope()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 2));
    QVERIFY(world.add(store, elsewhere, 3));
    QCOMPARE(store.view().waiting(scopeA), 2);
    QCOMPARE(store.view().waiting(elsewhere), 3);
    QCOMPARE(store.view().waiting(scopeB), 0);
    QCOMPARE(store.claims().claim(scopeA, 100, 1000000).size(), 2U);
    QVERIFY(store.claims().claim(scopeB, 100, 1000000).empty());
    QCOMPARE(store.view().waiting(scopeA), 0);
    QCOMPARE(store.view().waiting(elsewhere), 3);
    QCOMPARE(store.view().counters()->waiting, 3);
}

void EventStoreTest::deliversAndRejects()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 6));
    const auto rows = rowsOf(store.claims().claim(scopeA, 6, 1000000));
    world.clock->advance(1min);
    QVERIFY(store.claims().settle(std::span(rows).first(3), {EventState::Delivered}, {}));
    // Two bytes a character: the cut must not leave half of one.
    QVERIFY(store.claims().settle(std::span(rows).subspan(3, 1),
                                  {EventState::Rejected, "?" + std::string(QString(400, u'é').toUtf8().constData())},
                                  {}));
    QVERIFY(store.claims().settle(std::span(rows).subspan(4, 1), {EventState::Waiting}, {}));
    QVERIFY(store.claims().release(std::span(rows).subspan(5, 1)));

    const auto counters = store.view().counters();
    QCOMPARE(counters->delivered, 3);
    QCOMPARE(counters->waiting, 2);
    QCOMPARE(counters->sending, 0);
    QCOMPARE(counters->dropped.at(DropReason::Rejected), 1);
    QVERIFY(addsUp(store));

    const auto shown = *store.view().events({}); // newest first
    QCOMPARE(shown[0].attempts, 0);
    QCOMPARE(shown[1].attempts, 1);
    QCOMPARE(shown[1].state, EventState::Waiting);
    QCOMPARE(shown[2].state, EventState::Rejected);
    QCOMPARE(shown[2].finishedMs, world.now());
    QCOMPARE(QString::fromStdString(shown[2].reason), u'?' + QString(149, u'é'));
    QCOMPARE(shown[3].state, EventState::Delivered);
    QCOMPARE(shown[3].finishedMs, world.now());
    QCOMPARE(shown[3].attempts, 1);
    QCOMPARE(store.claims().claim(scopeA, 100, 1000000).size(), 2U);
}

void EventStoreTest::marksOnlyWhatIsStillThere()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 3));
    const auto rows = rowsOf(store.claims().claim(scopeA, 3, 1000000));
    const std::vector<std::int64_t> twice = {rows[0], rows[0], 999};
    QVERIFY(store.claims().settle(twice, {EventState::Delivered}, {}));
    QVERIFY(store.claims().settle(twice, {EventState::Delivered}, {}));
    QVERIFY(store.claims().settle(twice, {EventState::Rejected, "no"}, {}));
    QVERIFY(store.claims().settle(twice, {EventState::Waiting}, {}));
    QCOMPARE(store.view().counters()->delivered, 1);
    QCOMPARE(store.view().counters()->sending, 2);
    QVERIFY(addsUp(store));
    QVERIFY(store.removals().keepOnly(scopeB.decisionId));
    QVERIFY(store.claims().settle(rows, {EventState::Delivered}, {}));
    QCOMPARE(store.view().counters()->delivered, 0);
    QVERIFY(addsUp(store));
}

void EventStoreTest::reclaimsWhatDeadProcessesLeft()
{
    World world;
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 3));
        QCOMPARE(opened.store->claims().claim(scopeA, 2, 1000000).size(), 2U);
    }
    const auto opened = world.open();
    QCOMPARE(opened.store->view().counters()->sending, 2);
    QVERIFY(opened.store->claims().reclaim());
    QCOMPARE(opened.store->view().counters()->sending, 0);
    QCOMPARE(opened.store->claims().claim(scopeA, 100, 1000000).size(), 3U);
    QVERIFY(addsUp(*opened.store));
}

void EventStoreTest::pagesThroughEvents()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    for (int i = 0; i < 13; ++i)
        QVERIFY(world.add(store, scopeA, 100));
    ActivityQuery query;
    query.limit = 5000;
    std::vector<std::int64_t> rows;
    for (;;) {
        const auto page = store.view().events(query);
        QVERIFY(page);
        QVERIFY(page->size() <= 500);
        if (page->empty())
            break;
        for (const StoredEvent &event : *page)
            rows.push_back(event.row);
        query.beforeRow = page->back().row;
    }
    QCOMPARE(rows.size(), 1300U);
    QVERIFY(std::is_sorted(rows.rbegin(), rows.rend()));
    query.beforeRow = 0;
    query.text = "AGE.view";
    query.limit = 7;
    QCOMPARE(store.view().events(query)->size(), 7U);
    query.text = "%";
    QCOMPARE(store.view().events(query)->size(), 0U);
    query.text.clear();
    query.state = EventState::Delivered;
    QCOMPARE(store.view().events(query)->size(), 0U);
    query.state = EventState::Waiting;
    QCOMPARE(store.view().events(query)->size(), 7U);
}

void EventStoreTest::keepsDeliveryState()
{
    World world;
    {
        const auto opened = world.open();
        QCOMPARE(opened.store->view().deliveryState()->failures, 0);
        QVERIFY(opened.store->view().deliveryState()->pauseReason.empty());
        DeliveryState state;
        state.notBeforeMs = 1234567890123;
        state.failures = 3;
        state.pauseReason = "the key is not accepted";
        state.pausedFor = "posthog";
        state.lastAttemptMs = 17;
        state.lastDeliveryMs = 16;
        state.lastResult = "the server answered 401";
        state.lastOk = true;
        state.lastHost = "eu.example";
        QVERIFY(opened.store->claims().settle({}, {}, state));
    }
    const auto opened = world.open(Mode::ReadOnly);
    const auto state = opened.store->view().deliveryState();
    QVERIFY(state);
    QCOMPARE(state->notBeforeMs, 1234567890123);
    QCOMPARE(state->failures, 3);
    QCOMPARE(state->pauseReason, "the key is not accepted");
    QCOMPARE(state->pausedFor, "posthog");
    QCOMPARE(state->lastAttemptMs, 17);
    QCOMPARE(state->lastDeliveryMs, 16);
    QCOMPARE(state->lastResult, "the server answered 401");
    QVERIFY(state->lastOk);
    QCOMPARE(state->lastHost, "eu.example");
}

void EventStoreTest::expiresByAge()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    for (int i = 0; i < 4; ++i)
        QVERIFY(world.add(store, scopeA, 100));
    QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 150, 1000000)), {EventState::Delivered}, {}));
    QCOMPARE(store.claims().claim(scopeA, 1, 1000000).size(), 1U);
    world.clock->advance(std::chrono::hours(24 * 7));
    QVERIFY(store.removals().expire()); // exactly at the age: still there
    QCOMPARE(store.view().events({{}, EventState::Delivered, 0, 500})->size(), 150U);
    world.clock->advance(1ms);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().events({{}, EventState::Delivered, 0, 500})->size(), 0U);
    QCOMPARE(store.view().counters()->delivered, 150); // what happened stays counted
    QVERIFY(addsUp(store));
    world.clock->advance(std::chrono::hours(24 * 23));
    QVERIFY(world.add(store, scopeA, 1));
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 1);
    QCOMPARE(store.view().counters()->sending, 1);
    QCOMPARE(store.view().counters()->dropped.at(DropReason::Expired), 249);
    QVERIFY(addsUp(store));
}

namespace {

constexpr auto year = std::chrono::hours(24 * 365);
constexpr auto thirtyDays = std::chrono::hours(24 * 30);

void moveWall(World &world, std::chrono::milliseconds by)
{
    world.clock->setWall(std::chrono::milliseconds(world.now()) + by);
}

} // namespace

void EventStoreTest::aClockThatGoesBackKeepsNothingForYears()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 200));
    QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 50, 1000000)), {EventState::Delivered}, {}));
    moveWall(world, -10 * year);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 150);
    QCOMPARE(store.view().events({{}, EventState::Delivered, 0, 500})->size(), 50U);
    // From now on they age as if they had just come.
    world.clock->advance(24h * 7 + 1ms);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 150);
    QCOMPARE(store.view().events({{}, EventState::Delivered, 0, 500})->size(), 0U);
    world.clock->advance(thirtyDays - 24h * 7);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 0);
    QCOMPARE(store.view().counters()->dropped.at(DropReason::Expired), 150);
    QVERIFY(addsUp(store));
}

void EventStoreTest::aClockThatGoesForwardAndBackKeepsNothingForYears()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 3));
    moveWall(world, 50 * year);
    QVERIFY(world.add(store, scopeA, 5));
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 8); // by this clock three are 50 years old, and nothing else says so
    moveWall(world, -50 * year);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 8);
    // An event's own time may be anything.
    NewEvent future = world.event();
    future.timeMs += std::chrono::milliseconds(50 * year).count();
    NewEvent past = world.event();
    past.timeMs -= std::chrono::milliseconds(thirtyDays).count() + 1;
    CommitProgress progress;
    progress.ringBase = 7;
    progress.lastSequence = world.sequence;
    progress.accepted = 2;
    QVERIFY(store.writer().commit(scopeA, std::vector{future, past}, progress));
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 10);
    world.clock->advance(thirtyDays + 1ms);
    QVERIFY(store.removals().expire());
    QCOMPARE(store.view().counters()->waiting, 0);
    QVERIFY(addsUp(store));
}

namespace {

constexpr auto day = std::chrono::hours(24);

} // namespace

void EventStoreTest::oneStartWithAWrongClockLosesNothing_data()
{
    QTest::addColumn<QList<int>>("days"); // that the clock is wrong by, in one start after the other
    QTest::addColumn<bool>("undecided"); // in the last of them
    QTest::addColumn<bool>("sentAtOnce"); // by the first start after these
    QTest::newRow("behind by 8 days") << QList{0, -8} << false << true;
    QTest::newRow("behind by 8 days, undecided") << QList{0, -8} << true << true;
    QTest::newRow("behind by 40 days") << QList{0, -40} << false << true;
    QTest::newRow("behind by 40 days, undecided") << QList{0, -40} << true << true;
    QTest::newRow("ahead by 31 days") << QList{0, 31} << false << true;
    QTest::newRow("ahead by 31 days, undecided") << QList{0, 31} << true << true;
    QTest::newRow("ahead by 50 years") << QList{0, 365 * 50} << false << true;
    QTest::newRow("a few starts before") << QList{0, 0, 0, -40} << false << true;
    QTest::newRow("a few starts before, ahead") << QList{0, 0, 0, 31} << false << true;
    QTest::newRow("behind by 8 days in the first of all, undecided") << QList{-8} << true << false;
    QTest::newRow("behind by 40 days in the first of all") << QList{-40} << false << false;
    QTest::newRow("ahead by 31 days in the first of all") << QList{31} << false << true;
    QTest::newRow("ahead, and then behind") << QList{0, 31, -40} << false << true;
}

void EventStoreTest::oneStartWithAWrongClockLosesNothing()
{
    QFETCH(QList<int>, days);
    QFETCH(bool, undecided);
    QFETCH(bool, sentAtOnce);
    World world;
    const auto right = [began = world.now()](std::chrono::milliseconds passed) {
        return std::chrono::milliseconds(began) + passed;
    };
    std::chrono::milliseconds passed{0};
    int recorded = 0;
    const auto start = [&](int wrongBy) {
        passed += 10min;
        ++world.options.start;
        world.clock->setWall(right(passed) + wrongBy * day);
        auto store = world.open().store;
        return store && store->removals().noteUndecided(false) && store->removals().expire() ? std::move(store)
                                                                                             : nullptr;
    };
    for (const int wrongBy : std::as_const(days)) {
        const auto store = start(wrongBy);
        QVERIFY(store);
        QCOMPARE(store->view().counters()->waiting, recorded);
        QVERIFY(world.add(*store, scopeA, 3));
        recorded += 3;
        if (undecided && wrongBy == days.last())
            QVERIFY(store->removals().noteUndecided(true));
        QVERIFY(store->removals().expire());
    }
    for (int again = 0; again < 4; ++again) {
        const auto store = start(0);
        QVERIFY(store);
        QCOMPARE(store->view().counters()->waiting, recorded);
        QCOMPARE(store->view().counters()->dropped[DropReason::Expired], 0);
        QVERIFY(addsUp(*store));
        const bool sent = sentAtOnce || again > 0;
        QCOMPARE(store->view().waitingEvents(scopeA)->ready, sent ? recorded : 0);
        QCOMPARE(store->view().waitingEvents(scopeA)->inDoubt, sent ? 0 : recorded);
        const auto claimed = store->claims().claim(scopeA, 100, 1000000);
        QCOMPARE(static_cast<int>(claimed.size()), sent ? recorded : 0);
        QVERIFY(store->claims().release(rowsOf(claimed)));
    }
    // And in the end it is old all the same.
    const auto store = world.open().store;
    world.clock->advance(thirtyDays + day);
    QVERIFY(store->removals().expire());
    QCOMPARE(store->view().counters()->waiting, 0);
    QVERIFY(addsUp(*store));
}

void EventStoreTest::whatADeadProcessLeftIsAsOldAsAllAgree_data()
{
    QTest::addColumn<int>("away"); // days since the store was used last, by the clock of now
    QTest::addColumn<bool>("old");
    QTest::newRow("its clock was behind by 40 days") << 0 << false;
    QTest::newRow("it died 40 days ago") << 40 << true;
}

/// What is recovered from a ring says that it is 40 days old.
void EventStoreTest::whatADeadProcessLeftIsAsOldAsAllAgree()
{
    QFETCH(int, away);
    QFETCH(bool, old);
    World world;
    for (int i = 0; i < 2; ++i) {
        ++world.options.start;
        QVERIFY(world.open().store->removals().expire());
    }
    moveWall(world, away * day);
    ++world.options.start;
    auto store = world.open().store;
    NewEvent event = world.event();
    event.timeMs -= std::chrono::milliseconds(40 * day).count();
    CommitProgress progress;
    progress.ringBase = 8; // another one's
    progress.lastSequence = 1;
    progress.accepted = 1;
    QVERIFY(store->writer().commit(scopeA, std::vector{event}, progress));
    QVERIFY(store->removals().expire());
    QCOMPARE(store->view().counters()->waiting, 1);
    QCOMPARE(store->claims().claim(scopeA, 10, 1000000).size(), old ? 0U : 1U);
    QVERIFY(store->claims().reclaim());
    ++world.options.start;
    store = world.open().store;
    QVERIFY(store->removals().expire());
    QCOMPARE(store->view().counters()->waiting, old ? 0 : 1);
    QVERIFY(addsUp(*store));
}

void EventStoreTest::whatTwoStartsAgreeOnIsOld_data()
{
    QTest::addColumn<int>("away"); // days
    QTest::addColumn<bool>("anotherStart"); // else the same one goes on for a day
    QTest::addColumn<int>("old"); // how many of the three that were there before
    QTest::newRow("two starts, 31 days") << 31 << true << 3;
    QTest::newRow("two starts, 29 days") << 29 << true << 0;
    QTest::newRow("one start and a day, 31 days") << 31 << false << 3;
    QTest::newRow("one start and a day, 28 days") << 28 << false << 0;
}

void EventStoreTest::whatTwoStartsAgreeOnIsOld()
{
    QFETCH(int, away);
    QFETCH(bool, anotherStart);
    QFETCH(int, old);
    World world;
    for (int i = 0; i < 2; ++i) {
        ++world.options.start;
        const auto store = world.open().store;
        QVERIFY(i > 0 || world.add(*store, scopeA, 3));
        QVERIFY(store->removals().expire());
    }
    moveWall(world, away * day);
    ++world.options.start;
    auto store = world.open().store;
    QVERIFY(store->removals().expire());
    QVERIFY(world.add(*store, scopeA, 2)); // what is new is new, and leaves
    QCOMPARE(store->view().counters()->waiting, 5);
    QCOMPARE(store->claims().claim(scopeA, 100, 1000000).size(), old > 0 ? 2U : 5U);
    QVERIFY(store->claims().reclaim());
    if (anotherStart) {
        ++world.options.start;
        store = world.open().store;
    } else {
        world.clock->advance(23h);
        QVERIFY(store->removals().expire());
        QCOMPARE(store->view().counters()->waiting, 5);
        world.clock->advance(1h);
    }
    QVERIFY(store->removals().expire());
    QCOMPARE(store->view().counters()->waiting, 5 - old);
    QCOMPARE(store->view().counters()->dropped[DropReason::Expired], old);
    QCOMPARE(static_cast<int>(store->claims().claim(scopeA, 100, 1000000).size()), 5 - old);
    QVERIFY(addsUp(*store));
}

void EventStoreTest::everyDeletionKeepsTheCapAndLeavesNoByte_data()
{
    using Deletion = std::function<bool(World &, EventStore &)>;
    QTest::addColumn<Deletion>("remove");
    QTest::addColumn<bool>("full"); // a store that has room for no more; else rows that stay among those that go
    const auto row = [](const char *name, bool full, const Deletion &remove) { QTest::newRow(name) << remove << full; };
    for (const bool full : {true, false}) {
        row(full ? "no answer for a week, full" : "no answer for a week", full, [](World &world, EventStore &store) {
            const bool noted = store.removals().noteUndecided(true);
            world.clock->advance(8 * day);
            return noted && store.removals().noteUndecided(true);
        });
        row(full ? "too old, full" : "too old", full, [](World &world, EventStore &store) {
            world.clock->advance(thirtyDays + 1ms);
            return store.removals().expire();
        });
        row(full ? "delivered, full" : "delivered", full, [](World &world, EventStore &store) {
            for (;;) {
                const auto rows = rowsOf(store.claims().claim(scopeA, 500, 1000000));
                if (rows.empty())
                    break;
                if (!store.claims().settle(rows, {EventState::Delivered}, {}))
                    return false;
            }
            world.clock->advance(8 * day);
            return store.removals().expire();
        });
        row(full ? "tried too often, full" : "tried too often", full, [](World &, EventStore &store) {
            std::vector<std::vector<std::int64_t>> batches;
            do
                batches.push_back(rowsOf(store.claims().claim(scopeA, 500, 1000000)));
            while (!batches.back().empty());
            for (const auto &rows : batches) {
                if (!store.claims().settle(rows, {EventState::Waiting}, {}))
                    return false;
            }
            return store.removals().dropTried(1);
        });
        row(full ? "another category, full" : "another category", full,
            [](World &, EventStore &store) { return store.removals().keepGranted({}); });
        row(full ? "another decision, full" : "another decision", full,
            [](World &, EventStore &store) { return store.removals().keepOnly(scopeB.decisionId); });
        row(full ? "erased beside another decision, full" : "erased beside another decision", full,
            [](World &world, EventStore &) {
                std::string error;
                return EventStore::eraseEarlier(
                    world.folder().toStdString(), [] { return scopeB.decisionId; }, world.clock, &error);
            });
        row(full ? "erased, full" : "erased", full, [](World &world, EventStore &) {
            std::string error;
            return EventStore::erase(world.folder().toStdString(), world.clock, &error);
        });
        row(full ? "one after the other, by a person, full" : "one after the other, by a person", full,
            [full](World &, EventStore &store) {
                const auto events = store.view().events({{}, EventState::Waiting, 0, full ? 20 : 500});
                for (const StoredEvent &event : *events) {
                    bool removed = false;
                    if (event.body.find("GONE") != std::string::npos
                        && (!store.removals().removeWaiting(event.row, event.id, &removed) || !removed))
                        return false;
                }
                return !full || store.removals().keepOnly(scopeB.decisionId);
            });
    }
    row("to make room", true, [](World &world, EventStore &store) {
        for (int i = 0; i < 120; ++i) {
            if (!world.add(store, scopeA, 64, std::string(500, 'x')))
                return false;
        }
        return store.writer().sync();
    });
}

void EventStoreTest::everyDeletionKeepsTheCapAndLeavesNoByte()
{
    using Deletion = std::function<bool(World &, EventStore &)>;
    QFETCH(Deletion, remove);
    QFETCH(bool, full);
    World world;
    world.options.maximumBytes = 4 * 1024 * 1024;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    const std::string text = "GONE" + std::string(400, 'g');
    if (full) {
        while (!store.view().counters()->dropped.contains(DropReason::Disk)) {
            for (int i = 0; i < 50; ++i)
                QVERIFY(world.add(store, scopeA, 64, text));
        }
    } else {
        // What stays is of another decision; and rows grow, so that those beside them are moved.
        for (int i = 0; i < 40; ++i) {
            QVERIFY(world.add(store, scopeA, 1 + i % 5, text + std::string(static_cast<std::size_t>(i) * 3, 'g')));
            QVERIFY(world.add(store, scopeB, i % 3, "STAYS"));
        }
        const auto claimed = store.claims().claim(scopeA, 500, 1000000);
        QVERIFY(store.claims().settle(rowsOf(claimed), {EventState::Waiting}, {}));
        QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 500, 1000000)), {EventState::Waiting}, {}));
    }
    QVERIFY(contains(world.folder(), "GONE"));
    qint64 largest = 0;
    bool removed = false;
    {
        std::atomic<bool> done = false;
        std::thread watching([&] {
            do {
                largest = std::max(largest, bytesIn(world.folder()));
                std::this_thread::sleep_for(1ms);
            } while (!done);
        });
        removed = remove(world, store);
        done = true;
        watching.join();
    }
    QVERIFY2(removed, store.error().c_str());
    QVERIFY2(std::max(largest, bytesIn(world.folder())) <= world.options.maximumBytes,
             qPrintable(QString::number(largest)));
    QVERIFY(!contains(world.folder(), "GONE"));
    if (full && QFileInfo::exists(world.file()))
        QVERIFY(addsUp(store));
}

void EventStoreTest::orderIsThatOfCommitsWhateverTheClockSays()
{
    World world;
    const auto opened = world.open();
    std::vector<std::string> ids;
    for (const auto &jump : {0 * year, -10 * year, 60 * year, -1 * year, -49 * year}) {
        moveWall(world, jump);
        std::vector<NewEvent> events;
        for (int i = 0; i < 3; ++i) { // also within one batch
            events.push_back(world.event());
            ids.push_back(events.back().id);
            moveWall(world, i == 0 ? 2 * year : -1 * year);
        }
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = world.sequence;
        progress.accepted = 3;
        QVERIFY(opened.store->writer().commit(scopeA, events, progress));
    }
    const auto claimed = opened.store->claims().claim(scopeA, 100, 1000000);
    QCOMPARE(claimed.size(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        QCOMPARE(claimed[i].id, ids[i]);
}

void EventStoreTest::waitingForAnAnswerEndsThoughTheClockWentBack()
{
    World world;
    const auto store = world.open().store;
    QVERIFY(world.add(*store, scopeA, 3));
    QVERIFY(store->removals().noteUndecided(true));
    moveWall(world, -10 * year);
    QVERIFY(store->removals().noteUndecided(true));
    QCOMPARE(store->view().counters()->waiting, 3);
    world.clock->advance(std::chrono::hours(24 * 8));
    QVERIFY(store->removals().noteUndecided(true));
    QCOMPARE(store->view().counters()->waiting, 0);
    QVERIFY(addsUp(*store));
}

void EventStoreTest::evictsWhatAnotherProcessDelivered()
{
    World world;
    world.options.maximumBytes = 1024 * 1024;
    const auto opened = world.open();
    const auto other = world.open();
    EventStore &store = *opened.store;
    while (store.view().counters()->dropped.empty())
        QVERIFY(world.add(store, scopeA, 16, std::string(1000, 'w')));
    // It has seen that nothing is delivered; now something is.
    QVERIFY(other.store->claims().settle(rowsOf(other.store->claims().claim(scopeA, 32, 1000000)),
                                         {EventState::Delivered}, {}));
    const std::int64_t dropped = store.view().counters()->dropped.at(DropReason::Disk);
    while (store.view().events({{}, EventState::Delivered, 0, 500})->size() == 32U) {
        QVERIFY(world.add(store, scopeA, 16, std::string(1000, 'w')));
        QCOMPARE(store.view().counters()->dropped.at(DropReason::Disk), dropped);
    }
    QVERIFY(addsUp(store));
}

void EventStoreTest::keepsOnlyOneDecision()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 3));
    QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 1, 1000000)), {EventState::Delivered}, {}));
    const std::int64_t since = store.view().counters()->countersSinceMs;
    world.clock->advance(1h);

    QVERIFY(store.removals().keepOnly(scopeA.decisionId)); // nothing else there: nothing changes
    QCOMPARE(store.view().counters()->accepted, 3);
    QCOMPARE(store.view().counters()->countersSinceMs, since);

    QVERIFY(world.add(store, scopeB, 500, "OTHERDECISION"));
    QVERIFY(store.removals().keepOnly(scopeA.decisionId));
    QCOMPARE(store.view().counters()->accepted, 2);
    QCOMPARE(store.view().counters()->waiting, 2);
    QCOMPARE(store.view().counters()->delivered, 0);
    QCOMPARE(store.view().counters()->countersSinceMs, world.now());
    QVERIFY(addsUp(store));
    QCOMPARE(store.view().waiting(scopeB), 0);

    // Counted under another decision, though no row is left of it.
    CommitProgress drops;
    drops.ringBase = 99;
    drops.lastSequence = 1;
    drops.accepted = 1;
    drops.dropped = {{DropReason::Undeclared, 1}};
    QVERIFY(store.writer().commit(scopeB, {}, drops));
    QVERIFY(store.removals().keepOnly(scopeA.decisionId));
    QVERIFY(store.view().counters()->dropped.empty());
    QVERIFY(addsUp(store));
    QCOMPARE(store.writer().ringPosition(99)->lastSequence,
             1U); // or its ring's events could be committed a second time

    QVERIFY(store.removals().keepOnly("somebody else's"));
    QCOMPARE(store.view().counters()->accepted, 0);
    QVERIFY(store.view().events({})->empty());
    QVERIFY(addsUp(store));
}

void EventStoreTest::keepsOneSecretForADecision()
{
    World world;
    const auto one = world.open();
    const auto other = world.open(); // another process
    using Secret = std::optional<std::string>;
    QCOMPARE(one.store->writer().obtainSecret("decision-a", ""), Secret("")); // nobody has made one
    QCOMPARE(one.store->writer().obtainSecret("decision-a", "first"), Secret("first"));
    QCOMPARE(other.store->writer().obtainSecret("decision-a", "second"), Secret("first"));
    QCOMPARE(world.open().store->writer().obtainSecret("decision-a", "third"), Secret("first"));
    QVERIFY(one.store->removals().keepOnly("decision-a"));
    QCOMPARE(one.store->writer().obtainSecret("decision-a", "fourth"), Secret("first"));
}

void EventStoreTest::aSecretGoesWithItsDecision()
{
    World world;
    using Secret = std::optional<std::string>;
    const auto opened = world.open();
    QCOMPARE(opened.store->writer().obtainSecret("decision-a", "0123456789abcdef"), Secret("0123456789abcdef"));
    // Also where no event followed it.
    QVERIFY(opened.store->removals().keepOnly("decision-b"));
    const auto raw = StoreConnection::open(world.file().toStdString(), {});
    QVERIFY(raw->checkpoint());
    QVERIFY(!contains(world.folder(), "0123456789abcdef"));
    QCOMPARE(opened.store->writer().obtainSecret("decision-b", "fedcba9876543210"), Secret("fedcba9876543210"));
    QVERIFY(world.add(*opened.store, scopeB, 1));
    std::string error;
    QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
    QVERIFY(!contains(world.folder(), "fedcba9876543210"));
}

void EventStoreTest::evictsDeliveredFirst()
{
    World world;
    world.options.maximumBytes = 1024 * 1024;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 40, std::string(1000, 'd')));
    QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 40, 1000000)), {EventState::Delivered}, {}));
    QVERIFY(world.add(store, scopeA, 1, "oldest waiting"));
    const std::string oldest = store.view().events({})->at(0).id;
    while (!store.view().events({{}, EventState::Delivered, 0, 500})->empty()) {
        QVERIFY2(store.view().counters()->dropped.empty(), "a waiting event went while there were delivered ones");
        QVERIFY(world.add(store, scopeA, 2, std::string(1000, 'w')));
    }
    while (store.view().counters()->dropped.empty())
        QVERIFY(world.add(store, scopeA, 2, std::string(1000, 'w')));
    const auto claimed = store.claims().claim(scopeA, 10000, 100000000);
    QVERIFY(claimed.front().id != oldest);
    QVERIFY(claimed.size() > 200);
    QCOMPARE(store.view().counters()->delivered, 40);
    QVERIFY(store.view().counters()->dropped.at(DropReason::Disk) > 0);
    QVERIFY(addsUp(store));
    // What is being sent is not evicted, and a store full of it takes nothing new.
    QVERIFY(world.add(store, scopeA, 60, std::string(1000, 'w')));
    QCOMPARE(store.view().counters()->sending, static_cast<std::int64_t>(claimed.size()));
    QVERIFY(store.claims().settle(rowsOf(claimed), {EventState::Delivered}, {}));
    QVERIFY(addsUp(store));
}

void EventStoreTest::staysBelowTheCap()
{
    World world;
    world.options.maximumBytes = 2 * 1024 * 1024;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    qint64 largest = 0;
    for (int i = 0; i < 400; ++i) {
        world.clock->advance(5ms);
        QVERIFY2(world.add(store, scopeA, 32, std::string(static_cast<std::size_t>(50 + (i * 37) % 900), 'x')),
                 store.error().c_str());
        if (i % 7 == 0)
            QVERIFY(
                store.claims().settle(rowsOf(store.claims().claim(scopeA, 50, 1000000)), {EventState::Delivered}, {}));
        largest = std::max(largest, bytesIn(world.folder()));
    }
    QVERIFY2(largest <= world.options.maximumBytes, qPrintable(QString::number(largest)));
    QVERIFY(largest > world.options.maximumBytes / 2);
    QCOMPARE(store.view().counters()->accepted, 400 * 32);
    QVERIFY(addsUp(store));
    // An event larger than the store is dropped, not stuck.
    QVERIFY(world.add(store, scopeA, 1, std::string(3 * 1024 * 1024, 'x')));
    QVERIFY(addsUp(store));
    // Everything in it can be marked in a full store.
    for (;;) {
        const auto claimed = store.claims().claim(scopeA, 500, 100000000);
        QVERIFY2(store.error().empty(), store.error().c_str());
        if (claimed.empty())
            break;
        QVERIFY2(store.claims().settle(rowsOf(claimed), {EventState::Delivered}, {}), store.error().c_str());
    }
    QCOMPARE(store.view().counters()->waiting, 0);
    QVERIFY(addsUp(store));
    world.clock->advance(std::chrono::hours(24 * 8));
    QVERIFY(store.removals().expire());
    QVERIFY2(bytesIn(world.folder()) < world.options.maximumBytes / 2,
             qPrintable(QString::number(bytesIn(world.folder()))));
}

void EventStoreTest::staysBelowTheCapBesideAReaderThatNeverEnds()
{
    World world;
    world.options.maximumBytes = 2 * 1024 * 1024;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 1));
    ConnectionSettings settings;
    settings.readOnly = true;
    const auto reader = StoreConnection::open(world.file().toStdString(), settings);
    Transaction reading(*reader, Transaction::Kind::Read);
    QCOMPARE(reader->number("SELECT count(*) FROM events"), 1);

    int refused = 0;
    for (int i = 0; i < 500; ++i) {
        if (!world.add(store, scopeA, 20, std::string(500, 'x')))
            ++refused;
        QVERIFY(bytesIn(world.folder()) <= world.options.maximumBytes);
    }
    QVERIFY(store.view().counters()->dropped.at(DropReason::Disk) > 0);
    QVERIFY(refused > 0); // the log is closed: the ring keeps what it has
    QVERIFY(addsUp(store));
    QVERIFY(reading.commit());
    QVERIFY2(world.add(store, scopeA, 20), store.error().c_str());
    QVERIFY(addsUp(store));
}

void EventStoreTest::syncsOnceASecond()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(!store.writer().hasUnsynced());
    QVERIFY(world.add(store, scopeA, 1)); // the first one syncs
    QVERIFY(!store.writer().hasUnsynced());
    QVERIFY(world.add(store, scopeA, 1));
    QVERIFY(store.writer().hasUnsynced());
    world.clock->advance(1001ms);
    QVERIFY(world.add(store, scopeA, 1));
    QVERIFY(!store.writer().hasUnsynced());
    QVERIFY(world.add(store, scopeA, 1));
    QVERIFY(store.writer().hasUnsynced());
    world.clock->setWall(0ms); // the wall clock has no say
    QVERIFY(world.add(store, scopeA, 1));
    QVERIFY(store.writer().hasUnsynced());
    QVERIFY(store.writer().sync());
    QVERIFY(!store.writer().hasUnsynced());
}

void EventStoreTest::closesWithoutCheckpoint()
{
    World world;
    QVERIFY(world.open().store);
    const qint64 before = QFileInfo(world.file()).size();
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 20, "STILLINTHELOG"));
    }
    QVERIFY(QFileInfo(world.file("-wal")).size() > 0);
    QCOMPARE(QFileInfo(world.file()).size(), before);
    const auto opened = world.open();
    QCOMPARE(opened.store->view().counters()->waiting, 20);
}

void EventStoreTest::leavesNoStatementOpen()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 600));
    // Each of these stops before the end of its rows; the log can only be cut if none of them still reads.
    ActivityQuery query;
    query.limit = 1;
    QVERIFY(store.view().events(query));
    QVERIFY(store.view().waiting(scopeA));
    QVERIFY(store.view().counters());
    QVERIFY(store.view().deliveryState());
    QVERIFY(store.writer().ringPosition(7)->lastSequence > 0);
    QCOMPARE(store.claims().claim(scopeA, 1, 1).size(), 1U);
    const auto other = StoreConnection::open(world.file().toStdString(), {});
    QVERIFY(other->checkpoint());
    QCOMPARE(QFileInfo(world.file("-wal")).size(), 0);
}

void EventStoreTest::readingCreatesNothing()
{
    World world;
    QCOMPARE(world.open(Mode::ReadOnly).status, Status::Missing);
    QDir().mkpath(world.folder());
    QCOMPARE(world.open(Mode::ReadOnly).status, Status::Missing);
    QVERIFY(QDir(world.folder()).isEmpty());
}

void EventStoreTest::readingChangesNothing()
{
    World world;
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 3));
    }
    const QStringList files = world.home.everything();
    const QByteArray before = world.home.read(u"data/events/events.sqlite"_s);
    {
        const auto opened = world.open(Mode::ReadOnly);
        QVERIFY2(opened.store, opened.error.c_str());
        QCOMPARE(opened.store->view().events({})->size(), 3U);
        QCOMPARE(opened.store->view().counters()->accepted, 3);
        QVERIFY(!world.add(*opened.store, scopeA, 1));
        QVERIFY(!opened.store->error().empty());
        QCOMPARE(opened.store->view().counters()->accepted, 3);
    }
    QCOMPARE(world.home.everything(), files);
    QCOMPARE(world.home.read(u"data/events/events.sqlite"_s), before);
}

void EventStoreTest::beginsAnewWhenDamaged_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("garbage instead of the header") << 0;
    QTest::newRow("cut in the middle") << 1;
    QTest::newRow("cut to less than a page") << 2;
    QTest::newRow("garbage in the middle") << 3;
    QTest::newRow("a database of somebody else") << 4;
    QTest::newRow("a table is missing") << 5;
}

void EventStoreTest::beginsAnewWhenDamaged()
{
    QFETCH(int, kind);
    World world;
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 400, std::string(200, 'x')));
    }
    {
        const auto connection = StoreConnection::open(world.file().toStdString(), {});
        if (kind == 4)
            connection->execute("PRAGMA application_id = 7");
        if (kind == 5)
            connection->execute("DROP TABLE counters");
        QVERIFY(connection->checkpoint());
    }
    QFile file(world.file());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > 20 * 4096);
    if (kind == 0)
        file.write(QByteArray(4096, 'z'));
    else if (kind == 1)
        file.resize(10 * 4096);
    else if (kind == 2)
        file.resize(100);
    else if (kind == 3 && file.seek(4 * 4096))
        file.write(QByteArray(12 * 4096, '\x5a'));
    file.close();
    world.home.write(u"data/events/in-use"_s, "whole since another start"); // the computer has crashed meanwhile

    // Who only reads can't repair; garbage between good pages it notices only when it comes to it.
    const Status shown = world.open(Mode::ReadOnly).status;
    QVERIFY(shown == Status::Failed || (kind == 3 && shown == Status::Ok));
    const auto opened = world.open();
    QVERIFY2(opened.status == Status::BegunAnew, opened.error.c_str());
    QVERIFY(opened.error.find("begun anew") != std::string::npos);
    QCOMPARE(opened.store->view().counters()->accepted, 0);
    QCOMPARE(opened.store->view().counters()->countersSinceMs, world.now());
    QVERIFY(world.add(*opened.store, scopeA, 3));
    QVERIFY(addsUp(*opened.store));
    QCOMPARE(modeOf(world.file()), 0600);
    QCOMPARE(world.open().status, Status::Ok);
}

void EventStoreTest::doesNotBeginAnewUnderOthers()
{
    World world;
    const auto first = world.open();
    QVERIFY(world.add(*first.store, scopeA, 3));
    {
        const auto connection = StoreConnection::open(world.file().toStdString(), {});
        connection->execute("PRAGMA application_id = 7");
        QVERIFY(!connection->failed());
    }
    const auto second = world.open();
    QCOMPARE(second.status, Status::Failed);
    QVERIFY(second.error.find("another process") != std::string::npos);
    QCOMPARE(first.store->view().counters()->accepted, 3);
}

void EventStoreTest::leavesNewerSchemaAlone()
{
    World world;
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 3));
        const auto connection = StoreConnection::open(world.file().toStdString(), {});
        connection->execute(("PRAGMA user_version = " + std::to_string(storeschema::version + 1)).c_str());
        QVERIFY(connection->checkpoint());
    }
    const QByteArray before = world.home.read(u"data/events/events.sqlite"_s);
    for (const Mode mode : {Mode::ReadWrite, Mode::ReadOnly}) {
        const auto opened = world.open(mode);
        QCOMPARE(opened.status, Status::NewerSchema);
        QVERIFY(!opened.store);
        QVERIFY(opened.error.find("newer version") != std::string::npos);
    }
    QCOMPARE(world.home.read(u"data/events/events.sqlite"_s), before);
}

void EventStoreTest::neverReusesRowNumbers()
{
    World world;
    const auto opened = world.open();
    QVERIFY(world.add(*opened.store, scopeA, 3));
    const std::int64_t last = opened.store->view().events({})->front().row;
    QVERIFY(opened.store->removals().keepOnly("nobody"));
    const auto other = world.open(); // so that erasing leaves the file
    std::string error;
    QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error));
    QVERIFY(world.add(*opened.store, scopeB, 1));
    QVERIFY(opened.store->view().events({})->front().row > last);
}

void EventStoreTest::erasesEverything()
{
    World world;
    std::string error;
    QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error)); // nothing there
    QVERIFY(!QFileInfo::exists(world.folder()));
    {
        const auto opened = world.open();
        QVERIFY(world.add(*opened.store, scopeA, 300, "MARKER" + std::string(3000, 'x')));
    }
    QVERIFY(contains(world.folder(), "MARKER"));
    world.home.write(u"data/events/ring-1"_s, "MARKER");
    QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
    QVERIFY(!QFileInfo::exists(world.folder()));
    QVERIFY(QFileInfo::exists(world.home.path(u"data"_s)));
}

void EventStoreTest::erasesUnderAnotherConnection()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    for (int i = 0; i < 20; ++i)
        QVERIFY(world.add(store, scopeA, 20, "MARKER" + std::string(static_cast<std::size_t>(100 + i * 300), 'x')));
    QVERIFY(store.claims().settle(rowsOf(store.claims().claim(scopeA, 50, 1000000)), {EventState::Delivered}, {}));
    DeliveryState state;
    state.lastResult = "MARKER";
    QVERIFY(store.claims().settle({}, {}, state));
    {
        const auto other = StoreConnection::open(world.file().toStdString(), {});
        QVERIFY(other->checkpoint()); // so that rows stand in the database too, not only in its log
    }
    QVERIFY(world.add(store, scopeA, 20, "MARKER"));
    QVERIFY(contains(world.folder(), "MARKER"));

    world.clock->advance(1h);
    std::string error;
    QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
    QVERIFY(QFileInfo::exists(world.file()));
    QVERIFY(!contains(world.folder(), "MARKER"));
    QVERIFY(!contains(world.folder(), "page.viewed"));
    QVERIFY(!contains(world.folder(), "decision-a"));
    QCOMPARE(QFileInfo(world.file("-wal")).size(), 0);
    QCOMPARE(store.view().counters()->accepted, 0);
    QCOMPARE(store.view().counters()->countersSinceMs, world.now());
    QVERIFY(store.view().events({})->empty());
    QVERIFY(store.view().deliveryState()->lastResult.empty());
    QVERIFY(addsUp(store));
    QVERIFY(world.add(store, scopeB, 2)); // a new yes goes on with it
    QVERIFY(addsUp(store));
}

void EventStoreTest::theLastHolderOfAnErasedStoreRemovesIt()
{
    World world;
    std::string error;
    auto first = world.open().store;
    QVERIFY(world.add(*first, scopeA, 1));
    auto second = world.open().store;
    QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
    first.reset();
    QVERIFY(QFileInfo::exists(world.folder())); // somebody still holds it
    second.reset();
    QVERIFY(!QFileInfo::exists(world.folder()));

    // Recording again in the meantime keeps it.
    first = world.open().store;
    QVERIFY(world.add(*first, scopeA, 1));
    QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
    QVERIFY(world.add(*first, scopeA, 1));
    first.reset();
    QVERIFY(QFileInfo::exists(world.folder()));
    QCOMPARE(world.open().store->view().counters()->waiting, 1);
}

void EventStoreTest::whatWaitsForAnAnswerWaitsAWeek_data()
{
    QTest::addColumn<int>("hours");
    QTest::addColumn<int>("waiting");
    QTest::newRow("answered after a day") << 24 << 3;
    QTest::newRow("answered on the seventh day") << 7 * 24 << 3;
    QTest::newRow("answered after eight days") << 8 * 24 << 0;
}

void EventStoreTest::whatWaitsForAnAnswerWaitsAWeek()
{
    QFETCH(int, hours);
    QFETCH(int, waiting);
    World world;
    const auto store = world.open().store;
    QVERIFY(world.add(*store, scopeA, 3));
    QVERIFY(store->removals().noteUndecided(true));
    world.clock->advance(std::chrono::hours(hours));
    QVERIFY(store->removals().noteUndecided(false));
    QCOMPARE(store->view().counters()->waiting, waiting);
    QCOMPARE(store->view().counters()->dropped[DropReason::Expired], 3 - waiting);
    QVERIFY(addsUp(*store));
    // Decided again: the days before do not count any more.
    QVERIFY(world.add(*store, scopeA, 1));
    world.clock->advance(std::chrono::hours(8 * 24));
    QVERIFY(store->removals().noteUndecided(true));
    QCOMPARE(store->view().counters()->waiting, waiting + 1);
}

void EventStoreTest::erasesDamagedAndNewerFiles()
{
    for (const bool newer : {true, false}) {
        World world;
        {
            const auto opened = world.open();
            QVERIFY(world.add(*opened.store, scopeA, 3, "MARKER"));
        }
        if (newer) {
            const auto connection = StoreConnection::open(world.file().toStdString(), {});
            connection->execute(("PRAGMA user_version = " + std::to_string(storeschema::version + 1)).c_str());
        } else {
            world.home.write(u"data/events/events.sqlite"_s, QByteArray(9000, 'z'));
        }
        std::string error;
        QVERIFY2(EventStore::erase(world.folder().toStdString(), world.clock, &error), error.c_str());
        QVERIFY(!QFileInfo::exists(world.folder()));
    }
}

void EventStoreTest::eraseFailsWhileRowsCanStillBeRead()
{
    World world;
    const auto opened = world.open();
    QVERIFY(world.add(*opened.store, scopeA, 3, "MARKER"));
    ConnectionSettings settings;
    settings.readOnly = true;
    const auto reader = StoreConnection::open(world.file().toStdString(), settings);
    Transaction reading(*reader, Transaction::Kind::Read);
    QCOMPARE(reader->number("SELECT count(*) FROM events"), 3);
    std::string error;
    QVERIFY(!EventStore::erase(world.folder().toStdString(), world.clock, &error));
    QVERIFY(error.find("reading") != std::string::npos);
    QVERIFY(reading.commit());
    QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error));
    QVERIFY(!contains(world.folder(), "MARKER"));
}

void EventStoreTest::canBeginAgainAfterErasing()
{
    World world;
    std::string error;
    for (int i = 0; i < 3; ++i) {
        const auto opened = world.open();
        QCOMPARE(opened.status, Status::Ok);
        QVERIFY(world.add(*opened.store, scopeA, 2));
        QCOMPARE(opened.store->view().counters()->accepted, 2);
        QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error));
        QCOMPARE(opened.store->view().counters()->accepted, 0);
        const auto copy = world.open(); // still the same file
        QVERIFY(world.add(*copy.store, scopeA, 1));
        QCOMPARE(opened.store->view().counters()->accepted, 1);
        QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error));
    }
    QVERIFY(EventStore::erase(world.folder().toStdString(), world.clock, &error));
    QVERIFY(!QFileInfo::exists(world.folder()));
}

void EventStoreTest::isPrivateWhateverTheUmask()
{
    for (const mode_t mask : {mode_t(0), mode_t(0277)}) {
        World world;
        QDir().mkpath(world.home.path(u"data"_s));
        const mode_t before = ::umask(mask);
        {
            const auto opened = world.open();
            if (opened.store)
                (void)world.add(*opened.store, scopeA, 1);
        }
        ::umask(before);
        QCOMPARE(modeOf(world.folder()), 0700);
        for (const char *suffix : {"", "-wal", "-shm"})
            QCOMPARE(modeOf(world.file(suffix)), 0600);
    }
    World world;
    QVERIFY(world.open().store);
    QVERIFY(QFile::setPermissions(world.file(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    ::chmod(qPrintable(world.folder()), 0755);
    QVERIFY(world.open().store);
    QCOMPARE(modeOf(world.file()), 0600);
    QCOMPARE(modeOf(world.folder()), 0700);
}

void EventStoreTest::knowsNetworkFileSystems()
{
    QVERIFY(!filesystemtype::isLocal(0x6969)); // NFS
    QVERIFY(!filesystemtype::isLocal(static_cast<int>(0xFF534D42U))); // CIFS, as a negative number
    QVERIFY(!filesystemtype::isLocal(0x65735546)); // FUSE
    QVERIFY(filesystemtype::isLocal(0xEF53)); // ext4
    QVERIFY(filesystemtype::isLocal(0x01021994)); // tmpfs
}

void EventStoreTest::survivesAFullDisk()
{
    World world;
    const auto opened = world.open();
    EventStore &store = *opened.store;
    QVERIFY(world.add(store, scopeA, 2));
    // The limit on a file's size stops the log as a full disk does; SIGXFSZ is ignored by Qt Test's host as by any
    // program that wants the error instead.
    const auto wal = static_cast<rlim_t>(QFileInfo(world.file("-wal")).size());
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = wal + 1000;
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const bool stored = world.add(store, scopeA, 50, std::string(500, 'x'));
    const std::string error = store.error();
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, handler);
    QVERIFY(!stored);
    QVERIFY(!error.empty());
    QCOMPARE(store.view().counters()->accepted, 2);
    QVERIFY(addsUp(store));
    QVERIFY2(world.add(store, scopeA, 1), store.error().c_str());
    QCOMPARE(store.view().counters()->accepted, 3);
}

QTEST_APPLESS_MAIN(EventStoreTest)
#include "tst_eventstore.moc"
