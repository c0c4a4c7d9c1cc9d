// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the store thread must leave alone.

#include "queue/eventrecord.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"
#include "telemetry/recorder.h"
#include "telemetry/telemetrycontext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
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
              "since": "0.1.0", "expires": "2099-01-01", "properties": [
                {"name": "image", "type": "hashed", "description": {"en": "x"}, "example": "alpine"}]}]
})";

/// A home, a ring that outlives its process with one event in it, and what a recorder needs.
struct World
{
    TemporaryHome home;
    RingFolder rings{home.runtime().path().toStdString(), "notes-1"};
    std::shared_ptr<EventRing> ring;
    Recorder::Options options;
    Recorder::Host host;
    std::uint64_t base = 7;

    World()
    {
        std::string why;
        ring = rings.create(base, &why);
        if (!ring)
            qFatal("no ring: %s", why.c_str());
        options.storeFolder = home.path(u"events"_s).toStdString();
        options.protocol = "posthog";
        options.clock = std::make_shared<FakeClock>();
        options.rings = rings;
        options.treatment = TelemetryContext::valueTreatment();
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

    void record(std::initializer_list<Property> properties = {}) const
    {
        std::array<std::byte, maximumRecordBytes> buffer;
        const auto size = encodeRecord(buffer, 1, 1, "note.opened", properties);
        if (!size || !ring->push({buffer.data(), *size}))
            qFatal("not recorded");
    }

    /// As another process that takes this one's place.
    void beginAnew()
    {
        ring.reset();
        std::string why;
        ring = rings.create(++base, &why);
        if (!ring)
            qFatal("no ring: %s", why.c_str());
    }

    /// The events in the store, newest first.
    [[nodiscard]] std::vector<StoredEvent> events() const
    {
        const auto opened = EventStore::open(options.storeFolder, EventStore::Mode::ReadOnly, options.clock, {});
        return opened.store ? opened.store->events({}).value_or(std::vector<StoredEvent>())
                            : std::vector<StoredEvent>();
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

    void hashesAlikeInOneInstallAndDifferentlyInAnother()
    {
        // Two homes, in one of them twice.
        QStringList hashes;
        const auto recordIn = [&hashes](World *world) {
            Recorder recorder(world->options, world->host);
            recorder.begin(world->scope());
            world->record({{"image", "alpine"}});
            QVERIFY(recorder.finish(60s));
            QVERIFY(!world->events().empty());
            const QByteArray body = QByteArray::fromStdString(world->events().front().body);
            hashes.append(QJsonDocument::fromJson(body)["properties"_L1]["image"_L1].toString());
            for (const QString &file : QDir(world->home.path(u"events"_s)).entryList(QDir::Files)) {
                const QByteArray stored = world->home.read(u"events/"_s + file);
                QVERIFY(!stored.contains("alpine"));
                using Hash = QCryptographicHash;
                for (const auto algorithm : {Hash::Sha256, Hash::Sha512, Hash::Sha1, Hash::Md5}) {
                    QVERIFY(!stored.contains(Hash::hash("alpine", algorithm).toHex()));
                    QVERIFY(!stored.contains(Hash::hash("alpine", algorithm)));
                }
            }
        };
        World one;
        recordIn(&one);
        one.beginAnew();
        recordIn(&one);
        World other;
        recordIn(&other);
        QCOMPARE(hashes.size(), 3);
        QCOMPARE(hashes[0].size(), 64);
        QCOMPARE(hashes[1], hashes[0]);
        QVERIFY(hashes[2] != hashes[0]);
    }

    void makesNoSecretBeforeItIsNeeded()
    {
        World world;
        world.options.treatment.makeSecret = [] { return std::string("unneeded-secret"); };
        Recorder recorder(world.options, world.host);
        recorder.begin(world.scope());
        world.record();
        QVERIFY(recorder.finish(60s));
        QCOMPARE(world.events().size(), 1U);
        for (const QString &file : QDir(world.home.path(u"events"_s)).entryList(QDir::Files))
            QVERIFY(!world.home.read(u"events/"_s + file).contains("unneeded-secret"));
    }

    void anotherDecisionHashesDifferently()
    {
        World world;
        QStringList hashes;
        for (const char *decision : {"decision-1", "decision-2"}) {
            Recorder recorder(world.options, world.host);
            Recorder::Scope scope = world.scope();
            scope.events.decisionId = decision;
            recorder.begin(scope);
            world.record({{"image", "alpine"}});
            QVERIFY(recorder.finish(60s));
            QCOMPARE(world.events().size(), 1U);
            const QByteArray body = QByteArray::fromStdString(world.events().front().body);
            hashes.append(QJsonDocument::fromJson(body)["properties"_L1]["image"_L1].toString());
            world.beginAnew();
        }
        QVERIFY(hashes[0] != hashes[1]);
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
