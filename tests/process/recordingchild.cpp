// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// An application of one process that records and comes to the end it is told to:
//   recordingchild <run> <count> <end>
// records test.counted {run, 1 .. count}, says "recorded" and ends. With the count "on" it records without an end and
// writes each number to its output once it was accepted; with "scroll" it does the same with test.scrolled; with
// "hash" it records test.hashed {<end>}, and with "dawn" test.dawned once a line is on its input. With the end
// "disk-hangs" the disk stops answering before it records; it then says how long the end took, in ms.

#include "candor/telemetry.h"
#include "support/faultyfiles.h"
#include "support/recordingworld.h"

#include <QCoreApplication>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace candor;

namespace {

std::optional<Telemetry> outlivesMain; // destroyed with the statics

void say(const char *line)
{
    std::puts(line);
    std::fflush(stdout);
}

void record(Telemetry &telemetry, std::int64_t run, std::int64_t from, std::int64_t to)
{
    for (std::int64_t number = from; number <= to; ++number)
        telemetry.track("test.counted", {{"run", run}, {"number", number}});
}

/// Records for ever, in bursts and with pauses, until somebody kills this process.
[[noreturn]] void recordOn(Telemetry &telemetry, std::int64_t run, bool scrolls)
{
    std::mt19937 random(static_cast<unsigned>(run));
    for (std::int64_t number = 1;; ++number) {
        if (scrolls)
            telemetry.track("test.scrolled", {});
        else
            record(telemetry, run, number, number);
        const std::string line = std::to_string(number) + '\n';
        if (write(STDOUT_FILENO, line.data(), line.size()) < 0)
            std::exit(3);
        if (random() % 3 == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 4000));
    }
}

/// A copy of this process records too, and destroys what it believes to be its own.
int forkAndRecord(std::unique_ptr<Telemetry> &telemetry, std::int64_t run)
{
    const pid_t child = fork();
    if (child == 0) {
        record(*telemetry, run, 100001, 101000);
        telemetry.reset();
        _exit(0);
    }
    int status = 1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 9;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    const std::int64_t run = std::atoll(argv[1]);
    const std::string count = argv[2];
    const std::string end = argv[3];

    auto application = std::make_unique<QCoreApplication>(argc, argv);
    TelemetryOptions options = test::RecordingWorld::optionsFrom(QProcessEnvironment::systemEnvironment());
    // Never destroyed: a thread that hangs in it is still there when the program ends.
    static auto *const files = new test::FaultyFiles;
    if (end == "disk-hangs")
        options.setFileLayer(QString::fromStdString(files->name()));
    auto telemetry = std::make_unique<Telemetry>(options);
    if (!telemetry->isAllowed())
        return 4;
    if (count == "on" || count == "scroll") {
        std::thread([&telemetry, run, scrolls = count == "scroll"] { recordOn(*telemetry, run, scrolls); }).detach();
        return QCoreApplication::exec();
    }
    if (count == "hash") {
        telemetry->track("test.hashed", {{"image", end}});
        return 0;
    }
    if (count == "dawn") {
        say("ready");
        char line[16];
        if (!std::fgets(line, sizeof line, stdin))
            return 3;
        telemetry->track("test.dawned", {});
        return 0;
    }
    if (end == "static") {
        telemetry.reset();
        outlivesMain.emplace(options);
    }
    Telemetry &recording = outlivesMain ? *outlivesMain : *telemetry;
    if (end == "disk-hangs") {
        QObject::connect(&recording, &Telemetry::activityChanged, application.get(), &QCoreApplication::quit);
        QCoreApplication::exec(); // the store is open
        using Operation = test::FaultyFiles::Operation;
        files->hang({Operation::Write, Operation::Sync, Operation::Truncate});
        record(recording, run, 1, 1);
        if (!files->waitUntilHanging(std::chrono::seconds(30)))
            return 5;
        record(recording, run, 2, std::atoll(count.c_str()));
        const auto begin = std::chrono::steady_clock::now();
        telemetry.reset();
        const auto took = std::chrono::steady_clock::now() - begin;
        std::printf("%lld\n",
                    static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
        return 0;
    }
    record(recording, run, 1, std::atoll(count.c_str()));

    if (end == "SIGKILL" || end == "SIGTERM" || end == "SIGSEGV" || end == "SIGHUP") {
        const int number = end == "SIGKILL" ? SIGKILL : end == "SIGTERM" ? SIGTERM : end == "SIGHUP" ? SIGHUP : SIGSEGV;
        std::signal(number, SIG_DFL);
        std::raise(number);
    } else if (end == "abort") {
        std::abort();
    } else if (end == "_exit") {
        _exit(0);
    } else if (end == "quick_exit") {
        std::quick_exit(0);
    } else if (end == "exit") {
        std::exit(0); // Telemetry is never destroyed
    } else if (end == "fork") {
        if (const int status = forkAndRecord(telemetry, run); status != 0)
            return status;
    } else if (end == "event-loop") {
        QTimer::singleShot(0, application.get(), &QCoreApplication::quit);
        QCoreApplication::exec();
    } else if (end == "settle") {
        // What others left is in the store when it is opened.
        QObject::connect(&recording, &Telemetry::activityChanged, application.get(), &QCoreApplication::quit);
        QCoreApplication::exec();
    } else if (end == "deliver") {
        // The counts alone don't say it: until the store was taken over, what others left is not among them. What was
        // recorded here is behind all of it.
        const auto mark = QCoreApplication::applicationPid();
        record(recording, run, mark, mark);
        ActivityFilter marked;
        marked.setName(QStringLiteral("test.counted"));
        marked.setText(QStringLiteral("\"number\":%1").arg(mark));
        marked.setState(ActivityEvent::State::Delivered);
        bool arrived = false;
        QTimer again;
        QObject::connect(&again, &QTimer::timeout, &recording, [&] {
            recording.fetchActivity(marked, &recording, [&arrived](const auto &events, const QString &) {
                arrived = arrived || !events.empty();
            });
            recording.refresh();
        });
        QObject::connect(&recording, &Telemetry::statusChanged, application.get(), [&recording, &arrived] {
            const TelemetryStatus &status = recording.status();
            if (arrived && status.countsKnown() && status.waiting() + status.sending() == 0)
                QCoreApplication::quit();
        });
        again.start(20);
        recording.flush();
        QCoreApplication::exec();
    } else if (end == "application-first") {
        application.reset();
    } else if (end == "thread") {
        std::thread([&recording, run] { record(recording, run, 1001, 2000); }).join();
    }
    say("recorded");
    return 0;
}
