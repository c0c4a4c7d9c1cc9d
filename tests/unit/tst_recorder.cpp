// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store thread must leave alone.

#include "queue/eventrecord.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "system/systemclock.h"
#include "telemetry/keyedhash.h"
#include "telemetry/overwriting.h"
#include "telemetry/recorder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QTest>
#include <QUuid>

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <semaphore>

using namespace candor;
using namespace candor::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view catalogueText = R"({
  "id": "notes",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [{"name": "note.opened", "category": "usage", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "properties": [
                {"name": "image", "type": "hashed", "description": {"en": "x"}, "example": "alpine"}]},
             {"name": "note.failed", "category": "errors", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "properties": []},
             {"name": "note.closed", "category": "usage", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "rules": {"disabled": true}, "properties": []},
             {"name": "note.scrolled", "category": "usage", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "rules": {"aggregate_ms": 200}, "properties": [
                {"name": "count", "type": "integer", "description": {"en": "x"}, "example": 1},
                {"name": "duration_ms", "type": "duration_ms", "description": {"en": "x"}, "example": 1}]}]
})";

/// A home, a ring that outlives its process with one event in it, and what a recorder needs.
using Standing = Recorder::Standing;

struct World
{
    TemporaryHome home;
    RingFolder rings{home.runtime().path().toStdString(), "notes-1"};
    std::shared_ptr<EventRing> ring;
    Recorder::Options options;
    Recorder::Host host;
    std::uint64_t base = 7;
    std::atomic<Standing> standing{Standing::Holds};

    World()
    {
        std::string why;
        ring = rings.create(base, {{"decision-1", "destination"}, "posthog", Category::Usage, {}}, &why);
        if (!ring->outlivesProcess())
            qFatal("no ring: %s", why.c_str());
        options.storeFolder = home.path(u"events"_s).toStdString();
        options.protocol = "posthog";
        options.clock = std::make_shared<FakeClock>();
        options.rings = rings;
        options.treatment.keyedHash = keyedHash;
        options.treatment.makeSecret = makeSecret;
        host.catalogue = [](std::string *error) { return Catalogue::fromJson(catalogueText, error); };
        host.identity = [] { return EventIdentity{Identity::Stable, "00000000-0000-4000-8000-000000000000", {}, {}}; };
        host.standing = [this](const std::string &) { return standing.load(); };
    }

    [[nodiscard]] Recorder::Scope scope() const
    {
        Recorder::Scope result;
        result.events = {"decision-1", "destination"};
        result.ring = ring;
        result.granted = Category::Usage;
        return result;
    }

    void record(std::initializer_list<Property> properties = {}, std::string_view name = "note.opened") const
    {
        std::array<std::byte, maximumRecordBytes> buffer;
        const auto size = encodeRecord(buffer, unixMilliseconds(options.clock->now()), name, properties);
        if (!size || ring->push({buffer.data(), *size}) != EventRing::Push::Accepted)
            qFatal("not recorded");
    }

    /// As another process that takes this one's place.
    void beginAnew()
    {
        ring.reset();
        std::string why;
        ring = rings.create(++base, {{"decision-1", "destination"}, "posthog", Category::Usage, {}}, &why);
        if (!ring->outlivesProcess())
            qFatal("no ring: %s", why.c_str());
    }

    /// The events in the store, newest first.
    [[nodiscard]] std::vector<StoredEvent> events() const
    {
        const auto opened = EventStore::open(options.storeFolder, EventStore::Mode::ReadOnly, options.clock, {});
        return opened.store ? opened.store->view().events({}).value_or(std::vector<StoredEvent>())
                            : std::vector<StoredEvent>();
    }

