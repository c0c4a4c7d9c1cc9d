// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/telemetry_p.h"

#include "consent/consentmessages.h"
#include "queue/eventrecord.h"
#include "telemetry/statusdescription.h"
#include "telemetry/systemfacts.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace candor {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(logTelemetry, "candor.telemetry", QtWarningMsg)

namespace {

// What both threads get together at the end of the program (promise P7), with some room for the rest of it.
constexpr auto exitBudget = 150ms;
// Several commits in a row are counted once.
constexpr auto countsDelay = 100ms;
// A refusal seen in settings.json that could not be recorded is tried again after this.
constexpr auto refusalRetry = 30s;

} // namespace

Telemetry::Private::Private(const TelemetryOptions &o, Telemetry *facade)
    : q(facade)
    , options(o)
    , context(std::make_shared<TelemetryContext>(o.data()))
    , mailbox(std::make_shared<Mailbox>(this))
    , gate(std::make_shared<RecordingGate>(
          [this](std::string_view name, std::span<const Property> properties, const EventCircumstances &circumstances) {
              record(name, properties, circumstances);
          },
          o.data().clock))
    , m_sender(makeSender())
    , m_watcher(nullptr, o.data().watchEngine(), [this](std::function<void()> job) { m_looks.post(std::move(job)); })
    , m_startedAt(o.data().clock->monotonic())
{
    if (o.data().beginsPaused)
        (void)context->consent().overrule(Overruling::Paused);
    context->consent().setListener([this, post = mailbox] { post->post([this] { noticeByOthers(); }); });
    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(countsDelay);
    connect(&m_countsTimer, &QTimer::timeout, this, &Private::readCounts);
    connect(&m_pollTimer, &QTimer::timeout, this, [this] {
        m_watcher.rearm(); // there may be watches again
        followDecision();
    });
    m_damageTimer.setSingleShot(true);
    connect(&m_damageTimer, &QTimer::timeout, this, &Private::followDecision);
    if (const QString wrong = options.destination().problem(); !wrong.isEmpty()) {
        // Later, when somebody can have connected to the signal.
        const auto say = [this, wrong] {
            //: @info for developers; %1 is what is wrong with the address or the key
            (void)report(Telemetry::tr("The destination can't be used, so nothing is sent: %1.").arg(wrong));
        };
        QMetaObject::invokeMethod(this, say, Qt::QueuedConnection);
    }
    // What is destroyed between here and the end of the program has not ended well.
    if (const auto *const application = QCoreApplication::instance())
        connect(application, &QCoreApplication::aboutToQuit, this, [this] { gate->interrupt(); });
    if (options.data().destination.protocol() != Destination::Protocol::None) {
        connect(&m_watcher, &PathWatcher::changed, this, &Private::followDecision);
        // After the start, which watching would double; what has changed until then is read.
        QMetaObject::invokeMethod(this, &Private::watchFiles, Qt::QueuedConnection);
    }
}

Telemetry::Private::~Private()
{
    const auto deadline = std::chrono::steady_clock::now() + exitBudget;
    const auto left = [deadline] {
        return std::max(
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()), 1ms);
    };
    noticeLateDecision(std::min<std::chrono::milliseconds>(options.data().startPatience, left()));
    gate->close();
    if (ring.load() && options.data().runRecorded) {
        const auto duration = context->options().clock->monotonic() - m_startedAt;
        const std::array properties{
            Property{"duration_ms", std::chrono::duration_cast<std::chrono::milliseconds>(duration).count()}};
        record("app.stopped", {}, {properties, nullptr, std::nullopt});
    }
    ring.store(nullptr);
    mailbox->close();
    // An answer just given is written first; then what was recorded; the network comes last, it has had its chance.
    (void)m_answers.finish(left());
    (void)m_removals.finish(left());
    if (m_recorder)
        (void)m_recorder->finish(left());
    (void)m_sender->finish(left());
}

void Telemetry::Private::record(std::string_view name, std::span<const Property> properties,
                                const EventCircumstances &circumstances)
{
    EventRing *const current = ring.load(std::memory_order_acquire);
    if (!current || !mayRecord())
        return;
    if (circumstances.ring && circumstances.ring != current)
        return;
    std::array<std::byte, maximumRecordBytes> buffer;
    const auto now = unixMilliseconds(context->options().clock->now());
    const auto time = circumstances.time ? std::min(now, unixMilliseconds(*circumstances.time)) : now;
    std::optional<std::size_t> size;
    if (circumstances.time && time < allowedSince.load(std::memory_order_relaxed)) {
        // Counted, and no more: neither what it was nor when it happened is anywhere.
        size = encodeMark(buffer, now, "?", RecordMark::Early);
    } else {
        size = encodeRecord(buffer, time, name, properties, circumstances.optional);
        // Counted like every other event that does not leave: as invalid for its properties, or for its own name under
        // one that no catalogue declares.
        if (!size)
            size = encodeMark(buffer, time, name, RecordMark::Unfit);
        if (!size)
            size = encodeRecord(buffer, time, "?", {});
    }
    if (size && current->push({buffer.data(), *size}) == EventRing::Push::Closed) {
        // Other categories were granted while this call was on its way, or nothing is recorded any more.
        if (EventRing *const next = ring.load(std::memory_order_acquire); next && next != current)
            next->addDropped(1);
    }
    m_recorder->wake();
}

