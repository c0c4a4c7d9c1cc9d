// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/ringbatch.h"

#include "queue/eventrecord.h"

namespace candor {

RingBatch::RingBatch(const Catalogue &catalogue, const WireFormat &wire, std::uint64_t ringBase)
    : m_catalogue(catalogue)
    , m_wire(wire)
{
    m_progress.ringBase = ringBase;
    m_events.reserve(maximumEntries);
}

void RingBatch::add(const EventRing::Entry &entry, const Recorder::Scope &scope, const Grants &grants)
{
    ++m_entries;
    m_progress.lastSequence = entry.sequence;
    const std::optional<DecodedRecord> record = decodeRecord(entry.record);
    std::optional<Grant> grant;
    if (record) {
        grant = grants(record->decision);
        if (!grant)
            return;
    }
    ++m_progress.accepted;
    DropReason reason = DropReason::Invalid;
    std::optional<NewEvent> event = record
        ? prepareEvent(*record, entry.sequence, scope, *grant, m_catalogue, m_wire, m_progress.ringBase, &reason)
        : std::nullopt;
    if (event)
        m_events.push_back(std::move(*event));
    else
        ++m_progress.dropped[reason];
}

void RingBatch::addUnreadable(std::uint64_t entries)
{
    if (entries == 0)
        return;
    ++m_entries;
    m_progress.lastSequence += entries;
    m_progress.accepted += static_cast<std::int64_t>(entries);
    m_progress.dropped[DropReason::Invalid] += static_cast<std::int64_t>(entries);
}

} // namespace candor