    /// How many events a next process would find in rings.
    [[nodiscard]] int left() const
    {
        int result = 0;
        rings.recover([&result](AbandonedRing &found) {
            EventRing::Entry entry;
            while (found.next(&entry))
                ++result;
            return true;
        });
        return result;
    }
};

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesWhatIsInTheRingAndLeavesNoneOfIt()
    {
        World world;
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QVERIFY(world.home.exists(u"events/events.sqlite"_s));
        QCOMPARE(world.left(), 0);
        QVERIFY(!world.rings.hasRings());
    }

    void hashesAlikeInOneInstallAndDifferentlyInAnother()
    {
        // Two homes, in one of them twice.
        QStringList hashes;
        const auto recordIn = [&hashes](World *world) {
            Recorder recorder(world->options, world->host);
            recorder.begin(world->scope());
            world->record({{"image", "alpine"}});
            QVERIFY(recorder.finish(60s));
            QVERIFY(!world->events().empty());
            const QByteArray body = QByteArray::fromStdString(world->events().front().body);
            hashes.append(QJsonDocument::fromJson(body)["properties"_L1]["image"_L1].toString());
            for (const QString &file : QDir(world->home.path(u"events"_s)).entryList(QDir::Files)) {
                const QByteArray stored = world->home.read(u"events/"_s + file);
                QVERIFY(!stored.contains("alpine"));
                using Hash = QCryptographicHash;
                for (const auto algorithm : {Hash::Sha256, Hash::Sha512, Hash::Sha1, Hash::Md5}) {
                    QVERIFY(!stored.contains(Hash::hash("alpine", algorithm).toHex()));
                    QVERIFY(!stored.contains(Hash::hash("alpine", algorithm)));
                }
            }
        };
        World one;
        recordIn(&one);
        one.beginAnew();
        recordIn(&one);
        World other;
        recordIn(&other);
        QCOMPARE(hashes.size(), 3);
        QCOMPARE(hashes[0].size(), 64);
        QCOMPARE(hashes[1], hashes[0]);
        QVERIFY(hashes[2] != hashes[0]);
    }

    void makesNoSecretBeforeItIsNeeded()
    {
        World world;
        world.options.treatment.makeSecret = [] { return std::string("unneeded-secret"); };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), 1U);
        for (const QString &file : QDir(world.home.path(u"events"_s)).entryList(QDir::Files))
            QVERIFY(!world.home.read(u"events/"_s + file).contains("unneeded-secret"));
    }

    void anotherDecisionHashesDifferently()
    {
        World world;
        QStringList hashes;
        for (const char *decision : {"decision-1", "decision-2"}) {
            Recorder recorder(world.options, world.host);
            Recorder::Scope scope = world.scope();
            scope.events.decisionId = decision;
            recorder.begin(scope);
            world.record({{"image", "alpine"}});
            QVERIFY(recorder.finish(60s));
            QCOMPARE(world.events().size(), 1U);
            const QByteArray body = QByteArray::fromStdString(world.events().front().body);
            hashes.append(QJsonDocument::fromJson(body)["properties"_L1]["image"_L1].toString());
            world.beginAnew();
        }
        QVERIFY(hashes[0] != hashes[1]);
    }

    void aBurstIsOneEvent()
    {
        World world;
        int commits = 0;
        world.host.committed = [&commits](int) { ++commits; };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        for (int i = 0; i < 1000; ++i)
            world.record({{"duration_ms", 2}}, "note.scrolled");
        recorder.wake();
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), 1U);
        const QJsonDocument body = QJsonDocument::fromJson(QByteArray::fromStdString(world.events()[0].body));
        QCOMPARE(body["properties"_L1]["count"_L1].toInteger(), 1000);
        QCOMPARE(body["properties"_L1]["duration_ms"_L1].toInteger(), 2000);
        QVERIFY2(commits <= 200, qPrintable(QString::number(commits)));
        const auto opened =
            EventStore::open(world.options.storeFolder, EventStore::Mode::ReadWrite, world.options.clock, {});
        // The end changes nothing of that: the next one to send takes it when its window is over.
        const auto waiting = opened.store->view().waitingEvents(world.scope().events);
        QCOMPARE(waiting->ready, 0);
        QCOMPARE(waiting->held, 1);
        QVERIFY(waiting->heldFor <= 200ms);
        QCOMPARE(opened.store->view().counters()->accepted, 1000);
        QCOMPARE(opened.store->view().counters()->dropped.at(DropReason::Aggregated), 999);
    }

    void tellsHowLongABurstIsHeld()
    {
        World world;
        const auto clock = std::make_shared<FakeClock>();
        world.options.clock = clock;
        std::atomic<int> ready = 0;
        std::atomic<std::int64_t> heldMs = 0;
        std::counting_semaphore<> held(0);
        world.host.committed = [&](int stored) { ready += stored; };
        world.host.held = [&](std::chrono::milliseconds heldFor) {
            heldMs = heldFor.count();
            held.release();
        };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record({}, "note.scrolled");
        recorder.wake();
        QVERIFY(held.try_acquire_for(60s));
        QCOMPARE(ready.load(), 0);
        QVERIFY(heldMs > 0 && heldMs <= 200);
        const auto opened =
            EventStore::open(world.options.storeFolder, EventStore::Mode::ReadWrite, world.options.clock, {});
        QCOMPARE(opened.store->view().waitingEvents(world.scope().events)->heldFor.count(), heldMs);
        clock->advance(std::chrono::milliseconds(heldMs));
        QCOMPARE(opened.store->view().waitingEvents(world.scope().events)->ready, 1); // and nobody had to do anything
        QVERIFY(recorder.finish(60s));
    }

    void notesWhatItDoesNotRecord()
    {
        World world;
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        for (int i = 0; i < 200; ++i)
            world.record({}, "note.alice_at_home");
        world.record({{"owner", "alice"}});
        recorder.wake();
        QVERIFY(recorder.finish(60s));
        int undeclared = 0;
        for (const StoredEvent &note : world.events()) {
            QCOMPARE(note.state, EventState::NotRecorded);
            QCOMPARE(note.reason, "undeclared");
            QVERIFY(note.body.empty());
            undeclared += note.name.empty() ? note.copies : 0;
            QVERIFY(note.name.empty() || (note.name == "note.opened" && note.copies == 1));
        }
        QCOMPARE(undeclared, 200);
        for (const QString &file : QDir(world.home.path(u"events"_s)).entryList(QDir::Files))
            QVERIFY(!world.home.read(u"events/"_s + file).contains("alice"));
    }

    void keepsOnlyTheNumberOfWhatWasRefused()
    {
        World world;
        std::atomic<int> told = 0;
        world.host.dropped = [&told](const DropNote &) { ++told; };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope()); // usage alone
        world.record({}, "note.failed");
        world.record({}, "note.closed");
        world.record();
        recorder.wake();
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), 1U);
        QCOMPARE(told.load(), 0);
        const auto opened =
            EventStore::open(world.options.storeFolder, EventStore::Mode::ReadOnly, world.options.clock, {});
        QCOMPARE(opened.store->view().counters()->accepted, 3);
        QCOMPARE(opened.store->view().counters()->dropped.at(DropReason::Category), 1);
        QCOMPARE(opened.store->view().counters()->dropped.at(DropReason::Disabled), 1);
        for (const QString &file : QDir(world.home.path(u"events"_s)).entryList(QDir::Files)) {
            const QByteArray stored = world.home.read(u"events/"_s + file);
            QVERIFY(!stored.contains("note.failed"));
            QVERIFY(!stored.contains("note.closed"));
        }
    }

    void forgetsTheSecretAndTheIdWithADecision()
    {
        World world;
        const auto marker = std::make_shared<int>();
        world.options.treatment.makeSecret = [marker] { return makeSecret(); };
        std::counting_semaphore<> committed(0);
        std::counting_semaphore<> erased(0);
        world.host.committed = [&committed](int) { committed.release(); };
        world.host.erased = [&erased](const std::string &) { erased.release(); };
        Recorder recorder(world.options, world.host);
        const long before = marker.use_count();
        recorder.begin(world.scope());
        world.record({{"image", "alpine"}});
        recorder.wake();
        QVERIFY(committed.try_acquire_for(60s));
        QVERIFY(marker.use_count() > before); // held by what prepares events, with secret and id
        world.standing = Standing::Refused;
        recorder.end(Recorder::EndMode::Erase);
        QVERIFY(erased.try_acquire_for(60s));
        QCOMPARE(marker.use_count(), before);
        QVERIFY(recorder.finish(60s));
    }

    void overwritesASecret()
    {
        std::string secret = makeSecret();
        overwriteSecret(&secret);
        QCOMPARE(secret, std::string(64, '\0'));
    }

    // A process died before midnight, and another one recovers what it left after it.
    void recoveredEventsCarryTheDayOnWhichTheyHappened_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<bool>("recoveredByDay"); // the two recovered ones, of two days
        QTest::addColumn<bool>("recorded"); // a recovered one, and one recorded on the same day
        QTest::newRow("stable") << Identity::Stable << true << true;
        QTest::newRow("daily") << Identity::Daily << false << true;
        QTest::newRow("none") << Identity::None << true << false;
    }
    void recoveredEventsCarryTheDayOnWhichTheyHappened()
    {
        QFETCH(Identity, mode);
        World world;
        const auto clock = std::make_shared<FakeClock>();
        world.options.clock = clock;
        std::string id = mode == Identity::Daily ? "" : "0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d";
        world.host.identity = [mode, &id] { return EventIdentity{mode, id, {}, "key"}; };
        std::string told;
        world.host.secretKnown = [&told](const std::string &, const std::string &secret) { told = secret; };
        {
            // One that could store nothing before it died.
            world.standing = Standing::Undecided;
            Recorder dead(world.options, world.host);
            dead.begin(world.scope());
            world.record({{"image", "alpine"}});
            clock->advance(12h);
            world.record({{"image", "alpine"}});
            QVERIFY(dead.finish(60s));
        }
        QVERIFY(world.events().empty());
        world.standing = Standing::Holds;
        world.beginAnew();
        if (mode == Identity::None)
            id = "1b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d"; // another process's
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record({{"image", "alpine"}});
        QVERIFY(recorder.finish(60s));

        QStringList ids;
        QStringList hashes;
        QStringList own;
        for (const StoredEvent &event : world.events()) { // newest first
            const QJsonDocument body = QJsonDocument::fromJson(QByteArray::fromStdString(event.body));
            ids.prepend(body["distinct_id"_L1].toString());
            hashes.prepend(body["properties"_L1]["image"_L1].toString());
            own.prepend(body["uuid"_L1].toString());
        }
        QCOMPARE(ids.size(), 3); // before midnight, after it, recorded now
        for (const QString &each : ids)
            QCOMPARE(QUuid::fromString(each).version(), QUuid::Random);
        QTEST(ids[0] == ids[1], "recoveredByDay");
        QTEST(hashes[0] == hashes[1], "recoveredByDay");
        QTEST(ids[1] == ids[2], "recorded");
        QTEST(hashes[1] == hashes[2], "recorded");
        QCOMPARE(told.size(), mode == Identity::Daily ? std::size_t(64) : std::size_t(0));
        for (const QString &each : own)
            QCOMPARE(own.count(each), 1);
        QCOMPARE(world.left(), 0);
    }

    void withoutASecretADailyEventStaysWhereItIs()
    {
        World world;
        world.host.identity = [] { return EventIdentity{Identity::Daily, {}, {}, {}}; };
        world.options.treatment.makeSecret = [] { return std::string(); };
        {
            Recorder recorder(world.options, world.host);
            recorder.begin(world.scope());
            world.record();
            QVERIFY(recorder.finish(60s));
        }
        QVERIFY(world.events().empty());
        QCOMPARE(world.left(), 1); // and is recorded once there is one
        world.options.treatment.makeSecret = makeSecret;
        world.beginAnew();
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), 1U);
    }

    void aDecisionThatIsNoLongerCurrentMakesNoStore()
    {
        World world;
        world.standing = Standing::Undecided;
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QVERIFY(!world.home.exists(u"events"_s));
        QCOMPARE(world.left(), 1); // for whoever knows what to do with it
    }

    void whatWasErasedMeanwhileIsNotStoredAgain_data()
    {
        QTest::addColumn<bool>("current");
        QTest::newRow("under an answer that holds no more") << false;
        QTest::newRow("under the same answer") << true;
    }

    /// By another process, which changed the answer first; this one has not heard of it.
    void whatWasErasedMeanwhileIsNotStoredAgain()
    {
        QFETCH(bool, current);
        World world;
        std::atomic<bool> holds{true};
        std::counting_semaphore<> committed{0};
        std::atomic<bool> toldOfAProblem{false};
        world.host.standing = [&](const std::string &) { return holds ? Standing::Holds : Standing::Undecided; };
        world.host.committed = [&](int) { committed.release(); };
        world.host.problem = [&](const std::string &) { toldOfAProblem = true; };
        {
            Recorder recorder(world.options, world.host);
            recorder.begin(world.scope());
            world.record();
            recorder.wake();
            QVERIFY(committed.try_acquire_for(60s));
            QCOMPARE(world.events().size(), 1U);
            holds = current;
            std::string error;
            QVERIFY2(EventStore::erase(world.options.storeFolder, world.options.clock, &error), error.c_str());
            QVERIFY(world.events().empty());
            world.record();
            world.record();
            recorder.wake();
            if (current)
                QVERIFY(committed.try_acquire_for(60s));
            QVERIFY(recorder.finish(60s));
        }
        QCOMPARE(world.events().size(), current ? 2U : 0U);
        QCOMPARE(world.left(), current ? 0 : 2); // for whoever knows what to do with it
        QVERIFY(!toldOfAProblem);
        for (const QString &file : QDir(world.home.path(u"events"_s)).entryList(QDir::Files))
            QVERIFY(current || !world.home.read(u"events/"_s + file).contains("note.opened"));
    }

    /// A commit that waits while another erases comes after it.
    void aCommitThatWaitedForTheErasingIsRefused()
    {
        World world;
        std::atomic<bool> holds{true};
        std::counting_semaphore<> committed{0};
        std::counting_semaphore<> prepared{0};
        world.host.standing = [&](const std::string &) { return holds ? Standing::Holds : Standing::Undecided; };
        world.host.committed = [&](int) { committed.release(); };
        world.options.treatment.keyedHash = [&](std::string_view key, std::string_view text) {
            prepared.release();
            return keyedHash(key, text);
        };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record({{"image", "alpine"}});
        recorder.wake();
        QVERIFY(committed.try_acquire_for(60s));
        QVERIFY(prepared.try_acquire_for(60s));

        sqlite3 *other = nullptr;
        const auto close = qScopeGuard([&other] { sqlite3_close(other); });
        QCOMPARE(sqlite3_open((world.options.storeFolder + "/events.sqlite").c_str(), &other), SQLITE_OK);
        sqlite3_busy_timeout(other, 60000);
        QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        world.record({{"image", "alpine"}});
        recorder.wake();
        QVERIFY(prepared.try_acquire_for(60s)); // now it is on its way into the store
        recorder.end(Recorder::EndMode::Discard); // as when the person at this very program erases
        QVERIFY(!recorder.finish(50ms)); // and ends it
        holds = false;
        QCOMPARE(sqlite3_exec(other, "DELETE FROM events; DELETE FROM scopes; COMMIT", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        world.ring.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!world.rings.hasRings(), 60000); // it has let go of what it was to discard
        QVERIFY(world.events().empty());
    }

    void makesRoomFromHalfFullOn()
    {
        World world;
        world.options.gatherTime = 24h; // as if the pause never ended
        std::counting_semaphore<> committed{0};
        world.host.committed = [&](int) { committed.release(); };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        while (!world.ring->isHalfFull())
            world.record();
        recorder.wake();
        QVERIFY(committed.try_acquire_for(60s));
        QVERIFY(recorder.finish(60s)); // which does not wait for the pause, either
        QCOMPARE(world.left(), 0);
    }

    // Another set of categories is another ring.
    void eachRingIsJudgedByItsOwnCategories_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::addColumn<Categories>("first");
        QTest::addColumn<Categories>("second");
        QTest::addColumn<QStringList>("stored");
        for (const bool inFile : {true, false}) {
            const char *const where = inFile ? "in a file" : "in memory";
            const Categories both = Category::Usage | Category::Errors;
            QTest::addRow("more are granted, %s", where)
                << inFile << Categories(Category::Usage) << both
                << QStringList{u"note.opened"_s, u"note.opened"_s, u"note.failed"_s};
            QTest::addRow("fewer are granted, %s", where)
                << inFile << both << Categories(Category::Usage) << QStringList{u"note.opened"_s, u"note.opened"_s};
        }
    }
    void eachRingIsJudgedByItsOwnCategories()
    {
        QFETCH(bool, inFile);
        QFETCH(Categories, first);
        QFETCH(Categories, second);
        QFETCH(QStringList, stored);
        World world;
        Recorder recorder(world.options, world.host);
        Recorder::Scope scope = world.scope();
        for (const Categories granted : {first, second}) {
            std::string why;
            scope.granted = granted;
            scope.ring = inFile ? world.rings.create(++world.base, {scope.events, "posthog", granted, {}}, &why)
                                : std::make_shared<EventRing>(++world.base);
            QCOMPARE(scope.ring->outlivesProcess(), inFile);
            world.ring = scope.ring;
            recorder.begin(scope);
            world.record();
            world.record({}, "note.failed");
            recorder.wake();
        }
        QVERIFY(recorder.finish(60s));
        QStringList names;
        for (const StoredEvent &event : world.events())
            names.prepend(QString::fromStdString(event.name));
        QCOMPARE(names, stored);
        const auto opened =
            EventStore::open(world.options.storeFolder, EventStore::Mode::ReadOnly, world.options.clock, {});
        QCOMPARE(opened.store->view().counters()->accepted, 4);
        QCOMPARE(opened.store->view().counters()->dropped.at(DropReason::Category), 4 - stored.size());
        QVERIFY(!world.rings.hasRings());
    }

    void countsWhatTheStoreCouldNotTakeFromMemory_data()
    {
        QTest::addColumn<bool>("inFile");
        QTest::newRow("a file is recovered") << true;
        QTest::newRow("memory is counted") << false;
    }
    // Other categories were granted while the store could not be used.
    void countsWhatTheStoreCouldNotTakeFromMemory()
    {
        QFETCH(bool, inFile);
        World world;
        std::atomic<bool> usable{false};
        world.host.standing = [&](const std::string &) { return usable ? Standing::Holds : Standing::Undecided; };
        Recorder recorder(world.options, world.host);
        Recorder::Scope scope = world.scope();
        std::string why;
        if (!inFile)
            scope.ring = world.ring = std::make_shared<EventRing>(++world.base);
        recorder.begin(scope);
        world.record();
        world.record();
        std::binary_semaphore drained(0);
        recorder.flush([&](bool, std::optional<std::int64_t>) { drained.release(); });
        QVERIFY(drained.try_acquire_for(60s));
        scope.granted = Category::Usage | Category::Errors;
        scope.ring = world.rings.create(++world.base, {scope.events, "posthog", scope.granted, {}}, &why);
        world.ring = scope.ring;
        recorder.begin(scope);
        recorder.flush([&](bool, std::optional<std::int64_t>) { drained.release(); });
        QVERIFY(drained.try_acquire_for(60s));
        usable = true;
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), inFile ? 2U : 1U); // the note of what was dropped
        const auto opened =
            EventStore::open(world.options.storeFolder, EventStore::Mode::ReadOnly, world.options.clock, {});
        const auto counters = opened.store->view().counters();
        QCOMPARE(counters->accepted, 2);
        QCOMPARE(counters->waiting, inFile ? 2 : 0);
        QVERIFY(inFile || counters->dropped.at(DropReason::Memory) == 2);
        QVERIFY(!world.rings.hasRings());
    }

    void anEndThatComesDuringASlowBeginLosesNothing()
    {
        World world;
        const auto answer = std::make_shared<std::binary_semaphore>(0);
        world.host.catalogue = [answer](std::string *error) {
            answer->acquire(); // the disk hangs
            return Catalogue::fromJson(catalogueText, error);
        };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(!recorder.finish(20ms));
        answer->release();
        QTRY_COMPARE_WITH_TIMEOUT(world.left(), 1, 60000);
        QVERIFY(!world.home.exists(u"events"_s));
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
