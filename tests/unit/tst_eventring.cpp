// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventring.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <cstring>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using candor::EventRing;

namespace {

bool push(EventRing &ring, std::string_view text)
{
    return ring.push(std::as_bytes(std::span(text.data(), text.size()))) == EventRing::Push::Accepted;
}

std::string textOf(const EventRing::Entry &entry)
{
    return {reinterpret_cast<const char *>(entry.record.data()), entry.record.size()};
}

} // namespace

class EventRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverInOrder();
    void peeksWithoutReleasing();
    void countsWhatDoesNotFit();
    void refusesImpossibleRecords();
    void wrapsAround_data();
    void wrapsAround();
    void manyProducersOneReader();
    void tellsWhenItIsHalfFull();
    void losesNothingInTheMomentOfItsEnd();
    void keepsWhatIsRefusedSince();
    void touchesOnlyWhatTheSystemGives();
};

void EventRingTest::handsOverInOrder()
{
    EventRing ring(42);
    QCOMPARE(ring.base(), 42U);
    EventRing::Entry entry;
    QVERIFY(!ring.peek(0, &entry));
    QVERIFY(push(ring, "first"));
    QVERIFY(push(ring, "second"));
    QVERIFY(ring.peek(0, &entry));
    QCOMPARE(entry.sequence, 1U);
    QCOMPARE(textOf(entry), "first");
    ring.release(1);
    QVERIFY(ring.peek(1, &entry));
    QCOMPARE(entry.sequence, 2U);
    QCOMPARE(textOf(entry), "second");
    ring.release(2);
    QVERIFY(!ring.peek(2, &entry));
    QVERIFY(!ring.peek(0, &entry));
    QCOMPARE(ring.accepted(), 2U);
    QCOMPARE(ring.dropped(), 0U);
}

void EventRingTest::peeksWithoutReleasing()
{
    EventRing ring(1);
    for (int i = 1; i <= 5; ++i)
        QVERIFY(push(ring, std::to_string(i)));
    EventRing::Entry entry;
    std::uint64_t after = 0;
    while (ring.peek(after, &entry)) {
        QCOMPARE(entry.sequence, after + 1);
        QCOMPARE(textOf(entry), std::to_string(entry.sequence));
        after = entry.sequence;
    }
    QCOMPARE(after, 5U);
    // Back to an earlier one, as after a commit that failed.
    QVERIFY(ring.peek(0, &entry));
    QCOMPARE(entry.sequence, 1U);
    QVERIFY(ring.peek(3, &entry));
    QCOMPARE(entry.sequence, 4U);
    ring.release(3);
    QVERIFY(ring.peek(0, &entry));
    QCOMPARE(entry.sequence, 4U);
    ring.release(1); // released already
    QVERIFY(ring.peek(0, &entry));
    QCOMPARE(entry.sequence, 4U);
    ring.release(100);
    QVERIFY(!ring.peek(0, &entry));
}

void EventRingTest::countsWhatDoesNotFit()
{
    EventRing ring(1, 1024);
    std::uint64_t accepted = 0;
    while (push(ring, std::string(100, 'x')))
        ++accepted;
    QCOMPARE(accepted, 7U); // 128 bytes each, and room for the header behind the last one
    QCOMPARE(ring.accepted(), accepted);
    QCOMPARE(ring.dropped(), 1U);
    QVERIFY(!push(ring, std::string(100, 'x')));
    QCOMPARE(ring.dropped(), 2U);
    ring.release(1);
    QVERIFY(push(ring, std::string(100, 'x')));
    EventRing::Entry entry;
    QVERIFY(ring.peek(accepted, &entry));
    QCOMPARE(entry.sequence, accepted + 1); // refused ones use no number
}

void EventRingTest::refusesImpossibleRecords()
{
    EventRing ring(1, 1024);
    QCOMPARE(ring.push({}), EventRing::Push::Full);
    QVERIFY(!push(ring, std::string(1024, 'x')));
    QVERIFY(!push(ring, std::string(5000, 'x')));
    QCOMPARE(ring.dropped(), 3U);
    QVERIFY(push(ring, std::string(900, 'x')));
}

void EventRingTest::wrapsAround_data()
{
    QTest::addColumn<int>("capacity");
    QTest::newRow("tiny") << 64;
    QTest::newRow("not a multiple of a header") << 1000;
    QTest::newRow("small") << 4096;
}

