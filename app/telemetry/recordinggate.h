// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "candor/error.h"
#include "candor/ownedvalue.h"
#include "candor/value.h"
#include "system/clock.h"
#include "system/forkmark.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace candor {

class EventRing;

/// How an event is recorded, where that is not as usual.
struct EventCircumstances
{
    std::span<const Property> optional; ///< added by the library: left out where the event does not declare them
    const EventRing *ring = nullptr; ///< recorded in this one or not at all; null: in that of now
    std::optional<std::chrono::system_clock::time_point> time; ///< when it happened; default: now
};

/// An action that has begun: what its Action and the gate share. Guarded by the gate's lock.
struct OpenAction
{
    std::string name;
    std::vector<OwnedProperty> properties;
    const EventRing *ring = nullptr; ///< see RecordingGate::ring(), as it began
    std::chrono::steady_clock::time_point start;
    bool said = false; ///< succeed() or fail() was called
    std::optional<Error> error; ///< what was said
};

/// How actions, loggers and observers reach a facade that may be gone: they share the gate, not the facade. Any thread.
class RecordingGate
{
public:
    using Record = std::function<void(std::string_view name, std::span<const Property>, const EventCircumstances &)>;

    /// \a record: called on any thread, under a lock, until close().
    RecordingGate(Record record, std::shared_ptr<const Clock> clock);

    /// What is recorded from now on; without a \a ring nothing. Actions that began with another one record nothing any
    /// more.
    void set(const EventRing *ring, Categories granted);
    /// From the facade's destructor: each action that is still open is recorded as interrupted; nothing after it.
    void close();

    /// Stands for what is recorded now: there is one for each decision and set of categories. Null: nothing is. Only to
    /// be compared.
    [[nodiscard]] const EventRing *ring() const
    {
        const EventRing *const current = m_ring.load(std::memory_order_acquire);
        return current && m_mark.inSameProcess() ? current : nullptr;
    }
    [[nodiscard]] bool isGranted(Category category) const
    {
        return (m_granted.load(std::memory_order_acquire) & static_cast<unsigned>(category)) != 0
            && m_mark.inSameProcess();
    }
    /// Calls \a function, under a lock, whenever what is granted has changed, on the thread that changed it. It may say
    /// to somebody else what is to be done, and no more. \returns a number for stopNotifying().
    [[nodiscard]] std::uint64_t notify(std::function<void()> function);
    /// Not called any more once this has returned.
    void stopNotifying(std::uint64_t number);
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const { return m_clock->monotonic(); }

    void record(std::string_view name, std::span<const Property> properties, const EventCircumstances &circumstances);

    // --- actions ----------------------------------------------------------------------------------------------------

    /// Null when nothing is recorded now.
    [[nodiscard]] std::shared_ptr<OpenAction> begin(std::string_view name, std::span<const Property> properties);
    void add(OpenAction *action, const Property &property);
    /// Says how \a action ended, should it end by itself; null: well.
    void setError(OpenAction *action, std::optional<Error> error);
    /// Records \a action, once. \a unlessSaid: how it ended if nobody has said so.
    void end(const std::shared_ptr<OpenAction> &action, const std::optional<Error> &unlessSaid = std::nullopt);
    void cancel(const std::shared_ptr<OpenAction> &action);
    /// Ends all that are open, as interrupted: the application quits.
    void interrupt();

private:
    /// The lock on what it guards; none in a forked child, where nothing is to be done.
    [[nodiscard]] std::unique_lock<std::mutex> enter();
    void grant(unsigned granted);
    void recordEnded(OpenAction *action, const std::optional<Error> &unlessSaid);

    const Record m_record;
    const std::shared_ptr<const Clock> m_clock;
    const ForkMark m_mark; // the lock of a forked child may be held by a thread that it does not have
    std::atomic<const EventRing *> m_ring{nullptr};
    std::atomic<unsigned> m_granted{0};
    std::mutex m_mutex; // guards what follows and each action's inside
    bool m_closed = false;
    std::unordered_set<std::shared_ptr<OpenAction>> m_open;
    std::mutex m_notifying; // guards what follows
    std::uint64_t m_lastNumber = 0;
    std::map<std::uint64_t, std::function<void()>> m_functions;
};

} // namespace candor
