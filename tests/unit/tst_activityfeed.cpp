// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The list of events follows a store that changes everywhere, and what that costs does not depend on how much is
// loaded.

#include "activity/activityfeed.h"
#include "activity/activitymodel.h"
#include "telemetry/activityeventdata.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <vector>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

/// A store that answers in the order in which it is asked, one turn of the event loop later.
struct Store
{
    std::deque<ActivityEventData> rows; ///< descending
    QString problem;
    QObject clerk;
    int questions = 0;
    int answers = 0;
    int handedOut = 0;

    void add(qint64 first, qint64 last)
    {
        std::vector<ActivityEventData> added;
        for (qint64 row = last; row >= first; --row) {
            ActivityEventData event;
            event.row = row;
            event.id = u"id-%1"_s.arg(row);
            event.name = row % 3 == 0 ? u"page.viewed"_s : u"command.completed"_s;
            event.time = QDateTime::fromMSecsSinceEpoch(1795262400000 + row);
            event.bytes = "{\"row\":" + QByteArray::number(row) + "}";
            added.push_back(event);
        }
        rows.insert(rows.begin(), added.begin(), added.end());
    }
    ActivityEventData &at(qint64 row)
    {
        return *std::find_if(rows.begin(), rows.end(), [row](const ActivityEventData &e) { return e.row == row; });
    }
    void remove(const std::function<bool(const ActivityEventData &)> &which) { std::erase_if(rows, which); }

    [[nodiscard]] ActivityFeed::Fetch fetch()
    {
        return [this](const ActivityFilter &filter, QObject *context, const ActivityFeed::Done &done) {
            ++questions;
            QMetaObject::invokeMethod(
                &clerk,
                [this, filter, done, target = QPointer<QObject>(context)] {
                    ++answers;
                    std::vector<ActivityEvent> found;
                    for (auto at = rows.begin(); at != rows.end() && problem.isEmpty(); ++at) {
                        if (static_cast<int>(found.size()) == filter.limit())
                            break;
                        if ((filter.beforeRow() == 0 || at->row < filter.beforeRow())
                            && (filter.name().isEmpty() || at->name == filter.name())
                            && (!filter.state() || at->state == *filter.state()))
                            found.push_back(*at);
                    }
                    handedOut += static_cast<int>(found.size());
                    if (target)
                        done(found, problem);
                },
                Qt::QueuedConnection);
        };
    }
};

struct World
{
    // The tester would ask for more pages itself, and so often that which one is loaded when would be a matter of luck.
    World() { tester.setUseFetchMore(false); }

    Store store;
    ActivityModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ActivityFeed feed{&model, store.fetch()};
    QSignalSpy changed{&feed, &ActivityFeed::changed};

    /// Scrolls to the end until everything is loaded.
    [[nodiscard]] bool loadAll()
    {
        return QTest::qWaitFor(
            [this] {
                if (model.canFetchMore({}))
                    model.fetchMore({});
                return model.rowCount() == static_cast<int>(store.rows.size());
            },
            patience);
    }
    /// What a person sees there, as the store holds it?
    [[nodiscard]] bool isTrue(int first, int last) const
    {
        for (int i = first; i <= last; ++i) {
            const auto position = static_cast<std::size_t>(i);
            if (position >= store.rows.size() || position >= model.events().size())
                return false;
            const ActivityEvent &shown = model.events()[position];
            const ActivityEventData &stored = store.rows[position];
            if (shown.row() != stored.row || shown.state() != stored.state || shown.bytes() != stored.bytes)
                return false;
        }
        return true;
    }
    [[nodiscard]] bool isWholeTruth() const
    {
        return model.events().size() == store.rows.size() && isTrue(0, model.rowCount() - 1);
    }
};

} // namespace

class ActivityFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesNothingWhileNobodyLooks()
    {
        World world;
        world.store.add(1, 10);
        world.feed.follow();
        world.feed.setFilter({});
        QCoreApplication::processEvents();
        QCOMPARE(world.store.questions, 0);
        QVERIFY(!world.feed.isKnown());
        world.feed.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(world.feed.isKnown(), patience);
        QVERIFY(world.isWholeTruth());
    }

    void pagesAreFetchedWhenTheyAreWanted()
    {
        World world;
        world.store.add(1, 1200);
        world.feed.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 500, patience);
        world.model.fetchMore({});
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 1000, patience);
        world.model.fetchMore({});
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 1200, patience);
        QVERIFY(!world.model.canFetchMore({}));
        QVERIFY(world.isWholeTruth());
    }

    void aChangeCostsTheSameHoweverMuchIsLoaded()
    {
        World world;
        world.store.add(1, 5000);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setVisible(3000, 3020);
        QTRY_VERIFY_WITH_TIMEOUT(world.changed.size() > 0, patience);
        world.store.handedOut = 0;
        world.changed.clear();
        world.store.add(5001, 5003);
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 5003, patience);
        QVERIFY(world.isWholeTruth());
        QTRY_VERIFY_WITH_TIMEOUT(world.changed.size() > 0, patience);
        QVERIFY2(world.store.handedOut <= 2 * ActivityFeed::pageRows,
                 qPrintable(QString::number(world.store.handedOut)));
    }

    void whatIsLookedAtIsTrue()
    {
        World world;
        world.store.add(1, 3000);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setVisible(2000, 2010);
        // Deep down: one was delivered, one was deleted.
        world.store.at(995).state = ActivityEvent::State::Delivered;
        world.store.remove([](const ActivityEventData &event) { return event.row == 993; });
        world.feed.follow();
        QTRY_VERIFY_WITH_TIMEOUT(world.isTrue(2000, 2010), patience);
        // Elsewhere it follows as soon as somebody looks there.
        world.store.at(1995).state = ActivityEvent::State::Rejected;
        world.feed.setVisible(1000, 1010);
        QTRY_VERIFY_WITH_TIMEOUT(world.isTrue(1000, 1010), patience);
    }

    void theOldestAreEvicted()
    {
        World world;
        world.store.add(1, 2000);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setVisible(1990, 1999);
        world.store.remove([](const ActivityEventData &event) { return event.row <= 300; });
        world.store.add(2001, 2010);
        world.feed.follow();
        QTRY_VERIFY_WITH_TIMEOUT(world.isWholeTruth(), patience);
    }

    void theChosenOneFollowsWhereverItIs()
    {
        World world;
        world.store.add(1, 2000);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setChosen(100);
        world.feed.setVisible(0, 20);
        world.store.at(100).state = ActivityEvent::State::Delivered;
        world.feed.follow();
        const auto state = [&world] {
            return world.model.events()[static_cast<std::size_t>(world.model.positionOf(100))].state();
        };
        QTRY_COMPARE_WITH_TIMEOUT(state(), ActivityEvent::State::Delivered, patience);
        world.store.remove([](const ActivityEventData &event) { return event.row == 100; });
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(world.model.positionOf(100), -1, patience);
        QVERIFY(world.isWholeTruth());
    }

    void manyNewOnesLeaveNoGap_data()
    {
        QTest::addColumn<int>("added");
        QTest::addColumn<bool>("keepsTheOld");
        QTest::addColumn<int>("visible");
        QTest::newRow("one page and more") << 700 << true << 300;
        QTest::newRow("several pages") << 3000 << true << 300;
        QTest::newRow("more than is worth it") << 12000 << false << 300;
        QTest::newRow("at the top") << 700 << false << 0;
    }

    void manyNewOnesLeaveNoGap()
    {
        QFETCH(int, added);
        QFETCH(bool, keepsTheOld);
        QFETCH(int, visible);
        World world;
        world.store.add(1, 600);
        world.feed.setVisible(visible, visible + 20);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setActive(false);
        world.store.add(601, 600 + added);
        world.changed.clear();
        world.feed.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(world.changed.size() > 0, patience);
        QVERIFY(world.isTrue(0, world.model.rowCount() - 1));
        QCOMPARE(world.model.positionOf(600) >= 0, keepsTheOld);
        QCOMPARE(world.model.canFetchMore({}), !keepsTheOld);
        QVERIFY(world.loadAll());
        QVERIFY(world.isWholeTruth());
    }

    /// Older events are asked for while the newest are on their way; these show that the old end is not one any more.
    void aLateAnswerLeavesNoGap_data()
    {
        QTest::addColumn<int>("added");
        QTest::addColumn<QString>("name");
        QTest::newRow("many new ones") << 700 << QString();
        QTest::newRow("another filter and new ones") << 2000 << u"page.viewed"_s;
    }

    void aLateAnswerLeavesNoGap()
    {
        QFETCH(int, added);
        QFETCH(QString, name);
        World world;
        world.store.add(1, 3000);
        world.feed.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 500, patience);
        world.feed.setActive(false);
        world.store.add(3001, 3000 + added);
        if (!name.isEmpty()) {
            ActivityFilter filter;
            filter.setName(name);
            world.feed.setFilter(filter);
        }
        world.changed.clear();
        world.feed.setActive(true); // asks for the newest
        QVERIFY(world.model.canFetchMore({}));
        world.model.fetchMore({}); // asks for what is below the old end
        QTRY_VERIFY_WITH_TIMEOUT(world.changed.size() > 0 && world.feed.isKnown(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.store.questions, world.store.answers, patience);
        world.store.remove([&name](const ActivityEventData &event) { return !name.isEmpty() && event.name != name; });
        QVERIFY(world.isTrue(0, world.model.rowCount() - 1));
        QCOMPARE(world.model.rowCount(), 500);
        // The model asks again, and gets what stands there.
        QVERIFY(world.model.canFetchMore({}));
        QVERIFY(world.loadAll());
        QVERIFY(world.isWholeTruth());
    }

    void aGapThatCouldNotBeFilledIsFilledLater()
    {
        World world;
        world.store.add(1, 600);
        world.feed.setVisible(300, 320);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.feed.setActive(false);
        world.store.add(601, 3600);
        const auto once = connect(&world.model, &ActivityModel::rowsInserted, &world.feed,
                                  [&world] { world.store.problem = u"The disk is gone."_s; });
        world.feed.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(!world.feed.problem().isEmpty(), patience);
        disconnect(once);
        world.store.problem.clear();
        world.feed.follow();
        QTRY_VERIFY_WITH_TIMEOUT(world.isWholeTruth(), patience);
    }

    void afterANoNothingIsLeft()
    {
        World world;
        world.store.add(1, 1500);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        world.store.rows.clear();
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 0, patience);
        QVERIFY(world.feed.isKnown());
    }

    void whatWasReadBeforeTheNoDoesNotComeBackAfterIt()
    {
        // As Telemetry: after a no it answers at once, before those that read the store already.
        ActivityModel model;
        std::deque<ActivityFeed::Done> questions;
        ActivityFeed feed(&model, [&questions](const ActivityFilter &, QObject *, const ActivityFeed::Done &done) {
            questions.push_back(done);
        });
        Store store;
        store.add(1, 1000);
        feed.setActive(true);
        QCOMPARE(questions.size(), 1U);
        const std::vector<ActivityEvent> newest(store.rows.begin(), store.rows.begin() + 500);
        const std::vector<ActivityEvent> older(store.rows.begin() + 500, store.rows.end());
        questions[0](newest, {});
        QCOMPARE(model.rowCount(), 500);
        model.fetchMore({});
        QCOMPARE(questions.size(), 2U);
        feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(questions.size(), 3U, patience);
        questions[2]({}, {});
        QCOMPARE(model.rowCount(), 0);
        questions[1](older, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void aFilterStartsAnewWithoutAnEmptyListInBetween()
    {
        World world;
        world.store.add(1, 1500);
        world.feed.setActive(true);
        QVERIFY(world.loadAll());
        int least = world.model.rowCount();
        connect(&world.model, &ActivityModel::rowsRemoved, &world.feed,
                [&] { least = std::min(least, world.model.rowCount()); });
        ActivityFilter filter;
        filter.setName(u"page.viewed"_s);
        world.feed.setFilter(filter);
        QVERIFY(!world.feed.isKnown());
        QCOMPARE(world.model.rowCount(), 1500);
        QTRY_VERIFY_WITH_TIMEOUT(world.feed.isKnown(), patience);
        const auto &events = world.model.events();
        QCOMPARE(events.size(), 500U);
        QVERIFY(std::all_of(events.begin(), events.end(), [](const auto &e) { return e.name() == u"page.viewed"_s; }));
        QVERIFY(least > 0);
        // Live updates come through it.
        world.store.add(1501, 1503);
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(events.front().row(), 1503, patience);
        QVERIFY(std::all_of(events.begin(), events.end(), [](const auto &e) { return e.name() == u"page.viewed"_s; }));
        world.feed.setFilter({});
        QTRY_VERIFY_WITH_TIMEOUT(world.feed.isKnown(), patience);
        QVERIFY(world.loadAll());
        QVERIFY(world.isWholeTruth());
    }

    void theAnswerToAnOlderFilterIsNotShown()
    {
        World world;
        world.store.add(1, 900);
        world.feed.setActive(true);
        ActivityFilter filter;
        for (const QString &name : {u"command.completed"_s, u"nothing.happened"_s, u"page.viewed"_s}) {
            filter.setName(name);
            world.feed.setFilter(filter);
        }
        QTRY_VERIFY_WITH_TIMEOUT(world.feed.isKnown(), patience);
        QCOMPARE(world.model.rowCount(), 300);
        QVERIFY(std::all_of(world.model.events().begin(), world.model.events().end(),
                            [](const auto &e) { return e.name() == u"page.viewed"_s; }));
    }

    void aStoreThatCannotBeReadIsSaidAndWhatIsThereStays()
    {
        World world;
        world.store.add(1, 30);
        world.feed.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 30, patience);
        world.store.problem = u"The disk is gone."_s;
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(world.feed.problem(), world.store.problem, patience);
        QCOMPARE(world.model.rowCount(), 30);
        world.store.problem.clear();
        world.store.add(31, 31);
        world.feed.follow();
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 31, patience);
        QVERIFY(world.feed.problem().isEmpty());
    }

    void changesInARowAreFollowedTogether()
    {
        World world;
        world.store.add(1, 10);
        world.feed.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 10, patience);
        const int before = world.store.questions;
        for (int i = 11; i <= 60; ++i) {
            world.store.add(i, i);
            world.feed.follow();
        }
        QTRY_COMPARE_WITH_TIMEOUT(world.model.rowCount(), 60, patience);
        QVERIFY2(world.store.questions - before <= 4, qPrintable(QString::number(world.store.questions - before)));
    }

    /// Prints what 100,000 rows cost; asserts only that it is right in the end.
    void figuresFor100000Rows()
    {
        ActivityModel model;
        Store store;
        store.add(1, 100000);
        const auto page = [&store](std::size_t from, std::size_t count) {
            const auto first = store.rows.begin() + static_cast<std::ptrdiff_t>(from);
            return std::vector<ActivityEvent>(first, first + static_cast<std::ptrdiff_t>(count));
        };
        QElapsedTimer timer;
        qint64 longest = 0;
        qint64 all = 0;
        for (std::size_t from = 0; from < store.rows.size(); from += 500) {
            auto events = page(from, 500);
            const qint64 beforeRow = from == 0 ? 0 : model.events().back().row();
            timer.start();
            model.show(beforeRow, std::move(events), from + 500 == store.rows.size());
            longest = std::max(longest, timer.nsecsElapsed());
            all += timer.nsecsElapsed();
        }
        QCOMPARE(model.rowCount(), 100000);
        qInfo("loaded in pages: %.1f ms, the longest page %.2f ms", double(all) / 1e6, double(longest) / 1e6);

        longest = 0;
        all = 0;
        for (int i = 0; i < 200; ++i) {
            store.add(100001 + i, 100001 + i);
            auto events = page(0, 500);
            timer.start();
            model.show(0, std::move(events), false);
            longest = std::max(longest, timer.nsecsElapsed());
            all += timer.nsecsElapsed();
        }
        QCOMPARE(model.rowCount(), 100200);
        qInfo("a new event at the top: %.2f ms, the longest %.2f ms", double(all) / 200e6, double(longest) / 1e6);

        auto events = page(70000, 60);
        for (ActivityEvent &event : events) {
            ActivityEventData changed = event.data();
            changed.state = ActivityEvent::State::Delivered;
            event = changed;
        }
        const qint64 beforeRow = events.front().row() + 1;
        timer.start();
        model.show(beforeRow, std::move(events), false);
        qInfo("60 rows in the middle change: %.2f ms", double(timer.nsecsElapsed()) / 1e6);
        QCOMPARE(model.rowCount(), 100200);
        QVERIFY(model.has(ActivityEvent::State::Delivered));
    }
};

QTEST_GUILESS_MAIN(ActivityFeedTest)
#include "tst_activityfeed.moc"
