// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/telemetryoptions.h"
#include "queue/eventstore.h"
#include "support/temporaryhome.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QUrl>

#include <memory>
#include <vector>

namespace candor::test {

/// A home in which somebody has said yes, and a catalogue with events for tests: `test.counted {run, number}`,
/// `test.hashed {image}`, `test.dawned {}`, recorded daily, `test.scrolled {count}`, one for all of an hour,
/// `test.marked {word}`, `test.failed {word, error.class}` and, of the category errors, `test.crashed {word}`.
class RecordingWorld
{
public:
    /// \a endpoint: a receiver on loopback; where it is empty, records stay in the store.
    explicit RecordingWorld(const QUrl &endpoint = QUrl());

    [[nodiscard]] const TemporaryHome &home() const { return m_home; }
    /// For a child that makes its options by optionsFrom().
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] TelemetryOptions options() const;
    /// What a child process makes of the environment it was given. With TEST_MANAGED (folders, between colons) an
    /// administrator has a say; with TEST_NOTICE another notice is asked about; with TEST_OWN_MACHINE the machine is
    /// the real one, as for the program itself.
    [[nodiscard]] static TelemetryOptions optionsFrom(const QProcessEnvironment &environment);

    /// Stores what processes that have ended left behind: one waits for its store for a moment only, and a slow machine
    /// needs longer. Fails the program if that can't be.
    void recover() const;

    [[nodiscard]] std::string storeFolder() const;
    [[nodiscard]] EventCounters counters() const; ///< fails the program if the store can't be read
    [[nodiscard]] std::vector<StoredEvent> events() const; ///< all, newest first
    /// The numbers of test.counted of \a run in the store, in the order they were recorded.
    [[nodiscard]] QList<qint64> numbers(qint64 run) const;
    /// accepted = waiting + sending + delivered + all dropped?
    [[nodiscard]] static bool addsUp(const EventCounters &counters);

private:
    TemporaryHome m_home;
    QUrl m_endpoint;
};

} // namespace candor::test