void Telemetry::Private::recordStart()
{
    if (!options.data().runRecorded)
        return;
    const SystemFacts facts = SystemFacts::read();
    const std::array properties = facts.properties();
    record("app.started", {}, {.optional = properties});
}

void Telemetry::Private::watchFiles()
{
    m_watcher.setFiles(context->consent().files().watched(), context->options().directories.home);
    followDecision();
}

void Telemetry::Private::start()
{
    if (!mark.inSameProcess())
        return;
    followDecision();
    if (m_looks.finish(options.data().startPatience))
        lookedAround(m_look); // nobody can hear a signal yet
    else
        (void)apply();
}

void Telemetry::Private::followDecision()
{
    if (!mark.inSameProcess())
        return;
    if (m_look > m_lookApplied) {
        m_lookAgain = true;
        return;
    }
    m_looks.post([this, post = mailbox, world = context, look = ++m_look] {
        world->lookAround(world->consent().read());
        post->post([this, look] { lookedAround(look); });
    });
}

void Telemetry::Private::lookedAround(std::uint64_t look)
{
    if (look <= m_lookApplied)
        return;
    m_lookApplied = look;
    if (std::exchange(m_lookAgain, false))
        followDecision();
    if (apply() && std::exchange(m_countsAfterLook, false))
        readCounts();
}

/// A thread that records or sends has read the files, and they say something else.
void Telemetry::Private::noticeByOthers()
{
    const bool follows = m_look > m_lookApplied || m_writing > 0;
    if (!follows)
        (void)apply();
}

bool Telemetry::Private::apply()
{
    if (!mark.inSameProcess())
        return true; // was posted before the fork
    const std::shared_ptr<const ConsentState> now = context->consent().now();
    if (!now) {
        TelemetryStatusData next = describeStatus(*context, {});
        next.isKnown = false;
        next.questionWaits = true;
        next.countsKnown = false;
        //: @info why telemetry is off: the files take long to read
        next.reason = Telemetry::tr("Telemetry is off until its settings have been read.");
        return setStatus(std::move(next));
    }
    m_decision = *now;
    const ConsentState &state = m_decision;
    const Verdict &verdict = state.verdict;
    if (verdict.refusalToRecord && !m_noticedRefusal) {
        m_noticedRefusal = true;
        writeConsent([](const TelemetryContext &world) { return world.consent().recordRefusalSeen(); });
    } else if (!verdict.refusalToRecord) {
        m_noticedRefusal = false;
    }

    awaitDamage(state);

    switch (verdict.data) {
    case DataPolicy::Collect:
        m_eraseProblem.clear();
        startRecording(state);
        break;
    case DataPolicy::Erase:
        stopRecording(Recorder::EndMode::Erase);
        break;
    case DataPolicy::Keep:
        stopRecording(Recorder::EndMode::Undecided);
        break;
    case DataPolicy::StayOut:
        stopRecording(Recorder::EndMode::Keep);
        break;
    }

    TelemetryStatusData next = describeStatus(*context, state);
    next.refusalUnsaved = state.isRefusedHereOnly && m_refusalUnsaved;
    next.settingsBackup = m_settingsBackup;
    if (m_recording) {
        next.handOff = handOffName(m_rings.back()->outlivesProcess());
        next.handOffProblem = m_ringProblem;
    }
    if (verdict.allowed && !m_watcher.isArmed())
        next.watchProblem = watchProblem(m_rereading);
    if (verdict.allowed || (verdict.keepsRecords() && next.recordsExist)) // known from before, until read again
        static_cast<StoreCounts &>(next) = status;
    else if (verdict.data == DataPolicy::Erase) {
        if (!next.recordsExist)
            m_eraseProblem.clear();
        next.countsKnown = m_eraseProblem.isEmpty(); // a no begins all counters anew
        next.storeProblem = m_eraseProblem;
    }
    if (next.settingsProblem.isEmpty() && verdict.allowed)
        next.settingsProblem = m_answerRemark;
    if (next.questionWaits && !std::exchange(m_checkingCatalogue, true)) // after the start, like the watching
        QMetaObject::invokeMethod(this, &Private::checkCatalogue, Qt::QueuedConnection);
    return setStatus(std::move(next));
}

