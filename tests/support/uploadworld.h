// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/uploader.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"

#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace candor::test {

/// A user's computer for an uploader: a home with a store, a clock, and an answer.
struct UploadWorld
{
    explicit UploadWorld(const Destination &to = Destination());

    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = FakeClock::atSystemTime(); ///< other programs send what is stored with it
    std::string folder = home.path(QStringLiteral(".local/share/candor/events")).toStdString();
    std::string decision = "decision-1";
    Destination destination;
    bool allowed = true;
    std::uint64_t sequence = 0;

    [[nodiscard]] std::unique_ptr<EventStore> open() const;
    [[nodiscard]] std::unique_ptr<EventStore> openForReading() const;
    [[nodiscard]] EventScope scope() const { return {decision, destination.fingerprint().toStdString()}; }

    /// \returns the bodies as they are in the store
    std::vector<std::string> add(int count, const std::function<std::string(int)> &text = {});
    /// One that is held for \a window: the clock goes on to the beginning of the next one.
    void addHeld(std::chrono::milliseconds window);
    /// The id of the \a number-th added event, from 1.
    [[nodiscard]] static QString id(std::uint64_t number);

    /// For a child process: the environment of the home, and the options of sanitizers.
    [[nodiscard]] QProcessEnvironment childEnvironment() const;

    [[nodiscard]] Uploader::Options options() const;
    [[nodiscard]] std::unique_ptr<Uploader> uploader(const std::function<void(Uploader::Options &)> &change = {}) const;

    /// The events as they are in the store, newest first.
    [[nodiscard]] std::vector<StoredEvent> events() const;
    [[nodiscard]] EventCounters counters() const;
    [[nodiscard]] DeliveryState state() const;
    /// Is accepted = waiting + sending + delivered + the sum of dropped (promise P9)? Prints the numbers if not.
    [[nodiscard]] bool addsUp() const;
};

/// Runs \a uploader and waits for it to finish.
[[nodiscard]] UploadReport run(Uploader &uploader, Uploader::Urgency urgency = Uploader::Urgency::Ordinary);

[[nodiscard]] inline QSet<QString> setOf(const QStringList &list)
{
    return {list.cbegin(), list.cend()};
}

/// The peak memory of this process, in KiB.
[[nodiscard]] qint64 peakMemory();

/// A resolver that blocks all callers until it is destroyed.
class SilentResolver
{
public:
    SilentResolver();
    ~SilentResolver();
    SilentResolver(const SilentResolver &) = delete;
    SilentResolver &operator=(const SilentResolver &) = delete;

    [[nodiscard]] HostResolver function() const;
    [[nodiscard]] int asked() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace candor::test
