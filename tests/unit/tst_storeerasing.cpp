// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Erasing beside a yes that goes on: what belongs to the past is gone from every byte of the store's files, and what
// belongs to the decision of now stays.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sqlite3.h>
#include <sys/file.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = EventStore::Mode;

namespace {

const EventScope past{"decision-past", "posthog eu.example 0011"};
const EventScope present{"decision-present", "posthog eu.example 0011"};

struct World
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::uint64_t sequence = 0;

    [[nodiscard]] std::string folder() const { return home.path(u"data/events"_s).toStdString(); }
    [[nodiscard]] std::unique_ptr<EventStore> open(Mode mode = Mode::ReadWrite) const
    {
        return EventStore::open(folder(), mode, clock, {}).store;
    }
    bool add(EventStore &store, const EventScope &scope, int count, const std::string &text,
             Categories categories = allCategories)
    {
        std::vector<NewEvent> events;
        const auto now = unixMilliseconds(clock->now());
        for (int i = 0; i < count; ++i) {
            ++sequence;
            events.push_back(
                {eventId(now, 7, sequence), "page.viewed", now,
                 "{\"text\":\"" + text + std::string(static_cast<std::size_t>(sequence * 7 % 200), 'x') + "\"}"});
            events.back().categories = categories;
        }
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = sequence;
        progress.accepted = count;
        return store.writer().commit(scope, events, progress);
    }
    [[nodiscard]] bool erase(const std::string &decision, std::string *error) const
    {
        return EventStore::eraseEarlier(folder(), [decision] { return decision; }, clock, error);
    }
    /// In all files of the store, the log and the memory beside it too.
    [[nodiscard]] int occurrences(const QByteArray &text) const
    {
        int result = 0;
        const QFileInfoList files = QDir(home.path(u"data/events"_s)).entryInfoList(QDir::Files | QDir::Hidden);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                result += int(file.readAll().count(text));
        }
        return result;
    }
};

bool addsUp(const EventCounters &counters)
{
    std::int64_t sum = counters.waiting + counters.sending + counters.delivered;
    for (const auto &[reason, count] : counters.dropped)
        sum += count;
    return counters.accepted == sum;
}

} // namespace

class StoreErasingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNoByteOfThePast_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("stays");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("openElsewhere");
        QTest::newRow("an empty store") << 0 << 0 << 0 << false;
        QTest::newRow("one event") << 1 << 0 << 0 << false;
        QTest::newRow("many") << 3000 << 0 << 0 << false;
        QTest::newRow("many, beside a window") << 3000 << 0 << 0 << true;
        QTest::newRow("some of now, after those of the past") << 300 << 3 << 0 << true;
        QTest::newRow("some of now, among those of the past") << 300 << 3 << 300 << true;
        QTest::newRow("many of now, among those of the past") << 1000 << 500 << 1000 << true;
        QTest::newRow("nobody else has it open") << 300 << 3 << 300 << false;
    }
    void leavesNoByteOfThePast()
    {
        QFETCH(int, before);
        QFETCH(int, stays);
        QFETCH(int, after);
        QFETCH(bool, openElsewhere);
        World world;
        std::unique_ptr<EventStore> store = world.open();
        QVERIFY(store);
        if (before > 0) {
            QVERIFY(world.add(*store, past, before, "SECRETPAST"));
            QCOMPARE(store->writer().obtainSecret(past.decisionId, "SECRETPAST-key"),
                     std::optional(std::string("SECRETPAST-key")));
            QVERIFY(store->claims().settle({}, {}, {.lastResult = "SECRETPAST", .lastHost = "SECRETPAST"}));
        }
        if (stays > 0) {
            QVERIFY(world.add(*store, present, stays, "NOW"));
            QVERIFY(store->writer().obtainSecret(present.decisionId, "key-of-now"));
        }
        if (after > 0)
            QVERIFY(world.add(*store, past, after, "SECRETPAST"));
        if (before > 0)
            QVERIFY(world.occurrences("SECRETPAST") > 0);
        if (!openElsewhere)
            store.reset();

        std::string error;
        QVERIFY2(world.erase(present.decisionId, &error), error.c_str());

        QCOMPARE(world.occurrences("SECRETPAST"), 0);
        QCOMPARE(world.occurrences("decision-past"), 0);
        const std::unique_ptr<EventStore> reader = world.open(Mode::ReadOnly);
        QCOMPARE(reader ? reader->view().recorded().value_or(-1) : 0, stays);
        if (reader) {
            QVERIFY(addsUp(*reader->view().counters()));
            QCOMPARE(reader->view().counters()->waiting, stays);
        }
        if (stays > 0)
            QVERIFY(world.occurrences("NOW") >= stays);
        if (openElsewhere) {
            // Whoever had it open goes on recording.
            if (stays > 0)
                QCOMPARE(store->writer().obtainSecret(present.decisionId, "another"),
                         std::optional(std::string("key-of-now")));
            QVERIFY(world.add(*store, present, 2, "NOW"));
            QCOMPARE(store->view().recorded(), std::optional<std::int64_t>(stays + 2));
            QVERIFY(addsUp(*store->view().counters()));
        }
    }

    /// Nothing of an earlier decision stays either where the process that goes on recording removes it.
    void nobodyElseErases_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("stays");
        QTest::newRow("none of now") << 2000 << 0;
        QTest::newRow("few of now among them") << 600 << 5;
    }
    void nobodyElseErases()
    {
        QFETCH(int, before);
        QFETCH(int, stays);
        World world;
        const std::unique_ptr<EventStore> store = world.open();
        QVERIFY(world.add(*store, past, before, "SECRETPAST"));
        if (stays > 0)
            QVERIFY(world.add(*store, present, stays, "NOW"));
        QVERIFY(world.add(*store, past, before, "SECRETPAST"));
        QVERIFY(store->removals().keepOnly(present.decisionId));
        QCOMPARE(world.occurrences("SECRETPAST"), 0);
        QCOMPARE(store->view().recorded(), std::optional<std::int64_t>(stays));
    }

    /// What said something of a category that is refused is in no byte of the files either, whatever stays beside it.
    void nothingOfARefusedCategoryStays_data()
    {
        QTest::addColumn<int>("stays");
        QTest::addColumn<int>("goes");
        QTest::addColumn<int>("size");
        for (const int stays : {0, 3, 100, 600, 2000}) {
            for (const int goes : {3, 600})
                QTest::addRow("%d beside %d that stay", goes, stays) << stays << goes << 0;
        }
        QTest::newRow("large ones beside 100 that stay") << 100 << 60 << 20000;
        QTest::newRow("middling ones beside 600 that stay") << 600 << 300 << 900;
    }
    void nothingOfARefusedCategoryStays()
    {
        QFETCH(int, stays);
        QFETCH(int, goes);
        QFETCH(int, size);
        World world;
        const std::unique_ptr<EventStore> store = world.open();
        QVERIFY(store);
        const std::string text = "SECRETERROR" + std::string(static_cast<std::size_t>(size), 'y');
        // Among each other, in every proportion.
        const int parts = std::min(goes, 60);
        for (int part = 0; part < parts; ++part) {
            const auto share = [&](int all) { return all * (part + 1) / parts - all * part / parts; };
            if (share(goes) > 0)
                QVERIFY(world.add(*store, present, share(goes), text,
                                  part % 2 == 0 ? Categories(Category::Errors) : allCategories));
            if (share(stays) > 0)
                QVERIFY(world.add(*store, present, share(stays), "NOW", Category::Usage));
        }
        // A row that is tried again becomes longer, and those beside it are moved.
        for (int attempt = 0; attempt < 2; ++attempt) {
            std::vector<std::int64_t> rows;
            for (const StoredEvent &event : store->claims().claim(present, stays + goes, 100'000'000))
                rows.push_back(event.row);
            QCOMPARE(static_cast<int>(rows.size()), stays + goes);
            QVERIFY(store->claims().settle(rows, {EventState::Waiting}, {}));
        }
        QVERIFY(world.occurrences("SECRETERROR") >= goes);
        QVERIFY(store->removals().keepGranted(Category::Usage));
        QCOMPARE(world.occurrences("SECRETERROR"), 0);
        QCOMPARE(store->view().recorded(), std::optional<std::int64_t>(stays));
        QVERIFY(world.occurrences("NOW") >= stays);
        QVERIFY(addsUp(*store->view().counters()));
    }

    /// ... where somebody reads meanwhile, with the next call, in whichever process.
    void aReaderDelaysItToTheNextCall_data()
    {
        QTest::addColumn<bool>("another");
        QTest::addColumn<Categories>("granted");
        QTest::newRow("of the same process") << false << Categories(Category::Usage);
        QTest::newRow("of another one") << true << Categories(Category::Usage);
        QTest::newRow("of another one, everything granted again") << true << allCategories;
    }
    void aReaderDelaysItToTheNextCall()
    {
        QFETCH(bool, another);
        QFETCH(Categories, granted);
        World world;
        std::unique_ptr<EventStore> store = world.open();
        QVERIFY(world.add(*store, present, 300, "SECRETERROR", Category::Errors));
        QVERIFY(world.add(*store, present, 300, "NOW", Category::Usage));
        sqlite3 *reader = nullptr;
        QCOMPARE(sqlite3_open((world.folder() + "/events.sqlite").c_str(), &reader), SQLITE_OK);
        QCOMPARE(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM events", nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(store->removals().keepGranted(Category::Usage));
        QVERIFY(store->removals().keepGranted(Category::Usage)); // the reader is still there
        QCOMPARE(store->view().recorded(), std::optional<std::int64_t>(300));
        QVERIFY(world.occurrences("SECRETERROR") > 0);
        QCOMPARE(sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
        const std::unique_ptr<EventStore> second = another ? world.open() : nullptr;
        QVERIFY((another ? second : store)->removals().keepGranted(granted));
        QCOMPARE(world.occurrences("SECRETERROR"), 0);
        sqlite3_close(reader);
    }

    void withoutAStoreNothingIsMade()
    {
        const World world;
        std::string error;
        QVERIFY(world.erase("decision-present", &error));
        QVERIFY(!world.home.exists(u"data"_s));
    }

    void withoutADecisionEverythingGoes()
    {
        World world;
        {
            const std::unique_ptr<EventStore> store = world.open();
            QVERIFY(world.add(*store, past, 10, "SECRETPAST"));
        }
        std::string error;
        QVERIFY2(world.erase({}, &error), error.c_str());
        QVERIFY(!world.home.exists(u"data/events"_s));
    }

    void aLockedStoreIsAnErrorWithinASecondOrSo_data()
    {
        QTest::addColumn<QString>("lock");
        QTest::newRow("its folder") << u"folder"_s;
        QTest::newRow("its file, for writing") << u"BEGIN IMMEDIATE"_s;
        QTest::newRow("its file, for everything") << u"BEGIN EXCLUSIVE"_s;
    }
    void aLockedStoreIsAnErrorWithinASecondOrSo()
    {
        QFETCH(QString, lock);
        World world;
        std::unique_ptr<EventStore> store = world.open();
        QVERIFY(world.add(*store, past, 10, "SECRETPAST"));
        sqlite3 *database = nullptr;
        int descriptor = -1;
        if (lock == "folder"_L1) {
            store.reset();
            descriptor = ::open((world.folder() + "/in-use").c_str(), O_RDWR | O_CLOEXEC);
            QVERIFY(descriptor >= 0);
            QCOMPARE(::flock(descriptor, LOCK_EX | LOCK_NB), 0);
        } else {
            QCOMPARE(sqlite3_open((world.folder() + "/events.sqlite").c_str(), &database), SQLITE_OK);
            QCOMPARE(sqlite3_exec(database, lock.toUtf8().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        }
        std::string error;
        const auto began = std::chrono::steady_clock::now();
        QVERIFY(!world.erase(present.decisionId, &error));
        const auto took = std::chrono::steady_clock::now() - began;
        qInfo("%lld ms: %s",
              static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()),
              error.c_str());
        QVERIFY(!error.empty());
        QVERIFY(took < 10s);
        if (database)
            sqlite3_close(database);
        if (descriptor >= 0)
            ::close(descriptor);
        QVERIFY2(world.erase(present.decisionId, &error), error.c_str());
        QCOMPARE(world.occurrences("SECRETPAST"), 0);
    }
};

QTEST_GUILESS_MAIN(StoreErasingTest)
#include "tst_storeerasing.moc"
