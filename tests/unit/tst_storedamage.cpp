// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Stores with something wrong in them at many places, picked by seed: none ends the program, and none goes on failing.
// Whoever uses one closes it after a failure and opens it again, as the recorder does.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "queue/storeconnection.h"
#include "support/fakeclock.h"
#include "support/faultyfiles.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::FaultyFiles;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;

namespace {

const EventScope scope{"decision-a", "posthog eu.example 0011"};
constexpr qsizetype page = 4096;

int trials()
{
    return qEnvironmentVariableIsSet("CANDOR_TRIALS") ? 200 : 8;
}

class World
{
public:
    World()
    {
        options.maximumBytes = 768 * 1024;
        options.fileLayer = files.name(); // does not wait for the disk
    }

    TemporaryHome home;
    FaultyFiles files;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    EventStore::Options options;
    std::unique_ptr<EventStore> store;
    Status status = Status::Failed;
    std::string problem;
    std::uint64_t base = 1;
    std::uint64_t sequence = 0;

    [[nodiscard]] QString file(const char *suffix = "") const
    {
        return home.path(u"data/events/events.sqlite"_s + QString::fromLatin1(suffix));
    }
    bool open()
    {
        store.reset();
        EventStore::Opened opened =
            EventStore::open(home.path(u"data/events"_s).toStdString(), Mode::ReadWrite, clock, options);
        store = std::move(opened.store);
        status = opened.status;
        problem = opened.error;
        return store != nullptr;
    }
    bool commit(int count, std::size_t bytes)
    {
        std::vector<NewEvent> events;
        const std::int64_t now = unixMilliseconds(clock->now());
        for (int i = 0; i < count; ++i) {
            ++sequence;
            events.push_back({eventId(1, base, sequence), "page.viewed", now, '"' + std::string(bytes, 'x') + '"'});
        }
        CommitProgress progress;
        progress.ringBase = base;
        progress.lastSequence = sequence;
        progress.accepted = count;
        return store->writer().commit(scope, events, progress);
    }
    bool upload() const
    {
        if (!store->claims().reclaim())
            return false;
        std::vector<std::int64_t> rows;
        for (const StoredEvent &event : store->claims().claim(scope, 50, 1000000))
            rows.push_back(event.row);
        if (!store->error().empty())
            return false;
        const std::span<const std::int64_t> all(rows);
        return store->claims().settle(all.first(all.size() / 2), {EventState::Delivered}, {})
            && store->claims().settle(all.subspan(all.size() / 2), {EventState::Rejected, "too large"}, {});
    }
    bool look() const
    {
        ActivityQuery query;
        for (int i = 0; i < 20; ++i) {
            const auto shown = store->view().events(query);
            if (!shown)
                return false;
            if (shown->empty())
                break;
            query.beforeRow = shown->back().row;
        }
        return store->view().counters() && store->view().waiting(scope) && store->view().deliveryState()
            && store->writer().ringPosition(base);
    }
    /// Everything that touches every part of the store, old rows and new ones.
    std::vector<std::function<bool()>> script()
    {
        std::vector<std::function<bool()>> result = {
            [this] {
                return store->removals().keepOnly(scope.decisionId) && store->removals().noteUndecided(false)
                    && store->removals().expire();
            },
            [this] { return look(); },
            [this] { return upload(); },
            [this] { return commit(3, 9000); },
        };
        // Until every page of before is used by something else.
        for (int i = 0; i < 12; ++i)
            result.push_back([this] { return commit(64, 900) && upload(); });
        result.push_back([this] {
            clock->advance(24h * 31);
            return store->removals().expire() && store->claims().settle({}, {}, {});
        });
        result.push_back([this] { return commit(10, 10) && look(); });
        return result;
    }
};

/// A store in use: rows in all states, in the database and in its log.
struct Template
{
    QByteArray database;
    QByteArray log;
    QByteArray mark;

