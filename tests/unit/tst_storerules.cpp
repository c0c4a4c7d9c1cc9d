// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store decides between events: the first of a day, bursts that are one event, and what it notes of those that
// are not stored. Also how all of that can be found again.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "queue/storeadmission.h"
#include "queue/storeconnection.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "telemetry/eventfolding.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>
#include <utility>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::TemporaryHome;
using Mode = EventStore::Mode;

namespace {

const EventScope scopeA{"decision-a", "posthog eu.example 0011"};
const EventScope scopeB{"decision-b", "posthog eu.example 0011"};
constexpr auto window = 10s;

std::string bodyOf(const std::string &text, std::int64_t duration, std::int64_t count)
{
    return "{\"text\":\"" + text + "\",\"duration_ms\":" + std::to_string(duration)
        + ",\"count\":" + std::to_string(count) + '}';
}

struct World
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    EventStore::Options options;
    std::uint64_t sequence = 0;
    std::unique_ptr<EventStore> store;
    CommitOutcome outcome;

    explicit World(std::int64_t start = 0)
    {
        options.start = start;
        store = open();
    }

    [[nodiscard]] std::unique_ptr<EventStore> open() const
    {
        auto opened = EventStore::open(home.path(u"data/events"_s).toStdString(), Mode::ReadWrite, clock, options);
        if (!opened.store)
            qFatal("%s", opened.error.c_str());
        return std::move(opened.store);
    }
    [[nodiscard]] std::int64_t now() const { return unixMilliseconds(clock->now()); }
    [[nodiscard]] std::int64_t today() const { return now() / (24 * 3600 * 1000); }

    NewEvent event(const std::string &name = "page.viewed")
    {
        ++sequence;
        return {eventId(now(), 7, sequence), name, now(), bodyOf("x", 1, 1), {}};
    }
    NewEvent daily(std::int64_t day, const std::string &name = "page.viewed")
    {
        NewEvent result = event(name);
        StoringRule rule;
        rule.day = day;
        result.rule = std::make_shared<StoringRule>(rule);
        return result;
    }
    /// The clock goes on to \a after the beginning of the next window of \a text.
    void nextWindow(std::chrono::milliseconds after = 0ms, const std::string &text = "a")
    {
        NewEvent event = burst(text);
        --sequence; // it is not stored
        clock->advance(std::chrono::milliseconds(BurstWindow::of(event).readyMs - now()) + after);
    }
    NewEvent burst(const std::string &text, std::int64_t duration = 1)
    {
        NewEvent result = event();
        result.body = bodyOf(text, duration, 1);
        StoringRule rule;
        rule.burst = "burst of " + text;
        rule.window = window;
        rule.fold = eventfolding::fold;
        result.rule = std::make_shared<StoringRule>(rule);
        return result;
    }
    /// False: the commit failed, or the numbers don't add up.
    bool add(std::vector<NewEvent> events, std::map<DropReason, std::int64_t> dropped = {},
             std::vector<DropNote> notes = {}, const EventScope &scope = scopeA)
    {
        CommitProgress progress;
        progress.ringBase = 7;
        progress.accepted = static_cast<std::int64_t>(events.size());
        for (const auto &[reason, count] : dropped) {
            progress.accepted += count;
            sequence += static_cast<std::uint64_t>(count);
        }
        progress.lastSequence = sequence;
        progress.dropped = std::move(dropped);
        progress.notes = std::move(notes);
        outcome = {};
        if (!store->writer().commit(scope, events, progress, &outcome)) {
            qWarning("%s", store->error().c_str());
            return false;
        }
        return addsUp();
    }
    [[nodiscard]] bool addsUp() const
    {
        const auto c = store->view().counters();
        if (!c)
            return false;
        std::int64_t sum = c->waiting + c->sending + c->delivered;
        for (const auto &[reason, count] : c->dropped)
            sum += count;
        return sum == c->accepted;
    }
    [[nodiscard]] std::int64_t dropped(DropReason reason) const
    {
        const auto counters = store->view().counters();
        const auto found = counters->dropped.find(reason);
        return found == counters->dropped.end() ? 0 : found->second;
    }
    [[nodiscard]] std::vector<StoredEvent> events(const ActivityQuery &query = {}) const
    {
        return store->view().events(query).value_or(std::vector<StoredEvent>());
    }
    [[nodiscard]] std::vector<StoredEvent> in(EventState state) const
    {
        ActivityQuery query;
        query.state = state;
        return events(query);
    }
    [[nodiscard]] std::vector<std::string> bodies() const
    {
        std::vector<std::string> result;
        for (const StoredEvent &event : in(EventState::Waiting))
            result.push_back(event.body);
        return result;
    }
    [[nodiscard]] int claimable(StoreClaims::Held held = StoreClaims::Held::Stay) const
    {
        const auto claimed = store->claims().claim(scopeA, 1000, 1 << 20, held);
        std::vector<std::int64_t> rows;
        for (const StoredEvent &event : claimed)
            rows.push_back(event.row);
        return store->claims().release(rows) ? static_cast<int>(rows.size()) : -1;
    }
};

using Bodies = std::vector<std::string>;

} // namespace

class StoreRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoLongerGrantedGoes();
    void whatIsNotGrantedIsNotClaimed();
    void onlyOneIdentityIsClaimed();
    void keepsTheFirstOfADay();
    void aDayIsRememberedByTheNextProcess();
    void whatComesLateDoesNotOpenADayAgain();
    void aClockThatWasAheadSilencesNothing();
    void daysAreForgotten();
    void anotherDecisionHasItsOwnDays();
    void whatFoundNoRoomLeavesItsDay();

    void countsABurstBeforeItInserts();
    void countsABurstOverSeveralCommits();
    void windowsFollowTheClock_data();
    void windowsFollowTheClock();
    void windowsTellNothingOfTheStore();
    void whatMadeRoomIsNotToldOf();
    void differentOnesAreDifferentBursts();
    void whatWasClaimedDoesNotChange();
    void aHeldEventIsReadyWhenItsWindowIsOver();
    void whatComesLateIsReady();
    void aWrongClockParksNothing_data();
    void aWrongClockParksNothing();
    void aHeldEventCanBeRemoved();
    void whatCanNotBeFoldedIsStored();
    void otherProcessesCountInTheSameEvent();

    void notesWhatWasNotRecorded();
    void notesWhatTheRingRefused();
    void notesAreBounded();
    void notesAreForgottenAfterAWeek();
    void notesGoFirst();
    void notesAreErased();

    void filters_data();
    void filters();
    void pagesWithAFilter();
    void clampsAPage();
    void namesWhatIsThere();
    void changesOnlyWhatIsThere();
    void removesOnlyWhatWaits_data();
    void removesOnlyWhatWaits();
};

void StoreRulesTest::keepsTheFirstOfADay()
{
    World world;
    const std::int64_t today = world.today();
    QVERIFY(world.add({world.daily(today), world.event(), world.daily(today), world.daily(today, "note.opened")}));
    QCOMPARE(world.outcome.stored, 3);
    QCOMPARE(world.outcome.left, std::vector<std::size_t>{2});
    QVERIFY(world.add({world.daily(today), world.daily(today + 1), world.daily(today)}));
    QCOMPARE(world.outcome.stored, 1);
    QCOMPARE(world.dropped(DropReason::Daily), 3);
    QCOMPARE(world.store->view().counters()->waiting, 4);
    const auto notes = world.in(EventState::NotRecorded);
    QCOMPARE(notes.size(), 2U);
    QCOMPARE(notes[0].name, "page.viewed");
    QCOMPARE(notes[0].reason, "daily");
    QCOMPARE(notes[0].copies, 2);
    QCOMPARE(notes[1].copies, 1);
}

void StoreRulesTest::aDayIsRememberedByTheNextProcess()
{
    World world;
    const std::int64_t today = world.today();
    QVERIFY(world.add({world.daily(today)}));
    world.store.reset();
    world.store = world.open();
    QVERIFY(world.add({world.daily(today)}));
    QCOMPARE(world.outcome.stored, 0);
    QCOMPARE(world.dropped(DropReason::Daily), 1);
}

void StoreRulesTest::whatComesLateDoesNotOpenADayAgain()
{
    // From the ring of a process that died yesterday.
    World world;
    const std::int64_t today = world.today();
    QVERIFY(world.add({world.daily(today)}));
    QVERIFY(world.add({world.daily(today - 1)})); // yesterday's first
    QCOMPARE(world.outcome.stored, 1);
    QVERIFY(world.add({world.daily(today), world.daily(today - 1)}));
    QCOMPARE(world.outcome.stored, 0);
}

void StoreRulesTest::aClockThatWasAheadSilencesNothing()
{
    World world;
    const std::int64_t today = world.today();
    QVERIFY(world.add({world.daily(today)}));
    world.clock->advance(24h * 365 * 5);
    QVERIFY(world.add({world.daily(world.today())}));
    QCOMPARE(world.outcome.stored, 1);
    world.clock->advance(-24h * 365 * 5 + 24h);
    QVERIFY(world.add({world.daily(today + 1), world.daily(today + 1)}));
    QCOMPARE(world.outcome.stored, 1);
}

void StoreRulesTest::daysAreForgotten()
{
    World world;
    for (int day = 0; day < 200; ++day) {
        QVERIFY(world.add({world.daily(world.today()), world.daily(world.today())}));
        QCOMPARE(world.outcome.stored, 1);
        world.clock->advance(24h);
    }
    const auto raw = StoreConnection::open(world.home.path(u"data/events/events.sqlite"_s).toStdString(), {});
    const std::int64_t days = raw->number("SELECT count(*) FROM daily");
    QVERIFY2(days > 30 && days < 50, qPrintable(QString::number(days)));
}

void StoreRulesTest::anotherDecisionHasItsOwnDays()
{
    World world;
    QVERIFY(world.add({world.daily(100)}));
    QVERIFY(world.store->removals().keepOnly(scopeB.decisionId));
    const auto raw = StoreConnection::open(world.home.path(u"data/events/events.sqlite"_s).toStdString(), {});
    QCOMPARE(raw->number("SELECT count(*) FROM daily"), 0);
    QVERIFY(world.add({world.daily(100)}, {}, {}, scopeB));
    QCOMPARE(world.outcome.stored, 1);
}

