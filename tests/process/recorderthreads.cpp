// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// 64 threads record without a pause while the store thread is begun, ended, made to erase, finished and made again.
// A program without Qt, so that the thread sanitizer sees every instruction of it; it also counts: nothing that was
// accepted under the last decision may be missing, and nothing may be there twice.
#include "queue/eventrecord.h"
#include "queue/eventring.h"
#include "queue/eventstore.h"
#include "queue/ringfolder.h"
#include "system/systemclock.h"
#include "telemetry/recorder.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace candor;
using namespace std::chrono_literals;

namespace {

constexpr int producers = 64;
constexpr int rounds = 3;
constexpr auto patience = 60s; // for what takes milliseconds

constexpr std::string_view catalogueText = R"({
  "id": "threads",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [{
    "name": "item.opened", "category": "usage", "purpose": {"en": "To see it"}, "owner": "threads", "since": "0.1.0",
    "expires": "2099-01-01",
    "properties": [
      {"name": "thread", "type": "integer", "description": {"en": "Which"}, "example": 1},
      {"name": "number", "type": "integer", "description": {"en": "Which"}, "example": 1}]
  }, {
    "name": "item.scrolled", "category": "usage", "purpose": {"en": "To see it"}, "owner": "threads", "since": "0.1.0",
    "expires": "2099-01-01", "rules": {"aggregate_ms": 5},
    "properties": [{"name": "count", "type": "integer", "description": {"en": "How many"}, "example": 1}]
  }]
})";

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "FAILED: %s\n", what);
    std::exit(1);
}

/// A folder on a file system in memory, gone with it.
class Folder
{
public:
    Folder() { require(::mkdtemp(m_path.data()) != nullptr, "a folder below /dev/shm can be made"); }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    std::string m_path = "/dev/shm/candor-threads-XXXXXX";
};

/// What the threads record into now.
struct Target
{
    std::shared_ptr<EventRing> ring;
    Recorder *recorder = nullptr;
    std::atomic<std::int64_t> accepted{0};
    std::atomic<std::int64_t> refused{0};
};

struct World
{
    Folder folder;
    RingFolder rings{folder.path(), "threads"};
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::vector<std::unique_ptr<Target>> targets; // kept: a thread may be late
    std::atomic<Target *> now{nullptr};
    std::atomic<int> busy{0}; // threads between reading `now` and being done with it
    std::atomic<bool> ended{false};
    std::atomic<std::int64_t> stored{0};
    std::atomic<int> erased{0};
    std::atomic<bool> answeredNo{false};

    [[nodiscard]] std::string storeFolder() const { return folder.path() + "/events"; }
    [[nodiscard]] std::unique_ptr<Recorder> recorder();
    void begin(Recorder *recorder, const std::string &decision, bool inMemory);
    void produce(int thread);
    void awaitQuiet();
};

std::unique_ptr<Recorder> World::recorder()
{
    Recorder::Host host;
    host.catalogue = [](std::string *error) { return Catalogue::fromJson(catalogueText, error); };
    host.identity = [] { return EventIdentity{Identity::Stable, "01900000-0000-7000-8000-000000000000", {}, {}}; };
    host.standing = [this](const std::string &) {
        return answeredNo ? Recorder::Standing::Refused : Recorder::Standing::Holds;
    };
    host.committed = [this](int count) { stored += count; };
    host.erased = [this](const std::string &problem) {
        require(problem.empty(), "erasing leaves nothing");
        ++erased;
    };
    host.problem = [](const std::string &message) {
        std::fprintf(stderr, "%s\n", message.c_str());
        require(false, "no problem is met");
    };
    ValueTreatment treatment;
    treatment.keyedHash = [](std::string_view, std::string_view text) {
        return std::string(64, static_cast<char>('0' + std::hash<std::string_view>()(text) % 10));
    };
    return std::make_unique<Recorder>(Recorder::Options{storeFolder(), {}, "posthog", clock, rings, treatment}, host);
}

