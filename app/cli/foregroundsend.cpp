// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/foregroundsend.h"

#include "system/pathwatcher.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace candor {

SendResult sendInForeground(const TelemetryContext &context, const ConsentState &state,
                            std::chrono::milliseconds timeout)
{
    SendResult result;
    Uploader::Options options = context.uploaderOptions(state);
    options.requestDeadline = std::min(options.requestDeadline, timeout);
    const std::function<bool()> confirm = options.confirm;
    Uploader uploader(std::move(options));
    const auto look = [&uploader, &confirm] {
        if (!confirm())
            uploader.abort();
    };
    PathWatcher watcher(nullptr, context.options().watchEngine());
    watcher.setFiles(context.consent().files().watched(), context.options().directories.home);
    QObject::connect(&watcher, &PathWatcher::changed, &uploader, look);
    QTimer unwatched;
    QObject::connect(&unwatched, &QTimer::timeout, &uploader, look);
    if (!watcher.isArmed())
        unwatched.start(context.rereading());
    QTimer deadline;
    deadline.setSingleShot(true);
    QTimer again;
    again.setSingleShot(true);

    QObject::connect(&uploader, &Uploader::finished, &uploader, [&](const UploadReport &report) {
        result.delivered += report.delivered;
        result.message = report.message;
        if (report.result == UploadReport::Result::Busy && report.nextAttempt && deadline.isActive())
            again.start(*report.nextAttempt);
        else
            QCoreApplication::quit();
    });
    QObject::connect(&again, &QTimer::timeout, &uploader, [&uploader] { uploader.start(Uploader::Urgency::Now); });
    QObject::connect(&deadline, &QTimer::timeout, &uploader, [&] {
        result.message = QCoreApplication::translate("candor::CommandLine",
                                                     //: @info:shell
                                                     "The time is up; what still waits is sent later.");
        QCoreApplication::quit();
    });
    deadline.start(timeout);
    QTimer::singleShot(0, &uploader, [&uploader] { uploader.start(Uploader::Urgency::Now); });
    QCoreApplication::exec();
    return result;
}

} // namespace candor
