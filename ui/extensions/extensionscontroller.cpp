// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionscontroller.h"

#include "candor/settingspageprovider.h"
#include "candor/telemetry.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionrecording.h"

#include <QFileInfo>

namespace candor {

using namespace Qt::StringLiterals;

ExtensionsController::ExtensionsController(ExtensionHost *host, Telemetry *application, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_application(application)
{
    connect(m_host, &ExtensionHost::changed, this, &ExtensionsController::follow);
    connect(m_host, &ExtensionHost::problem, this, &ExtensionsController::problem);
    connect(m_application, &Telemetry::consentChanged, this, &ExtensionsController::changed);
    follow();
}

/// Also follows the answers to the notices of extensions.
void ExtensionsController::follow()
{
    for (const ExtensionStatus &status : m_host->extensions()) {
        ExtensionRecording *const recording = status.recording;
        if (!recording || !recording->own())
            continue;
        connect(recording->own(), &Telemetry::statusChanged, this, &ExtensionsController::changed,
                Qt::UniqueConnection);
        connect(recording, &ExtensionRecording::ownAboutToGo, this, &ExtensionsController::ownAboutToGo,
                Qt::UniqueConnection);
    }
    Q_EMIT changed();
}

QString ExtensionsController::stateText(const ExtensionStatus &status) const
{
    switch (status.state) {
    case ExtensionState::Refused:
    case ExtensionState::Failed:
        return status.reason();
    case ExtensionState::Off:
        if (!status.problem.isEmpty())
            return status.problem;
        //: @info how an extension is, goes after the name of who made it
        return tr("off");
    case ExtensionState::Starting:
        //: @info how an extension is, goes after the name of who made it
        return tr("starting…");
    case ExtensionState::On:
        break;
    }
    //: @info how an extension is, goes after the name of who made it; %1 is a number of milliseconds
    const QString started = tr("started in %1 ms").arg(status.duration.count());
    if (!qobject_cast<SettingsPageProvider *>(status.root))
        return started;
    //: @info how an extension is, goes after the name of who made it; %1 is "started in 12 ms"
    return tr("adds a settings page · %1").arg(started);
}

ExtensionsController::Row ExtensionsController::rowOf(const ExtensionStatus &status) const
{
    Row row;
    row.path = status.path;
    const ExtensionManifest &manifest = status.manifest;
    if (manifest.id.isEmpty()) {
        row.title = QFileInfo(status.path).fileName();
        row.detail = stateText(status);
    } else {
        //: @title the name of an extension and its version
        row.title = tr("%1 %2").arg(manifest.name, manifest.version);
        //: @info below the name of an extension: %1 who made it, %2 how it is, such as "off"
        row.detail = tr("%1 · %2").arg(manifest.publisher, stateText(status));
    }
    row.isOn = status.state == ExtensionState::On || status.state == ExtensionState::Starting;
    row.canSwitch = row.isOn || status.state == ExtensionState::Off;
    row.canTryAgain = status.state == ExtensionState::Failed;
    if (status.state != ExtensionState::Refused)
        row.id = manifest.id;
    switch (status.state) {
    case ExtensionState::On:
        //: @info:status of an extension
        row.badge = tr("On");
        row.tone = Tone::Good;
        break;
    case ExtensionState::Failed:
        //: @info:status of an extension
        row.badge = tr("Failed");
        row.tone = Tone::Bad;
        break;
    case ExtensionState::Refused:
        //: @info:status of an extension that can't be used
        row.badge = tr("Not used");
        row.tone = Tone::Neutral;
        break;
    case ExtensionState::Off:
    case ExtensionState::Starting:
        break;
    }
    return row;
}

QList<ExtensionsController::Row> ExtensionsController::rows() const
{
    QList<Row> result;
    for (const ExtensionStatus &status : m_host->extensions())
        result.append(rowOf(status));
    return result;
}

QString ExtensionsController::problems() const
{
    return m_host->problems().join(u'\n');
}

void ExtensionsController::setOn(const QString &id, bool on)
{
    m_host->setOn(id, on);
}

QString ExtensionsController::applicationBadge() const
{
    //: @info:status of the application's telemetry
    return m_application->isAllowed() ? tr("On") : tr("Off");
}

ExtensionsController::Tone ExtensionsController::applicationTone() const
{
    return m_application->isAllowed() ? Tone::Good : Tone::Neutral;
}

ExtensionsController::OwnNotice ExtensionsController::noticeOf(const ExtensionStatus &status) const
{
    const Telemetry *const telemetry = status.recording ? status.recording->own() : nullptr;
    OwnNotice notice;
    notice.id = status.manifest.id;
    //: @title %1 is the name of an extension
    notice.title = tr("%1 has a notice of its own").arg(status.manifest.name);
    if (!telemetry) {
        //: @info of an extension with a notice of its own
        notice.detail = tr("The extension is off, and asks for nothing.");
        //: @info:status of what an extension asks for
        notice.badge = tr("Off");
        return notice;
    }
    notice.isExtensionOn = true;
    notice.isOn = telemetry->isAllowed();
    const bool isAnswered = telemetry->status().decision() != Decision::Undecided;
    if (!telemetry->noticeProblem().isEmpty())
        notice.detail = telemetry->noticeProblem();
    else if (!m_application->isAllowed())
        //: @info of an extension
        notice.detail = tr("It asks only while Candor’s own telemetry is on.");
    else
        notice.detail = telemetry->status().recipient() == "this-computer"_L1
            //: @info of an extension
            ? tr("What it records stays on this computer, if you agree.")
            //: @info of an extension; %1 is a host
            : tr("What it records goes to %1, if you agree.").arg(telemetry->status().recipient());
    notice.canAsk = m_application->isAllowed() && telemetry->noticeProblem().isEmpty();
    //: @info:status of what an extension asks for
    notice.badge = notice.isOn ? tr("On") : isAnswered ? tr("Off") : tr("Not answered");
    notice.tone = notice.isOn ? Tone::Good : Tone::Neutral;
    return notice;
}

QList<ExtensionsController::OwnNotice> ExtensionsController::ownNotices() const
{
    QList<OwnNotice> result;
    for (const ExtensionStatus &status : m_host->extensions()) {
        if (status.state != ExtensionState::Refused && !status.manifest.catalogue.isEmpty())
            result.append(noticeOf(status));
    }
    return result;
}

Telemetry *ExtensionsController::own(const QString &id) const
{
    const ExtensionStatus *const status = m_host->find(id);
    return status && status->recording ? status->recording->own() : nullptr;
}

void ExtensionsController::refuseOwn(const QString &id, const QString &language)
{
    if (Telemetry *const telemetry = own(id))
        telemetry->answer({}, Origin::Settings, language);
}

} // namespace candor
