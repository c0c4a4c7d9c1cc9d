// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/handedon.h"

#include "telemetry/telemetrycontext.h"

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

QDate today(const Clock &clock)
{
    return QDateTime::fromMSecsSinceEpoch(unixMilliseconds(clock.now())).toUTC().date();
}

} // namespace

ChildEnvironment environmentForWorkspace(const TelemetryContext &context, const ConsentState &state, bool refused)
{
    ChildEnvironment result = withoutId();
    if (refused || !state.verdict.allowed) {
        result.set(u"CANDOR_TELEMETRY"_s, u"0"_s);
        if (refuses(state.refusals, Rule::DoNotTrack))
            result.set(u"DO_NOT_TRACK"_s, u"1"_s);
        return result;
    }
    const Identity mode = context.identity().mode();
    if (mode == Identity::None || !context.notice() || context.notice()->workspaces().isEmpty())
        return result;
    // The one and the other from one moment, or an id of yesterday would be handed on as one of today.
    const QDate before = today(*context.options().clock);
    const QString id = context.identity().shown();
    if (id.isEmpty() || today(*context.options().clock) != before)
        return result;
    result.set(name(GivenIdentity::idVariable), id);
    result.set(name(GivenIdentity::recipientVariable),
               GivenIdentity::recipientDigest(context.options().destination.fingerprint()));
    if (mode == Identity::Daily)
        result.set(name(GivenIdentity::dateVariable), before.toString(Qt::ISODate));
    return result;
}

ChildEnvironment environmentForChild(const ConsentState &state, bool refused)
{
    const auto isOfProcess = [](const Refusal &refusal) { return holdsForThisProcess(refusal.rule); };
    if (!refused && std::none_of(state.refusals.begin(), state.refusals.end(), isOfProcess))
        return {};
    ChildEnvironment result = withoutId();
    result.set(u"CANDOR_TELEMETRY"_s, u"0"_s);
    return result;
}

} // namespace candor
