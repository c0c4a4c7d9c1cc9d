// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetry.h"
#include "support/recordingworld.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int threadCount = 64;
constexpr auto patience = 60s;

/// 64 threads that call track() on whatever object there is. The host's part is to keep them off it while it goes,
/// which a lock does here; that lock is shared among them, so they are not kept off each other.
class Callers
{
public:
    Callers()
    {
        for (int thread = 0; thread < threadCount; ++thread)
            m_threads.emplace_back([this, thread] { run(thread); });
    }
    ~Callers()
    {
        m_ended = true;
        for (std::thread &thread : m_threads)
            thread.join();
    }
    Callers(const Callers &) = delete;
    Callers &operator=(const Callers &) = delete;

    void call(Telemetry *telemetry)
    {
        const std::unique_lock lock(m_mutex);
        m_telemetry = telemetry;
    }
    [[nodiscard]] int calls() const { return m_calls; }

    /// Before the object goes, also where the test ends early.
    struct Stop
    {
        Callers &callers;
        ~Stop() { callers.call(nullptr); }
    };

private:
    void run(int thread)
    {
        for (int number = 0; !m_ended; ++number) {
            {
                const std::shared_lock lock(m_mutex);
                if (m_telemetry) {
                    m_telemetry->track("test.counted", {{"run", thread}, {"number", number}});
                    (void)m_telemetry->isAllowed();
                    ++m_calls;
                }
            }
            std::this_thread::sleep_for(1ms);
        }
    }

    std::shared_mutex m_mutex;
    Telemetry *m_telemetry = nullptr;
    std::atomic<bool> m_ended{false};
    std::atomic<int> m_calls{0};
    std::vector<std::thread> m_threads;
};

} // namespace

class TestTelemetryThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsThroughAllOfALife();
    void everyCallCounts();
};

void TestTelemetryThreads::callsThroughAllOfALife()
{
    ScriptedServer server({{200, R"({"status": 1})"}});
    QVERIFY(server.listen());
    const RecordingWorld world(server.url());
    Callers callers;
    const auto callsMore = [&callers](int calls) {
        const int before = callers.calls();
        return QTest::qWaitFor([&] { return callers.calls() >= before + calls; },
                               std::chrono::milliseconds(patience).count());
    };
    for (int life = 0; life < 3; ++life) {
        auto telemetry = std::make_unique<Telemetry>(world.options());
        const Callers::Stop stop{callers};
        callers.call(telemetry.get()); // before it has read whether it may
        QVERIFY(callsMore(100));
        QTRY_VERIFY_WITH_TIMEOUT(telemetry->isAllowed(), std::chrono::milliseconds(patience).count());
        QSignalSpy delivered(telemetry.get(), &Telemetry::delivered);
        telemetry->flush();
        QVERIFY(callsMore(500));
        for (const Categories categories :
             {Categories(), Category::Usage | Category::Errors, Categories(Category::Usage)}) {
            QSignalSpy answered(telemetry.get(), &Telemetry::answered);
            telemetry->answer(categories, Origin::Settings, u"en"_s);
            QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, std::chrono::milliseconds(patience).count());
            QVERIFY(answered.constFirst().constFirst().toBool());
            QCOMPARE(telemetry->isAllowed(), bool(categories));
            telemetry->refresh();
            telemetry->flush();
            QVERIFY(callsMore(200));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!delivered.isEmpty(), std::chrono::milliseconds(patience).count());
        callers.call(nullptr);
        telemetry.reset();
        QVERIFY(RecordingWorld::addsUp(world.counters()));
    }
}

void TestTelemetryThreads::everyCallCounts()
{
    constexpr int each = 50; // all of them together fit into the ring
    const RecordingWorld world;
    {
        Telemetry telemetry(world.options());
        const QSignalSpy counted(&telemetry, &Telemetry::statusChanged); // counts are read for who listens
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.isAllowed(), std::chrono::milliseconds(patience).count());
        std::vector<std::thread> threads;
        for (int thread = 0; thread < threadCount; ++thread) {
            threads.emplace_back([&telemetry, thread] {
                for (int number = 0; number < each; ++number)
                    telemetry.track("test.counted", {{"run", thread}, {"number", number}});
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        // On a busy machine the end does not wait for all of them: the next process would store the rest.
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().accepted() > threadCount * each,
                                 std::chrono::milliseconds(patience).count());
    }
    QList<qint64> expected;
    for (int number = 0; number < each; ++number)
        expected.append(number);
    for (int thread = 0; thread < threadCount; ++thread)
        QCOMPARE(world.numbers(thread), expected); // in the order in which that thread called
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

QTEST_GUILESS_MAIN(TestTelemetryThreads)
#include "tst_telemetrythreads.moc"
