// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A long time offline: the store never takes more of the disk than it may, keeps the newest, and counts the others.
// With CANDOR_TRIALS set a million events.

#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "support/fakeclock.h"
#include "support/faultyfiles.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QtTest>

#include <sys/stat.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace candor;
using namespace std::chrono_literals;
using candor::test::FakeClock;
using candor::test::FaultyFiles;
using candor::test::TemporaryHome;

namespace {

const EventScope scope{"decision-a", "posthog eu.example 0011"};
constexpr std::uint64_t base = 7;

std::int64_t bytesOf(const std::string &folder)
{
    std::int64_t result = 0;
    for (const char *name : {"/events.sqlite", "/events.sqlite-wal", "/events.sqlite-shm", "/in-use"}) {
        struct stat info = {};
        if (::stat((folder + name).c_str(), &info) == 0)
            result += info.st_size;
    }
    return result;
}

} // namespace

class StoreCapacityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMillionEventsOffline_data();
    void aMillionEventsOffline();
};

void StoreCapacityTest::aMillionEventsOffline_data()
{
    QTest::addColumn<int>("smallest");
    QTest::addColumn<int>("largest");
    QTest::newRow("events of 8 properties") << 420 << 420;
    QTest::newRow("small and large ones") << 20 << 2500;
}

void StoreCapacityTest::aMillionEventsOffline()
{
    QFETCH(int, smallest);
    QFETCH(int, largest);
    const std::uint64_t total = qEnvironmentVariableIsSet("CANDOR_TRIALS") ? 1000000 : 30000;
    constexpr std::int64_t cap = 10 * 1024 * 1024;
    constexpr std::uint64_t group = 64;
    const TemporaryHome home;
    FaultyFiles files; // does not wait for the disk
    auto clock = std::make_shared<FakeClock>();
    EventStore::Options options;
    options.fileLayer = files.name();
    QCOMPARE(options.maximumBytes, cap);
    const std::string folder = home.path(u"events"_s).toStdString();
    const auto opened = EventStore::open(folder, EventStore::Mode::ReadWrite, clock, options);
    QVERIFY2(opened.store, opened.error.c_str());

    std::int64_t peak = 0;
    std::uint64_t sequence = 0;
    while (sequence < total) {
        std::vector<NewEvent> events;
        while (events.size() < group && sequence < total) {
            ++sequence;
            const auto size = static_cast<std::size_t>(smallest)
                + (sequence * 7919) % static_cast<std::uint64_t>(largest - smallest + 1);
            events.push_back({eventId(1, base, sequence), "page.viewed", unixMilliseconds(clock->now()),
                              '"' + std::string(size, 'x') + '"'});
        }
        CommitProgress progress;
        progress.ringBase = base;
        progress.lastSequence = sequence;
        progress.accepted = static_cast<std::int64_t>(events.size());
        QVERIFY2(opened.store->writer().commit(scope, events, progress), opened.store->error().c_str());
        clock->advance(5ms);
        peak = std::max(peak, bytesOf(folder));
        QVERIFY2(peak <= cap, qPrintable(QString::number(peak)));
    }
    const auto counters = opened.store->view().counters();
    QVERIFY(counters);
    QCOMPARE(counters->accepted, static_cast<std::int64_t>(total));
    QCOMPARE(counters->dropped.size(), 1U);
    QCOMPARE(counters->dropped.at(DropReason::Disk), static_cast<std::int64_t>(total) - counters->waiting);
    // The newest, without a gap.
    const auto claimed = opened.store->claims().claim(scope, 1 << 20, 1 << 30);
    QCOMPARE(static_cast<std::int64_t>(claimed.size()), counters->waiting);
    std::uint64_t expected = total - claimed.size();
    for (const StoredEvent &event : claimed)
        QCOMPARE(event.id, eventId(1, base, ++expected));
    qInfo("%lld of %lld events kept, at most %.2f MB on disk", static_cast<long long>(counters->waiting),
          static_cast<long long>(counters->accepted), static_cast<double>(peak) / (1024 * 1024));
    QVERIFY(peak > cap / 2);
}

QTEST_APPLESS_MAIN(StoreCapacityTest)
#include "tst_storecapacity.moc"
