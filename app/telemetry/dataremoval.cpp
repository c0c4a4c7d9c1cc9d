// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What a person can do about what was recorded: erase it here, go on under another id, and have it deleted elsewhere.
// The window does it in the background and the terminal in the foreground.

#include "telemetry/dataremovaldata.h"

#include "identity/anonymousid.h"
#include "system/durablefile.h"
#include "telemetry/deletionrequestdata.h"
#include "telemetry/overwriting.h"
#include "telemetry/statusdescription.h"
#include "telemetry/telemetrycontext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct DataRemoval
{
    Q_DECLARE_TR_FUNCTIONS(candor::DataRemoval)
};

bool isGranted(const ConsentState &state)
{
    return state.fileStatus == ConsentFileStatus::Ok && state.record.decision == Decision::Granted;
}

/// An id that no other tool uses, and that nothing is recorded under: without a yes it was only kept for a deletion
/// request, like the earlier ones.
QString eraseOwnIdentity(const TelemetryContext &context)
{
    if (context.identity().mode() != Identity::Stable || context.options().sharedWithRedHatTools)
        return {};
    if (isGranted(context.consent().read()))
        return {}; // somebody agreed while the events were erased: it is that answer's now
    QFile file(context.identity().path());
    if (file.remove() || !(QFileInfo::exists(file.fileName()) || QFileInfo(file.fileName()).isSymLink()))
        return {};
    //: @info after an erasure that was not complete; %1 is a file, %2 a technical reason
    return DataRemoval::tr("The ID still stands in %1, which can’t be removed: %2.")
        .arg(file.fileName(), file.errorString());
}

/// Another id in the file. False: there is none, and \a result says why.
bool replaceIdentity(const TelemetryContext &context, const QString &old, IdentityResetData *result)
{
    const AnonymousId identity(context.identity().path());
    if (old.isEmpty()) {
        const AnonymousId::Result made = identity.obtain();
        if (made.persistent)
            result->id = made.id;
        else
            result->error = made.problem;
        return made.persistent;
    }
    // Before it is gone: who dies in between has kept one id too many, which a request names only once.
    const Consent::Result kept = context.consent().rememberEarlierId(old);
    if (!kept.ok) {
        result->error = kept.error;
        return false;
    }
    const AnonymousId::Replacement replaced = identity.replace(old);
    result->id = replaced.id;
    if (!replaced.id.isEmpty())
        return true;
    if (identity.read() == old)
        (void)context.consent().forgetEarlierId(old); // nothing was changed; one that stays is named only once
    //: @info %1 is a reason that names a file
    result->error = DataRemoval::tr("The ID was not reset. %1").arg(replaced.error);
    return false;
}

} // namespace

Erasure::Erasure()
    : d(ErasureData())
{
}

