// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/watchengine.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace candor {

/// Says that one of some files may have changed, appeared or gone, also when neither it nor its folder exists yet:
/// the nearest existing ancestor is watched, and the watch moves down as folders appear and up as they go.
/// Several changes within 50 ms give one signal. Creates no file; lives in a thread with an event loop.
///
/// Looking at paths takes as long as the disk does. Without an Executor it happens in the calls of this class. With one
/// it happens in the jobs that it is given, none of these calls waits for the disk, and a job that never ends holds up
/// nobody; the Executor runs them one after another, on any thread. An engine that works in its own thread only is not
/// given away: then it is as without one.
class PathWatcher final : public QObject
{
    Q_OBJECT

public:
    using Executor = std::function<void(std::function<void()> job)>;
    explicit PathWatcher(QObject *parent = nullptr, std::unique_ptr<WatchEngine> engine = WatchEngine::create(),
                         Executor executor = {});
    ~PathWatcher() override;

    /// Replaces what is watched. Paths are absolute; a symbolic link is watched together with its target. Of the
    /// folders on the way to a file each one below \a home is watched, since anybody may exchange those for others;
    /// elsewhere only that in which the file stands or would appear next. Without \a home: each one. A job that is
    /// given to the Executor after this reads what is watched.
    void setFiles(const QStringList &files, const QString &home = QString());

    /// False: something of it can't be watched (see WatchEngine::add()), and changed() may not come. True until that is
    /// found out.
    [[nodiscard]] bool isArmed() const;
    /// Tries again to watch the paths that could not be watched.
    void rearm();

Q_SIGNALS:
    /// Something may have changed: read again. May come without a change of contents, also when isArmed() has changed.
    /// No change is missed while isArmed() is true.
    void changed();

private:
    class Watches;
    struct Armed;
    struct Private;
    void arm(std::function<void(const Armed &)> done);
    std::unique_ptr<Private> d;
};

} // namespace candor
