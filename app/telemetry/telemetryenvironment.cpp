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
    return d->environmentForChild();
}

ChildEnvironment Telemetry::Private::environmentForWorkspace(const ConsentState &state) const
{
    return candor::environmentForWorkspace(*context, state, !q->isAllowed());
}

ChildEnvironment Telemetry::Private::environmentForChild()
{
    const ConsentState state = readAgain();
    const Consent &consent = context->consent();
    return candor::environmentForChild(state, !consent.now() || consent.isRefusedHere());
}

/// The decision as it is now, or, where the disk takes longer than anybody should wait, as it was read last.
ConsentState Telemetry::Private::readAgain()
{
    if (mark.inSameProcess()) {
        m_looks.post([world = context] { (void)world->consent().read(); });
        (void)m_looks.finish(options.data().startPatience);
    }
    const std::shared_ptr<const ConsentState> now = context->consent().now();
    return now ? *now : ConsentState();
}

} // namespace candor
