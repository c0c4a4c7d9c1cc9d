// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QObject>
#include <QString>

#include <memory>

namespace candor {

/// Watches single files and folders for PathWatcher; a test may bring one that can't. Says nothing on
/// the error stream, which is the application's. Lives in a thread with an event loop.
///
/// Adding a watch looks up a path, which takes as long as the disk does. So add(), remove() and isWatching() may be
/// called on another thread, by one caller at a time, and also while stop() runs or after it.
class CANDOR_EXPORT WatchEngine : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The implementation for this system.
    [[nodiscard]] static std::unique_ptr<WatchEngine> create();

    /// Call it in the thread that it lives in, before add(); again: no effect, unless it failed. No I/O.
    virtual void start() { }
    /// The same, before the last owner lets it go: changed() does not come any more.
    virtual void stop() { }
    /// False: everything has to happen in the thread that it lives in.
    [[nodiscard]] virtual bool worksOnAnyThread() const { return true; }

    enum class Kind {
        File, ///< its content and attributes
        Folder, ///< entries that appear, disappear or change their attributes
    };
    /// \a path must not contain symbolic links. False if it can't be watched: the system has no watches left,
    /// permission is missing, the file system does not support watches, or the path is gone.
    [[nodiscard]] virtual bool add(const QString &path, Kind kind) = 0;
    virtual void remove(const QString &path) = 0;
    /// A removed file is no longer watched, even if another one takes its name.
    [[nodiscard]] virtual bool isWatching(const QString &path) const = 0;

Q_SIGNALS:
    /// Something has changed at \a path or in it; empty: at any path.
    void changed(const QString &path);
};

} // namespace candor