void StoreRulesTest::whatFoundNoRoomLeavesItsDay()
{
    World world;
    NewEvent large = world.daily(100);
    large.body = std::string(20 * 1024 * 1024, 'x'); // more than the store may take
    QVERIFY(world.add({large}));
    QCOMPARE(world.dropped(DropReason::Disk), 1);
    QVERIFY(world.add({world.daily(100)}));
    QCOMPARE(world.dropped(DropReason::Daily), 0);
    QCOMPARE(world.store->view().counters()->waiting, 1);
}

void StoreRulesTest::countsABurstBeforeItInserts()
{
    World world;
    QVERIFY(world.add({world.burst("a", 5), world.event(), world.burst("a", 6), world.burst("a", 7)}));
    QCOMPARE(world.outcome.stored, 1);
    QVERIFY(world.outcome.heldFor);
    QCOMPARE(world.bodies(), (Bodies{bodyOf("x", 1, 1), bodyOf("a", 18, 3)}));
    // What is told of it is what stands there.
    QCOMPARE(world.outcome.left, (std::vector<std::size_t>{0, 2, 3}));
    QCOMPARE(world.outcome.rewritten, Bodies{bodyOf("a", 18, 3)});
    QCOMPARE(world.dropped(DropReason::Aggregated), 2);
    QVERIFY(world.in(EventState::NotRecorded).empty()); // the event says it itself
    QVERIFY(world.add({world.burst("a")}));
    QCOMPARE(world.outcome.left, std::vector<std::size_t>{0});
    QCOMPARE(world.outcome.rewritten.size(), 1U);
}

void StoreRulesTest::countsABurstOverSeveralCommits()
{
    World world;
    NewEvent first = world.burst("a", 1);
    QVERIFY(world.add({first}));
    for (int i = 0; i < 999; ++i)
        QVERIFY(world.add({world.burst("a", 2)}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 1999, 1000)}));
    const auto stored = world.in(EventState::Waiting);
    QCOMPARE(stored[0].id, first.id);
    QCOMPARE(stored[0].timeMs, first.timeMs);
    QCOMPARE(world.store->view().counters()->accepted, 1000);
    QCOMPARE(world.store->view().counters()->waiting, 1);
    QCOMPARE(world.store->view().counters()->waitingBytes, static_cast<std::int64_t>(stored[0].body.size()));
    QCOMPARE(world.dropped(DropReason::Aggregated), 999);
}

void StoreRulesTest::windowsFollowTheClock_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("first"); // milliseconds after the beginning of a window
    QTest::addColumn<qint64>("second");
    QTest::addColumn<int>("events");
    for (const char *const text : {"a", "b", "c", "longer"}) {
        const auto row = [text](const char *name, qint64 first, qint64 second, int events) {
            QTest::addRow("%s, of %s", name, text) << QByteArray(text) << first << second << events;
        };
        row("both edges of one window", 0, 9999, 1);
        row("the same moment", 0, 0, 1);
        row("across the end", 9999, 10000, 2);
        row("across the beginning", 0, -1, 2);
        row("a window between them", 5000, 25000, 2);
        row("handed in late, from the same one", 9999, 0, 1);
    }
}

void StoreRulesTest::windowsFollowTheClock()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    QFETCH(int, events);
    for (const bool together : {true, false}) {
        World world;
        world.nextWindow(0ms, text.toStdString());
        NewEvent one = world.burst(text.toStdString());
        one.timeMs += first;
        NewEvent other = world.burst(text.toStdString());
        other.timeMs += second;
        if (together) {
            QVERIFY(world.add({one, other}));
        } else {
            const std::uint64_t last = std::exchange(world.sequence, world.sequence - 1);
            QVERIFY(world.add({one}));
            world.sequence = last;
            QVERIFY(world.add({other}));
        }
        QCOMPARE(world.bodies().size(), static_cast<std::size_t>(events));
    }
}

/// Not all computers send in the same second; and nothing of a store shows in the times of what it sends.
void StoreRulesTest::windowsTellNothingOfTheStore()
{
    std::set<std::int64_t> ready;
    for (int i = 0; i < 50; ++i) {
        const std::string text = "a" + std::to_string(i);
        const auto readyIn = [&text](World &world) -> std::int64_t {
            if (!world.add({world.burst(text)}) || !world.outcome.heldFor)
                return -1;
            const std::int64_t heldFor = world.outcome.heldFor->count();
            const std::int64_t length = std::chrono::milliseconds(window).count();
            return heldFor > 0 && heldFor <= length ? (world.now() + heldFor) % length : -1;
        };
        World world(static_cast<std::int64_t>(QRandomGenerator::system()->generate64()));
        World other(static_cast<std::int64_t>(QRandomGenerator::system()->generate64()));
        const std::int64_t mine = readyIn(world);
        QVERIFY(mine >= 0);
        QCOMPARE(readyIn(other), mine);
        ready.insert(mine);
        // Other processes have the same, though they were started otherwise.
        world.options.start = i;
        world.store = world.open();
        QVERIFY(world.add({world.burst(text)}));
        QCOMPARE(world.bodies(), (Bodies{bodyOf(text, 2, 2)}));
    }
    QVERIFY2(ready.size() > 40, qPrintable(QString::number(ready.size())));
}

