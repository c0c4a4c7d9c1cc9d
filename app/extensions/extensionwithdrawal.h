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

/// Erases what extensions have recorded under notices of their own, on or off, here or gone, where the application's
/// answer erases its own records. \a isRefused: it does, whatever the files say. False: something is still there,
/// because somebody is just closing it, for one. Reads and writes files.
bool eraseRecordsOfExtensions(const TelemetryOptions &application, bool isRefused = false);

/// Does so in the background, at the start and when the application's answer becomes a no. What is running stops by
/// itself (ExtensionRecording).
class ExtensionWithdrawal final : public QObject
{
    Q_OBJECT

public:
    /// \a application outlives this.
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
