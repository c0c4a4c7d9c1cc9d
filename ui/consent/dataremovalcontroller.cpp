// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/dataremovalcontroller.h"

#include "candor/telemetry.h"

#include <QLocale>

#include <algorithm>
#include <climits>

namespace candor {

namespace {

int plural(qint64 number)
{
    return static_cast<int>(std::clamp<qint64>(number, 0, INT_MAX));
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace

DataRemovalController::DataRemovalController(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
{
    connect(telemetry, &Telemetry::consentChanged, this, &DataRemovalController::changed);
    connect(telemetry, &Telemetry::statusChanged, this, &DataRemovalController::changed);
    connect(telemetry, &QObject::destroyed, this, &DataRemovalController::changed);
}

const TelemetryStatus &DataRemovalController::status() const
{
    static const TelemetryStatus nothing;
    return m_telemetry ? m_telemetry->status() : nothing;
}

QString DataRemovalController::applicationName() const
{
    return m_telemetry ? m_telemetry->options().applicationName() : QString();
}

/// The number of events on this computer, according to the counts; -1: unknown.
qint64 DataRemovalController::recorded() const
{
    const TelemetryStatus &now = status();
    if (!now.allowed())
        return now.recordsExist() ? -1 : 0;
    return now.countsKnown() ? now.accepted() : -1;
}

bool DataRemovalController::canErase() const
{
    return m_telemetry && !m_busy && (recorded() != 0 || !status().earlierIds().isEmpty());
}

bool DataRemovalController::canReset() const
{
    return m_telemetry && !m_busy && !status().anonymousId().isEmpty();
}

bool DataRemovalController::canRequest() const
{
    return m_telemetry;
}

/// Only a Stable id does not change automatically. One that no other tool uses is also erased if there is no yes any
/// more.
bool DataRemovalController::eraseKeepsId() const
{
    return status().identity() == Identity::Stable
        && (status().decision() == Decision::Granted || (m_telemetry && !m_telemetry->toolsSharingId().isEmpty()));
}

DataRemovalController::Question DataRemovalController::eraseQuestion() const
{
    Question question;
    //: @title:window
    question.headline = tr("Erase what is on this computer?");
    //: @info %1 is the application
    question.text =
        tr("Everything that %1 has recorded on this computer is erased: events that wait, were sent or were "
           "rejected, and all counts.")
            .arg(applicationName());
    if (eraseKeepsId()) {
        //: @info of an erasure
        question.text += u' ' + tr("Your answer and the ID stay.");
    } else {
        //: @info of an erasure
        question.text += u' '
            + tr("Your answer stays. New records carry new IDs, and those of the past are forgotten. Request deletion "
                 "first if you want what was sent deleted.");
    }
    if (status().canSend() && eraseKeepsId()) {
        //: @info
        question.text += u' ' + tr("What was already sent is not on this computer: request its deletion.");
    }
    if (!status().earlierIds().isEmpty()) {
        //: @info
        question.text +=
            u' '
            + tr(
                "IDs from before a reset are erased too. Without them you can’t name what was sent under them: request "
                "its deletion first.");
    }
    //: @action:button
    question.action = tr("&Erase");
    return question;
}

DataRemovalController::Question DataRemovalController::resetQuestion() const
{
    const TelemetryStatus &now = status();
    Question question;
    //: @title:window
    question.headline = tr("Reset the ID?");
    if (now.identity() == Identity::Stable) {
        //: @info
        question.text = tr("New records carry another ID, which has nothing to do with the old one. The old one is "
                           "kept on this computer for a deletion request, until you erase it.");
    } else {
        //: @info of ids that change every day, or with every run
        question.text = tr("New records carry new IDs, which have nothing to do with the old ones, and those of the "
                           "past are forgotten. Request deletion first if you want what was sent deleted.");
    }
    const qint64 waiting = now.waiting() + now.sending();
    if (!now.countsKnown()) {
        //: @info
        question.text += u' ' + tr("What waits under the old ID is erased.");
    } else if (waiting == 1) {
        //: @info
        question.text += u' ' + tr("1 event that waits under the old ID is erased.");
    } else if (waiting > 1) {
        //: @info %1 is a number
        question.text += u' '
            + tr("%1 events that wait under the old ID are erased.", nullptr, plural(waiting)).arg(number(waiting));
    }
    if (m_telemetry)
        question.list = m_telemetry->toolsSharingId();
    if (!question.list.isEmpty()) {
        //: @info above a list of tools
        question.listTitle = tr("These tools use the same ID, where they are installed, and get the new one too:");
    }
    //: @action:button
    question.action = tr("&Reset");
    return question;
}

void DataRemovalController::finish(bool ok, const QString &message, const QString &error)
{
    m_busy = false;
    if (ok)
        Q_EMIT done(message);
    else
        Q_EMIT failed(error);
    Q_EMIT changed();
}

QString DataRemovalController::resetMessage(const IdentityReset &reset)
{
    if (reset.nothingToReset()) {
        //: @info
        return tr("There is no ID to reset. Nothing was changed.");
    }
    //: @info
    QString result = tr("The ID was reset.");
    if (!reset.notErased().isEmpty()) {
        //: @info after a reset; %1 is a technical reason that names a file
        result += u' '
            + tr("What was recorded under the old ID could not be erased yet (%1). It is not sent any more, and erased "
                 "when events are recorded again.")
                  .arg(reset.notErased());
    }
    return result;
}

void DataRemovalController::erase()
{
    if (!canErase())
        return;
    m_busy = true;
    Q_EMIT changed();
    m_telemetry->erase(this, [this](const Erasure &erasure) {
        const qint64 events = erasure.events();
        //: @info something was erased; %1 is a number
        finish(erasure.ok(),
               events == 1      ? tr("1 event was erased.")
                   : events > 1 ? tr("%1 events were erased.", nullptr, plural(events)).arg(number(events))
                                //: @info something was erased
                                : tr("Nothing that was recorded is left on this computer."),
               erasure.error());
    });
}

void DataRemovalController::reset()
{
    if (!canReset())
        return;
    m_busy = true;
    Q_EMIT changed();
    m_telemetry->resetId(
        this, [this](const IdentityReset &reset) { finish(reset.ok(), resetMessage(reset), reset.error()); });
}

void DataRemovalController::fetchRequest(QObject *context, std::function<void(const DeletionRequest &)> done)
{
    if (m_telemetry)
        m_telemetry->fetchDeletionRequest(context, std::move(done));
}

} // namespace candor
