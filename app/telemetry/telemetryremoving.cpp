// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the facade does when a person wants to be rid of what was recorded, all in the background.

#include "telemetry/telemetry_p.h"

namespace candor {

template<typename Result>
void Telemetry::Private::remove(QObject *receiver, std::function<Result(const TelemetryContext &)> work,
                                std::function<void(const Result &)> done)
{
    if (!mark.inSameProcess())
        return;
    // Waited for at the end of the program, like an answer: a person was told that it is gone.
    write<Result>(&m_removals, std::move(work),
                  [this, target = QPointer<QObject>(receiver), done = std::move(done)](const Result &result) {
                      if (!apply())
                          return;
                      readCounts();
                      if (tell(&Telemetry::activityChanged) && target)
                          done(result);
                  });
}

void Telemetry::erase(QObject *context, std::function<void(const Erasure &)> done)
{
    // At once, and for the moments until it is done: a program that ends meanwhile stores nothing any more.
    if (d->m_recording)
        d->stopRecording(Recorder::EndMode::Discard);
    d->remove<Erasure>(context, [](const TelemetryContext &world) { return world.erase(); }, std::move(done));
}

void Telemetry::resetId(QObject *context, std::function<void(const IdentityReset &)> done)
{
    d->remove<IdentityReset>(
        context, [](const TelemetryContext &world) { return world.resetIdentity(); }, std::move(done));
}

void Telemetry::fetchDeletionRequest(QObject *context, std::function<void(const DeletionRequest &)> done)
{
    d->inBackground<DeletionRequest>(
        context, [world = d->context] { return world->deletionRequest(); }, std::move(done));
}

} // namespace candor
