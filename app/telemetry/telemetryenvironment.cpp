// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/telemetry_p.h"

namespace candor {

ChildEnvironment Telemetry::environmentForWorkspace() const
{
    return d->environmentForWorkspace(d->context->consent().read());
}

ChildEnvironment Telemetry::environmentForChild() const
{
    return d->context->environmentForChild(d->context->consent().read(), d->isRefusedHere());
}

ChildEnvironment Telemetry::Private::environmentForWorkspace(const ConsentState &state) const
{
    // Both: what the files say now, and what this process has made of them. The files may have changed a moment ago,
    // and a no that was just given may not have reached them, or never will.
    return context->environmentForWorkspace(state, isRefusedHere() || !q->isAllowed());
}

} // namespace candor