/// One that others are counted in may have to make room for them.
void StoreRulesTest::whatMadeRoomIsNotToldOf()
{
    World world;
    QVERIFY(world.add({world.burst("a")}));
    std::vector<NewEvent> events{world.burst("a")};
    int rounds = 0;
    while (world.dropped(DropReason::Disk) == 0) {
        for (int i = 0; i < 50; ++i) {
            events.push_back(world.event());
            events.back().body = std::string(12000, 'x');
        }
        QVERIFY(++rounds < 100);
        QVERIFY(world.add(events));
        if (world.dropped(DropReason::Disk) == 0)
            QCOMPARE(world.outcome.rewritten.size(), 1U);
        events = {world.burst("a")};
    }
    QCOMPARE(world.outcome.rewritten.size(), 0U);
    QVERIFY(!world.outcome.heldFor);
    QVERIFY(world.addsUp());
}

void StoreRulesTest::differentOnesAreDifferentBursts()
{
    World world;
    QVERIFY(world.add({world.burst("a"), world.burst("b"), world.burst("a"), world.burst("b")}));
    QVERIFY(world.add({world.burst("b")}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("b", 3, 3), bodyOf("a", 2, 2)}));
}

void StoreRulesTest::whatWasClaimedDoesNotChange()
{
    World world;
    QVERIFY(world.add({world.burst("a")}));
    const auto claimed = world.store->claims().claim(scopeA, 10, 1 << 20, StoreClaims::Held::Included);
    QCOMPARE(claimed.size(), 1U);
    QVERIFY(world.add({world.burst("a")}));
    // The request may have arrived, though it is not known: its bytes must stay what they were.
    QVERIFY(world.store->claims().release(std::vector{claimed[0].row}));
    QVERIFY(world.add({world.burst("a")}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 2, 2), bodyOf("a", 1, 1)}));
}

void StoreRulesTest::aHeldEventIsReadyWhenItsWindowIsOver()
{
    World world;
    world.nextWindow(3s);
    QVERIFY(world.add({world.burst("a"), world.event()}));
    QCOMPARE(world.outcome.stored, 1);
    QCOMPARE(world.outcome.heldFor, std::optional<std::chrono::milliseconds>(window - 3s));
    auto waiting = world.store->view().waitingEvents(scopeA);
    QCOMPARE(waiting->ready, 1);
    QCOMPARE(waiting->held, 1);
    QCOMPARE(waiting->heldFor, std::chrono::milliseconds(window - 3s));
    QCOMPARE(world.store->view().waiting(scopeA), 2);
    QCOMPARE(world.claimable(), 1);
    world.clock->advance(window - 3s - 1ms);
    QCOMPARE(world.claimable(), 1);
    QCOMPARE(world.store->view().waitingEvents(scopeA)->heldFor, 1ms);
    world.clock->advance(1ms);
    QCOMPARE(world.store->view().waitingEvents(scopeA)->ready, 2);
    QCOMPARE(world.claimable(), 2); // by any process; nobody had to let go of it
    waiting = world.store->view().waitingEvents(scopeB);
    QCOMPARE(waiting->ready + waiting->held, 0);
}

/// From the ring of a process that died: its window is over, and nothing waits for that.
void StoreRulesTest::whatComesLateIsReady()
{
    World world;
    world.nextWindow();
    const std::vector<NewEvent> late{world.burst("a"), world.burst("a")};
    world.clock->advance(window);
    QVERIFY(world.add(late));
    QCOMPARE(world.outcome.stored, 1);
    QVERIFY(!world.outcome.heldFor);
    QVERIFY(world.add({world.burst("a")}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 1, 1), bodyOf("a", 2, 2)}));
    QCOMPARE(world.claimable(), 1);
}

void StoreRulesTest::aWrongClockParksNothing_data()
{
    QTest::addColumn<qint64>("backMs"); // from the middle of a window
    QTest::addColumn<int>("ready");
    QTest::newRow("within the window") << qint64(5000) << 0;
    QTest::newRow("to before it") << qint64(5001) << 1;
    QTest::newRow("by a window") << qint64(10000) << 1;
    QTest::newRow("by a year") << qint64(365) * 24 * 3600 * 1000 << 1;
}

void StoreRulesTest::aWrongClockParksNothing()
{
    QFETCH(qint64, backMs);
    QFETCH(int, ready);
    World world;
    world.nextWindow(5s);
    QVERIFY(world.add({world.burst("a")}));
    world.clock->advance(-std::chrono::milliseconds(backMs));
    const auto waiting = world.store->view().waitingEvents(scopeA);
    QCOMPARE(waiting->ready, ready);
    QCOMPARE(waiting->held, 1 - ready);
    QCOMPARE(world.claimable(), ready);
}

void StoreRulesTest::aHeldEventCanBeRemoved()
{
    World world;
    QVERIFY(world.add({world.burst("a"), world.burst("a")}));
    bool removed = false;
    const StoredEvent held = world.events().front();
    QVERIFY(world.store->removals().removeWaiting(held.row, held.id, &removed));
    QVERIFY(removed);
    QVERIFY(world.addsUp());
    QVERIFY(world.add({world.burst("a")}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 1, 1)}));
    QCOMPARE(world.dropped(DropReason::Deleted), 1);
}

void StoreRulesTest::whatCanNotBeFoldedIsStored()
{
    World world;
    NewEvent odd = world.burst("a");
    odd.body = "{}";
    QVERIFY(world.add({odd}));
    QVERIFY(world.add({world.burst("a"), world.burst("a")}));
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 2, 2), "{}"}));
}

