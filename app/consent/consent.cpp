// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consent.h"

#include <utility>

namespace candor {

Consent::Consent(ConsentContext context)
    : m_files(std::move(context))
{
}

ConsentState Consent::read()
{
    for (;;) {
        const std::uint64_t reading = ++m_readings;
        ConsentState state = m_files.look().state;
        bool changed = false;
        {
            const std::lock_guard lock(m_mutex);
            if (reading > m_newest) {
                m_newest = reading;
                m_read = state;
                changed = settle();
            } else if (m_read->verdict != state.verdict || m_read->record.decisionId != state.record.decisionId) {
                continue; // a reading that began later has ended before, and nobody knows which of the two is newer
            }
            state.epoch = m_epoch;
        }
        if (changed && m_listener)
            m_listener();
        return state;
    }
}

/// Under the mutex: what is read and what this process refuses make what holds. \returns whether the epoch changed.
bool Consent::settle()
{
    if (!m_read)
        return false;
    auto next = std::make_shared<ConsentState>(*m_read);
    next->isRefusedHereOnly = m_refusesHere && m_read->verdict.decision != Decision::Denied;
    next->verdict = inThisProcess(m_read->verdict, m_refusesHere, m_overruling);
    const Verdict &verdict = next->verdict;
    const bool sameDecision =
        m_now && m_now->verdict.allowed == verdict.allowed && m_now->record.decisionId == next->record.decisionId;
    const bool changed = !sameDecision || m_now->verdict.categories != verdict.categories;
    if (changed)
        ++m_epoch;
    if (!verdict.allowed)
        m_permittedFrom.store(never, std::memory_order_release);
    else if (!sameDecision)
        m_permittedFrom.store(m_epoch, std::memory_order_release);
    next->epoch = m_epoch;
    m_now = std::move(next);
    return changed;
}

std::shared_ptr<const ConsentState> Consent::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

bool Consent::holds(const QString &decisionId, Categories categories) const
{
    const std::shared_ptr<const ConsentState> state = now();
    return state && state->verdict.allowed && state->record.decisionId == decisionId
        && !(categories & ~state->verdict.categories);
}

void Consent::setListener(std::function<void()> listener)
{
    m_listener = std::move(listener);
}

void Consent::refuseHere(bool refuses)
{
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        m_refusesHere = refuses;
        changed = settle();
    }
    if (changed && m_listener)
        m_listener();
}

bool Consent::isRefusedHere() const
{
    const std::lock_guard lock(m_mutex);
    return m_refusesHere;
}

bool Consent::overrule(Overruling by)
{
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_overruling, by) == by)
            return false;
        changed = settle();
    }
    if (changed && m_listener)
        m_listener();
    return true;
}

Overruling Consent::overruling() const
{
    const std::lock_guard lock(m_mutex);
    return m_overruling;
}

} // namespace candor
