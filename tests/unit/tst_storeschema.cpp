// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Stores of other versions than this one: those from before the first release are begun anew, later ones left alone.

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
using candor::test::FakeClock;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;
using Status = EventStore::OpenStatus;

namespace {

struct World
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();

    [[nodiscard]] QString file() const { return home.path(u"data/events/events.sqlite"_s); }
    [[nodiscard]] QByteArray bytes() const { return home.read(u"data/events/events.sqlite"_s); }
    [[nodiscard]] std::string folder() const { return home.path(u"data/events"_s).toStdString(); }
    [[nodiscard]] EventStore::Opened open(Mode mode = Mode::ReadWrite) const
    {
        return EventStore::open(folder(), mode, clock, {});
    }
    [[nodiscard]] bool commit(EventStore &store) const
    {
        const std::int64_t now = unixMilliseconds(clock->now());
        std::vector<NewEvent> events;
        for (std::uint64_t i = 1; i <= 3; ++i)
            events.push_back({eventId(now, 7, i), "page.viewed", now, "{\"sequence\":" + std::to_string(i) + '}'});
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = 3;
        progress.accepted = 3;
        return store.writer().commit({"decision-a", "posthog eu.example 0011"}, events, progress);
    }
    [[nodiscard]] std::unique_ptr<StoreConnection> connect() const
    {
        return StoreConnection::open(file().toStdString(), {});
    }
    /// A store with three events that says it is of \a version.
    [[nodiscard]] bool make(std::int64_t version) const
    {
        if (!commit(*open().store))
            return false;
        const auto other = connect();
        other->execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
        return other->checkpoint();
    }
};

} // namespace

class StoreSchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAnEarlierVersionAnew();
    void showsNothingOfAnEarlierVersion();
    void erasesAnEarlierVersion();
    void isNotBegunAnewWhereALaterVersionChangedIt();
    void anEventGoesWithItsBody();
};

void StoreSchemaTest::beginsAnEarlierVersionAnew()
{
    const World world;
    QVERIFY(world.make(storeschema::version - 1));
    {
        const auto opened = world.open();
        QVERIFY2(opened.status == Status::BegunAnew, opened.error.c_str());
        QVERIFY(!opened.error.empty());
        QCOMPARE(opened.store->view().counters()->accepted, 0);
        QVERIFY(world.commit(*opened.store));
        QCOMPARE(opened.store->view().counters()->waiting, 3);
    }
    QCOMPARE(world.connect()->number("PRAGMA user_version"), storeschema::version);
    QCOMPARE(world.open().status, Status::Ok);
}

void StoreSchemaTest::showsNothingOfAnEarlierVersion()
{
    const World world;
    QVERIFY(world.make(storeschema::version - 1));
    const QByteArray before = world.bytes();
    const auto opened = world.open(Mode::ReadOnly);
    QCOMPARE(opened.status, Status::Failed);
    QVERIFY(!opened.error.empty());
    QCOMPARE(world.bytes(), before);
}

void StoreSchemaTest::erasesAnEarlierVersion()
{
    const World world;
    QVERIFY(world.make(storeschema::version - 1));
    std::string error;
    QVERIFY2(EventStore::erase(world.folder(), world.clock, &error), error.c_str());
    QVERIFY(!QFile::exists(world.file()));
}

void StoreSchemaTest::isNotBegunAnewWhereALaterVersionChangedIt()
{
    const World world;
    auto opened = world.open();
    QVERIFY(world.commit(*opened.store));
    const auto later = world.connect();
    later->execute("ALTER TABLE events RENAME COLUMN attempts TO tries");
    later->execute(("PRAGMA user_version = " + std::to_string(storeschema::version + 1)).c_str());
    QVERIFY2(!later->failed(), later->message().c_str());
    QVERIFY(!opened.store->view().events({}));
    QVERIFY(!opened.store->error().empty());
    opened = world.open();
    QCOMPARE(opened.status, Status::NewerSchema);
    QCOMPARE(later->number("SELECT count(*) FROM events"), 3);
}

void StoreSchemaTest::anEventGoesWithItsBody()
{
    const World world;
    const auto opened = world.open();
    QVERIFY(world.commit(*opened.store));
    const auto other = world.connect();
    QCOMPARE(other->number("SELECT count(*) FROM events JOIN bodies USING (row) "
                           "WHERE body = '{\"sequence\":' || row || '}'"),
             3);
    bool removed = false;
    QVERIFY(opened.store->removals().removeWaiting(2, opened.store->view().events({})->at(1).id, &removed));
    QVERIFY(removed);
    QCOMPARE(other->number("SELECT sum(row) FROM events"), 1 + 3);
    QCOMPARE(other->number("SELECT sum(row) FROM bodies"), 1 + 3);
}

QTEST_APPLESS_MAIN(StoreSchemaTest)
#include "tst_storeschema.moc"