void StoreRulesTest::otherProcessesCountInTheSameEvent()
{
    World world;
    QVERIFY(world.add({world.burst("a")}));
    const auto other = world.open();
    CommitProgress progress;
    progress.ringBase = 8;
    progress.lastSequence = 1;
    progress.accepted = 1;
    CommitOutcome outcome;
    QVERIFY(other->writer().commit(scopeA, std::vector{world.burst("a")}, progress, &outcome));
    QVERIFY(outcome.heldFor); // who began it may end before its window does
    QCOMPARE(outcome.stored, 0);
    QCOMPARE(outcome.left.size(), 1U);
    QCOMPARE(world.bodies(), (Bodies{bodyOf("a", 2, 2)}));
    QVERIFY(world.addsUp());
}

void StoreRulesTest::notesWhatWasNotRecorded()
{
    World world;
    QVERIFY(world.add({world.event()}, {{DropReason::Undeclared, 3}, {DropReason::Category, 1}},
                      {{"", DropReason::Undeclared, 1000, 3}, {"note.failed", DropReason::Category, 2000, 1}}));
    const auto notes = world.in(EventState::NotRecorded);
    QCOMPARE(notes.size(), 2U);
    QCOMPARE(notes[0].name, "note.failed");
    QCOMPARE(notes[0].reason, "category");
    QCOMPARE(notes[0].timeMs, 2000);
    QCOMPARE(notes[0].copies, 1);
    QCOMPARE(notes[0].body, "");
    QCOMPARE(notes[0].id, "");
    QCOMPARE(notes[1].name, "");
    QCOMPARE(notes[1].reason, "undeclared");
    QCOMPARE(notes[1].copies, 3);
    QCOMPARE(world.store->view().counters()->waiting, 1);
    QCOMPARE(world.store->view().waiting(scopeA), 1);
    QVERIFY(world.store->claims().reclaim());
    QCOMPARE(world.claimable(StoreClaims::Held::Included), 1);
    // Nothing that can be done to events that wait touches them.
    QVERIFY(world.store->claims().settle(std::vector{notes[0].row}, {EventState::Delivered}, {}));
    bool removed = true;
    QVERIFY(world.store->removals().removeWaiting(notes[0].row, notes[0].id, &removed));
    QVERIFY(!removed);
    QCOMPARE(world.in(EventState::NotRecorded).size(), 2U);
    QVERIFY(world.addsUp());
}

void StoreRulesTest::notesWhatTheRingRefused()
{
    World world;
    CommitProgress progress;
    progress.ringBase = 7;
    progress.ringDropped = 12;
    QVERIFY(world.store->writer().commit(scopeA, {}, progress));
    const auto notes = world.in(EventState::NotRecorded);
    QCOMPARE(notes.size(), 1U);
    QCOMPARE(notes[0].reason, "memory");
    QCOMPARE(notes[0].copies, 12);
    QCOMPARE(notes[0].timeMs, world.now());
    QVERIFY(world.addsUp());
}

void StoreRulesTest::notesAreBounded()
{
    World world;
    for (int i = 1; i <= 700; ++i)
        QVERIFY(world.add({}, {{DropReason::Undeclared, i}}, {{"", DropReason::Undeclared, 1, i}}));
    const auto raw = StoreConnection::open(world.home.path(u"data/events/events.sqlite"_s).toStdString(), {});
    const std::int64_t there = raw->number("SELECT count(*) FROM events WHERE state = 4");
    QVERIFY2(there <= 500 && there >= 450, qPrintable(QString::number(there)));
    QCOMPARE(world.in(EventState::NotRecorded)[0].copies, 700); // the newest
    QCOMPARE(raw->number("SELECT min(copies) FROM events"), 700 - there + 1);
}

void StoreRulesTest::notesAreForgottenAfterAWeek()
{
    World world;
    QVERIFY(world.add({world.event()}, {{DropReason::Invalid, 1}}, {{"a.b", DropReason::Invalid, world.now(), 1}}));
    world.clock->advance(24h * 7);
    QVERIFY(world.store->removals().expire());
    QCOMPARE(world.in(EventState::NotRecorded).size(), 1U);
    world.clock->advance(1ms);
    QVERIFY(world.store->removals().expire());
    QCOMPARE(world.in(EventState::NotRecorded).size(), 0U);
    QCOMPARE(world.dropped(DropReason::Invalid), 1);
    QCOMPARE(world.store->view().counters()->waiting, 1);
}

void StoreRulesTest::notesGoFirst()
{
    World world;
    const auto add = [&world](int count) {
        std::vector<NewEvent> events;
        for (int i = 0; i < count; ++i) {
            events.push_back(world.event());
            events.back().body = std::string(12000, 'x');
        }
        return world.add(events);
    };
    QVERIFY(add(50));
    std::vector<std::int64_t> rows;
    for (const StoredEvent &event : world.store->claims().claim(scopeA, 50, 1 << 20))
        rows.push_back(event.row);
    QVERIFY(world.store->claims().settle(rows, {EventState::Delivered}, {}));
    QVERIFY(world.add({}, {{DropReason::Invalid, 1}}, {{"a.b", DropReason::Invalid, world.now(), 1}}));
    while (world.in(EventState::Delivered).size() == 50)
        QVERIFY(add(5));
    QCOMPARE(world.in(EventState::NotRecorded).size(), 0U);
    QCOMPARE(world.dropped(DropReason::Disk), 0);
    // And none is written where an event would have to make room for it.
    while (world.dropped(DropReason::Disk) == 0)
        QVERIFY(add(5));
    const std::int64_t waiting = world.store->view().counters()->waiting;
    for (int i = 0; i < 200; ++i)
        QVERIFY(world.add({}, {{DropReason::Invalid, 1}}, {{"a.b", DropReason::Invalid, world.now(), 1}}));
    QCOMPARE(world.store->view().counters()->waiting, waiting);
}

