// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activityexport.h"

#include "candor/telemetry.h"
#include "system/mailbox.h"
#include "telemetry/activityjson.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <atomic>
#include <chrono>
#include <utility>

namespace candor {

using namespace std::chrono_literals;

namespace {
constexpr int pageRows = 500; // the maximum of one query of the store
constexpr auto patience = 100ms; // at the end, for the removal of the temporary file
} // namespace

/// Used on the thread of the file, except for the flag.
struct ActivityExport::File
{
    std::unique_ptr<QSaveFile> file; ///< null before it is opened, and after it was committed or cancelled
    std::atomic<bool> cancelled = false;
};

ActivityExport::ActivityExport(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
    , m_mailbox(std::make_shared<Mailbox>(this))
{
}

ActivityExport::~ActivityExport()
{
    m_mailbox->close();
    discard();
    m_jobs.finish(patience);
}

void ActivityExport::start(const QString &path, const ActivityFilter &filter)
{
    if (isRunning())
        return;
    m_file = std::make_shared<File>();
    m_path = path;
    m_filter = filter;
    m_filter.setLimit(pageRows);
    m_events = 0;
    m_action = m_telemetry->begin("activity.exported");
    Q_EMIT runningChanged();
    onFile(
        [path](File &to) {
            const bool isNew = !QFile::exists(path);
            to.file = std::make_unique<QSaveFile>(path);
            if (!to.file->open(QIODevice::WriteOnly))
                return to.file->errorString();
            // The file shows what the user did and contains their id: only the user decides who else may read it.
            if (isNew)
                to.file->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            return QString();
        },
        [this] { fetch(0); });
}

void ActivityExport::fetch(qint64 beforeRow)
{
    m_filter.setBeforeRow(beforeRow);
    m_telemetry->fetchActivity(
        m_filter, this, [this, file = m_file.get()](const std::vector<ActivityEvent> &events, const QString &problem) {
            if (!isRunning() || file != m_file.get())
                return;
            if (!problem.isEmpty())
                //: @info %1 says what is wrong
                fail(tr("The events could not be read, so nothing was exported: %1").arg(problem),
                     Error("not_read").message(problem));
            else if (!m_telemetry->isAllowed())
                fail(tr("Nothing was exported, because usage data is off now."), // the reason decides whether the
                                                                                 // records are erased
                     Error("refused"));
            else
                write(events);
        });
}

void ActivityExport::write(const std::vector<ActivityEvent> &events)
{
    m_events += static_cast<int>(events.size());
    const bool last = events.size() < static_cast<std::size_t>(pageRows);
    const qint64 beforeRow = events.empty() ? 0 : events.back().row();
    onFile(
        [events](File &to) {
            for (const ActivityEvent &event : events) {
                if (to.file->write(activityLine(event) + '\n') < 0)
                    return to.file->errorString();
            }
            return QString();
        },
        [this, last, beforeRow] { last ? commit() : fetch(beforeRow); });
}

void ActivityExport::commit()
{
    onFile(
        [](File &to) {
            const QString problem = to.file->commit() ? QString() : to.file->errorString();
            to.file.reset();
            return problem;
        },
        [this] {
            m_file.reset();
            m_action.end();
            Q_EMIT runningChanged();
            Q_EMIT finished(m_path, m_events);
        });
}

void ActivityExport::onFile(std::function<QString(File &)> work, std::function<void()> done)
{
    m_jobs.post([this, mailbox = m_mailbox, file = m_file, work = std::move(work), done = std::move(done)] {
        if (file->cancelled)
            return;
        const QString problem = work(*file);
        // Only the posted function uses `this`, and it does not run after the mailbox was closed.
        mailbox->post([this, file, problem, done] {
            if (file != m_file)
                return; // cancelled
            if (problem.isEmpty())
                done();
            else
                //: @info %1 is a file, %2 says what is wrong
                fail(tr("The events could not be written to %1: %2. Choose another place and export again.")
                         .arg(QDir::toNativeSeparators(m_path), problem),
                     Error("not_written").message(problem));
        });
    });
}

void ActivityExport::fail(const QString &message, const Error &error)
{
    m_action.fail(error);
    m_action.end();
    cancel();
    Q_EMIT failed(message);
}

void ActivityExport::cancel()
{
    if (!isRunning())
        return;
    discard();
    Q_EMIT runningChanged();
}

void ActivityExport::discard()
{
    if (!m_file)
        return;
    m_action.cancel(); // cancelled by the user: it neither succeeded nor failed
    m_file->cancelled = true;
    // Removing the temporary file also accesses the disk.
    m_jobs.post([file = std::move(m_file)] { file->file.reset(); });
    m_file.reset();
}

} // namespace candor
