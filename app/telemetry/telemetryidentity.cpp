// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What a context knows of the id of its records; telemetrycontext.cpp has everything else.

#include "identity/anonymousid.h"
#include "telemetry/dailyid.h"
#include "telemetry/keyedhash.h"
#include "telemetry/overwriting.h"
#include "telemetry/telemetrycontext.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <chrono>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

// A person who asks for deletion looks back as far as anybody keeps records; a clock that is far off asks for no more.
constexpr std::int64_t mostDays = 10 * 366;

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::TelemetryContext", text);
}

std::int64_t utcDay(const Clock &clock)
{
    using namespace std::chrono;
    return floor<days>(milliseconds(unixMilliseconds(clock.now()))).count();
}

} // namespace

QString TelemetryContext::identityPath() const
{
    if (m_options->sharedWithRedHatTools)
        return AnonymousId(m_options->directories).path();
    return m_options->directories.localData.isEmpty()
        ? QString()
        : QString(m_options->directories.localData + u'/' + m_options->applicationId + "/anonymousId"_L1);
}

EventIdentity TelemetryContext::obtainIdentity() const
{
    EventIdentity result;
    result.mode = m_options->identityMode();
    result.id = m_given.id.toStdString();
    result.day = m_given.day;
    if (result.mode == Identity::Daily || !m_given.id.isEmpty())
        return result;

    const std::lock_guard oneAtATime(m_obtainMutex);
    std::uint64_t forgottenBefore = 0;
    {
        const std::lock_guard lock(m_identityMutex);
        if (!m_processIdentity.isEmpty()) {
            result.id = m_processIdentity.toStdString();
            result.hashKey = m_processHashKey;
            return result;
        }
        forgottenBefore = m_forgotten;
    }
    AnonymousId::Result obtained;
    if (result.mode == Identity::Stable) {
        obtained = AnonymousId(identityPath()).obtain(); // may take seconds
    } else {
        obtained.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        obtained.persistent = false;
        result.hashKey = makeSecret();
    }
    result.id = obtained.id.toStdString();
    const std::lock_guard lock(m_identityMutex);
    if (m_forgotten == forgottenBefore) { // else a no came in between, and nothing of it is kept
        m_identityProblem = obtained.problem;
        if (!obtained.persistent) {
            m_processIdentity = obtained.id;
            m_processHashKey = result.hashKey;
        }
    }
    return result;
}

QString TelemetryContext::shownIdentity() const
{
    const Identity mode = m_options->identityMode();
    if (mode == Identity::Stable && !m_given.id.isEmpty())
        return m_given.id;
    {
        const std::lock_guard lock(m_identityMutex);
        if (mode == Identity::Daily)
            return idOfToday(m_secret);
        if (!m_processIdentity.isEmpty())
            return m_processIdentity;
    }
    return mode == Identity::Stable ? AnonymousId(identityPath()).read().value_or(QString()) : QString();
}

QString TelemetryContext::idOfToday(const std::string &secret) const
{
    const std::int64_t today = utcDay(*m_options->clock);
    if (m_given.day == today)
        return m_given.id;
    return QString::fromStdString(dailyid::idOf(keyedHash, secret, today));
}

QString TelemetryContext::identityProblem() const
{
    if (!m_given.problem.isEmpty())
        return m_given.problem;
    const std::lock_guard lock(m_identityMutex);
    return m_identityProblem;
}

void TelemetryContext::forgetIdentity() const
{
    const std::lock_guard lock(m_identityMutex);
    ++m_forgotten;
    m_processIdentity.clear();
    overwriteSecret(&m_processHashKey);
    m_processHashKey.clear();
    m_identityProblem.clear();
    forgetSecret();
}

/// Under the lock.
void TelemetryContext::forgetSecret() const
{
    overwriteSecret(&m_secret);
    m_secret.clear();
    m_secretOf.clear();
}

void TelemetryContext::expectSecretOf(const std::string &decisionId) const
{
    const std::lock_guard lock(m_identityMutex);
    if (m_secretOf == decisionId)
        return;
    forgetSecret();
    m_secretOf = decisionId;
}

void TelemetryContext::rememberSecret(const std::string &decisionId, const std::string &secret) const
{
    const std::lock_guard lock(m_identityMutex);
    if (m_secretOf == decisionId) // else a no came in between, or another decision
        m_secret = secret;
}

std::string TelemetryContext::storedSecret(EventStore *store) const
{
    const ConsentState state = m_consent.read();
    if (!state.verdict.allowed)
        return {};
    return store->obtainSecret(state.record.decisionId.toStdString(), {}).value_or(std::string());
}

std::vector<TelemetryContext::DailyIdentity> TelemetryContext::dailyIdentities(const QDate &from,
                                                                               QString *problem) const
{
    std::vector<DailyIdentity> result;
    if (m_options->identityMode() != Identity::Daily || !from.isValid() || !storeExists())
        return result;
    const ConsentState state = m_consent.read();
    if (state.fileStatus != ConsentFileStatus::Ok || state.record.decision != Decision::Granted)
        return result;
    // What was sent was sent with the yes that the file still holds, whoever refuses since then.
    if (state.verdict.data == DataPolicy::StayOut) {
        if (problem) {
            //: @info of ids that are needed for a request to delete what was sent
            *problem = translated(QT_TRANSLATE_NOOP("candor::TelemetryContext",
                                                    "The IDs of past days can’t be told here, because telemetry is "
                                                    "refused for this run and what is recorded is not opened."));
        }
        return result;
    }
    const EventStore::Opened opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, m_options->clock, storeOptions());
    if (opened.status == EventStore::OpenStatus::Missing)
        return result;
    std::optional<std::string> stored =
        opened.store ? opened.store->obtainSecret(state.record.decisionId.toStdString(), {}) : std::nullopt;
    if (!stored) {
        if (problem) {
            *problem = translated(
                           //: @info of ids that are needed for a request to delete what was sent; %1 is a reason
                           QT_TRANSLATE_NOOP("candor::TelemetryContext", "The IDs of past days can’t be read now: %1."))
                           .arg(QString::fromStdString(opened.store ? opened.store->error() : opened.error));
        }
        return result;
    }
    std::string secret = *stored;
    overwriteSecret(&*stored);
    if (secret.empty())
        return result;
    const QDate epoch(1970, 1, 1);
    const std::int64_t today = utcDay(*m_options->clock);
    for (std::int64_t day = std::max<std::int64_t>(epoch.daysTo(from), today - mostDays); day <= today; ++day) {
        result.push_back({epoch.addDays(day), QString::fromStdString(dailyid::idOf(keyedHash, secret, day))});
        // Records carry one or the other: this process's those that were given, others their own.
        if (m_given.day == day)
            result.push_back({epoch.addDays(day), m_given.id});
    }
    overwriteSecret(&secret);
    return result;
}

} // namespace candor
