// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/pathwatcher.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
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

/// Tells a file or folder from another one that took its name, and a changed file from itself before.
struct Identity
{
    quint64 device = 0;
    quint64 inode = 0;

    friend bool operator==(const Identity &a, const Identity &b) { return a.device == b.device && a.inode == b.inode; }
};

/// What has to be watched for a set of files, and how it looked when that was found out.
struct Plan
{
    QHash<QString, Identity> files; ///< path without symbolic links
    QHash<QString, Identity> folders; ///< the same; every folder that was passed through
    QSet<QString> nearest; ///< of the folders: those in which one of the files stands or would appear next
    QByteArray fingerprint; ///< other bytes: something is different
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

/// Walks to \a path part by part, as the system does, and notes each folder on the way: whatever appears, goes or is
/// exchanged anywhere on that way is an event in one of these folders.
void addTo(Plan *plan, const QString &path)
{
    plan->fingerprint.append(path.toUtf8()).append('\n');
    if (!QDir::isAbsolutePath(path))
        return;
    QStringList names;
    QString folder = splitRoot(path, &names);
    const auto pass = [plan](const QString &passed) {
        plan->folders.insert(passed, identify(passed, &plan->fingerprint, false));
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
            plan->nearest.insert(folder);
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
    plan->nearest.insert(folder);
}

} // namespace

struct PathWatcher::Private
{
    QFileSystemWatcher watcher;
    QTimer timer;
    QStringList wanted;
    Plan armed;
    bool direct = false; ///< an event in a place where our files stand: said even if everything looks as before

    [[nodiscard]] Plan makePlan() const
    {
        Plan plan;
        for (const QString &file : wanted)
            addTo(&plan, file);
        return plan;
    }

    /// Watches one kind of path. A name that now stands for something else is taken out first: the watch is on what it
    /// stood for. The watcher drops by itself what it saw go.
    void arm(const QStringList &watched, const QHash<QString, Identity> &before, const QHash<QString, Identity> &after)
    {
        const QSet<QString> current(watched.begin(), watched.end());
        QStringList remove;
        for (const QString &path : watched) {
            const auto now = after.constFind(path);
            if (now == after.cend() || !(before.value(path) == *now))
                remove.append(path);
        }
        if (!remove.isEmpty())
            watcher.removePaths(remove);
        QStringList insert;
        for (auto it = after.cbegin(); it != after.cend(); ++it) {
            if (!current.contains(it.key()) || remove.contains(it.key()))
                insert.append(it.key());
        }
        if (!insert.isEmpty())
            watcher.addPaths(insert); // what can't be watched (no permission) is left to its folder
    }

    /// True if anything looks different from the last time.
    bool rearm()
    {
        const QByteArray before = armed.fingerprint;
        // Between looking and watching something may have moved: look again until twice the same was seen. Under a
        // steady stream of changes the watches that are there will say so again.
        for (int round = 0; round < maximumRounds; ++round) {
            const Plan plan = makePlan();
            const bool same = round > 0 && plan.fingerprint == armed.fingerprint;
            arm(watcher.files(), armed.files, plan.files);
            arm(watcher.directories(), armed.folders, plan.folders);
            armed = plan;
            if (same)
                break;
        }
        return armed.fingerprint != before;
    }
};

PathWatcher::PathWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->timer.setSingleShot(true);
    d->timer.setInterval(coalescing);
    const auto start = [this] {
        if (!d->timer.isActive())
            d->timer.start();
    };
    connect(&d->watcher, &QFileSystemWatcher::fileChanged, this, [this, start] {
        d->direct = true;
        start();
    });
    connect(&d->watcher, &QFileSystemWatcher::directoryChanged, this, [this, start](const QString &folder) {
        d->direct = d->direct || d->armed.nearest.contains(folder);
        start();
    });
    connect(&d->timer, &QTimer::timeout, this, [this] {
        const bool direct = std::exchange(d->direct, false);
        // Watches first, then the signal: what comes after the receiver has read is seen by the new watches.
        const bool different = d->rearm();
        if (direct || different)
            Q_EMIT changed();
    });
}

PathWatcher::~PathWatcher() = default;

void PathWatcher::setFiles(const QStringList &files)
{
    d->wanted = files;
    d->rearm();
}

} // namespace candor
