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

    /// The system's.
    [[nodiscard]] static std::unique_ptr<WatchEngine> create();

    /// Call it in the thread that it lives in, before add(). No I/O.
    virtual void start() { }
    /// The same, before the last owner lets it go: changed() does not come any more.
    virtual void stop() { }
    /// False: everything has to happen in the thread that it lives in.
    [[nodiscard]] virtual bool worksOnAnyThread() const { return true; }

    enum class Kind {
        File, ///< its content and attributes
        Folder, ///< what appears in it, goes, or changes its attributes
    };
    /// \a path leads through no symbolic link. False where it can't be watched: there are no more watches, no
    /// permission, a file system without them, or it is gone.
    [[nodiscard]] virtual bool add(const QString &path, Kind kind) = 0;
    virtual void remove(const QString &path) = 0;
    /// What is gone is not watched any more, also when another takes its name.
    [[nodiscard]] virtual bool isWatching(const QString &path) const = 0;

Q_SIGNALS:
    /// Of \a path, or in it. Empty: of any.
    void changed(const QString &path);
};

} // namespace candor
