// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/uploadworld.h"

#include "delivery/wireformat.h"
#include "queue/storeadmission.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <mutex>

namespace candor::test {

UploadWorld::UploadWorld(const Destination &to)
    : destination(to)
{
}

std::unique_ptr<EventStore> UploadWorld::open() const
{
    EventStore::Opened opened = EventStore::open(folder, EventStore::Mode::ReadWrite, clock, {});
    if (!opened.store)
        qFatal("the store can't be opened: %s", opened.error.c_str());
    return std::move(opened.store);
}

QString UploadWorld::id(std::uint64_t number)
{
    return QStringLiteral("00000000-0000-7000-8000-") + QString::number(number).rightJustified(12, u'0');
}

std::vector<std::string> UploadWorld::add(int count, const std::function<std::string(int)> &text)
{
    const auto wire = WireFormat::forProtocol(destination.protocolName().toStdString());
    std::vector<NewEvent> events;
    std::vector<std::string> bodies;
    for (int i = 0; i < count; ++i) {
        const std::vector<OwnedProperty> properties{{"n", std::int64_t{i}}, {"text", text ? text(i) : "äöü \"1\""}};
        NewEvent event;
        event.id = id(++sequence).toStdString();
        event.name = "note.exported";
        event.timeMs = unixMilliseconds(clock->now());
        event.body = wire->encodeEvent({event.id, "anonymous", event.name, event.timeMs, properties});
        bodies.push_back(event.body);
        events.push_back(event);
    }
    CommitProgress progress;
    progress.ringBase = 7;
    progress.lastSequence = sequence;
    progress.accepted = count;
    if (const auto store = open(); !store->writer().commit(scope(), events, progress))
        qFatal("the store does not take events: %s", store->error().c_str());
    return bodies;
}

void UploadWorld::addHeld(std::chrono::milliseconds window)
{
    const auto rule = std::make_shared<StoringRule>();
    rule->burst = "burst";
    rule->window = window;
    NewEvent event;
    event.id = id(++sequence).toStdString();
    event.name = "note.scrolled";
    event.timeMs = unixMilliseconds(clock->now());
    event.rule = rule;
    clock->advance(std::chrono::milliseconds(BurstWindow::of(event).readyMs - event.timeMs));
    event.timeMs = unixMilliseconds(clock->now());
    event.body = WireFormat::forProtocol(destination.protocolName().toStdString())
                     ->encodeEvent({event.id, "anonymous", event.name, event.timeMs, {}, {}});
    CommitProgress progress;
    progress.ringBase = 7;
    progress.lastSequence = sequence;
    progress.accepted = 1;
    if (const auto store = open(); !store->writer().commit(scope(), std::vector{event}, progress))
        qFatal("the store does not take events: %s", store->error().c_str());
}

QProcessEnvironment UploadWorld::childEnvironment() const
{
    QProcessEnvironment result = home.environment();
    for (const char *name : {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            result.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    return result;
}

Uploader::Options UploadWorld::options() const
{
    Uploader::Options result;
    result.storeFolder = folder;
    result.destination = destination;
    result.decisionId = decision;
    result.clock = clock;
    result.holds = [this] { return allowed; };
    result.confirm = [this] { return allowed; };
    result.random = [] { return 0.5; };
    return result;
}

std::unique_ptr<Uploader> UploadWorld::uploader(const std::function<void(Uploader::Options &)> &change) const
{
    Uploader::Options changed = options();
    if (change)
        change(changed);
    return std::make_unique<Uploader>(changed);
}

std::unique_ptr<EventStore> UploadWorld::openForReading() const
{
    EventStore::Opened opened = EventStore::open(folder, EventStore::Mode::ReadOnly, clock, {});
    if (!opened.store)
        qFatal("the store can't be read: %s", opened.error.c_str());
    return std::move(opened.store);
}

std::vector<StoredEvent> UploadWorld::events() const
{
    return openForReading()->view().events({}).value_or(std::vector<StoredEvent>());
}

EventCounters UploadWorld::counters() const
{
    return openForReading()->view().counters().value_or(EventCounters{-1});
}

DeliveryState UploadWorld::state() const
{
    return openForReading()->view().deliveryState().value_or(DeliveryState{-1});
}

bool UploadWorld::addsUp() const
{
    const EventCounters counted = counters();
    std::int64_t sum = counted.waiting + counted.sending + counted.delivered;
    for (const auto &[reason, count] : counted.dropped)
        sum += count;
    if (sum != counted.accepted)
        qWarning("accepted %lld, but waiting %lld, sending %lld, delivered %lld, in all %lld",
                 static_cast<long long>(counted.accepted), static_cast<long long>(counted.waiting),
                 static_cast<long long>(counted.sending), static_cast<long long>(counted.delivered),
                 static_cast<long long>(sum));
    return sum == counted.accepted;
}

UploadReport run(Uploader &uploader, Uploader::Urgency urgency)
{
    QSignalSpy finished(&uploader, &Uploader::finished);
    uploader.start(urgency);
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60000)) {
        QTest::qFail("the uploader never finished", __FILE__, __LINE__);
        return {};
    }
    return finished.constFirst().constFirst().value<UploadReport>();
}

struct SilentResolver::State
{
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    int asked = 0;
};

SilentResolver::SilentResolver()
    : m_state(std::make_shared<State>())
{
}

SilentResolver::~SilentResolver()
{
    const std::lock_guard guard(m_state->mutex);
    m_state->over = true;
    m_state->changed.notify_all();
}

HostResolver SilentResolver::function() const
{
    return [state = m_state](const std::string &, std::string *error) {
        std::unique_lock guard(state->mutex);
        ++state->asked;
        state->changed.wait(guard, [&state] { return state->over; });
        *error = "gone";
        return std::vector<std::string>();
    };
}

int SilentResolver::asked() const
{
    const std::lock_guard guard(m_state->mutex);
    return m_state->asked;
}

qint64 peakMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
    }
    return 0;
}

} // namespace candor::test
