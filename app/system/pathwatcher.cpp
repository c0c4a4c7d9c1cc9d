// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/pathwatcher.h"

#include "system/mailbox.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <utility>

#ifndef Q_OS_WIN
#include <sys/stat.h>
#endif

namespace candor {

using namespace std::chrono_literals;

namespace {

constexpr auto coalescing = 50ms;
constexpr int maximumLinks = 40;
constexpr int maximumRounds = 10;

/// Distinguishes a file or folder from another one that took its name, and a changed file from its earlier state.
struct Identity
{
    quint64 device = 0;
    quint64 inode = 0;

    friend bool operator==(const Identity &a, const Identity &b) { return a.device == b.device && a.inode == b.inode; }
};

/// The paths to watch for a set of files, and their state when the plan was made.
struct Plan
{
    QHash<QString, Identity> files; ///< path without symbolic links
    QHash<QString, Identity> folders; ///< the same
    QSet<QString> nearest; ///< the folders in which one of the files is or would appear next
    QString home; ///< without symbolic links; empty: every folder on the way is watched
    QByteArray fingerprint; ///< differs if anything has changed
};

void add(QByteArray *fingerprint, quint64 number)
{
    fingerprint->append(QByteArray::number(number, 16)).append(' ');
}

#ifdef Q_OS_WIN
Identity identify(const QString &path, QByteArray *fingerprint, bool isFile)
{
    const QFileInfo info(path);
    if (isFile) {
        add(fingerprint, static_cast<quint64>(info.size()));
        add(fingerprint, static_cast<quint64>(info.lastModified().toMSecsSinceEpoch()));
    }
    return {};
}
#else
Identity identify(const QString &path, QByteArray *fingerprint, bool isFile)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    add(fingerprint, static_cast<quint64>(status.st_dev));
    add(fingerprint, static_cast<quint64>(status.st_ino));
    if (isFile) {
        add(fingerprint, static_cast<quint64>(status.st_size));
#ifdef Q_OS_MACOS
        const timespec times[] = {status.st_mtimespec, status.st_ctimespec};
#else
        const timespec times[] = {status.st_mtim, status.st_ctim};
#endif
        for (const timespec &time : times) {
            add(fingerprint, static_cast<quint64>(time.tv_sec));
            add(fingerprint, static_cast<quint64>(time.tv_nsec));
        }
    }
    return {static_cast<quint64>(status.st_dev), static_cast<quint64>(status.st_ino)};
}
#endif

QString join(const QString &folder, const QString &name)
{
    return folder.endsWith(u'/') ? folder + name : folder + u'/' + name;
}

/// "/" or "C:/", and the names below it.
QString splitRoot(const QString &path, QStringList *names)
{
    const QString clean = QDir::cleanPath(path);
    const qsizetype slash = clean.indexOf(u'/');
    *names = clean.mid(slash + 1).split(u'/', Qt::SkipEmptyParts) + *names;
    return clean.left(slash + 1);
}

/// Walks to \a path component by component, as the system does, and adds each folder on the way: whatever appears,
/// disappears or is replaced on that way causes an event in one of these folders.
void addTo(Plan *plan, const QString &path)
{
    plan->fingerprint.append(path.toUtf8()).append('\n');
    if (!QDir::isAbsolutePath(path))
        return;
    QStringList names;
    QString folder = splitRoot(path, &names);
    Identity identity;
    const auto pass = [plan, &identity](const QString &passed) {
        identity = identify(passed, &plan->fingerprint, false);
        if (plan->home.isEmpty() || passed == plan->home || passed.startsWith(plan->home + u'/'))
            plan->folders.insert(passed, identity);
    };
    const auto stay = [plan, &identity](const QString &nearest) {
        plan->folders.insert(nearest, identity);
        plan->nearest.insert(nearest);
    };
    pass(folder);
    int links = 0;
    while (!names.isEmpty()) {
        const QString next = join(folder, names.takeFirst());
        const QFileInfo info(next);
        if (info.isSymLink()) {
            const QString target = info.symLinkTarget();
            plan->fingerprint.append("-> ").append(target.toUtf8()).append('\n');
            if (++links > maximumLinks || target.isEmpty())
                break;
            stay(folder);
            folder = splitRoot(target, &names);
            pass(folder);
            continue;
        }
        if (!info.exists())
            break;
        if (!info.isDir()) {
            plan->files.insert(next, identify(next, &plan->fingerprint, true));
            break;
        }
        folder = next;
        pass(folder);
    }
    stay(folder);
}

} // namespace

/// How it was when it was looked at last.
struct PathWatcher::Armed
{
    QSet<QString> above; ///< watched folders in which none of the files stands or would appear next
    bool complete = true; ///< everything in it is watched
    bool different = false; ///< something looks different from the time before, or is watched now and was not
};

