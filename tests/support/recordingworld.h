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

/// A home folder with a yes, and a catalogue with events for tests: `test.counted {run, number}`, `test.hashed
/// {image}`, `test.dawned {}`, recorded daily, `test.scrolled {count}`, aggregated over an hour, `test.marked {word}`,
/// `test.failed {word, error.class}` and, in the category errors, `test.crashed {word}`.
class RecordingWorld
{
public:
    /// \a endpoint: a receiver on loopback; if it is empty, records stay in the store.
    explicit RecordingWorld(const QUrl &endpoint = QUrl());

    [[nodiscard]] const TemporaryHome &home() const { return m_home; }
    /// For a child process that calls optionsFrom().
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] TelemetryOptions options() const;
    /// The options of a child process, read from its environment. TEST_MANAGED (folders separated by colons) sets an
    /// administrator's folders, TEST_NOTICE another notice, and TEST_OWN_MACHINE uses the real machine id, like the
    /// program itself.
    [[nodiscard]] static TelemetryOptions optionsFrom(const QProcessEnvironment &environment);

    /// Stores the events that ended processes have left: a process waits for its store only for a moment, and a slow
    /// machine needs longer. Fails the program if that is impossible.
    void recover() const;

    [[nodiscard]] std::string storeFolder() const;
    [[nodiscard]] EventCounters counters() const; ///< fails the program if the store can't be read
    [[nodiscard]] std::vector<StoredEvent> events() const; ///< all events, newest first
    /// The numbers of test.counted of \a run in the store, in the order of recording.
    [[nodiscard]] QList<qint64> numbers(qint64 run) const;
    /// accepted = waiting + sending + delivered + all dropped?
    [[nodiscard]] static bool addsUp(const EventCounters &counters);

private:
    TemporaryHome m_home;
    QUrl m_endpoint;
};

} // namespace candor::test
