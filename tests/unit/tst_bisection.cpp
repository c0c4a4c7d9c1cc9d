// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/bisection.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <set>
#include <vector>

using namespace candor;

namespace {

/// A queue of numbers and a server that does not want some of them.
struct Queue
{
    std::vector<int> waiting;
    std::set<int> bad;
    int mostAtOnce = 1'000'000; // more is too large
    std::vector<int> delivered;
    std::vector<int> rejected;
    int requests = 0;
    bool paused = false;

    void run(Bisection *bisection)
    {
        paused = false;
        while (!waiting.empty() && !paused) {
            const int count = std::min(bisection->limit(), static_cast<int>(waiting.size()));
            QVERIFY(count >= 1);
            ++requests;
            QVERIFY2(requests < 100'000, "it does not come to an end");
            const auto end = waiting.begin() + count;
            const bool tooLarge = count > mostAtOnce;
            if (!tooLarge && std::none_of(waiting.begin(), end, [this](int event) { return bad.contains(event); })) {
                delivered.insert(delivered.end(), waiting.begin(), end);
                waiting.erase(waiting.begin(), end);
                bisection->delivered(count);
                continue;
            }
            const Bisection::Advice advice = bisection->refused(count, tooLarge);
            if (advice == Bisection::Advice::Again)
                continue;
            QCOMPARE(count, 1); // never an event together with others
            rejected.push_back(waiting.front());
            waiting.erase(waiting.begin());
            paused = advice == Bisection::Advice::RejectAndPause;
        }
    }
};

std::vector<int> upTo(int count)
{
    std::vector<int> result;
    for (int i = 0; i < count; ++i)
        result.push_back(i);
    return result;
}

} // namespace

class TestBisection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheBadOnes_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<QList<int>>("bad");
        QTest::addColumn<int>("mostRequests");
        QTest::newRow("none") << 500 << QList<int>{} << 1;
        QTest::newRow("the only one") << 1 << QList<int>{0} << 1;
        QTest::newRow("one of two") << 2 << QList<int>{1} << 3;
        QTest::newRow("the first of 500") << 500 << QList<int>{0} << 11;
        QTest::newRow("in the middle") << 500 << QList<int>{250} << 20;
        QTest::newRow("the last of 500") << 500 << QList<int>{499} << 11;
        QTest::newRow("two, apart") << 500 << QList<int>{100, 400} << 40;
        QTest::newRow("two, neighbours") << 500 << QList<int>{100, 101} << 40;
        QTest::newRow("beyond the first batch") << 1700 << QList<int>{0, 700, 1699} << 60;
    }

    void findsTheBadOnes()
    {
        QFETCH(int, events);
        QFETCH(QList<int>, bad);
        QFETCH(int, mostRequests);
        Queue queue;
        queue.waiting = upTo(events);
        queue.bad = {bad.begin(), bad.end()};
        Bisection bisection(500);
        queue.run(&bisection);
        QVERIFY(!queue.paused);
        QVERIFY(queue.waiting.empty());
        QCOMPARE(queue.rejected, std::vector<int>(bad.begin(), bad.end()));
        QCOMPARE(queue.delivered.size(), static_cast<std::size_t>(events - bad.size()));
        QVERIFY(std::is_sorted(queue.delivered.begin(), queue.delivered.end())); // oldest first
        QVERIFY2(queue.requests <= mostRequests, qPrintable(QString::number(queue.requests)));
    }

    void oneThatWantsNoneIsLeftAlone()
    {
        Queue queue;
        queue.waiting = upTo(500);
        for (int i = 0; i < 500; ++i)
            queue.bad.insert(i);
        {
            Bisection bisection(500);
            queue.run(&bisection);
        }
        QVERIFY(queue.paused);
        QCOMPARE(queue.rejected.size(), std::size_t(3));
        QCOMPARE(queue.waiting.size(), std::size_t(497));
        for (int day = 1; day <= 3; ++day) { // tried again, it costs one each time
            Bisection bisection(500);
            bisection.distrust();
            queue.run(&bisection);
            QVERIFY(queue.paused);
            QCOMPARE(queue.rejected.size(), std::size_t(3 + day));
        }
        queue.bad.clear();
        Bisection bisection(500);
        bisection.distrust();
        queue.run(&bisection);
        QVERIFY(queue.waiting.empty());
        QCOMPARE(queue.delivered.size(), std::size_t(494));
    }

    void aSuccessBetweenThemCounts()
    {
        Queue queue;
        queue.waiting = upTo(40);
        queue.bad = {0, 1, 3, 4, 6, 7, 9, 10, 39};
        Bisection bisection(500);
        queue.run(&bisection);
        QVERIFY(!queue.paused);
        QCOMPARE(queue.rejected.size(), queue.bad.size());
        QCOMPARE(queue.delivered.size(), 40 - queue.bad.size());
    }

    void aSizeThatIsNotAcceptedIsNobodysFault()
    {
        Queue queue;
        queue.waiting = upTo(1000);
        queue.mostAtOnce = 70;
        Bisection bisection(500);
        queue.run(&bisection);
        QVERIFY(queue.rejected.empty());
        QCOMPARE(queue.delivered.size(), std::size_t(1000));
        QVERIFY2(queue.requests <= 20, qPrintable(QString::number(queue.requests))); // it is not tried again and again
    }

    void oneThatIsTooLargeByItself()
    {
        Queue queue;
        queue.waiting = upTo(1000);
        queue.mostAtOnce = 0;
        Bisection bisection(500);
        QCOMPARE(bisection.refused(500, true), Bisection::Advice::Again);
        QCOMPARE(bisection.limit(), 250);
        QCOMPARE(bisection.refused(1, true), Bisection::Advice::Reject);
        QCOMPARE(bisection.limit(), 500); // the others are as they were
    }

    void whatFitsIsKept()
    {
        Bisection bisection(500);
        bisection.fitted(125);
        QCOMPARE(bisection.limit(), 125);
        QCOMPARE(bisection.refused(125, false), Bisection::Advice::Again);
        QCOMPARE(bisection.limit(), 63);
        bisection.delivered(63);
        QCOMPARE(bisection.limit(), 31);
        bisection.delivered(62); // more than there were suspects: another process has sent some of them
        QCOMPARE(bisection.limit(), 125);
        bisection.fitted(0);
        QCOMPARE(bisection.limit(), 1);
        QCOMPARE(Bisection(0).limit(), 1);
    }

    void anyQueueEmptiesWithoutLosingAGoodOne()
    {
        QRandomGenerator random(20261122);
        for (int round = 0; round < 300; ++round) {
            Queue queue;
            const int events = 1 + static_cast<int>(random.bounded(1200U));
            queue.waiting = upTo(events);
            queue.mostAtOnce = random.bounded(2U) == 0 ? 1'000'000 : 1 + static_cast<int>(random.bounded(600U));
            const double share = random.generateDouble() * random.generateDouble() * 0.3;
            for (int i = 0; i < events; ++i) {
                if (random.generateDouble() < share)
                    queue.bad.insert(i);
            }
            bool distrusted = false;
            for (int day = 0; day < 2000 && !queue.waiting.empty(); ++day) {
                Bisection bisection(500);
                if (distrusted)
                    bisection.distrust();
                queue.run(&bisection);
                distrusted = queue.paused;
            }
            QVERIFY(queue.waiting.empty());
            QVERIFY(std::set<int>(queue.rejected.begin(), queue.rejected.end()) == queue.bad);
            QCOMPARE(queue.rejected.size() + queue.delivered.size(), static_cast<std::size_t>(events));
        }
    }
};

QTEST_GUILESS_MAIN(TestBisection)
#include "tst_bisection.moc"
