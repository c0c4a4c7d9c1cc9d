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

/// Writes events to a file, newest first, one line each (activityLine()): page by page, so that only one page is in
/// memory, and on a separate thread, so that the window never waits for a slow disk. The file is created completely or
/// not at all. Recorded as `activity.exported`, unless it was cancelled.
class ActivityExport final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry must outlive this object.
    explicit ActivityExport(Telemetry *telemetry, QObject *parent = nullptr);
    ~ActivityExport() override; ///< cancels; does not wait long for a disk that hangs

    /// No effect while another export is running.
    void start(const QString &path, const ActivityFilter &filter);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_file != nullptr; }

Q_SIGNALS:
    void runningChanged();
    void finished(const QString &path, int events);
    void failed(const QString &message); ///< for the user, with what to do

private:
    struct File;
    void fetch(qint64 beforeRow);
    void write(const std::vector<ActivityEvent> &events);
    void commit();
    void discard();
    void fail(const QString &message, const Error &error);
    /// Runs \a work on the thread of the file, then \a done on this thread unless the export was cancelled meanwhile.
    /// \a work returns an error message.
    void onFile(std::function<QString(File &)> work, std::function<void()> done);

    Telemetry *m_telemetry;
    JobQueue m_jobs;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<File> m_file;
    Action m_action; ///< while an export is running
    QString m_path;
    ActivityFilter m_filter;
    int m_events = 0;
};

} // namespace candor
