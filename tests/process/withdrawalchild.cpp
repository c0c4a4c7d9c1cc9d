// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// An application that records without a pause and does what lines on its input say:
//   withdrawalchild <word>
// A thread records test.marked {<word>} about every millisecond, whatever the decision is. Each command is answered by
// one line, "done <command>"; "settle" only after a thousand more were recorded and what was to be sent, the decision
// and the store were looked at again. What changes by itself is said as "allowed" or "refused".

#include "candor/telemetry.h"
#include "support/recordingworld.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

using namespace candor;

namespace {

/// Past the C library's buffer, which would go on holding what was said in it.
void say(std::string line)
{
    line += '\n';
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0)
        std::exit(3);
}

/// What is recorded; another one after "word <another>".
class Word
{
public:
    explicit Word(std::string word)
        : m_word(std::move(word))
    {
    }
    [[nodiscard]] std::string get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_word;
    }
    /// None of the old ones is recorded once this has returned.
    template<typename Use>
    void use(const Use &use) const
    {
        const std::lock_guard lock(m_mutex);
        use(m_word);
    }
    void set(std::string word)
    {
        const std::lock_guard lock(m_mutex);
        m_word = std::move(word);
    }

private:
    mutable std::mutex m_mutex;
    std::string m_word;
};

void answer(Telemetry &telemetry, const std::string &command, Categories categories)
{
    const auto once = std::make_shared<QMetaObject::Connection>();
    *once =
        QObject::connect(&telemetry, &Telemetry::answered, &telemetry, [once, command](bool ok, const QString &error) {
            QObject::disconnect(*once);
            say(ok ? "done " + command : "failed " + command + ": " + error.toStdString());
        });
    telemetry.answer(categories, Origin::Settings, QStringLiteral("en"));
}

/// What belongs to the category errors: an event, and what an event of usage says of a failure.
void fail(Telemetry &telemetry, const std::string &word)
{
    Action action = telemetry.begin("test.failed", {{"word", "something"}});
    action.fail(Error(word));
    action.end();
    telemetry.track("test.crashed", {{"word", word}});
}

void obey(Telemetry &telemetry, const std::string &command, Word *shared)
{
    const std::string word = shared->get();
    if (command == "no")
        return answer(telemetry, command, {});
    if (command == "yes")
        return answer(telemetry, command, Category::Usage | Category::Errors);
    if (command == "only-usage")
        return answer(telemetry, command, Category::Usage);
    if (command == "settle") {
        for (int i = 0; i < 1000; ++i)
            telemetry.track("test.marked", {{"word", word}});
        telemetry.flush();
        telemetry.refresh();
        // Behind whatever that has begun in the background.
        return telemetry.fetchActivity({}, &telemetry,
                                       [command](const auto &, const QString &) { say("done " + command); });
    }
    if (command.starts_with("fail "))
        fail(telemetry, command.substr(5));
    else if (command == "flush")
        telemetry.flush();
    else if (command == "id")
        return say("done id " + telemetry.status().anonymousId().toStdString());
    else if (command.starts_with("word "))
        shared->set(command.substr(5));
    else if (command == "quit")
        QCoreApplication::quit();
    say("done " + command);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2 && argc != 3)
        return 2;
    Word word(argv[1]);
    QCoreApplication application(argc, argv);
    Telemetry telemetry(test::RecordingWorld::optionsFrom(QProcessEnvironment::systemEnvironment()));
    bool allowed = telemetry.isAllowed();
    QObject::connect(&telemetry, &Telemetry::consentChanged, &application, [&] {
        if (telemetry.isAllowed() != allowed)
            say((allowed = telemetry.isAllowed()) ? "allowed" : "refused");
    });

    if (argc == 3)
        fail(telemetry, argv[2]); // before everything else: it is in the first request

    std::atomic<bool> stop = false;
    std::thread recording([&] {
        while (!stop) {
            word.use([&](const std::string &text) { telemetry.track("test.marked", {{"word", text}}); });
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    std::string unread;
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char bytes[256];
        const ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0)
            return QCoreApplication::quit();
        unread.append(bytes, static_cast<std::size_t>(count));
        for (std::size_t end = 0; (end = unread.find('\n')) != std::string::npos; unread.erase(0, end + 1))
            obey(telemetry, unread.substr(0, end), &word);
    });
    say(allowed ? "allowed" : "refused");
    const int status = QCoreApplication::exec();
    stop = true;
    recording.join();
    return status;
}
