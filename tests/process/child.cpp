// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
// A process of its own for tests of what happens between processes. It takes its folders from its environment, prints
// "ready", waits for a line on its input so that many can start at one moment, does one thing, prints what came out of
// it, and ends with 0 if it worked.

#include "identity/anonymousid.h"
#include "queue/eventid.h"
#include "queue/eventstore.h"
#include "settings/settingsfile.h"
#include "system/directories.h"
#include "system/systemclock.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

int fail(const QString &message)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(message));
    return 1;
}

void waitForStart()
{
    std::puts("ready");
    std::fflush(stdout);
    char line[16];
    if (!std::fgets(line, sizeof line, stdin))
        std::exit(3);
}

/// flip-setting <key> <times>: writes true and false in turn and looks after each write that it is there.
int flipSetting(const Directories &directories, const QStringList &arguments)
{
    const auto key = std::find_if(settingkeys::all.begin(), settingkeys::all.end(),
                                  [&](const SettingKey &each) { return each.name == arguments.value(0); });
    const int times = arguments.value(1).toInt();
    if (key == settingkeys::all.end() || times <= 0)
        return fail(u"flip-setting <key> <times>"_s);
    const SettingsFile file(directories, SettingsLayout::PodmanDesktop, u"candor"_s);
    waitForStart();
    for (int i = 1; i <= times; ++i) {
        const bool value = i % 2 == 0;
        const SettingsFile::WriteResult result = file.write({{*key, value}});
        if (!result.ok || !result.changed || !result.backupPath.isEmpty())
            return fail(u"write %1 of %2: %3"_s.arg(i).arg(key->name, result.error));
        const SettingsSnapshot snapshot = file.read();
        if (snapshot.status != SettingsStatus::Ok || snapshot.boolean(*key) != value)
            return fail(u"write %1 of %2 was lost"_s.arg(i).arg(key->name));
    }
    std::puts("done");
    return 0;
}

/// obtain-id: prints the id, and after it "here" if it could not be kept on disk.
int obtainId(const Directories &directories)
{
    const AnonymousId identity(directories);
    waitForStart();
    const AnonymousId::Result result = identity.obtain();
    std::printf("%s%s\n", qPrintable(result.id), result.persistent ? "" : " here");
    return 0;
}

/// replace-id <old>: prints the id that is there afterwards.
int replaceId(const Directories &directories, const QStringList &arguments)
{
    const AnonymousId identity(directories);
    waitForStart();
    const AnonymousId::Replacement result = identity.replace(arguments.value(0));
    std::printf("%s\n", qPrintable(result.id));
    return result.id.isEmpty() ? fail(result.error) : 0;
}

/// store-events <folder> <base> <times>: commits so many events as one ring's, from where that ring was committed to
/// when somebody else did so; says when it has done 1000. What fails is tried again after opening the store anew, as
/// the recorder does.
int storeEvents(const QStringList &arguments)
{
    const std::string folder = arguments.value(0).toStdString();
    const std::uint64_t base = arguments.value(1).toULongLong();
    const std::uint64_t times = arguments.value(2).toULongLong();
    if (folder.empty() || base == 0 || times == 0)
        return fail(u"store-events <folder> <base> <times>"_s);
    waitForStart();
    EventStore::Options options;
    options.maximumBytes = 256 * 1024 * 1024; // nothing is evicted
    constexpr std::uint64_t batch = 8;
    QString problem;
    for (int attempt = 0; attempt < 50; ++attempt) {
        const EventStore::Opened opened =
            EventStore::open(folder, EventStore::Mode::ReadWrite, std::make_shared<SystemClock>(), options);
        const auto position = opened.store ? opened.store->writer().ringPosition(base) : std::nullopt;
        if (!position) {
            problem = QString::fromStdString(opened.store ? opened.store->error() : opened.error);
            continue;
        }
        std::uint64_t done = position->lastSequence;
        while (done < times) {
            std::vector<NewEvent> events;
            for (std::uint64_t sequence = done + 1; sequence <= std::min(done + batch, times); ++sequence)
                events.push_back(
                    {eventId(1, base, sequence), "test.stored", 1,
                     "{\"base\":" + std::to_string(base) + ",\"sequence\":" + std::to_string(sequence) + '}'});
            CommitProgress progress;
            progress.ringBase = base;
            progress.lastSequence = done + events.size();
            progress.accepted = static_cast<std::int64_t>(events.size());
            progress.ringDropped = progress.lastSequence / 4;
            if (!opened.store->writer().commit({"decision", "destination"}, events, progress)) {
                problem = QString::fromStdString(opened.store->error());
                break;
            }
            done = progress.lastSequence;
            if (done == 1000) {
                std::puts("1000");
                std::fflush(stdout);
            }
        }
        if (done >= times) {
            std::puts("done");
            return 0;
        }
    }
    return fail(problem);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Directories directories = Directories::fromEnvironment(QProcessEnvironment::systemEnvironment());
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString command = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (command == u"flip-setting"_s)
        return flipSetting(directories, arguments);
    if (command == u"store-events"_s)
        return storeEvents(arguments);
    if (command == u"obtain-id"_s)
        return obtainId(directories);
    if (command == u"replace-id"_s)
        return replaceId(directories, arguments);
    return fail(u"unknown command: "_s + command);
}
