// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store thread must leave alone.

#include "queue/eventrecord.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "telemetry/recorder.h"

#include <QTest>

#include <array>
#include <semaphore>

using namespace candor;
using namespace candor::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view catalogueText = R"({
  "id": "notes",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [{"name": "note.opened", "category": "usage", "purpose": {"en": "To see it"}, "owner": "notes",
              "since": "0.1.0", "expires": "2099-01-01", "properties": []}]
})";

/// A home, a ring that outlives its process with one event in it, and what a recorder needs.
struct World
{
    TemporaryHome home;
    RingFolder rings{home.runtime().path().toStdString(), "notes-1"};
    std::shared_ptr<EventRing> ring;
    Recorder::Options options;
    Recorder::Host host;

    World()
    {
        std::string why;
        ring = rings.create(7, &why);
        if (!ring)
            qFatal("no ring: %s", why.c_str());
        options.storeFolder = home.path(u"events"_s).toStdString();
        options.protocol = "posthog";
        options.clock = std::make_shared<FakeClock>();
        options.rings = rings;
        host.catalogue = [](std::string *error) { return Catalogue::fromJson(catalogueText, error); };
        host.anonymousId = [] { return std::string("00000000-0000-4000-8000-000000000000"); };
        host.erasingStillWanted = [] { return true; };
    }

    [[nodiscard]] Recorder::Scope scope() const
    {
        Recorder::Scope result;
        result.events = {"decision-1", "destination"};
        result.ring = ring;
        result.generation = 1;
        result.usage = true;
        return result;
    }

    void record() const
    {
        std::array<std::byte, maximumRecordBytes> buffer;
        const auto size = encodeRecord(buffer, 1, 1, "note.opened", {});
        if (!size || !ring->push({buffer.data(), *size}))
            qFatal("not recorded");
    }

    /// How many events a next process would find in rings.
    [[nodiscard]] int left() const
    {
        int result = 0;
        EventRing::Entry entry;
        for (AbandonedRing &found : rings.takeAbandoned()) {
            while (found.next(&entry))
                ++result;
        }
        return result;
    }
};

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesWhatIsInTheRingAndLeavesNoneOfIt()
    {
        World world;
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QVERIFY(world.home.exists(u"events/events.sqlite"_s));
        QCOMPARE(world.left(), 0);
        QVERIFY(!world.rings.hasRings());
    }

    void aDecisionThatIsNoLongerCurrentMakesNoStore()
    {
        World world;
        world.host.isCurrent = [](const std::string &) { return false; };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QVERIFY(!world.home.exists(u"events"_s));
        QCOMPARE(world.left(), 1); // for whoever knows what to do with it
    }

    void anEndThatComesDuringASlowBeginLosesNothing()
    {
        World world;
        const auto answer = std::make_shared<std::binary_semaphore>(0);
        world.host.catalogue = [answer](std::string *error) {
            answer->acquire(); // the disk hangs
            return Catalogue::fromJson(catalogueText, error);
        };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(!recorder.finish(20ms));
        answer->release();
        QTRY_COMPARE_WITH_TIMEOUT(world.left(), 1, 60000);
        QVERIFY(!world.home.exists(u"events"_s));
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
