// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/watchengine.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace candor {

/// Says that one of some files may have changed, appeared or gone, also when neither it nor its folder exists yet:
/// the nearest existing ancestor is watched, and the watch moves down as folders appear and up as they go.
/// Several changes within 50 ms give one signal. Creates no thread and no file; lives in a thread with an event loop.
class PathWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit PathWatcher(QObject *parent = nullptr, std::unique_ptr<WatchEngine> engine = WatchEngine::create());
    ~PathWatcher() override;

    /// Replaces what is watched. Paths are absolute; a symbolic link is watched together with its target. Of the
    /// folders on the way to a file each one below \a home is watched, since anybody may exchange those for others;
    /// elsewhere only that in which the file stands or would appear next. Without \a home: each one.
    void setFiles(const QStringList &files, const QString &home = QString());

    /// False: something of it can't be watched (see WatchEngine::add()), and changed() may not come.
    [[nodiscard]] bool isArmed() const;
    /// Tries again what could not be watched.
    void rearm();

Q_SIGNALS:
    /// Something may have changed: read again. May come without a change of content, also when isArmed() has changed;
    /// never the other way round, while that is true.
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