/// What touches the disk. A job that hangs in it keeps it alive.
class PathWatcher::Watches
{
public:
    explicit Watches(std::unique_ptr<WatchEngine> engine)
        : m_engine(std::move(engine))
    {
    }

    [[nodiscard]] WatchEngine *engine() const { return m_engine.get(); }

    Armed rearm(const QStringList &files, const QString &home)
    {
        const QByteArray before = m_armed.fingerprint;
        const bool completeBefore = m_complete;
        const QString canonicalHome = QFileInfo(home).canonicalFilePath();
        // Between looking and watching something may have moved: look again until twice the same was seen. Under a
        // steady stream of changes the watches that are there will say so again.
        for (int round = 0; round < maximumRounds; ++round) {
            Plan plan;
            plan.home = canonicalHome;
            for (const QString &file : files)
                addTo(&plan, file);
            const bool same = round > 0 && plan.fingerprint == m_armed.fingerprint;
            const bool filesAreWatched = arm(WatchEngine::Kind::File, m_armed.files, plan.files);
            const bool foldersAreWatched = arm(WatchEngine::Kind::Folder, m_armed.folders, plan.folders);
            m_complete = filesAreWatched && foldersAreWatched;
            m_armed = plan;
            if (same)
                break;
        }
        Armed result;
        for (auto it = m_armed.folders.cbegin(); it != m_armed.folders.cend(); ++it) {
            if (!m_armed.nearest.contains(it.key()))
                result.above.insert(it.key());
        }
        result.complete = m_complete;
        result.different = m_armed.fingerprint != before || m_complete != completeBefore;
        return result;
    }

private:
    /// Watches one kind of path. A name that now stands for something else is taken out first: the watch is on what it
    /// stood for. \returns whether all of them are watched.
    bool arm(WatchEngine::Kind kind, const QHash<QString, Identity> &before, const QHash<QString, Identity> &after)
    {
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            const auto now = after.constFind(it.key());
            if (now == after.cend() || !(*it == *now))
                m_engine->remove(it.key());
        }
        bool all = true;
        for (auto it = after.cbegin(); it != after.cend(); ++it)
            all = (m_engine->isWatching(it.key()) || m_engine->add(it.key(), kind)) && all;
        return all;
    }

    const std::unique_ptr<WatchEngine> m_engine;
    Plan m_armed;
    bool m_complete = true;
};

struct PathWatcher::Private
{
    std::shared_ptr<Watches> watches;
    std::shared_ptr<Mailbox> mailbox;
    Executor executor;
    QTimer timer;
    QStringList wanted;
    QString home;
    Armed armed;
    bool direct = false; ///< an event in a place where our files stand: said even if everything looks as before
    bool posted = false; ///< a job is on its way
    bool again = false; ///< and another one is wanted after it
};

PathWatcher::PathWatcher(QObject *parent, std::unique_ptr<WatchEngine> engine, Executor executor)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->watches = std::make_shared<Watches>(std::move(engine));
    d->mailbox = std::make_shared<Mailbox>(this);
    if (d->watches->engine()->worksOnAnyThread())
        d->executor = std::move(executor);
    d->timer.setSingleShot(true);
    d->timer.setInterval(coalescing);
    connect(d->watches->engine(), &WatchEngine::changed, this, [this](const QString &path) {
        // Of a folder further up only what has become of our files matters.
        d->direct = d->direct || !d->armed.above.contains(path);
        if (!d->timer.isActive())
            d->timer.start();
    });
    connect(&d->timer, &QTimer::timeout, this, &PathWatcher::rearm);
}

PathWatcher::~PathWatcher()
{
    d->mailbox->close();
    d->watches->engine()->stop();
}

void PathWatcher::setFiles(const QStringList &files, const QString &home)
{
    d->wanted = files;
    d->home = home;
    d->watches->engine()->start();
    arm([this](const Armed &armed) { d->armed = armed; });
}

bool PathWatcher::isArmed() const
{
    return d->armed.complete;
}

// Watches first, then the signal: what comes after the receiver has read is seen by the new watches.
void PathWatcher::rearm()
{
    d->watches->engine()->start(); // there may have been no room for one before
    arm([this](const Armed &armed) {
        d->armed = armed;
        if (std::exchange(d->direct, false) || armed.different)
            Q_EMIT changed();
    });
}

void PathWatcher::arm(std::function<void(const Armed &)> done)
{
    if (!d->executor)
        return done(d->watches->rearm(d->wanted, d->home));
    d->again = d->posted;
    if (std::exchange(d->posted, true))
        return;
    d->executor([this, watches = d->watches, post = d->mailbox, files = d->wanted, home = d->home, done] {
        const Armed armed = watches->rearm(files, home);
        post->post([this, armed, done] {
            d->posted = false;
            if (d->again)
                rearm();
            done(armed);
        });
    });
}

} // namespace candor
