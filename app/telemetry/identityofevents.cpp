// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/identityofevents.h"

#include "telemetry/overwriting.h"

#include <utility>

namespace candor {

IdentityOfEvents::IdentityOfEvents(EventIdentity identity, std::uint64_t ringBase, dailyid::KeyedHash hash,
                                   Secret secret)
    : m_given(std::move(identity))
    , m_ringBase(ringBase)
    , m_hash(std::move(hash))
    , m_obtain(std::move(secret))
    , m_dayBase(ringBase)
{
    if (m_given.mode != Identity::Daily)
        m_id = m_given.id;
}

IdentityOfEvents::~IdentityOfEvents()
{
    overwriteSecret(&m_secret);
    overwriteSecret(&m_id);
    overwriteSecret(&m_dayKey);
    overwriteSecret(&m_given.id);
    overwriteSecret(&m_given.hashKey);
}

IdentityOfEvents::Turned IdentityOfEvents::turnTo(std::int64_t utcDay)
{
    if (m_given.mode != Identity::Daily)
        return m_id.empty() ? Turned::Never : Turned::Same;
    if (m_day == utcDay)
        return Turned::Same;
    if (!obtainSecret())
        return Turned::NotNow;
    std::string id = m_given.day == utcDay ? m_given.id : dailyid::idOf(m_hash, m_secret, utcDay);
    std::string key = dailyid::hashKeyOf(m_hash, m_secret, utcDay);
    // Another mode's id in place of it would link what must not be.
    if (id.empty() || key.empty())
        return Turned::Never;
    overwriteSecret(&m_dayKey);
    m_id = std::move(id);
    m_dayKey = std::move(key);
    m_dayBase = dailyid::ringBaseOf(m_hash, m_secret, utcDay, m_ringBase);
    m_day = utcDay;
    return Turned::Changed;
}

const std::string *IdentityOfEvents::hashKey()
{
    switch (m_given.mode) {
    case Identity::Daily:
        return &m_dayKey;
    case Identity::None:
        return &m_given.hashKey;
    case Identity::Stable:
        break;
    }
    return obtainSecret() ? &m_secret : nullptr;
}

bool IdentityOfEvents::obtainSecret()
{
    if (!m_secret.empty() || !m_obtain)
        return true;
    std::optional<std::string> secret = m_obtain();
    if (!secret)
        return false;
    m_secret = std::move(*secret);
    return true;
}

} // namespace candor