void World::begin(Recorder *recorder, const std::string &decision, bool inMemory)
{
    auto target = std::make_unique<Target>();
    std::string why;
    const std::uint64_t base = 1000 + targets.size();
    const RingScope described{{decision, "posthog 127.0.0.1 0"}, "posthog", Category::Usage, {}};
    target->ring = inMemory ? std::make_shared<EventRing>(base) : rings.create(base, described, &why);
    require(target->ring->outlivesProcess() != inMemory, why.c_str());
    target->recorder = recorder;
    Recorder::Scope scope;
    scope.events = {decision, "posthog 127.0.0.1 0"};
    scope.ring = target->ring;
    scope.granted = Category::Usage;
    recorder->begin(scope);
    now = target.get();
    targets.push_back(std::move(target));
}

void World::produce(int thread)
{
    std::array<std::byte, 256> buffer;
    for (int number = 0; !ended; ++number) {
        ++busy;
        if (Target *const target = now) {
            const std::array properties{Property{"thread", thread}, Property{"number", number}};
            const bool scrolls = number % 4 == 0; // a few of them become one event
            const auto size =
                encodeRecord(buffer, unixMilliseconds(clock->now()), scrolls ? "item.scrolled" : "item.opened",
                             scrolls ? std::span<const Property>() : std::span(properties));
            require(size.has_value(), "an event fits");
            const bool accepted = target->ring->push({buffer.data(), *size}) == EventRing::Push::Accepted;
            ++(accepted ? target->accepted : target->refused);
            target->recorder->wake();
        }
        --busy;
        if (number % 16 == 0)
            std::this_thread::yield();
    }
}

/// Nobody touches a recorder any more.
void World::awaitQuiet()
{
    while (busy != 0)
        std::this_thread::yield();
}

template<typename Condition>
void await(Condition condition, const char *what)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        require(std::chrono::steady_clock::now() < deadline, what);
        std::this_thread::sleep_for(1ms);
    }
}

} // namespace

int main()
{
    World world;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < producers; ++thread)
        threads.emplace_back([&world, thread] { world.produce(thread); });

    const auto storesMore = [&world](int events) {
        const std::int64_t before = world.stored;
        await([&] { return world.stored >= before + events; }, "events are stored");
    };
    for (int round = 0; round < rounds; ++round) {
        const std::unique_ptr<Recorder> recorder = world.recorder();
        const std::string decision = "decision " + std::to_string(round);
        world.begin(recorder.get(), decision, false);
        storesMore(200);
        world.begin(recorder.get(), decision, true); // another category was granted
        storesMore(200);
        recorder->end(Recorder::EndMode::Keep);
        world.begin(recorder.get(), decision, false);
        recorder->end(Recorder::EndMode::Undecided);
        world.begin(recorder.get(), decision + " again", false);
        storesMore(200);
        const int erasedBefore = world.erased;
        world.answeredNo = true;
        recorder->end(Recorder::EndMode::Erase);
        await([&] { return world.erased > erasedBefore; }, "a no erases");
        world.answeredNo = false;
        world.begin(recorder.get(), decision + " at last", false);
        storesMore(50);
        world.now = nullptr; // as the facade does; who is in the middle of a call may be late
        if (round + 1 == rounds)
            world.awaitQuiet(); // but not where it is counted
        require(recorder->finish(patience), "the store thread ends");
        world.awaitQuiet();
        if (round + 1 < rounds)
            continue;

        // The last decision is counted: everything before was erased, and the counters with it.
        const Target &last = *world.targets.back();
        const auto opened = EventStore::open(world.storeFolder(), EventStore::Mode::ReadOnly, world.clock, {});
        require(opened.store != nullptr, opened.error.c_str());
        const auto counters = opened.store->view().counters();
        require(counters.has_value(), "the store can be read");
        std::int64_t dropped = 0;
        for (const auto &[reason, count] : counters->dropped)
            dropped += count;
        std::printf("pushed %lld, refused %lld; accepted %lld, waiting %lld, dropped %lld\n",
                    static_cast<long long>(last.accepted), static_cast<long long>(last.refused),
                    static_cast<long long>(counters->accepted), static_cast<long long>(counters->waiting),
                    static_cast<long long>(dropped));
        require(counters->accepted == last.accepted + last.refused, "every event is counted, once");
        require(counters->accepted == counters->waiting + dropped, "the counters add up");
        require(counters->waiting > 0, "events wait");
    }
    world.ended = true;
    for (std::thread &thread : threads)
        thread.join();
    std::printf("%d threads, %zu rings: nothing lost, nothing twice\n", producers, world.targets.size());
    return 0;
}
