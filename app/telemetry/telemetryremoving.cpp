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
    ++m_writing;
    m_removals.post(
        [this, post = mailbox, target = QPointer<QObject>(receiver), done = std::move(done), world = context, work] {
            const Result result = work(*world);
            world->lookAround(world->consent().read());
            post->post([this, target, done, result] {
                --m_writing;
                if (!apply())
                    return;
                readCounts();
                if (tell(&Telemetry::activityChanged) && target)
                    done(result);
            });
        });
}

void Telemetry::Private::letGo()
{
    if (!m_recording)
        return;
    ring.store(nullptr, std::memory_order_release);
    gate->set(nullptr, {});
    m_recording.reset();
    m_sender->end();
    recorder()->end(Recorder::EndMode::Discard);
}

void Telemetry::Private::erase(QObject *receiver, std::function<void(const Erasure &)> done)
{
    // At once, and for the moments until it is done: a program that ends meanwhile stores nothing any more.
    letGo();
    remove<Erasure>(receiver, [](const TelemetryContext &world) { return world.erase(); }, std::move(done));
}

void Telemetry::Private::resetId(QObject *receiver, std::function<void(const IdentityReset &)> done)
{
    remove<IdentityReset>(
        receiver, [](const TelemetryContext &world) { return world.resetIdentity(); }, std::move(done));
}

void Telemetry::Private::fetchDeletionRequest(QObject *receiver, std::function<void(const DeletionRequest &)> done)
{
    inBackground<DeletionRequest>(receiver, [world = context] { return world->deletionRequest(); }, std::move(done));
}

} // namespace candor
