// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/telemetrystatusdata.h"

#include <utility>

namespace candor {

TelemetryStatus::TelemetryStatus()
    : d(TelemetryStatusData())
{
}

TelemetryStatus::TelemetryStatus(TelemetryStatusData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
bool TelemetryStatus::isKnown() const { return d->isKnown; }
bool TelemetryStatus::allowed() const { return d->allowed; }
Categories TelemetryStatus::categories() const { return d->categories; }
Decision TelemetryStatus::decision() const { return d->decision; }
Rule TelemetryStatus::rule() const { return d->rule; }
QString TelemetryStatus::reason() const { return d->reason; }
bool TelemetryStatus::canAnswer() const { return d->canAnswer; }
bool TelemetryStatus::mayAsk() const { return d->mayAsk; }
bool TelemetryStatus::questionWaits() const { return d->questionWaits; }
bool TelemetryStatus::questionClosedTwice() const { return d->questionClosedTwice; }
bool TelemetryStatus::refusedInSettingsFile() const { return d->refusedInSettingsFile; }
bool TelemetryStatus::noticeChanged() const { return d->noticeChanged; }
bool TelemetryStatus::recipientChanged() const { return d->recipientChanged; }
bool TelemetryStatus::showTerminalAnswer() const { return d->showTerminalAnswer; }
Categories TelemetryStatus::grantedLast() const { return d->grantedLast; }
bool TelemetryStatus::refusalUnsaved() const { return d->refusalUnsaved; }
Categories TelemetryStatus::lockedCategories() const { return d->lockedCategories; }
QString TelemetryStatus::managedFile() const { return d->managedFile; }
bool TelemetryStatus::managedFileUnreadable() const { return d->managedFileUnreadable; }
QString TelemetryStatus::refusingVariable() const { return d->refusingVariable; }
QStringList TelemetryStatus::withoutEffect() const { return d->withoutEffect; }
QDateTime TelemetryStatus::answeredAt() const { return d->answeredAt; }
int TelemetryStatus::answeredNoticeVersion() const { return d->answeredNoticeVersion; }
int TelemetryStatus::noticeVersion() const { return d->noticeVersion; }
bool TelemetryStatus::countsKnown() const { return d->countsKnown; }
qint64 TelemetryStatus::accepted() const { return d->accepted; }
qint64 TelemetryStatus::waiting() const { return d->waiting; }
qint64 TelemetryStatus::waitingBytes() const { return d->waitingBytes; }
qint64 TelemetryStatus::sending() const { return d->sending; }
qint64 TelemetryStatus::delivered() const { return d->delivered; }
QMap<QString, qint64> TelemetryStatus::dropped() const { return d->dropped; }
QDateTime TelemetryStatus::countersSince() const { return d->countersSince; }
bool TelemetryStatus::recordsExist() const { return d->recordsExist; }
QString TelemetryStatus::storeProblem() const { return d->storeProblem; }
QString TelemetryStatus::handOff() const { return d->handOff; }
QString TelemetryStatus::handOffProblem() const { return d->handOffProblem; }
QString TelemetryStatus::destination() const { return d->destination; }
QString TelemetryStatus::endpoint() const { return d->endpoint; }
QString TelemetryStatus::recipient() const { return d->recipient; }
QString TelemetryStatus::destinationProblem() const { return d->destinationProblem; }
bool TelemetryStatus::canSend() const { return d->canSend; }
bool TelemetryStatus::recipientIsLoopback() const { return d->recipientIsLoopback; }
QDateTime TelemetryStatus::lastAttempt() const { return d->lastAttempt; }
QDateTime TelemetryStatus::lastDelivery() const { return d->lastDelivery; }
bool TelemetryStatus::lastOk() const { return d->lastOk; }
QString TelemetryStatus::lastResult() const { return d->lastResult; }
QString TelemetryStatus::pauseReason() const { return d->pauseReason; }
Identity TelemetryStatus::identity() const { return d->identity; }
QString TelemetryStatus::anonymousId() const { return d->anonymousId; }
bool TelemetryStatus::identityIsGiven() const { return d->identityIsGiven; }
QStringList TelemetryStatus::earlierIds() const { return d->earlierIds; }
QString TelemetryStatus::identityProblem() const { return d->identityProblem; }
QString TelemetryStatus::settingsFile() const { return d->settingsFile; }
QString TelemetryStatus::consentFile() const { return d->consentFile; }
QString TelemetryStatus::identityFile() const { return d->identityFile; }
QString TelemetryStatus::storeFolder() const { return d->storeFolder; }
QString TelemetryStatus::settingsBackup() const { return d->settingsBackup; }
QString TelemetryStatus::settingsProblem() const { return d->settingsProblem; }
QString TelemetryStatus::consentProblem() const { return d->consentProblem; }
QString TelemetryStatus::watchProblem() const { return d->watchProblem; }
// clang-format on

} // namespace candor
