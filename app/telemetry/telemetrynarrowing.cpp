// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What another answer does to what was recorded before it.

#include "telemetry/telemetrycontext.h"

namespace candor {

Grant TelemetryContext::grantOf(Categories categories)
{
    return {categories.testFlag(Category::Usage), categories.testFlag(Category::Errors)};
}

bool TelemetryContext::eraseUngranted(const ConsentState &before, const ConsentState &after) const
{
    if (!after.verdict.allowed || before.record.decisionId != after.record.decisionId || !recordsExist())
        return true;
    // A yes to another notice: nothing of it was recorded beyond what was granted then.
    const Categories then = before.verdict.allowed ? before.verdict.categories : before.record.categories;
    ConsentState state = after;
    state.verdict.categories = then & after.verdict.categories;
    const CategoryBits granted = grantOf(state.verdict.categories).bits();
    if (granted == allCategories)
        return true;
    // What a refusal can't take back at once, because another process holds the store, is kept from leaving by the
    // refusal itself. A yes ends that, so it waits.
    const bool widens = bool(after.verdict.categories & ~then);
    const std::chrono::milliseconds patience = widens ? EventStore::Options().patience : shortPatience;
    bool complete = adoptRings(state, patience).isEmpty();
    if (storeExists()) {
        EventStore::Options store = storeOptions();
        store.patience = patience;
        const EventStore::Opened opened =
            EventStore::open(storeFolder(), EventStore::Mode::ReadWrite, m_options->clock, store);
        complete = opened.store && opened.store->keepGranted(granted) && complete;
    }
    return complete || !widens;
}

bool TelemetryContext::isSuperseded(const std::string &decisionId) const
{
    const ConsentState state = m_consent.read();
    return state.verdict.allowed && state.record.decisionId.toStdString() != decisionId;
}

void TelemetryContext::eraseSuperseded() const
{
    // Nobody is left to be told what fails; the next start tries again.
    if (m_consent.read().verdict.allowed)
        (void)eraseEarlierRecords(true, EventStore::erasePatience);
}

} // namespace candor
