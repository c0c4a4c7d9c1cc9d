// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/action.h"
#include "candor/activityevent.h"
#include "system/jobqueue.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace candor {

class Mailbox;
class Telemetry;

/// Writes events to a file, newest first, one line each (activityLine()): page after page, so that no more than one is
/// in memory, and on a thread of its own, so that the window never waits for a slow disk. The file is there whole or
/// not at all. Recorded as `activity.exported`, unless it was cancelled.
class ActivityExport final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry outlives this.
    explicit ActivityExport(Telemetry *telemetry, QObject *parent = nullptr);
    ~ActivityExport() override; ///< cancels; waits for a disk that hangs no longer than a moment

    /// No effect while another one is under way.
    void start(const QString &path, const ActivityFilter &filter);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_file != nullptr; }

Q_SIGNALS:
    void runningChanged();
    void finished(const QString &path, int events);
    void failed(const QString &message); ///< for a person, with what to do

private:
    struct File;
    void fetch(qint64 beforeRow);
    void write(const std::vector<ActivityEvent> &events);
    void commit();
    void discard();
    void fail(const QString &message, const Error &error);
    /// Runs \a work on the file's thread, then \a done here unless the export was cancelled meanwhile. \a work returns
    /// what went wrong.
    void onFile(std::function<QString(File &)> work, std::function<void()> done);

    Telemetry *m_telemetry;
    JobQueue m_jobs;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<File> m_file;
    Action m_action; ///< while one is under way
    QString m_path;
    ActivityFilter m_filter;
    int m_events = 0;
};

} // namespace candor