    Template()
    {
        World world;
        for (int i = 0; i < 2; ++i) {
            if (!world.open() || !world.commit(300, 400) || !world.upload() || !world.commit(2, 9000))
                qFatal("%s", world.store ? world.store->error().c_str() : world.problem.c_str());
            if (i == 0 && !StoreConnection::open(world.file().toStdString(), {})->checkpoint())
                qFatal("no checkpoint");
        }
        if (!world.commit(120, 300) || !world.upload())
            qFatal("%s", world.store->error().c_str());
        world.store.reset();
        database = world.home.read(u"data/events/events.sqlite"_s);
        log = world.home.read(u"data/events/events.sqlite-wal"_s);
        mark = world.home.read(u"data/events/in-use"_s);
        if (database.size() < 40 * page || log.size() < 10 * page || mark.isEmpty())
            qFatal("the template is too small: %lld, %lld", static_cast<long long>(database.size()),
                   static_cast<long long>(log.size()));
    }
};

const Template &sound()
{
    static const Template result;
    return result;
}

using Random = std::mt19937_64;

qsizetype pick(Random &random, qsizetype below)
{
    return static_cast<qsizetype>(random() % static_cast<std::uint64_t>(below));
}

void flipBytes(QByteArray *bytes, Random &random, qsizetype from, qsizetype size)
{
    for (qsizetype i = 1 + pick(random, 4); i > 0; --i) {
        const qsizetype at = from + pick(random, size);
        (*bytes)[at] = static_cast<char>(bytes->at(at) ^ (1 + pick(random, 255)));
    }
}

using Damage = void (*)(Template *, Random &);

struct Kind
{
    const char *name;
    Damage damage;
};

constexpr Kind kinds[] = {
    {"bytes in the header", [](Template *store, Random &random) { flipBytes(&store->database, random, 0, 100); }},
    {"bytes in the schema",
     [](Template *store, Random &random) { flipBytes(&store->database, random, 100, page - 100); }},
    {"bytes anywhere",
     [](Template *store, Random &random) { flipBytes(&store->database, random, 0, store->database.size()); }},
    {"bytes where a page begins",
     [](Template *store, Random &random) {
         flipBytes(&store->database, random, (1 + pick(random, store->database.size() / page - 1)) * page, 16);
     }},
    {"a page of zeroes",
     [](Template *store, Random &random) {
         std::fill_n(store->database.begin() + pick(random, store->database.size() / page) * page, page, '\0');
     }},
    {"a page that stands at another's place",
     [](Template *store, Random &random) {
         const QByteArray other = store->database.mid(pick(random, store->database.size() / page) * page, page);
         store->database.replace(pick(random, store->database.size() / page) * page, page, other);
     }},
    {"the end is missing",
     [](Template *store, Random &random) { store->database.resize(pick(random, store->database.size())); }},
    {"the log's end is missing",
     [](Template *store, Random &random) { store->log.resize(pick(random, store->log.size())); }},
    {"bytes in the log", [](Template *store, Random &random) { flipBytes(&store->log, random, 0, store->log.size()); }},
    {"no log", [](Template *store, Random &) { store->log.clear(); }},
    {"a database of an earlier day with a later log",
     [](Template *store, Random &random) {
         store->database.replace(page, page * 10, QByteArray(10 * page, static_cast<char>(random())));
     }},
};

} // namespace

class StoreDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundAndOver_data();
    void isFoundAndOver();
    void isFoundInTheMiddle();
    void isBegunAnewOnceEverybodyHasClosedIt();
    void isLookedForOnceAStartOfTheSystem();
};

void StoreDamageTest::isFoundAndOver_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("crashed");
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        QTest::addRow("%s, after a crash of the system", kinds[i].name) << static_cast<int>(i) << true;
        QTest::addRow("%s, in between", kinds[i].name) << static_cast<int>(i) << false;
    }
}

void StoreDamageTest::isFoundAndOver()
{
    QFETCH(int, kind);
    QFETCH(bool, crashed);
    int found = 0;
    for (int trial = 0; trial < trials(); ++trial) {
        Random random(static_cast<std::uint64_t>(trial * 100 + kind));
        Template damaged = sound();
        kinds[kind].damage(&damaged, random);
        World world;
        world.home.write(u"data/events/events.sqlite"_s, damaged.database);
        world.home.write(u"data/events/events.sqlite-wal"_s, damaged.log);
        world.home.write(u"data/events/in-use"_s, crashed ? QByteArray() : damaged.mark);
        const std::string where = "trial " + std::to_string(trial);

        bool anew = false;
        const auto open = [&] {
            if (world.open() && world.status == Status::BegunAnew) {
                anew = true;
                world.base = 2; // what was recorded in the ring before is gone with the store
            }
            return world.store != nullptr;
        };
        if (!open() && world.status == Status::NewerSchema)
            continue; // the version's own bytes: nothing is touched
        QVERIFY2(world.store, (where + ": " + world.problem).c_str());
        int failures = 0;
        for (const auto &step : world.script()) {
            while (!step()) {
                ++failures;
                const std::string why = where + ": " + world.store->error();
                QVERIFY2(!world.store->error().empty(), why.c_str());
                QVERIFY2(failures <= 3, why.c_str());
                QVERIFY2(open(), (why + "; " + world.problem).c_str());
            }
        }
        found += anew ? 1 : 0;
        // Whatever it was, from here on all is well.
        QVERIFY2(world.commit(1, 1), world.store->error().c_str());
        const auto counters = world.store->view().counters();
        QVERIFY(counters);
        if (anew) {
            std::int64_t dropped = 0;
            for (const auto &[reason, count] : counters->dropped)
                dropped += count;
            QCOMPARE(counters->accepted, counters->waiting + counters->sending + counters->delivered + dropped);
        }
    }
    qInfo("%d of %d were begun anew", found, trials());
}

