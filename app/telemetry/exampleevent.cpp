// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/exampleevent.h"

#include "telemetry/eventpreparation.h"
#include "telemetry/ownedproperties.h"
#include "telemetry/systemfacts.h"
#include "telemetry/telemetrycontext.h"

namespace candor {

QByteArray exampleStart(const TelemetryContext &context, const std::shared_ptr<const Catalogue> &catalogue,
                        const QString &placeholder)
{
    const std::shared_ptr<const WireFormat> wire =
        WireFormat::forProtocol(context.options().destination.protocolName().toStdString());
    if (!wire || !catalogue)
        return {};
    const std::string id = placeholder.toStdString();

    ValueTreatment treatment = context.valueTreatment();
    // Nobody has an id or a secret yet: where a share of them records the event, this one is in it, and a hash says as
    // little as a real one.
    treatment.keyedHash = [](std::string_view, std::string_view) { return std::string(64, '0'); };
    EventIdentity identity;
    identity.id = id;
    identity.hashKey = "-";
    EventPreparation preparation({catalogue, wire, context.options().clock, std::move(treatment), [] { return "-"; }},
                                 0, std::move(identity), context.commonProperties());

    const SystemFacts facts = SystemFacts::read();
    DecodedRecord record;
    record.timeMs = unixMilliseconds(context.options().clock->now());
    record.name = "app.started";
    for (const Property &property : facts.properties()) {
        record.properties.push_back(ownedProperty(property));
        record.properties.back().optional = true;
    }
    const EventPreparation::Prepared prepared = preparation.prepare(std::move(record), 0, allCategories);
    if (!prepared.event)
        return {};
    QByteArray result = QByteArray::fromStdString(prepared.event->body);
    return result.replace(QByteArray::fromStdString(prepared.event->id), placeholder.toUtf8());
}

} // namespace candor
