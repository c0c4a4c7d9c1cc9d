// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/bisection.h"

#include <algorithm>

namespace candor {

Bisection::Bisection(int mostEvents)
    : m_most(std::max(1, mostEvents))
    , m_fit(m_most)
    , m_accepted(m_most)
{
}

int Bisection::limit() const
{
    const int most = std::min(m_fit, m_accepted);
    return m_suspects > 0 ? std::min(most, (m_suspects + 1) / 2) : most;
}

void Bisection::fitted(int events)
{
    m_fit = std::clamp(events, 1, m_most);
}

void Bisection::delivered(int events)
{
    m_inARow = 0;
    // The bad event is among those that were not in the request.
    m_suspects = std::max(0, m_suspects - events);
}

Bisection::Advice Bisection::refused(int events, bool tooLarge)
{
    if (events > 1) {
        if (tooLarge)
            m_accepted = events / 2;
        else
            m_suspects = events;
        return Advice::Again;
    }
    m_suspects = 0;
    if (tooLarge)
        m_accepted = m_most; // only this event was too large
    ++m_inARow;
    return m_inARow < mostInARow ? Advice::Reject : Advice::RejectAndPause;
}

void Bisection::distrust()
{
    m_inARow = mostInARow - 1;
}

} // namespace candor
