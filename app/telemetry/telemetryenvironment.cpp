// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What is handed on to other programs: refusals, and an id; never a yes.

#include "telemetry/telemetry_p.h"

#include <QDate>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString name(const char *variable)
{
    return QString::fromLatin1(variable);
}

bool refuses(const std::vector<Refusal> &refusals, Rule rule)
{
    return std::any_of(refusals.begin(), refusals.end(), [rule](const Refusal &each) { return each.rule == rule; });
}

ChildEnvironment withoutId()
{
    ChildEnvironment result;
    for (const char *variable :
         {GivenIdentity::idVariable, GivenIdentity::recipientVariable, GivenIdentity::dateVariable})
        result.remove(name(variable));
    return result;
}

} // namespace

ChildEnvironment Telemetry::environmentForWorkspace() const
{
    return d->environmentForWorkspace(d->context->consent().read());
}

ChildEnvironment Telemetry::environmentForChild() const
{
    const std::vector<Refusal> refusals = d->context->consent().read().refusals;
    const bool refused = d->isRefusedHere() || refuses(refusals, Rule::DoNotTrack)
        || refuses(refusals, Rule::CandorTelemetry) || refuses(refusals, Rule::ContinuousIntegration);
    if (!refused)
        return {};
    ChildEnvironment result = withoutId();
    result.set(u"CANDOR_TELEMETRY"_s, u"0"_s);
    return result;
}

ChildEnvironment Telemetry::Private::environmentForWorkspace(const ConsentState &state) const
{
    ChildEnvironment result = withoutId();
    // Both: what the files say now, and what this process has made of them. The files may have changed a moment ago,
    // and a no that was just given may not have reached them, or never will.
    if (!state.verdict.allowed || isRefusedHere() || !q->isAllowed()) {
        result.set(u"CANDOR_TELEMETRY"_s, u"0"_s);
        if (refuses(state.refusals, Rule::DoNotTrack))
            result.set(u"DO_NOT_TRACK"_s, u"1"_s);
        return result;
    }
    const Notice *const notice = context->notice();
    const Identity mode = options.identity();
    if (mode == Identity::None || !notice || notice->workspaces.isEmpty())
        return result;
    // The one and the other from one moment, or an id of yesterday would be handed on as one of today.
    const QDate before = today();
    const QString id = context->shownIdentity();
    if (id.isEmpty() || today() != before)
        return result;
    result.set(name(GivenIdentity::idVariable), id);
    result.set(name(GivenIdentity::recipientVariable),
               GivenIdentity::recipientDigest(options.destination().fingerprint()));
    if (mode == Identity::Daily)
        result.set(name(GivenIdentity::dateVariable), before.toString(Qt::ISODate));
    return result;
}

QDate Telemetry::Private::today() const
{
    const std::int64_t now = unixMilliseconds(context->options().clock->now());
    return QDateTime::fromMSecsSinceEpoch(now).toUTC().date();
}

} // namespace candor