void EventRingTest::wrapsAround()
{
    QFETCH(int, capacity);
    EventRing ring(1, static_cast<std::size_t>(capacity));
    std::mt19937 random(3);
    std::deque<std::string> expected;
    std::uint64_t firstSequence = 1;
    std::uint64_t pushed = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string text(1 + random() % static_cast<unsigned>(capacity / 3), static_cast<char>('a' + round % 26));
        if (push(ring, text)) {
            expected.push_back(text);
            ++pushed;
        } else if (expected.empty()) {
            // It may not lie across the end of the memory; a smaller one takes its place.
            QVERIFY(text.size() + 48 > static_cast<std::size_t>(capacity) / 3);
        }
        EventRing::Entry entry;
        std::uint64_t after = firstSequence - 1;
        for (const std::string &text2 : expected) {
            QVERIFY(ring.peek(after, &entry));
            QCOMPARE(entry.sequence, after + 1);
            QCOMPARE(textOf(entry), text2);
            after = entry.sequence;
        }
        QVERIFY(!ring.peek(after, &entry));
        const std::size_t gone = random() % (expected.size() + 1);
        firstSequence += gone;
        expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(gone));
        ring.release(firstSequence - 1);
    }
    QVERIFY(pushed > 5000);
    QCOMPARE(ring.accepted(), pushed);
    QCOMPARE(ring.dropped(), 20000 - pushed);
}

