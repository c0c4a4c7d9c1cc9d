// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

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
    explicit PathWatcher(QObject *parent = nullptr);
    ~PathWatcher() override;

    /// Replaces what is watched. Paths are absolute; a symbolic link is watched together with its target.
    void setFiles(const QStringList &files);

Q_SIGNALS:
    /// Something may have changed: read again. May come without a change of content, never the other way round.
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
