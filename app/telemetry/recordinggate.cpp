// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/recordinggate.h"

#include "candor/errorproperties.h"
#include "queue/eventrecord.h"
#include "telemetry/errordata.h"
#include "telemetry/ownedproperties.h"

#include <algorithm>

namespace candor {

namespace {

constexpr std::string_view durationName = "duration_ms";
constexpr std::string_view successName = "success";

/// What an action says itself.
bool isOutcome(std::string_view name)
{
    return name == durationName || name == successName || errorproperties::contain(name);
}

} // namespace

RecordingGate::RecordingGate(Record record, std::shared_ptr<const Clock> clock)
    : m_record(std::move(record))
    , m_clock(std::move(clock))
{
}

std::unique_lock<std::mutex> RecordingGate::enter()
{
    return m_mark.inSameProcess() ? std::unique_lock(m_mutex) : std::unique_lock<std::mutex>();
}

void RecordingGate::set(const EventRing *ring, Categories granted)
{
    const auto lock = enter();
    if (!lock || m_closed)
        return;
    m_ring.store(ring, std::memory_order_release);
    grant(ring ? static_cast<unsigned>(granted.toInt()) : 0U);
    // Also what they had to say is gone with the decision.
    std::erase_if(m_open, [ring](const auto &action) { return action->ring != ring; });
}

void RecordingGate::close()
{
    interrupt();
    const auto lock = enter();
    if (!lock)
        return;
    m_closed = true;
    m_ring.store(nullptr, std::memory_order_release);
    grant(0);
    m_open.clear();
}

void RecordingGate::grant(unsigned granted)
{
    if (m_granted.exchange(granted, std::memory_order_acq_rel) == granted)
        return;
    const std::lock_guard lock(m_notifying);
    for (const auto &[number, function] : m_functions)
        function();
}

std::uint64_t RecordingGate::notify(std::function<void()> function)
{
    if (!m_mark.inSameProcess())
        return 0;
    const std::lock_guard lock(m_notifying);
    m_functions.emplace(++m_lastNumber, std::move(function));
    return m_lastNumber;
}

void RecordingGate::stopNotifying(std::uint64_t number)
{
    if (!m_mark.inSameProcess())
        return;
    const std::lock_guard lock(m_notifying);
    m_functions.erase(number);
}

void RecordingGate::record(std::string_view name, std::span<const Property> properties,
                           const EventCircumstances &circumstances)
{
    if (!ring())
        return;
    if (const auto lock = enter(); lock && !m_closed)
        m_record(name, properties, circumstances);
}

std::shared_ptr<OpenAction> RecordingGate::begin(std::string_view name, std::span<const Property> properties)
{
    const EventRing *const current = ring();
    if (!current)
        return nullptr;
    auto action = std::make_shared<OpenAction>();
    action->name = name.substr(0, maximumRecordBytes + 1);
    action->ring = current;
    action->start = monotonic();
    const std::lock_guard lock(m_mutex);
    if (m_closed || current != ring())
        return nullptr;
    m_open.insert(action);
    for (const Property &property : properties) {
        if (!isOutcome(property.key) && action->properties.size() <= maximumProperties) // as in add()
            action->properties.push_back(ownedProperty(property));
    }
    return action;
}

void RecordingGate::add(OpenAction *action, const Property &property)
{
    if (!m_mark.inSameProcess() || isOutcome(property.key))
        return;
    OwnedProperty owned = ownedProperty(property);
    const std::lock_guard lock(m_mutex);
    auto &properties = action->properties;
    const auto same =
        std::find_if(properties.begin(), properties.end(), [&owned](const auto &p) { return p.key == owned.key; });
    if (same != properties.end())
        *same = std::move(owned);
    else if (properties.size() <= maximumProperties) // one more than is recorded: dropped[invalid], and no more
        properties.push_back(std::move(owned));
}

void RecordingGate::setError(OpenAction *action, std::optional<Error> error)
{
    if (const auto lock = enter()) {
        action->said = true;
        action->error = std::move(error);
    }
}

void RecordingGate::end(const std::shared_ptr<OpenAction> &action, const std::optional<Error> &unlessSaid)
{
    const auto lock = enter();
    // It is no longer among them when it was recorded already, or its decision is gone.
    if (lock && m_open.erase(action) > 0 && !m_closed)
        recordEnded(action.get(), unlessSaid);
}

void RecordingGate::cancel(const std::shared_ptr<OpenAction> &action)
{
    if (const auto lock = enter())
        m_open.erase(action);
}

void RecordingGate::interrupt()
{
    const auto lock = enter();
    if (!lock || m_closed)
        return;
    std::vector<std::shared_ptr<OpenAction>> open(m_open.begin(), m_open.end());
    m_open.clear();
    std::sort(open.begin(), open.end(), [](const auto &a, const auto &b) { return a->start < b->start; });
    for (const auto &action : open)
        recordEnded(action.get(), Error("interrupted"));
}

// Under the lock.
void RecordingGate::recordEnded(OpenAction *action, const std::optional<Error> &unlessSaid)
{
    std::vector<Property> properties;
    properties.reserve(action->properties.size());
    for (const OwnedProperty &owned : action->properties)
        properties.push_back(propertyView(owned));
    const std::optional<Error> &error = action->said ? action->error : unlessSaid;
    const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(monotonic() - action->start);
    std::vector<Property> outcome{{durationName, duration.count()}, {successName, !error.has_value()}};
    if (error)
        error->data().appendTo(&outcome);
    m_record(action->name, properties, {outcome, action->ring, std::nullopt});
}

} // namespace candor