void StoreRulesTest::notesAreErased()
{
    World world;
    const auto notes = [&world] { return world.in(EventState::NotRecorded).size(); };
    QVERIFY(world.add({}, {{DropReason::Invalid, 1}}, {{"a.b", DropReason::Invalid, 1, 1}}));
    QCOMPARE(notes(), 1U);
    QVERIFY(world.store->removals().keepOnly(scopeB.decisionId));
    QCOMPARE(notes(), 0U);
    QVERIFY(world.add({}, {{DropReason::Invalid, 1}}, {{"a.b", DropReason::Invalid, 1, 1}}, scopeB));
    QCOMPARE(notes(), 1U);
    std::string error;
    QVERIFY(EventStore::erase(world.home.path(u"data/events"_s).toStdString(), world.clock, &error));
    QCOMPARE(notes(), 0U);
}

void StoreRulesTest::filters_data()
{
    QTest::addColumn<ActivityQuery>("query");
    QTest::addColumn<QString>("found"); // the texts of those found, newest first
    const auto with = [](auto change) {
        ActivityQuery query;
        change(&query);
        return query;
    };
    using Query = ActivityQuery *;
    constexpr std::int64_t noon = 1795262400000;
    QTest::newRow("nothing") << ActivityQuery() << u"- five Four three two ONE"_s;
    QTest::newRow("text in the body") << with([](Query q) { q->text = "HR"; }) << u"three"_s;
    QTest::newRow("text of the other case") << with([](Query q) { q->text = "fOUR"; }) << u"Four"_s;
    QTest::newRow("text in the name") << with([](Query q) { q->text = "NOTE.OP"; }) << u"five three"_s;
    QTest::newRow("text that is nowhere") << with([](Query q) { q->text = "six"; }) << QString();
    QTest::newRow("text with a wildcard") << with([](Query q) { q->text = "t%"; }) << QString();
    QTest::newRow("name") << with([](Query q) { q->name = "note.opened"; }) << u"five three"_s;
    QTest::newRow("part of a name") << with([](Query q) { q->name = "note"; }) << QString();
    QTest::newRow("name of what was not recorded") << with([](Query q) { q->name = "note.failed"; }) << u"-"_s;
    QTest::newRow("from") << with([](Query q) { q->fromMs = noon + 3000; }) << u"- five Four"_s;
    QTest::newRow("until") << with([](Query q) { q->untilMs = noon + 3000; }) << u"three two ONE"_s;
    QTest::newRow("from and until") << with([](Query q) {
        q->fromMs = noon + 1000;
        q->untilMs = noon + 3000;
    }) << u"three two"_s;
    QTest::newRow("waiting") << with([](Query q) { q->state = EventState::Waiting; }) << u"five Four three"_s;
    QTest::newRow("delivered") << with([](Query q) { q->state = EventState::Delivered; }) << u"ONE"_s;
    QTest::newRow("rejected") << with([](Query q) { q->state = EventState::Rejected; }) << u"two"_s;
    QTest::newRow("not recorded") << with([](Query q) { q->state = EventState::NotRecorded; }) << u"-"_s;
    QTest::newRow("all at once") << with([](Query q) {
        q->text = "E";
        q->name = "note.opened";
        q->state = EventState::Waiting;
        q->fromMs = noon + 2000;
        q->untilMs = noon + 4000;
    }) << u"three"_s;
}

void StoreRulesTest::filters()
{
    QFETCH(ActivityQuery, query);
    QFETCH(QString, found);
    World world;
    for (const char *text : {"ONE", "two", "three", "Four", "five"}) {
        NewEvent event = world.event(std::string_view(text).size() > 3 && *text != 'F' && *text != 'O' ? "note.opened"
                                                                                                       : "page.viewed");
        event.body = "{\"v\":\"" + std::string(text) + "\"}";
        QVERIFY(world.add({event}));
        world.clock->advance(1s);
    }
    const auto claimed = world.store->claims().claim(scopeA, 2, 1000);
    QVERIFY(world.store->claims().settle(std::vector{claimed[0].row}, {EventState::Delivered}, {}));
    QVERIFY(world.store->claims().settle(std::vector{claimed[1].row}, {EventState::Rejected, "too large"}, {}));
    QVERIFY(world.add({}, {{DropReason::Category, 1}}, {{"note.failed", DropReason::Category, world.now(), 1}}));
    QStringList texts;
    for (const StoredEvent &event : world.events(query)) {
        const std::size_t colon = event.body.find(':');
        texts.append(event.body.empty()
                         ? u"-"_s
                         : QString::fromStdString(event.body.substr(colon + 2, event.body.size() - colon - 4)));
    }
    QCOMPARE(texts.join(u' '), found);
}