void StoreDamageTest::isFoundInTheMiddle()
{
    World world;
    QVERIFY(world.open());
    QVERIFY(world.commit(300, 400));
    QVERIFY(StoreConnection::open(world.file().toStdString(), {})->checkpoint());
    QVERIFY(world.open()); // with nothing of it in memory
    // Closing this file would take the store's locks away, so it stays open.
    QFile file(world.file());
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    QVERIFY(file.seek(2 * page));
    QCOMPARE(file.write(QByteArray(static_cast<qsizetype>(file.size()) - 2 * page, '\x5a')), file.size() - 2 * page);
    QVERIFY(!world.commit(64, 400) || !world.look());
    QVERIFY(world.store->error().find("malformed") != std::string::npos);
    // Nothing is done by half: until it is opened again, all of it fails.
    QVERIFY(!world.commit(1, 1));
    QVERIFY(!world.store->view().counters());
    QVERIFY(world.open());
    QCOMPARE(world.status, Status::BegunAnew);
    QVERIFY(world.problem.find("begun anew") != std::string::npos);
    QVERIFY(world.commit(64, 400));
    QCOMPARE(world.store->view().counters()->accepted, 64);
    QVERIFY(world.open());
    QCOMPARE(world.status, Status::Ok);
}

void StoreDamageTest::isBegunAnewOnceEverybodyHasClosedIt()
{
    World world;
    QVERIFY(world.open());
    QVERIFY(world.commit(300, 400));
    QVERIFY(StoreConnection::open(world.file().toStdString(), {})->checkpoint());
    QVERIFY(world.open());
    EventStore::Opened other =
        EventStore::open(world.home.path(u"data/events"_s).toStdString(), Mode::ReadWrite, world.clock, world.options);
    QVERIFY(other.store->view().counters());
    QFile file(world.file());
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    QVERIFY(file.seek(2 * page));
    file.write(QByteArray(static_cast<qsizetype>(file.size()) - 2 * page, '\x5a'));
    QVERIFY(!world.look());
    // The other one is told by its next operation, also by one that would not have come upon it.
    QVERIFY(!other.store->writer().ringPosition(1));
    QVERIFY(!world.open());
    QVERIFY2(world.problem.find("another process has it open") != std::string::npos, world.problem.c_str());
    other.store.reset();
    QVERIFY(world.open());
    QCOMPARE(world.status, Status::BegunAnew);
    QVERIFY(world.commit(1, 1));
}

void StoreDamageTest::isLookedForOnceAStartOfTheSystem()
{
    // Damage in a page that nothing of this reads: found by the check after a crash, not by opening it as usual.
    World world;
    Template damaged = sound();
    damaged.log.clear();
    std::fill_n(damaged.database.begin() + (damaged.database.size() / page - 2) * page, page, '\x5a');
    world.home.write(u"data/events/events.sqlite"_s, damaged.database);
    world.home.write(u"data/events/in-use"_s, damaged.mark);
    const auto pages = static_cast<std::int64_t>(damaged.database.size() / page);
    QVERIFY(world.open());
    QCOMPARE(world.status, Status::Ok);
    QVERIFY2(world.files.count(FaultyFiles::Operation::Read) < pages / 2, "opening reads all of it");
    world.store.reset();
    world.home.write(u"data/events/in-use"_s, "whole since 00000000-0000-0000-0000-000000000000");
    QVERIFY(world.open());
    QCOMPARE(world.status, Status::BegunAnew);
    world.store.reset();
    QCOMPARE(world.home.read(u"data/events/in-use"_s), damaged.mark);
}

QTEST_APPLESS_MAIN(StoreDamageTest)
#include "tst_storedamage.moc"
