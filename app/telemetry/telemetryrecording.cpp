// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the facade does to begin and end recording: the ring that track() fills, and the store thread behind it.

#include "consent/consentmessages.h"
#include "queue/ringscope.h"
#include "system/visibletext.h"
#include "telemetry/flushreportdata.h"
#include "telemetry/telemetry_p.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace candor {

Q_LOGGING_CATEGORY(logQueue, "candor.queue", QtWarningMsg)

Recorder *Telemetry::Private::recorder()
{
    if (!m_recorder) {
        Recorder::Options recording;
        recording.rings = context->records().rings();
        recording.storeFolder = context->records().folder();
        recording.store = context->records().storeOptions();
        recording.protocol = options.data().destination.protocolName().toStdString();
        recording.clock = options.data().clock;
        recording.treatment = context->valueTreatment();
        m_recorder = std::make_unique<Recorder>(std::move(recording), recorderHost());
    }
    return m_recorder.get();
}

std::shared_ptr<EventRing> Telemetry::Private::makeRing(const Recorder::Scope &scope)
{
    const quint64 base = QRandomGenerator::system()->generate64();
    const std::string protocol = options.data().destination.protocolName().toStdString();
    std::string why;
    m_rings.push_back(
        context->records().rings().create(base, {scope.events, protocol, scope.granted, scope.common}, &why));
    m_ringProblem = QString::fromStdString(why);
    return m_rings.back();
}

Recorder::Host Telemetry::Private::recorderHost()
{
    Recorder::Host host;
    const auto post = mailbox;
    const auto world = context;
    host.catalogue = [world](std::string *error) { return world->catalogue().load(error); };
    host.identity = [world] { return world->identity().obtain(); };
    host.secretKnown = [this, post, world](const std::string &decisionId, const std::string &secret) {
        world->identity().rememberSecret(decisionId, secret);
        post->post([this] { showIdentity(); });
    };
    host.standing = [world](const std::string &decisionId) { return world->standing(decisionId); };
    host.eraseEarlier = [world] {
        // Nobody is left to be told what fails; the next start tries again.
        if (world->consent().read().verdict.allowed)
            (void)world->eraseEarlier(true, EventStore::erasePatience);
    };
    host.opened = [this, post, world, sender = m_sender](std::int64_t waiting) {
        world->records().look(true); // there is a store now
        sender->noteWaiting(waiting);
        post->post([this] { (void)recordsChanged(); });
    };
    host.committed = [this, post, sender = m_sender](int stored) {
        sender->noteStored(stored);
        post->post([this] { (void)recordsChanged(); });
    };
    host.held = [sender = m_sender](std::chrono::milliseconds heldFor) { sender->noteHeld(heldFor); };
    host.erased = [this, post, world](const std::string &problem) {
        if (const auto now = world->consent().now())
            world->lookAround(*now);
        post->post([this, problem = QString::fromStdString(problem)] {
            m_eraseProblem = problem.isEmpty() ? QString() : consentmessages::recordsStay(problem);
            if (!problem.isEmpty())
                m_endBegun.reset(); // what could not be erased is tried again at the next occasion
            const bool exist = context->records().existed();
            if (m_decision.verdict.data == DataPolicy::Erase
                && (status.storeProblem != m_eraseProblem || status.recordsExist != exist)) {
                TelemetryStatusData next = status;
                next.recordsExist = exist;
                next.countsKnown = m_eraseProblem.isEmpty();
                next.storeProblem = m_eraseProblem;
                if (!setStatus(std::move(next)))
                    return;
            }
            (void)recordsChanged();
        });
    };
    host.problem = [this, post](const std::string &message) {
        post->post([this, text = QString::fromStdString(message)] { (void)report(text); });
    };
    if (logQueue().isDebugEnabled()) {
        host.stored =
            [](std::string_view body) {
                qCDebug(logQueue).noquote()
                    << "stored:" << visibleText(QString::fromUtf8(body.data(), static_cast<qsizetype>(body.size())));
            };
        host.dropped = [](const DropNote &note) {
            const std::string_view reason = dropReasonName(note.reason);
            qCDebug(logQueue).noquote().nospace()
                << "not recorded: " << (note.name.empty() ? "(not in the catalogue)" : note.name.c_str()) << ", "
                << QLatin1StringView(reason.data(), static_cast<qsizetype>(reason.size())) << ", " << note.copies
                << " times";
        };
    }
    return host;
}

void Telemetry::Private::startRecording(const ConsentState &state)
{
    m_endBegun.reset();
    if (m_startedFor != state.record.decisionId) {
        // Another decision, whether or not this process has seen the no in between: nothing that it keeps in memory of
        // the old id goes on.
        if (!m_startedFor.isEmpty())
            context->identity().renew();
        // How long it ran before is not part of what was agreed to, or the old id's.
        m_startedAt = context->options().clock->monotonic();
    }
    noteRenewal(state);
    Recorder::Scope scope = context->recordingScope(state);
    const bool sameDecision = m_recording && *m_recording == scope.events;
    if (sameDecision && m_recordingCategories == state.verdict.categories) {
        // Refused in between, for a moment: a run of the sender may have ended with that.
        if (ringEpoch.exchange(state.epoch, std::memory_order_acq_rel) != state.epoch)
            m_sender->noteWaiting(1);
        return;
    }
    // Nothing is recorded under a decision that is over. Where only categories change, one ring follows the other
    // without a gap, and what happened under fewer categories is judged by those.
    if (sameDecision) {
        m_rings.back()->refuse(allCategories & ~scope.granted);
    } else {
        ring.store(nullptr, std::memory_order_release);
        gate->set(nullptr, {});
    }
    scope.ring = makeRing(scope);
    m_recording = scope.events;
    m_recordingCategories = state.verdict.categories;
    const qint64 answered = state.record.time.isValid() ? state.record.time.toMSecsSinceEpoch() : 0;
    allowedSince.store(std::max<std::int64_t>(answered, m_renewedAt), std::memory_order_relaxed);
    Recorder *const storing = recorder(); // track() wakes it
    ringEpoch.store(state.epoch, std::memory_order_release);
    ring.store(scope.ring.get(), std::memory_order_release);
    gate->set(scope.ring.get(), scope.granted);
    // A request on its way may say what is refused now, or be another decision's.
    m_sender->end();
    m_sender->begin(context->uploaderOptions(state)); // before the store thread wakes it
    storing->begin(std::move(scope));
    // After the start: a thread for it would delay the first window.
    QMetaObject::invokeMethod(this, &Private::findOutAboutFileSystem, Qt::QueuedConnection);
    if (m_startedFor != state.record.decisionId) {
        m_startedFor = state.record.decisionId;
        m_startedAnswer = state.record.time;
        recordStart();
    }
}