void StoreRulesTest::pagesWithAFilter()
{
    World world;
    for (int i = 0; i < 60; ++i)
        QVERIFY(world.add({world.event(i % 3 == 0 ? "note.opened" : "page.viewed")}));
    ActivityQuery query;
    query.name = "note.opened";
    query.limit = 7;
    std::vector<std::int64_t> rows;
    QList<std::size_t> sizes;
    for (auto page = world.events(query); !page.empty(); page = world.events(query)) {
        sizes.append(page.size());
        for (const StoredEvent &event : page) {
            QCOMPARE(event.name, "note.opened");
            QVERIFY(rows.empty() || event.row < rows.back());
            rows.push_back(event.row);
        }
        query.beforeRow = rows.back();
    }
    QCOMPARE(rows.size(), 20U);
    QCOMPARE(sizes, (QList<std::size_t>{7, 7, 6}));
}

void StoreRulesTest::clampsAPage()
{
    World world;
    std::vector<NewEvent> events;
    for (int i = 0; i < 501; ++i)
        events.push_back(world.event());
    QVERIFY(world.add(events));
    ActivityQuery query;
    query.limit = 100000;
    QCOMPARE(world.events(query).size(), 500U);
    query.limit = -1;
    QCOMPARE(world.events(query).size(), 0U);
}

void StoreRulesTest::namesWhatIsThere()
{
    World world;
    QCOMPARE(world.store->view().eventNames(), Bodies());
    QVERIFY(world.add({world.event("b.c"), world.event("a.b"), world.event("b.c")}, {{DropReason::Undeclared, 1}},
                      {{"", DropReason::Undeclared, 1, 1}, {"a.c", DropReason::Undeclared, 1, 1}}));
    QCOMPARE(world.store->view().eventNames(), (Bodies{"a.b", "a.c", "b.c"}));
}

void StoreRulesTest::changesOnlyWhatIsThere()
{
    World world;
    const auto existing = [&world](const QString &folder) {
        return EventStore::open(world.home.path(folder).toStdString(), Mode::Existing, world.clock, world.options);
    };
    const QStringList before = world.home.everything();
    QCOMPARE(existing(u"nowhere/events"_s).status, EventStore::OpenStatus::Missing);
    QCOMPARE(world.home.everything(), before);
    QVERIFY(existing(u"data/events"_s).store);
    world.store.reset();
    std::string error;
    QVERIFY(EventStore::erase(world.home.path(u"data/events"_s).toStdString(), world.clock, &error));
    QCOMPARE(existing(u"data/events"_s).status, EventStore::OpenStatus::Missing);
    QVERIFY(!world.home.exists(u"data/events"_s));
}

void StoreRulesTest::removesOnlyWhatWaits_data()
{
    QTest::addColumn<EventState>("state");
    QTest::addColumn<bool>("goes");
    QTest::newRow("waiting") << EventState::Waiting << true;
    QTest::newRow("being sent") << EventState::Sending << false;
    QTest::newRow("delivered") << EventState::Delivered << false;
    QTest::newRow("rejected") << EventState::Rejected << false;
}

void StoreRulesTest::removesOnlyWhatWaits()
{
    QFETCH(EventState, state);
    QFETCH(bool, goes);
    World world;
    QVERIFY(world.add({world.event(), world.event()}));
    const std::vector row{world.events().back().row};
    const std::string id = world.events().back().id;
    if (state != EventState::Waiting)
        QCOMPARE(world.store->claims().claim(scopeA, 1, 1000).size(), 1U);
    if (state == EventState::Delivered)
        QVERIFY(world.store->claims().settle(row, {EventState::Delivered}, {}));
    if (state == EventState::Rejected)
        QVERIFY(world.store->claims().settle(row, {EventState::Rejected, "too large"}, {}));
    bool removed = true;
    QVERIFY(world.store->removals().removeWaiting(row[0], "another", &removed)); // of a store that was begun anew
    QVERIFY(!removed);
    QVERIFY(world.store->removals().removeWaiting(row[0], id, &removed));
    QCOMPARE(removed, goes);
    QCOMPARE(world.events().size(), goes ? 1U : 2U);
    QCOMPARE(world.dropped(DropReason::Deleted), goes ? 1 : 0);
    QVERIFY(world.addsUp());
    QVERIFY(world.store->removals().removeWaiting(row[0], id, &removed)); // again
    QVERIFY(!removed);
}

