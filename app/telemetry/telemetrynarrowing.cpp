// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What another answer does to what was recorded before it.

#include "telemetry/telemetrycontext.h"

namespace candor {

Grant TelemetryContext::grantOf(Categories categories)
{
    return {categories.testFlag(Category::Usage), categories.testFlag(Category::Errors)};
}

/// A yes that goes on with other categories: of what was recorded, that stays which was and is granted. What a category
/// says now does not bring back what it did not say in between.
void TelemetryContext::eraseUngranted(const ConsentState &before, const ConsentState &after) const
{
    if (!after.verdict.allowed || before.record.decisionId != after.record.decisionId || !recordsExist())
        return;
    // A yes to another notice: nothing of it was recorded beyond what was granted then.
    const Categories then = before.verdict.allowed ? before.verdict.categories : before.record.categories;
    ConsentState state = after;
    state.verdict.categories = then & after.verdict.categories;
    const CategoryBits granted = grantOf(state.verdict.categories).bits();
    if (granted == allCategories)
        return;
    // What fails here, because another process holds the store, that process does itself when it sees the answer; and
    // nothing that is not granted is ever sent.
    (void)adoptRings(state, shortPatience);
    if (!storeExists())
        return;
    EventStore::Options store = storeOptions();
    store.patience = shortPatience;
    const EventStore::Opened opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadWrite, m_options->clock, store);
    if (opened.store)
        (void)opened.store->keepGranted(granted);
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
