// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/watchengine.h"

#ifdef Q_OS_LINUX
#include <QFile>
#include <QHash>
#include <QMultiHash>
#include <QSet>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cstring>
#include <mutex>

#include <sys/inotify.h>
#include <unistd.h>
#else
#include <QFileSystemWatcher>
#endif

namespace candor {

namespace {

#ifdef Q_OS_LINUX

// QFileSystemWatcher is not used: it warns on the error stream for each path that it can't watch, and does not report
// that it has lost events.
class Inotify final : public WatchEngine
{
public:
    ~Inotify() override
    {
        // Removing watches one by one would, in a forked child, take them from the parent too.
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    void start() override
    {
        if (m_descriptor >= 0)
            return;
        const int descriptor = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (descriptor < 0)
            return;
        m_descriptor = descriptor;
        m_notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &Inotify::read);
    }

    void stop() override { m_notifier.reset(); }

    bool add(const QString &path, Kind kind) override
    {
        if (m_descriptor < 0)
            return false;
        constexpr quint32 itself = IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
        const quint32 mask =
            kind == Kind::File ? itself | IN_MODIFY : itself | IN_CREATE | IN_DELETE | IN_MOVE | IN_ONLYDIR;
        // Not under the mutex: a disk that hangs would hold up read(). An event that comes before its number is known
        // is ignored; PathWatcher looks at the files again after it has added their watches.
        const int number = ::inotify_add_watch(m_descriptor, QFile::encodeName(path).constData(), mask);
        if (number < 0)
            return false;
        const std::lock_guard lock(m_mutex);
        m_paths.remove(number, path);
        m_paths.insert(number, path); // a file may have two names that are both watched
        m_numbers.insert(path, number);
        return true;
    }

    void remove(const QString &path) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_numbers.constFind(path);
        if (found == m_numbers.cend())
            return;
        const int number = *found;
        m_numbers.erase(found);
        m_paths.remove(number, path);
        if (!m_paths.contains(number))
            ::inotify_rm_watch(m_descriptor, number);
    }

    [[nodiscard]] bool isWatching(const QString &path) const override
    {
        const std::lock_guard lock(m_mutex);
        return m_numbers.contains(path);
    }

private:
    void read()
    {
        const QSet<QString> happened = takeEvents();
        for (const QString &path : happened)
            Q_EMIT changed(path);
    }

    QSet<QString> takeEvents()
    {
        QSet<QString> happened;
        alignas(inotify_event) std::array<char, 4096> buffer;
        ssize_t length = 0;
        while ((length = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
            for (const char *at = buffer.data(); at < buffer.data() + length;) {
                inotify_event event; // the name that follows it is not needed
                std::memcpy(&event, at, sizeof event);
                at += sizeof event + event.len;
                if (event.mask & IN_Q_OVERFLOW)
                    happened.insert(QString()); // some were lost
                const std::lock_guard lock(m_mutex);
                const QList<QString> paths = m_paths.values(event.wd);
                happened.unite(QSet<QString>(paths.begin(), paths.end()));
                if (event.mask & IN_IGNORED) {
                    for (const QString &path : paths)
                        m_numbers.remove(path);
                    m_paths.remove(event.wd);
                }
            }
        }
        return happened;
    }

    std::atomic<int> m_descriptor{-1}; // add() may be running elsewhere
    std::unique_ptr<QSocketNotifier> m_notifier;
    mutable std::mutex m_mutex; // guards what is below
    QMultiHash<int, QString> m_paths; // by the system's number
    QHash<QString, int> m_numbers;
};

using SystemEngine = Inotify;

#else

class QtEngine final : public WatchEngine
{
public:
    QtEngine()
    {
        connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WatchEngine::changed);
        connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WatchEngine::changed);
    }
    [[nodiscard]] bool worksOnAnyThread() const override { return false; }
    bool add(const QString &path, Kind) override { return m_watcher.addPath(path); }
    void remove(const QString &path) override { m_watcher.removePath(path); }
    [[nodiscard]] bool isWatching(const QString &path) const override
    {
        return m_watcher.files().contains(path) || m_watcher.directories().contains(path);
    }

private:
    QFileSystemWatcher m_watcher;
};

using SystemEngine = QtEngine;

#endif

} // namespace

std::unique_ptr<WatchEngine> WatchEngine::create()
{
    return std::make_unique<SystemEngine>();
}

} // namespace candor
