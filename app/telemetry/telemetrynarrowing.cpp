// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What another answer does to what was recorded before it.

#include "telemetry/telemetrycontext.h"

#include <algorithm>

namespace candor {

Consent::Result TelemetryContext::continueYes(const ConsentState &before, Answer answer) const
{
    // A yes to another notice: nothing was recorded beyond what was granted then.
    const Categories then = before.verdict.allowed ? before.verdict.categories : before.record.categories;
    // Before anybody can read the wider yes: what it grants must not bring back what a refusal has left, because
    // another process held the store. If that is still so, all that was recorded is left behind.
    if (answer.categories & ~then)
        answer.beginsAnew = !keepOnlyGranted(before, then, EventStore::erasePatience);
    Consent::Result result = m_consent->answer(answer);
    // What fails here, because another process holds the store, that process does itself when it sees the answer; and
    // nothing that is not granted is ever sent.
    const ConsentState &after = result.state;
    if (after.verdict.allowed && after.record.decisionId == before.record.decisionId
        && (then & ~after.verdict.categories))
        (void)keepOnlyGranted(after, then & after.verdict.categories, shortPatience);
    return result;
}

bool TelemetryContext::keepOnlyGranted(const ConsentState &state, Categories granted,
                                       std::chrono::milliseconds patience) const
{
    if (!m_records->exist())
        return true;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    ConsentState narrowed = state;
    narrowed.verdict.categories = granted;
    bool complete = true;
    (void)recoverRings(narrowed, patience, &complete);
    if (!m_records->storeExists())
        return complete;
    const std::chrono::milliseconds left =
        std::max(shortPatience,
                 std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()));
    const EventStore::Opened opened = m_records->open(EventStore::Mode::ReadWrite, left);
    return opened.store && opened.store->removals().keepGranted(granted) && complete;
}

} // namespace candor
