// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/ringbatch.h"

#include "queue/eventrecord.h"

#include <algorithm>
#include <string>
#include <utility>

namespace candor {

RingBatch::RingBatch(EventPreparation *preparation, std::uint64_t ringBase)
    : m_preparation(preparation)
{
    m_progress.ringBase = ringBase;
    m_events.reserve(maximumEntries);
}

bool RingBatch::add(const EventRing::Entry &entry, Categories granted)
{
    std::optional<DecodedRecord> record = decodeRecord(entry.record);
    const std::int64_t timeMs = record ? record->timeMs : 0;
    EventPreparation::Prepared prepared;
    if (record)
        prepared = m_preparation->prepare(std::move(*record), entry.sequence, granted);
    if (prepared.postponed)
        return false;
    ++m_entries;
    m_progress.lastSequence = entry.sequence;
    if (prepared.isNothing)
        return true;
    ++m_progress.accepted;
    if (prepared.event)
        m_events.push_back(std::move(*prepared.event));
    else
        drop(prepared.reason, prepared.name, timeMs, 1);
    return true;
}

void RingBatch::drop(DropReason reason, std::string_view name, std::int64_t timeMs, std::int64_t count)
{
    m_progress.dropped[reason] += count;
    // What the person refused or had not agreed to yet, or what is not asked of anybody: that it happened, and when, is
    // not kept either.
    if (reason == DropReason::Category || reason == DropReason::Disabled || reason == DropReason::Early)
        return;
    std::vector<DropNote> &notes = m_progress.notes;
    const auto found = std::find_if(notes.begin(), notes.end(),
                                    [&](const DropNote &note) { return note.reason == reason && note.name == name; });
    if (found == notes.end()) {
        notes.push_back({std::string(name), reason, timeMs, count});
    } else {
        found->timeMs = timeMs;
        found->copies += count;
    }
}

void RingBatch::addUnreadable(std::uint64_t entries)
{
    if (entries == 0)
        return;
    ++m_entries;
    m_progress.lastSequence += entries;
    m_progress.accepted += static_cast<std::int64_t>(entries);
    drop(DropReason::Invalid, {}, 0, static_cast<std::int64_t>(entries));
}

} // namespace candor
