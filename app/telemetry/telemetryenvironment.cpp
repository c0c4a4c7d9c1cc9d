// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/handedon.h"
#include "telemetry/telemetry_p.h"

namespace candor {

ChildEnvironment Telemetry::environmentForWorkspace() const
{
    return d->environmentForWorkspace(d->readAgain());
}

ChildEnvironment Telemetry::environmentForChild() const
{
    const ConsentState state = d->readAgain();
    const Consent &consent = d->context->consent();
    return candor::environmentForChild(state, !d->mark.inSameProcess() || !consent.now() || consent.isRefusedHere());
}

ChildEnvironment Telemetry::Private::environmentForWorkspace(const ConsentState &state) const
{
    return candor::environmentForWorkspace(*context, state, !q->isAllowed());
}

/// The decision as it is now, or, where the disk takes longer than anybody should wait, as it was read last.
ConsentState Telemetry::Private::readAgain()
{
    if (!mark.inSameProcess())
        return {};
    // One at a time: on a disk that hangs they would become ever more.
    if (!m_readingAgain->exchange(true)) {
        m_looks.post([world = context, reading = m_readingAgain] {
            *reading = false;
            (void)world->consent().read();
        });
    }
    (void)m_looks.finish(options.data().startPatience);
    const std::shared_ptr<const ConsentState> now = context->consent().now();
    return now ? *now : ConsentState();
}

} // namespace candor