Erasure::Erasure(ErasureData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
bool Erasure::ok() const { return d->ok; }
QString Erasure::error() const { return d->error; }
qint64 Erasure::events() const { return d->events; }
// clang-format on

IdentityReset::IdentityReset()
    : d(IdentityResetData())
{
}

IdentityReset::IdentityReset(IdentityResetData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
bool IdentityReset::ok() const { return d->ok; }
QString IdentityReset::error() const { return d->error; }
bool IdentityReset::nothingToReset() const { return d->nothingToReset; }
QString IdentityReset::id() const { return d->id; }
QString IdentityReset::notErased() const { return d->notErased; }
qint64 IdentityReset::events() const { return d->events; }
// clang-format on

QString TelemetryContext::eraseEarlier(bool keepsCurrent, std::chrono::milliseconds patience) const
{
    const auto current = [this, keepsCurrent] {
        const ConsentState state = m_consent->read();
        return keepsCurrent && isGranted(state) ? state.record.decisionId.toStdString() : std::string();
    };
    return m_records->eraseEarlier(current, patience);
}

Erasure TelemetryContext::erase() const
{
    ErasureData result;
    result.error = m_options.directories.problem;
    if (!result.error.isEmpty())
        return result;
    result.events = m_records->count(shortPatience);
    // The decision first: whoever records or sends meanwhile lets go, and what it does until then is erased with the
    // rest.
    const Consent::Result renewed = m_consent->renewDecision(Consent::EarlierIds::Forget);
    QStringList problems;
    if (const QString problem = eraseEarlier(renewed.ok, EventStore::erasePatience); !problem.isEmpty()) {
        //: @info %1 is a technical reason that names a file
        problems.append(DataRemoval::tr("Events are still on this computer: %1.").arg(problem));
        if (renewed.ok) {
            //: @info of the events that are still on this computer
            problems.append(DataRemoval::tr("None of them is sent any more."));
        }
    }
    if (!renewed.ok) {
        //: @info after an erasure that was not complete; %1 is a reason that names a file
        problems.append(DataRemoval::tr("Other running copies could not be told, and earlier IDs are still kept. "
                                        "%1")
                            .arg(renewed.error));
    } else if (!isGranted(renewed.state)) {
        if (const QString problem = eraseOwnIdentity(*this); !problem.isEmpty())
            problems.append(problem);
    }
    if (renewed.ok && renewed.state.fileStatus == ConsentFileStatus::Invalid) {
        problems.append(
            //: @info after an erasure that was not complete; %1 is a file
            DataRemoval::tr("Earlier IDs may still stand in %1, which can’t be read.")
                .arg(m_consent->files().consentPath()));
    }
    result.ok = problems.isEmpty();
    result.error = problems.join(u' ');
    return result;
}

IdentityReset TelemetryContext::resetIdentity(std::chrono::milliseconds patience) const
{
    IdentityResetData result;
    result.error = m_options.directories.problem;
    if (!result.error.isEmpty())
        return result;
    const ConsentState before = m_consent->read();
    const bool granted = isGranted(before);
    if (m_identity->isGiven()) {
        //: @info in a container or the like
        result.error = DataRemoval::tr("The ID was given by the application that made this workspace. "
                                       "Reset it there, and start the workspace again.");
        return result;
    }
    const bool inFile = m_identity->mode() == Identity::Stable; // else it goes with the local secret
    const std::optional<QString> old = inFile ? AnonymousId(m_identity->path()).read() : std::nullopt;
    // An id of other tools is nothing of this application's before somebody has answered here.
    const bool answered =
        before.fileStatus == ConsentFileStatus::Invalid || before.record.decision != Decision::Undecided;
    if (!granted && (!old || !answered)) {
        result.ok = true;
        result.nothingToReset = true;
        return result;
    }
    if (before.fileStatus == ConsentFileStatus::Invalid) {
        //: @info %1 is a reason that names a file
        result.error = DataRemoval::tr("The ID was not reset, because the old one could not be kept for a "
                                       "deletion request. %1")
                           .arg(before.consentProblem);
        return result;
    }
    result.events = granted ? m_records->count(shortPatience) : 0;
    if (inFile && !replaceIdentity(*this, old.value_or(QString()), &result))
        return result;
    m_identity->forget(); // where it could not be kept, or is never kept, another one is made when it is needed
    result.ok = true;
    if (!granted)
        return result;

    // Now everybody who records looks for the id again. What waits carries the old one: a batch with both would tell
    // that they belong together. Under the new decision it is not sent any more, and whoever opens the store next
    // erases what can't be erased now.
    const Consent::Result renewed = m_consent->renewDecision(Consent::EarlierIds::Keep);
    const bool wasHeld = result.events < 0; // somebody has it for longer than a moment
    result.notErased = eraseEarlier(renewed.ok, wasHeld ? patience / 3 : patience);
    if (!renewed.ok) {
        result.ok = false;
        //: @info %1 is a reason that names a file
        result.error = DataRemoval::tr("The ID was reset, but other running copies could not be told and "
                                       "go on under the old one until they are started again. %1")
                           .arg(renewed.error);
    }
    return result;
}

DeletionRequest TelemetryContext::deletionRequest() const
{
    const ConsentState state = m_consent->read();
    DeletionRequestData request;
    request.application = m_options.applicationName;
    request.contact = m_notice ? m_notice->contact() : QString();
    request.recipient = m_options.destination.recipient();
    // An answer that can't be read was an answer; without one nothing was ever recorded under the id.
    const bool answered =
        state.fileStatus == ConsentFileStatus::Invalid || state.record.decision != Decision::Undecided;
    if (answered) {
        request.currentId = m_identity->read();
        if (request.currentId.isEmpty() && m_identity->mode() == Identity::Stable)
            request.unknownIds = readFile(m_identity->path()).error; // it may be there all the same
    }
    request.earlierIds = state.record.earlierIds;
    request.earlierRecipients = state.record.earlierRecipients;
    request.mayHaveSent = answered || !request.earlierIds.isEmpty();
    if (!state.record.recipient.isEmpty())
        request.recipient = state.record.recipient;
    if (state.record.decision != Decision::Granted && !request.earlierRecipients.isEmpty())
        request.recipient = request.earlierRecipients.takeLast(); // a no names the one that it was said to
    if (state.record.decision == Decision::Granted)
        request.agreedAt = state.record.time;
    else if (state.record.decision == Decision::Denied)
        request.refusedAt = state.record.time;
    QDateTime from = state.record.time;
    if (m_records->storeExists() && state.verdict.data != DataPolicy::StayOut) {
        TelemetryStatusData counts;
        const bool daily = m_identity->mode() == Identity::Daily; // days would be missing
        addCounts(*this, &counts, daily ? EventStore::Options().patience : shortPatience);
        request.lastDelivery = counts.lastDelivery;
        // The same yes, given again with other categories, has another time and the same secret.
        if (counts.countersSince.isValid() && counts.countersSince < from)
            from = counts.countersSince;
    }
    // Those of past days, as long as they can be told: they follow from the local secret, which a no erases.
    request.earlierIds.append(dailyIdentities(from.toUTC().date(), &request.unknownIds));
    request.earlierIds.removeAll(request.currentId);
    request.compose();
    return request;
}

QStringList TelemetryContext::dailyIdentities(const QDate &from, QString *problem) const
{
    if (m_identity->mode() != Identity::Daily || !from.isValid() || !m_records->storeExists())
        return {};
    const ConsentState state = m_consent->read();
    if (state.fileStatus != ConsentFileStatus::Ok || state.record.decision != Decision::Granted)
        return {};
    // What was sent was sent with the yes that the file still holds, whoever refuses since then.
    if (state.verdict.data == DataPolicy::StayOut) {
        if (problem) {
            //: @info of ids that are needed for a request to delete what was sent
            *problem = tr("The IDs of past days can’t be told here, because telemetry is "
                          "refused for this run and what is recorded is not opened.");
        }
        return {};
    }
    const EventStore::Opened opened = m_records->open(EventStore::Mode::ReadOnly);
    if (opened.status == EventStore::OpenStatus::Missing)
        return {};
    std::optional<std::string> stored =
        opened.store ? opened.store->view().secret(state.record.decisionId.toStdString()) : std::nullopt;
    if (!stored) {
        if (problem) {
            //: @info of ids that are needed for a request to delete what was sent; %1 is a reason
            *problem = tr("The IDs of past days can’t be read now: %1.")
                           .arg(QString::fromStdString(opened.store ? opened.store->error() : opened.error));
        }
        return {};
    }
    std::string secret = *stored;
    overwriteSecret(&*stored);
    if (secret.empty())
        return {};
    QStringList result = m_identity->idsSince(from, secret);
    overwriteSecret(&secret);
    return result;
}

} // namespace candor