/// The same answer under another decision id: somebody has erased what was recorded, or reset the id. What this process
/// said at its start was said, and does not come back under the new one.
void Telemetry::Private::noteRenewal(const ConsentState &state)
{
    if (m_startedFor == state.record.decisionId)
        m_startedAnswer = state.record.time; // of the last one: categories may change under one decision
    if (m_startedFor.isEmpty() || m_startedFor == state.record.decisionId || m_startedAnswer != state.record.time)
        return;
    m_startedFor = state.record.decisionId;
    m_renewedAt = unixMilliseconds(context->options().clock->now());
}

void Telemetry::flush(QObject *context, std::function<void(const FlushReport &)> done)
{
    if (!d->mark.inSameProcess())
        return;
    // Through the mailbox, so that nobody's code runs in the middle of this one's.
    const auto answer = [post = d->mailbox, target = QPointer<QObject>(context),
                         done = std::move(done)](const FlushReport &report) {
        if (!done)
            return;
        post->post([target, done, report] {
            if (target)
                done(report);
        });
    };
    if (!d->m_recording) {
        //: @info why nothing was sent
        answer(FlushReportData{0, 0, std::nullopt, tr("Nothing is collected now.")});
        return;
    }
    const bool canSend = d->options.destination().canSend();
    d->recorder()->flush([sender = d->m_sender, answer, canSend](bool stored, std::optional<std::int64_t> waiting) {
        QString problem;
        if (!stored) {
            //: @info why not everything was sent
            problem = tr("What was recorded could not be stored yet.");
        }
        if (!canSend) {
            if (problem.isEmpty() && waiting != 0) {
                //: @info why nothing was sent
                problem = tr("No recipient is set up, so nothing is sent.");
            }
            answer(FlushReportData{0, 0, waiting, problem});
            return;
        }
        sender->sendNow([answer, problem](Sender::Sent sent) {
            // What is not in the store waits, too, and nobody knows how much it is.
            if (!problem.isEmpty()) {
                sent.waiting.reset();
                sent.problem = problem;
            }
            answer(sent);
        });
    });
}

std::shared_ptr<Sender> Telemetry::Private::makeSender()
{
    Sender::Listener listener;
    listener.progressed = [this, post = mailbox] { post->post([this] { (void)recordsChanged(); }); };
    listener.finished = [this, post = mailbox](const UploadReport &report) {
        post->post([this, report] { sent(report); });
    };
    const TelemetryOptionsData &data = options.data();
    return std::make_shared<Sender>(UploadController::Policy{data.flushAt, data.flushInterval, data.startDelay},
                                    std::move(listener));
}

void Telemetry::Private::sent(const UploadReport &report)
{
    if (!recordsChanged())
        return;
    if (report.delivered > 0 && !tell(&Telemetry::delivered, report.delivered))
        return;
    if (report.result == UploadReport::Result::Paused || report.result == UploadReport::Result::Failed)
        (void)this->report(report.message);
}

void Telemetry::Private::findOutAboutFileSystem()
{
    inBackground<std::chrono::seconds>(
        this, [world = context] { return world->rereading(); },
        [this](const std::chrono::seconds &interval) {
            if (m_rereading == interval)
                return;
            m_rereading = interval;
            (void)apply(); // says so, where that matters
        });
}

/// At the end: what was decided in the last moments, and has not been noticed yet. Nothing is recorded against it, not
/// even the end; what was, is the store thread's to let go of (Recorder::Host::standing).
void Telemetry::Private::noticeLateDecision(std::chrono::milliseconds patience)
{
    // Behind the application's end, among the static objects, the files are no longer read for sure.
    if (!m_recording || !QCoreApplication::instance())
        return;
    m_looks.post([world = context] { (void)world->consent().read(); });
    (void)m_looks.finish(patience);
    if (mayRecord())
        return;
    ring.store(nullptr, std::memory_order_release);
    m_sender->end();
}

void Telemetry::Private::stopRecording(Recorder::EndMode mode)
{
    ring.store(nullptr, std::memory_order_release);
    gate->set(nullptr, {});
    const bool recorded = m_recording.has_value();
    m_recording.reset();
    m_sender->end();
    if (mode == Recorder::EndMode::Erase)
        context->identity().forget();
    // Also what an earlier run left behind: data beside a no is erased at any start, and what waits for an answer does
    // not wait for ever. Where there is nothing, no thread is started to find that out.
    const bool begun = m_endBegun == mode;
    const bool touchesStore = mode != Recorder::EndMode::Keep;
    if (recorded || (touchesStore && !begun && context->records().existed())) {
        m_endBegun = mode;
        recorder()->end(mode);
    }
}

} // namespace candor
