// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/decision.h"
#include "support/recordingworld.h"

#include <QJsonObject>
#include <QList>

namespace candor {
class Telemetry;
}

namespace candor::test {

/// A RecordingWorld whose catalogue also has events with an outcome, of an extension and of requests:
/// - note.synced (usage) {format, number, and the outcome: duration_ms, success, error.class, .statusCode, .exitCode}
/// - note.saved (usage) {success}; note.opened (usage) {format}
/// - acme.sync.completed (usage) {format, shell}; acme.sync.failed (errors) {shell, and the outcome};
///   acme.sync.noticed (errors) {}
/// - request.completed (usage) {route, method, status, duration_ms, success, error.class}
class LoggerWorld : public RecordingWorld
{
public:
    explicit LoggerWorld(const QUrl &endpoint = QUrl());

    /// Waits, running the event loop, until a Telemetry in this world has stored its app.started. Events that it
    /// accepts afterwards are stored even if the end takes longer than the program waits for it.
    void awaitStart() const;

    /// Both functions below wait until app.stopped is stored, if there was an app.started.

    /// The properties of all events \a name in the store, in the order of recording, without those that every event
    /// has.
    [[nodiscard]] QList<QJsonObject> recorded(const char *name) const;
    /// Names of all events in the store, in the order of recording.
    [[nodiscard]] QStringList names() const;

private:
    /// The number of app.started minus that of app.stopped.
    [[nodiscard]] int running() const;
    void awaitEnd() const;
};

/// Answers and waits until the answer is in effect, and after a no until the store is gone; fails the test if the
/// answer was not recorded.
void answer(Telemetry *telemetry, Categories categories);

} // namespace candor::test