/// Waiting, being sent, held for more: without one of its categories it goes. What was sent can still be looked at.
void StoreRulesTest::whatIsNoLongerGrantedGoes()
{
    World world;
    const auto of = [](Categories categories, NewEvent event) {
        event.categories = categories;
        event.name = categories == Category::Usage ? "usage" : categories == Category::Errors ? "errors" : "both";
        return event;
    };
    const auto one = [&](Categories categories) { return of(categories, world.event()); };
    const auto names = [&world](EventState state) {
        std::multiset<std::string> result;
        for (const StoredEvent &event : world.in(state))
            result.insert(event.name);
        return result;
    };
    const auto rowsOf = [](const std::vector<StoredEvent> &events) {
        std::vector<std::int64_t> result;
        for (const StoredEvent &event : events)
            result.push_back(event.row);
        return result;
    };
    using Names = std::multiset<std::string>;
    QVERIFY(world.add({one(Category::Usage), one(Category::Errors), one(allCategories)}));
    QVERIFY(world.store->claims().settle(rowsOf(world.store->claims().claim(scopeA, 3, 100000)),
                                         {EventState::Delivered}, {}));
    QVERIFY(world.add({one(Category::Usage), one(Category::Errors), one(allCategories)}));
    QCOMPARE(world.store->claims().claim(scopeA, 3, 100000).size(), 3U);
    // More than are inserted together, and more than are deleted at once.
    for (int round = 0; round < 20; ++round) {
        std::vector<NewEvent> events;
        for (int i = 0; i < 10; ++i)
            events.push_back(one(i % 2 == 0 ? Categories(Category::Usage) : allCategories));
        QVERIFY(world.add(std::move(events)));
    }
    QVERIFY(world.add({of(Category::Errors, world.burst("e")), of(Category::Usage, world.burst("u"))}));
    QCOMPARE(world.store->view().counters()->waiting, 202);

    QVERIFY(world.store->removals().keepGranted(allCategories));
    QCOMPARE(world.store->view().counters()->waiting, 202);
    QVERIFY(world.store->removals().keepGranted(Category::Usage));
    QVERIFY(world.addsUp());
    QCOMPARE(world.store->view().counters()->waiting, 101);
    QCOMPARE(world.store->view().counters()->sending, 1);
    QCOMPARE(names(EventState::Waiting).count("usage"), 101U);
    QVERIFY(names(EventState::Sending) == Names{"usage"});
    QVERIFY((names(EventState::Delivered) == Names{"both", "errors", "usage"}));
    QCOMPARE(world.dropped(DropReason::Category), 103);

    QVERIFY(world.store->removals().keepGranted(Category::Usage)); // nothing is left to do
    QCOMPARE(world.dropped(DropReason::Category), 103);
    QVERIFY(world.store->removals().keepGranted({}));
    QCOMPARE(world.store->view().counters()->waiting + world.store->view().counters()->sending, 0);
    QVERIFY(world.addsUp());
}

/// It may be stored by a process that has not heard of the answer, after keepGranted().
void StoreRulesTest::whatIsNotGrantedIsNotClaimed()
{
    World world;
    for (const Categories categories :
         {Categories(Category::Errors), Categories(Category::Usage), allCategories, Categories(Category::Usage)}) {
        NewEvent event = world.event(categories == Category::Usage ? "usage" : "other");
        event.categories = categories;
        QVERIFY(world.add({event}));
    }
    const auto claimed = world.store->claims().claim(scopeA, 2, 100000, StoreClaims::Held::Stay, Category::Usage);
    QCOMPARE(claimed.size(), 2U); // what stays does not stand in the way of what goes
    for (const StoredEvent &event : claimed)
        QCOMPARE(event.name, std::string("usage"));
    QVERIFY(world.store->claims().claim(scopeA, 10, 100000, StoreClaims::Held::Included, Category::Usage).empty());
    QVERIFY(world.store->claims().claim(scopeA, 10, 100000, StoreClaims::Held::Included, Categories()).empty());
    QVERIFY(world.store->removals().keepGranted(Category::Usage));
    QCOMPARE(world.dropped(DropReason::Category), 2);
    QCOMPARE(world.store->view().counters()->sending, 2);
    QVERIFY(world.addsUp());
}

/// Beside the events of many processes, each with an id of its own, a request changes no more rows than it takes along.
void StoreRulesTest::onlyOneIdentityIsClaimed()
{
    World world;
    constexpr int ids = 300;
    QVERIFY(world.add({world.burst("held")})); // stays so, whatever is claimed beside it
    std::vector<NewEvent> events;
    for (int i = 0; i < 2 * ids; ++i) {
        events.push_back(world.event());
        events.back().body = "{\"id\":" + std::to_string(1000 + i % ids) + "}";
    }
    QVERIFY(world.add(std::move(events)));
    const auto identityOf = [](std::string_view body) { return body.substr(0, 11); };
    for (int i = 0; i < ids; ++i) {
        const auto claimed =
            world.store->claims().claim(scopeA, 2 * ids, 1 << 20, StoreClaims::Held::Stay, allCategories, identityOf);
        QCOMPARE(claimed.size(), 2U);
        QCOMPARE(claimed[0].body, "{\"id\":" + std::to_string(1000 + i) + "}");
        QCOMPARE(claimed[1].body, claimed[0].body);
        QCOMPARE(world.store->view().counters()->sending, 2);
        QCOMPARE(world.store->view().waitingEvents(scopeA)->held, 1);
        const std::vector<std::int64_t> rows{claimed[0].row, claimed[1].row};
        QVERIFY(world.store->claims().settle(rows, {EventState::Delivered}, {}));
    }
    QVERIFY(
        world.store->claims().claim(scopeA, 10, 1 << 20, StoreClaims::Held::Stay, allCategories, identityOf).empty());
    // Of so many bytes, too, only its own count.
    QVERIFY(world.add({world.event(), world.event()}));
    NewEvent large = world.event();
    large.body = std::string(5000, 'x');
    QVERIFY(world.add({large, world.event()}));
    const auto last =
        world.store->claims().claim(scopeA, 10, 3 * 1000, StoreClaims::Held::Stay, allCategories, identityOf);
    QCOMPARE(last.size(), 3U);
    QVERIFY(world.addsUp());
}

QTEST_APPLESS_MAIN(StoreRulesTest)
#include "tst_storerules.moc"
