// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/applicationidentity.h"

#include "identity/anonymousid.h"
#include "identity/sharingtools.h"
#include "telemetry/dailyid.h"
#include "telemetry/keyedhash.h"
#include "telemetry/overwriting.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

// A person who asks for deletion looks back as far as anybody keeps records; a clock that is far off asks for no more.
constexpr std::int64_t mostDays = 10 * 366;

QString pathFor(const TelemetryOptionsData &options)
{
    if (options.sharedWithRedHatTools)
        return AnonymousId(options.directories).path();
    return options.directories.localData.isEmpty()
        ? QString()
        : QString(options.directories.localData + u'/' + options.applicationId + "/anonymousId"_L1);
}

} // namespace

ApplicationIdentity::ApplicationIdentity(const TelemetryOptionsData &options)
    : m_mode(options.identityMode())
    , m_isShared(options.sharedWithRedHatTools)
    , m_path(pathFor(options))
    , m_clock(options.clock)
    , m_given(GivenIdentity::read(options.environment, options.identityMode(),
                                  GivenIdentity::recipientDigest(options.destination.fingerprint())))
{
}

QStringList ApplicationIdentity::sharingTools() const
{
    return m_isShared && m_mode == Identity::Stable ? toolsSharingAnonymousId() : QStringList();
}

EventIdentity ApplicationIdentity::obtain()
{
    EventIdentity result;
    result.mode = m_mode;
    result.id = m_given.id.toStdString();
    result.day = m_given.day;
    if (m_mode == Identity::Daily || isGiven())
        return result;

    const std::lock_guard oneAtATime(m_obtainMutex);
    std::uint64_t changesBefore = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOfProcess) {
            result.id = m_id.toStdString();
            result.hashKey = m_hashKey;
            return result;
        }
        changesBefore = m_changes;
    }
    AnonymousId::Result obtained;
    if (m_mode == Identity::Stable) {
        obtained = AnonymousId(m_path).obtain(); // may take seconds
    } else {
        obtained.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        obtained.persistent = false;
        result.hashKey = makeSecret();
    }
    result.id = obtained.id.toStdString();
    const std::lock_guard lock(m_mutex);
    if (m_changes == changesBefore) { // else a no came in between, and nothing of it is kept
        m_problem = obtained.problem;
        ++m_changes;
        m_id = obtained.id;
        m_isOfProcess = !obtained.persistent;
        m_hashKey = result.hashKey;
    }
    return result;
}

QString ApplicationIdentity::shown() const
{
    if (m_mode == Identity::Stable && isGiven())
        return m_given.id;
    const std::lock_guard lock(m_mutex);
    return m_mode == Identity::Daily ? idOfToday(m_secret) : m_id;
}

QString ApplicationIdentity::read()
{
    if (m_mode == Identity::Stable && !isGiven()) {
        std::uint64_t before = 0;
        {
            const std::lock_guard lock(m_mutex);
            before = m_changes;
        }
        const QString id = AnonymousId(m_path).read().value_or(QString());
        const std::lock_guard lock(m_mutex);
        if (!m_isOfProcess && m_changes == before) // else it was made or forgotten in between
            m_id = id;
    }
    return shown();
}

std::int64_t ApplicationIdentity::today() const
{
    return dailyid::dayOf(unixMilliseconds(m_clock->now()));
}

QString ApplicationIdentity::idOfToday(const std::string &secret) const
{
    const std::int64_t day = today();
    return m_given.day == day ? m_given.id : QString::fromStdString(dailyid::idOf(keyedHash, secret, day));
}

QStringList ApplicationIdentity::idsSince(const QDate &from, const std::string &secret) const
{
    QStringList result;
    const std::int64_t last = today();
    for (std::int64_t day = std::max<std::int64_t>(QDate(1970, 1, 1).daysTo(from), last - mostDays); day <= last;
         ++day) {
        result.append(QString::fromStdString(dailyid::idOf(keyedHash, secret, day)));
        // Records carry one or the other: this process's those that were given, others their own.
        if (m_given.day == day)
            result.append(m_given.id);
    }
    return result;
}

QString ApplicationIdentity::problem() const
{
    if (!m_given.problem.isEmpty())
        return m_given.problem;
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

void ApplicationIdentity::forget()
{
    renew();
    const std::lock_guard lock(m_mutex);
    m_id.clear();
}

void ApplicationIdentity::renew()
{
    const std::lock_guard lock(m_mutex);
    ++m_changes;
    if (std::exchange(m_isOfProcess, false))
        m_id.clear();
    overwriteSecret(&m_hashKey);
    m_hashKey.clear();
    m_problem.clear();
    forgetSecret();
}

/// Under the lock.
void ApplicationIdentity::forgetSecret()
{
    overwriteSecret(&m_secret);
    m_secret.clear();
    m_secretOf.clear();
}

void ApplicationIdentity::expectSecretOf(const std::string &decisionId)
{
    const std::lock_guard lock(m_mutex);
    if (m_secretOf == decisionId)
        return;
    forgetSecret();
    m_secretOf = decisionId;
}

void ApplicationIdentity::rememberSecret(const std::string &decisionId, const std::string &secret)
{
    const std::lock_guard lock(m_mutex);
    if (m_secretOf == decisionId) // else a no came in between, or another decision
        m_secret = secret;
}

} // namespace candor
