// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// What Candor adds to the start of an application: on the GUI thread, until the window stands, and in memory, next to
// the same program over an empty facade (tests/process/control); and how often it wakes up when nothing happens.
#include "bench/benchworld.h"

#include "support/temporaryhome.h"
#include "system/pathwatcher.h"
#include "telemetry/telemetrycontext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstring>
#include <thread>

using namespace candor;
using namespace candor::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

double seconds(Steady::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

void constructor(benchmark::State &state, BenchWorld::Answer answer)
{
    const BenchWorld world(BenchWorld::Ring::File, answer);
    const TelemetryOptions options = world.options();
    for (auto unused : state) {
        const auto start = Steady::now();
        auto telemetry = std::make_unique<Telemetry>(options);
        state.SetIterationTime(seconds(Steady::now() - start));
        if (answer == BenchWorld::Answer::Yes && !telemetry->isAllowed())
            state.SkipWithError("nothing is recorded");
        telemetry.reset();
    }
}

/// What of the constructor is the watching of files.
void watching(benchmark::State &state)
{
    const BenchWorld world;
    const TelemetryContext context(world.options().data());
    const QStringList files = context.consent().files().watched();
    for (auto unused : state) {
        const auto start = Steady::now();
        PathWatcher watcher;
        watcher.setFiles(files);
        state.SetIterationTime(seconds(Steady::now() - start));
    }
    state.counters["files"] = static_cast<double>(files.size());
}

void readingConsent(benchmark::State &state)
{
    const BenchWorld world;
    const TelemetryContext context(world.options().data());
    for (auto unused : state)
        benchmark::DoNotOptimize(context.consent().read());
}

void makingContext(benchmark::State &state)
{
    const BenchWorld world;
    const TelemetryOptions options = world.options();
    for (auto unused : state)
        benchmark::DoNotOptimize(TelemetryContext(options.data()));
}

/// A program of which the window stands.
class Running
{
public:
    explicit Running(const QString &program, bool agree)
    {
        QProcessEnvironment environment = m_home.environment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"LOG_LEVEL"_s, u"trace"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        if (agree) {
            QProcess enable;
            enable.setProcessEnvironment(environment);
            enable.start(QStringLiteral(CANDOR_PROGRAM), {u"telemetry"_s, u"enable"_s, u"--yes"_s});
            if (!enable.waitForFinished() || enable.exitCode() != 0)
                qFatal("the yes was not recorded");
        }
        const auto start = Steady::now();
        m_process.start(program, QStringList());
        QByteArray said;
        while (!said.contains("ready")) {
            if (!m_process.waitForReadyRead(30000))
                qFatal("%s does not start: %s", qPrintable(program), said.constData());
            said += m_process.readAll();
        }
        m_untilReady = Steady::now() - start;
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    [[nodiscard]] Steady::duration untilReady() const { return m_untilReady; }

    /// A number of /proc/<pid>/status or of one of its threads, such as "VmRSS".
    [[nodiscard]] qint64 status(const QString &folder, const char *name) const
    {
        QFile file(folder + u"/status"_s);
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith(name))
                return line.mid(qsizetype(std::strlen(name)) + 1).simplified().split(' ').constFirst().toLongLong();
        }
        return 0;
    }
    [[nodiscard]] QString proc() const { return u"/proc/%1"_s.arg(m_process.processId()); }
    [[nodiscard]] qint64 threads() const { return status(proc(), "Threads"); }

    /// How often any of its threads went to sleep: each wake-up ends with one.
    [[nodiscard]] qint64 sleeps() const
    {
        qint64 result = 0;
        const QDir tasks(proc() + u"/task"_s);
        for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            result += status(tasks.filePath(task), "voluntary_ctxt_switches");
        return result;
    }

private:
    test::TemporaryHome m_home;
    QProcess m_process;
    Steady::duration m_untilReady = {};
};

void firstPaint(benchmark::State &state, const char *program, bool agree)
{
    double memory = 0;
    double threads = 0;
    for (auto unused : state) {
        const Running running(QString::fromUtf8(program), agree);
        state.SetIterationTime(seconds(running.untilReady()));
        std::this_thread::sleep_for(500ms); // what is done in the background after the start is done
        memory += static_cast<double>(running.status(running.proc(), "VmRSS"));
        threads += static_cast<double>(running.threads());
    }
    state.counters["rss_kb"] = memory / static_cast<double>(state.iterations());
    state.counters["threads"] = threads / static_cast<double>(state.iterations());
}

void idle(benchmark::State &state, const char *program, bool agree)
{
    constexpr auto settling = 3s; // the first commit's sync comes a second after it
    const std::chrono::seconds watched(state.range(0));
    qint64 wakeUps = 0;
    for (auto unused : state) {
        const Running running(QString::fromUtf8(program), agree);
        std::this_thread::sleep_for(settling);
        const qint64 before = running.sleeps();
        std::this_thread::sleep_for(watched);
        wakeUps += running.sleeps() - before;
        state.SetIterationTime(seconds(watched));
    }
    state.counters["wake_ups"] = static_cast<double>(wakeUps) / static_cast<double>(state.iterations());
}

} // namespace

BENCHMARK_CAPTURE(constructor, undecided, BenchWorld::Answer::Nobody)
    ->Name("Telemetry's constructor, nobody was asked")
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(constructor, yes, BenchWorld::Answer::Yes)
    ->Name("Telemetry's constructor, after a yes")
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(watching)->Name("  of it, watching files")->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(readingConsent)->Name("  of it, reading the answer")->Unit(benchmark::kMicrosecond);
BENCHMARK(makingContext)->Name("  of it, reading the notice")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(firstPaint, control, CANDOR_CONTROL, false)
    ->Name("window, without Candor")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(10);
BENCHMARK_CAPTURE(firstPaint, undecided, CANDOR_WINDOW, false)
    ->Name("window, nobody was asked")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(10);
BENCHMARK_CAPTURE(firstPaint, yes, CANDOR_WINDOW, true)
    ->Name("window, after a yes")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(10);
BENCHMARK_CAPTURE(idle, control, CANDOR_CONTROL, false)
    ->Name("idle, without Candor")
    ->ArgName("seconds")
    ->Arg(10)
    ->UseManualTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(idle, yes, CANDOR_WINDOW, true)
    ->Name("idle, after a yes")
    ->ArgName("seconds")
    ->Arg(10)
    ->UseManualTime()
    ->Iterations(1);

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    // Homes stand beside the program, where nobody else makes files: Candor watches the folders above its own files, so
    // that a busy /tmp would be counted as its wake-ups.
    qputenv("TMPDIR", QFile::encodeName(QCoreApplication::applicationDirPath()));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
