// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/statusdescription.h"

#include "delivery/attempttext.h"
#include "telemetry/overwriting.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/verdicttext.h"

#include <QTimeZone>

#include <optional>
#include <string>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(std::int64_t unixMs)
{
    return unixMs == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(unixMs, QTimeZone::utc());
}

/// The local secret of the decision that holds; empty if there is none yet.
std::string storedSecret(const TelemetryContext &context, EventStore *store)
{
    const ConsentState state = context.consent().read();
    if (!state.verdict.allowed)
        return {};
    return store->view().secret(state.record.decisionId.toStdString()).value_or(std::string());
}

} // namespace

TelemetryStatusData describeStatus(const TelemetryContext &context, const ConsentState &state)
{
    const TelemetryOptionsData &options = context.options();
    const ConsentFiles &files = context.consent().files();
    const Notice *const notice = context.notice();
    const Verdict &verdict = state.verdict;
    TelemetryStatusData status;
    status.isKnown = true;
    status.allowed = verdict.allowed;
    status.categories = verdict.categories;
    status.decision = verdict.decision;
    status.rule = verdict.rule;
    status.reason = verdictText(verdict, options.applicationName);
    const bool canBeKept = !files.consentPath().isEmpty() && !state.settings.path.isEmpty();
    const bool catalogueIsRead = context.catalogue().isLoaded();
    const QString catalogueProblem = context.catalogue().problem();
    const bool known = notice && catalogueProblem.isEmpty(); // what would be collected, as far as it was read
    status.canAnswer = known && canBeKept && (verdict.rule == Rule::Person || verdict.rule == Rule::Nobody);
    status.mayAsk = known && catalogueIsRead && verdict.mayAsk;
    status.questionWaits = known && !catalogueIsRead && verdict.mayAsk;
    status.questionClosedTwice = verdict.questionClosedTwice;
    status.refusedInSettingsFile = verdict.reason == Reason::RefusedInSettings;
    status.noticeChanged = verdict.reason == Reason::NoticeChanged;
    status.recipientChanged = verdict.reason == Reason::RecipientChanged;
    status.showTerminalAnswer = verdict.allowed && !state.record.terminalAnswerShown;
    const Categories granted =
        state.record.decision == Decision::Granted ? state.record.categories : state.record.grantedBefore;
    status.grantedLast = granted ? granted : allCategories;
    if (state.settings.boolean(settingkeys::telemetryUsage) == false)
        status.grantedLast.setFlag(Category::Usage, false);
    if (state.settings.boolean(settingkeys::telemetryErrors) == false)
        status.grantedLast.setFlag(Category::Errors, false);
    if (!status.grantedLast)
        status.grantedLast = allCategories;
    status.lockedCategories = verdict.lockedCategories;
    switch (verdict.rule) {
    case Rule::Administrator:
        status.managedFile = verdict.detail;
        status.managedFileUnreadable = verdict.reason == Reason::Unreadable;
        break;
    case Rule::DoNotTrack:
    case Rule::CandorTelemetry:
    case Rule::ContinuousIntegration:
        status.refusingVariable = verdict.detail;
        break;
    case Rule::Build:
    case Rule::Person:
    case Rule::Nobody:
        break;
    }
    status.withoutEffect = state.withoutEffect;
    if (state.record.decision != Decision::Undecided) {
        status.answeredAt = state.record.time;
        status.answeredNoticeVersion = state.record.noticeVersion;
    }
    status.noticeVersion = notice ? notice->version() : 0;

    status.destination = options.destination.protocolName();
    status.endpoint = options.destination.endpoint().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    status.recipient = options.destination.recipient();
    status.destinationProblem = options.destination.problem();
    status.canSend = options.destination.canSend();
    status.recipientIsLoopback = status.canSend && options.destination.isLoopback();

    status.recordsExist = context.records().existed();
    // 0 is true where nothing is, and nobody looks into a home that is not this user's.
    status.countsKnown = !status.recordsExist && options.directories.problem.isEmpty();
    status.earlierIds = state.record.earlierIds;
    status.identity = context.identity().mode();
    status.identityIsGiven = context.identity().isGiven();
    if (status.identity == Identity::Stable && !status.identityIsGiven)
        status.identityFile = context.identity().path();
    if (verdict.allowed) {
        status.anonymousId = context.identity().shown();
        status.identityProblem = context.identity().problem();
        // As it would be now; a process that records knows what it got.
        status.handOffProblem = context.records().ringProblem();
        status.handOff = handOffName(status.handOffProblem.isEmpty());
    }
    status.settingsFile = state.settings.path;
    status.consentFile = files.consentPath();
    status.storeFolder = QString::fromStdString(context.records().folder());
    status.settingsProblem = state.settings.problem;
    status.consentProblem = notice ? state.consentProblem : context.noticeProblem();
    if (status.consentProblem.isEmpty())
        status.consentProblem = state.refusalProblem;
    if (status.consentProblem.isEmpty())
        status.consentProblem = catalogueProblem;
    return status;
}

QString watchProblem(std::chrono::seconds interval)
{
    if (interval == std::chrono::seconds(1)) {
        //: @info how an answer given elsewhere is noticed
        return TelemetryContext::tr("is noticed within a second: its files can’t be watched and are read again");
    }
    //: @info how an answer given elsewhere is noticed
    return TelemetryContext::tr("is noticed within %1 seconds: its files can’t be watched and are read again")
        .arg(interval.count());
}

QString handOffName(bool outlivesProcess)
{
    return outlivesProcess ? u"shared-memory"_s : u"memory"_s;
}

void addCounts(const TelemetryContext &context, TelemetryStatusData *status, std::chrono::milliseconds patience)
{
    status->storeProblem = context.options().directories.problem;
    status->countsKnown = status->storeProblem.isEmpty();
    if (!context.records().storeExists() || !status->countsKnown)
        return;
    const EventStore::Opened opened = context.records().open(EventStore::Mode::ReadOnly, patience);
    if (opened.status == EventStore::OpenStatus::Missing)
        return;
    std::optional<EventCounters> counters;
    std::optional<DeliveryState> delivery;
    if (opened.store) {
        counters = opened.store->view().counters();
        delivery = opened.store->view().deliveryState();
    }
    if (!counters || !delivery) {
        status->countsKnown = false;
        status->storeProblem = QString::fromStdString(opened.store ? opened.store->error() : opened.error);
        return;
    }
    status->accepted = counters->accepted;
    status->waiting = counters->waiting;
    status->waitingBytes = counters->waitingBytes;
    status->sending = counters->sending;
    status->delivered = counters->delivered;
    for (const auto &[reason, count] : counters->dropped) {
        const std::string_view name = dropReasonName(reason);
        status->dropped.insert(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), count);
    }
    status->countersSince = utc(counters->countersSinceMs);
    if (context.identity().mode() == Identity::Daily) {
        std::string secret = storedSecret(context, opened.store.get());
        if (!secret.empty())
            status->anonymousId = context.identity().idOfToday(secret);
        overwriteSecret(&secret);
    }
    status->lastAttempt = utc(delivery->lastAttemptMs);
    status->lastDelivery = utc(delivery->lastDeliveryMs);
    status->lastOk = delivery->lastOk;
    status->lastResult = attemptText(AttemptResult::fromText(delivery->lastResult));
    if (delivery->pausedFor == context.options().destination.fingerprint().toStdString())
        status->pauseReason = attemptText(AttemptResult::fromText(delivery->pauseReason));
}

} // namespace candor
