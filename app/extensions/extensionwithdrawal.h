// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetry.h"
#include "system/jobqueue.h"
#include "system/mailbox.h"

#include <QObject>

#include <memory>

namespace candor {

/// What the application's decision is for an extension that has an answer of its own, at this moment.
[[nodiscard]] Overruling overrulingBy(const Telemetry &application);

/// Erases what extensions have recorded under notices of their own, whether they are on, off or no longer installed, if
/// the application's answer erases its own records. \a isRefused: it does, regardless of the files. False: something is
/// still left, for example because a process is just closing it. Reads and writes files.
bool eraseRecordsOfExtensions(const TelemetryOptions &application, bool isRefused = false);

/// Erases these records in the background, at the start and when the application's answer becomes a no. Running
/// extensions stop by themselves (ExtensionRecording).
class ExtensionWithdrawal final : public QObject
{
    Q_OBJECT

public:
    /// \a application must outlive this object.
    explicit ExtensionWithdrawal(Telemetry *application, QObject *parent = nullptr);
    ~ExtensionWithdrawal() override; ///< waits at most 100 ms for files

private:
    void follow();
    void erase(int tries);

    Telemetry *m_application;
    std::shared_ptr<Mailbox> m_mailbox;
    bool m_isWithdrawn = false;
    JobQueue m_jobs;
};

} // namespace candor