/// Nobody tells when a file has not changed for a while.
void Telemetry::Private::awaitDamage(const ConsentState &state)
{
    if (state.damageRefusesAt.isNull()) {
        m_damageTimer.stop();
        return;
    }
    const qint64 now = unixMilliseconds(context->options().clock->now());
    const std::chrono::milliseconds left(state.damageRefusesAt.toMSecsSinceEpoch() - now + 1);
    // A file system on another computer may have another clock; no timer runs for months.
    m_damageTimer.start(std::clamp<std::chrono::milliseconds>(left, 1ms, 24h));
}

void Telemetry::Private::checkCatalogue()
{
    if (!mark.inSameProcess())
        return; // the facade may be gone in a forked child, which keeps this
    q->fetchCatalogue(this, [this](const std::shared_ptr<const Catalogue> &, const QString &problem) {
        m_checkingCatalogue = false;
        if (report(problem))
            (void)apply();
    });
}

bool Telemetry::Private::setStatus(TelemetryStatusData next)
{
    const bool decided = next.allowed != status.allowed || next.categories != status.categories
        || next.decision != status.decision || next.rule != status.rule || next.reason != status.reason
        || next.answeredAt != status.answeredAt;
    const bool becameKnown = next.isKnown && !status.isKnown;
    status = std::move(next);
    m_shownStatus = status;
    if (becameKnown && !tell(&Telemetry::activityChanged)) // what there is may be shown now
        return false;
    if (decided) {
        qCDebug(logTelemetry).noquote() << "decision:" << decisionName(status.decision)
                                        << "rule:" << ruleName(status.rule);
        if (!tell(&Telemetry::consentChanged))
            return false;
    }
    if (ChildEnvironment given = environmentForWorkspace(m_decision); given != m_workspaceEnvironment) {
        m_workspaceEnvironment = std::move(given);
        if (!tell(&Telemetry::workspaceEnvironmentChanged))
            return false;
    }
    pollIfNeeded();
    return tell(&Telemetry::statusChanged);
}

void Telemetry::Private::pollIfNeeded()
{
    // What can't be read may just be being written: it is read again until it can, where nobody tells.
    const Reason reason = m_decision.verdict.reason;
    const bool mayPass = reason == Reason::SettingsUnreadable || reason == Reason::Unreadable;
    const bool isUnwatched =
        !m_watcher.isArmed() || (isOnNetwork() && (mayPass || status.waiting + status.sending > 0));
    const bool needed = (status.allowed || mayPass) && isUnwatched;
    if (!needed)
        m_pollTimer.stop();
    else if (!m_pollTimer.isActive() || m_pollTimer.intervalAsDuration() != m_rereading)
        m_pollTimer.start(m_rereading);
}

void Telemetry::Private::answer(const Answer &given)
{
    if (!mark.inSameProcess())
        return;
    if (!given.categories) {
        // A no holds at once; the files follow.
        context->consent().refuseHere(true);
        stopRecording(Recorder::EndMode::Erase);
    }
    const auto work = [given](const TelemetryContext &world) { return world.answer(given); };
    write<Consent::Result>(
        &m_answers, work, [this, number = ++m_lastAnswer, isNo = !given.categories](const Consent::Result &result) {
            // Only the newest answer lifts a no: an earlier yes that was still being written does not.
            if (result.ok && number == m_lastAnswer)
                context->consent().refuseHere(false);
            m_answerRemark = result.remark;
            m_refusalUnsaved = context->consent().isRefusedHere() && (m_refusalUnsaved || (isNo && !result.ok));
            if (!result.backupPath.isEmpty())
                m_settingsBackup = result.backupPath;
            if (!apply())
                return;
            readCounts();
            if (!result.backupPath.isEmpty() && !report(consentmessages::settingsReplaced(result.backupPath)))
                return;
            if (!report(result.remark))
                return;
            (void)tell(&Telemetry::answered, result.ok, result.error);
        });
}

void Telemetry::Private::writeConsent(std::function<Consent::Result(const TelemetryContext &)> work)
{
    if (!mark.inSameProcess())
        return;
    write<Consent::Result>(&m_answers, std::move(work), [this](const Consent::Result &result) {
        if (!apply() || result.ok || !report(result.error))
            return;
        if (m_noticedRefusal) {
            QTimer::singleShot(refusalRetry, this, [this] {
                m_noticedRefusal = false;
                followDecision();
            });
        }
    });
}

/// A forked child has none of the threads that record, and must not say that something is recorded.
const TelemetryStatus &Telemetry::Private::currentStatus()
{
    if (!m_isChild && !mark.inSameProcess()) {
        m_isChild = true;
        status = {};
        //: @info why telemetry is off; fork() is a function of the operating system
        status.reason = Telemetry::tr("Telemetry is off in a process that was made by fork().");
        m_shownStatus = status;
    }
    return m_shownStatus;
}

bool Telemetry::Private::report(const QString &message)
{
    if (message.isEmpty() || m_reported.contains(message))
        return true;
    m_reported.insert(message);
    qCWarning(logTelemetry).noquote() << message;
    return tell(&Telemetry::problem, message);
}

} // namespace candor

#include "moc_telemetry_p.cpp"
