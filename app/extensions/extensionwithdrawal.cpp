// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionwithdrawal.h"

#include "extensions/extensionrecording.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QLoggingCategory>
#include <QTimer>

#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logExtensions, "candor.extensions", QtWarningMsg)

constexpr std::chrono::milliseconds exitBudget{100};
constexpr std::chrono::seconds pause{1};
constexpr int mostTries = 30; // after that the next start tries again

} // namespace

Overruling overrulingBy(const Telemetry &application)
{
    if (application.isAllowed())
        return Overruling::Free;
    const TelemetryStatus &status = application.status();
    // A no that is just being written is not in the status yet: that follows, and nothing is recorded meanwhile.
    const bool isNo = !status.allowed()
        && ((status.rule() == Rule::Person && status.decision() == Decision::Denied)
            || (status.rule() == Rule::Administrator && !status.managedFileUnreadable()));
    return isNo ? Overruling::Withdrawn : Overruling::Paused;
}

bool eraseRecordsOfExtensions(const TelemetryOptions &application, bool isRefused)
{
    const QString place = application.data().directories.localData;
    if (place.isEmpty())
        return true;
    const QString prefix = ExtensionRecording::folderPrefix();
    const QStringList names = QDir(place).entryList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks);
    if (names.isEmpty())
        return true;
    if (!isRefused && TelemetryContext(application.data()).consent().read().verdict.data != DataPolicy::Erase)
        return true;
    bool isComplete = true;
    for (const QString &name : names) {
        ExtensionManifest manifest;
        manifest.id = name.mid(prefix.size());
        if (!isExtensionId(manifest.id))
            continue;
        const TelemetryContext own(ExtensionRecording::optionsFor(manifest, application).data());
        if (!own.records().exist())
            continue;
        if (const QString problem = own.records().erase(); !problem.isEmpty())
            qCWarning(logExtensions).noquote() << "what an extension recorded is still there:" << problem;
        isComplete = isComplete && !own.records().exist();
    }
    return isComplete;
}

ExtensionWithdrawal::ExtensionWithdrawal(Telemetry *application, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_mailbox(std::make_shared<Mailbox>(this))
{
    connect(m_application, &Telemetry::statusChanged, this, &ExtensionWithdrawal::follow);
    follow();
}

ExtensionWithdrawal::~ExtensionWithdrawal()
{
    m_mailbox->close();
    (void)m_jobs.finish(exitBudget);
}

void ExtensionWithdrawal::follow()
{
    const bool isNow = overrulingBy(*m_application) == Overruling::Withdrawn;
    if (!std::exchange(m_isWithdrawn, isNow) && isNow)
        erase(mostTries);
}

/// A process that was recording until a moment ago may still be writing and hold the store for that time.
void ExtensionWithdrawal::erase(int tries)
{
    // The status says no already; the files may follow later, or may not be writable.
    m_jobs.post([this, post = m_mailbox, tries, options = m_application->options()] {
        if (eraseRecordsOfExtensions(options, true))
            return;
        post->post([this, tries] {
            QTimer::singleShot(pause, this, [this, tries] {
                if (m_isWithdrawn && tries > 1)
                    erase(tries - 1);
            });
        });
    });
}

} // namespace candor