void EventRingTest::manyProducersOneReader()
{
    constexpr int producers = 8;
    constexpr std::uint32_t each = 12500;
    // Small, so that it wraps and fills all the time.
    EventRing ring(9, 64 * 1024);
    std::vector<std::thread> threads;
    for (std::uint32_t producer = 0; producer < producers; ++producer) {
        threads.emplace_back([&ring, producer] {
            std::vector<std::uint32_t> record;
            for (std::uint32_t i = 0; i < each; ++i) {
                record.assign(2 + (i * 7 + producer) % 60, i ^ (producer << 24));
                record[0] = producer;
                record[1] = i;
                while (ring.push(std::as_bytes(std::span(record))) != EventRing::Push::Accepted)
                    std::this_thread::yield();
            }
        });
    }
    std::array<std::uint32_t, producers> next = {};
    std::uint64_t last = 0;
    std::string problem;
    while (last < std::uint64_t(producers) * each && problem.empty()) {
        EventRing::Entry entry;
        std::uint64_t batch = 0;
        while (batch < 64 && ring.peek(last, &entry)) {
            if (entry.sequence != last + 1)
                problem = "sequence " + std::to_string(entry.sequence) + " after " + std::to_string(last);
            last = entry.sequence;
            ++batch;
            std::vector<std::uint32_t> record(entry.record.size() / 4);
            std::memcpy(record.data(), entry.record.data(), entry.record.size());
            const std::uint32_t producer = record[0];
            if (producer >= producers || record[1] != next[producer]) {
                problem = "a record out of its producer's order";
                break;
            }
            const std::uint32_t i = next[producer]++;
            if (record.size() != 2 + (i * 7 + producer) % 60)
                problem = "a record of another size";
            for (std::size_t at = 2; at < record.size(); ++at) {
                if (record[at] != (i ^ (producer << 24)))
                    problem = "a record with other content";
            }
        }
        if (batch > 0)
            ring.release(last);
        else
            std::this_thread::yield();
    }
    // A failed check must not leave producers waiting for a reader that is gone.
    EventRing::Entry entry;
    while (!problem.empty() && last < std::uint64_t(producers) * each) {
        if (ring.peek(last, &entry))
            ring.release(last = entry.sequence);
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY2(problem.empty(), problem.c_str());
    QCOMPARE(last, std::uint64_t(producers) * each);
    QCOMPARE(ring.accepted(), std::uint64_t(producers) * each);
}

void EventRingTest::tellsWhenItIsHalfFull()
{
    EventRing ring(1, 1024);
    int pushed = 0;
    for (; !ring.isHalfFull(); ++pushed)
        QVERIFY(push(ring, std::string(100, 'x')));
    QCOMPARE(pushed, 5); // 128 bytes each
    ring.release(1);
    QVERIFY(!ring.isHalfFull());
    ring.retire(false);
    QVERIFY(!ring.isHalfFull());
}

void EventRingTest::losesNothingInTheMomentOfItsEnd()
{
    constexpr int producers = 4;
    for (std::uint64_t round = 1; round <= 50; ++round) {
        EventRing ring(round, 4096);
        std::atomic<std::uint64_t> accepted = 0;
        std::atomic<std::uint64_t> full = 0;
        std::vector<std::thread> threads;
        for (int producer = 0; producer < producers; ++producer) {
            threads.emplace_back([&] {
                for (;;) {
                    const EventRing::Push result = ring.push(std::as_bytes(std::span("event")));
                    if (result == EventRing::Push::Closed)
                        return;
                    ++(result == EventRing::Push::Accepted ? accepted : full);
                    std::this_thread::yield();
                }
            });
        }
        EventRing::Entry entry;
        std::uint64_t read = 0;
        const auto drain = [&] {
            while (ring.peek(read, &entry))
                ring.release(read = entry.sequence);
        };
        while (read < 100)
            drain();
        ring.close();
        drain();
        const std::uint64_t dropped = ring.dropped();
        ring.retire(false);
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(read, accepted.load());
        QCOMPARE(dropped, full.load());
    }
}

void EventRingTest::keepsWhatIsRefusedSince()
{
    using candor::Categories;
    using candor::Category;
    EventRing ring(1);
    QCOMPARE(ring.refused(), Categories());
    ring.refuse(Category::Errors);
    ring.refuse(Categories());
    QCOMPARE(ring.refused(), Categories(Category::Errors));
    ring.addDropped(3);
    QCOMPARE(ring.dropped(), 3U);
    ring.retire(false);
    ring.refuse(Category::Usage);
    ring.addDropped(1);
    QCOMPARE(ring.dropped(), 3U);
}

/// A file system that is full can't give the rest of a ring's memory; an access to it would kill the process.
void EventRingTest::touchesOnlyWhatTheSystemGives()
{
    constexpr std::size_t all = sizeof(candor::ringfile::Header) + 64 * 1024;
    constexpr std::size_t step = 8 * 1024;
    constexpr std::byte untouched{0xAA};
    std::vector<std::byte> memory(all);
    std::size_t limit = sizeof(candor::ringfile::Header) + 2 * step;
    std::fill(memory.begin() + std::ptrdiff_t(limit), memory.end(), untouched);
    std::size_t usable = sizeof(candor::ringfile::Header) + step;
    std::size_t usedAtEnd = 0;
    EventRing ring(1,
                   {memory, true,
                    [&](std::size_t needed) {
                        while (usable < needed && usable + step <= limit)
                            usable += step;
                        return usable;
                    },
                    [&](bool, std::size_t used) { usedAtEnd = used; }});
    const std::string text(100, 'x');
    const auto fill = [&] {
        int accepted = 0;
        while (push(ring, text))
            ++accepted;
        return accepted;
    };
    const auto drain = [&] {
        EventRing::Entry entry;
        int found = 0;
        std::uint64_t last = 0;
        while (ring.peek(last, &entry)) {
            last = entry.sequence;
            found += textOf(entry) == text ? 1 : 0;
        }
        ring.release(last);
        return found;
    };
    const int most = int(2 * step / (candor::ringfile::unit + candor::ringfile::roundedUp(text.size())));
    int few = 0;
    for (int round = 0; round < 20; ++round) {
        few = fill();
        QVERIFY2(few > 0 && few <= most, qPrintable(QString::number(few)));
        QCOMPARE(drain(), few);
        QVERIFY(std::all_of(memory.begin() + std::ptrdiff_t(limit), memory.end(),
                            [](std::byte each) { return each == untouched; }));
    }
    std::fill(memory.begin() + std::ptrdiff_t(limit), memory.end(), std::byte());
    limit = all;
    (void)fill();
    drain();
    const int many = fill();
    QVERIFY2(many > 3 * few, qPrintable(QString::number(many)));
    QCOMPARE(drain(), many);
    ring.retire(true);
    QCOMPARE(usedAtEnd, all);
}

QTEST_APPLESS_MAIN(EventRingTest)
#include "tst_eventring.moc"
