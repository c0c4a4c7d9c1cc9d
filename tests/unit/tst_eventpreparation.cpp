// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What becomes of an event between the ring and the store: the rules that look at one event at a time, and what is done
// to its values.

#include "scrub/scrubber.h"
#include "support/fakeclock.h"
#include "telemetry/eventpreparation.h"
#include "telemetry/keyedhash.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace candor;
using candor::test::FakeClock;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view catalogueText = R"({
  "id": "notes",
  "categories": {"usage": {"description": {"en": "Usage"}}, "errors": {"description": {"en": "Errors"}}},
  "common": [],
  "events": [
    {"name": "note.opened", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2026-11-21", "properties": [
      {"name": "format", "type": "enum", "values": ["pdf", "other"], "otherwise": "other", "description": {"en": "x"},
       "example": "pdf"},
      {"name": "word", "type": "token", "description": {"en": "x"}, "example": "pull"},
      {"name": "tool", "type": "version", "description": {"en": "x"}, "example": "1.0"},
      {"name": "error.class", "type": "token", "description": {"en": "x"}, "example": "timeout"},
      {"name": "view", "type": "enum", "values": ["list", "grid"], "description": {"en": "x"}, "example": "list"},
      {"name": "share", "type": "number", "decimals": 2, "description": {"en": "x"}, "example": 0.5},
      {"name": "image", "type": "hashed", "description": {"en": "x"}, "example": "alpine"},
      {"name": "message", "type": "text", "category": "errors", "description": {"en": "x"}, "example": "no space left"},
      {"name": "detail", "type": "text", "category": "errors", "description": {"en": "x"}, "example": "no"}]},
    {"name": "note.failed", "category": "errors", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "properties": []},
    {"name": "note.closed", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"disabled": true}, "properties": []},
    {"name": "note.never", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"ratio": 0}, "properties": []},
    {"name": "note.always", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"ratio": 1}, "properties": []},
    {"name": "note.sampled", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"ratio": 0.25}, "properties": []},
    {"name": "note.seen", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"daily": true}, "properties": []},
    {"name": "note.scrolled", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"aggregate_ms": 60000}, "properties": [
      {"name": "count", "type": "integer", "description": {"en": "x"}, "example": 1},
      {"name": "duration_ms", "type": "duration_ms", "description": {"en": "x"}, "example": 1},
      {"name": "message", "type": "text", "category": "errors", "description": {"en": "x"}, "example": "x"},
      {"name": "view", "type": "enum", "values": ["list", "grid"], "description": {"en": "x"}, "example": "list"}]},
    {"name": "note.likewise", "category": "usage", "purpose": {"en": "x"}, "owner": "notes", "since": "0.1.0",
     "expires": "2099-01-01", "rules": {"ratio": 0.25}, "properties": []}]
})";

constexpr std::int64_t noon = 1795262400000; // 2026-11-21, UTC
constexpr std::int64_t hour = 3600000;

using Prepared = EventPreparation::Prepared;

std::shared_ptr<const Catalogue> catalogue()
{
    std::string error;
    auto result = Catalogue::fromJson(catalogueText, &error);
    if (!result)
        qFatal("%s", error.c_str());
    return result;
}

/// Capital letters are what is personal.
std::string withoutCapitals(std::string_view text)
{
    std::string result;
    for (const char c : text)
        result += c >= 'A' && c <= 'Z' ? '.' : c;
    return result;
}

EventPreparation::Means means()
{
    EventPreparation::Means result;
    result.catalogue = catalogue();
    result.wire = WireFormat::forProtocol("posthog");
    result.treatment = {withoutCapitals, keyedHash, makeSecret, [](std::string_view text) {
                            static const Scrubber scrubber({{"/home/marguerite"}, {"marguerite", "2024"}, {"kestrel"}});
                            return scrubber.holdsKnownName(text);
                        }};
    result.clock = std::make_shared<FakeClock>();
    result.secret = [] { return std::optional<std::string>("secret"); };
    return result;
}

DecodedRecord record(const std::string &name, std::vector<OwnedProperty> properties = {}, std::int64_t timeMs = noon)
{
    DecodedRecord result;
    result.timeMs = timeMs;
    result.name = name;
    result.properties = std::move(properties);
    return result;
}

Prepared prepare(const EventPreparation::Means &with, const DecodedRecord &what, Categories granted = allCategories,
                 const std::string &id = "id")
{
    return EventPreparation(with, 7, {Identity::Stable, id, {}, {}}, {}).prepare(what, 1, granted);
}

QJsonObject properties(const Prepared &prepared)
{
    if (!prepared.event)
        return {};
    return QJsonDocument::fromJson(QByteArray::fromStdString(prepared.event->body))
        .object()["properties"_L1]
        .toObject();
}

bool records(const std::string &event, const std::string &id)
{
    static const EventPreparation::Means with = means();
    return prepare(with, record(event), allCategories, id).event.has_value();
}

} // namespace

class EventPreparationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsWithAReason_data();
    void dropsWithAReason();
    void classOfAnErrorIsAWordOfPrograms_data();
    void classOfAnErrorIsAWordOfPrograms();
    void treatsValues_data();
    void treatsValues();
    void roundsNumbers_data();
    void roundsNumbers();
    void hashesWithTheSecretOnly();
    void waitsForASecretThatCanNotBeHadNow();
    void asksForTheSecretWhenItIsNeeded();
    void failsClosed_data();
    void failsClosed();
    void knowsTheLocalDay_data();
    void knowsTheLocalDay();
    void knowsWhatIsOneBurst_data();
    void knowsWhatIsOneBurst();
    void foldsBursts_data();
    void foldsBursts();
    void aDurationDoesNotReachIntoTheDayBefore_data();
    void aDurationDoesNotReachIntoTheDayBefore();
    void samplesTheShareItIsTold();
    void samplesTheSameOnesOnEveryPlatform();
};

void EventPreparationTest::dropsWithAReason_data()
{
    QTest::addColumn<DecodedRecord>("event");
    QTest::addColumn<bool>("errors");
    QTest::addColumn<std::optional<DropReason>>("reason");
    using Reason = std::optional<DropReason>;
    QTest::newRow("declared") << record("note.opened") << true << Reason();
    QTest::newRow("a name that is not declared") << record("note.burnt") << true << Reason(DropReason::Undeclared);
    QTest::newRow("a property that is not declared")
        << record("note.opened", {{"owner", std::string("x")}}) << true << Reason(DropReason::Undeclared);
    QTest::newRow("a property twice") << record("note.opened",
                                                {{"view", std::string("list")}, {"view", std::string("grid")}})
                                      << true << Reason(DropReason::Invalid);
    QTest::newRow("a value that is not listed")
        << record("note.opened", {{"view", std::string("tree")}}) << true << Reason(DropReason::Invalid);
    QTest::newRow("a value of another type, where texts are replaced")
        << record("note.opened", {{"format", std::int64_t(1)}}) << true << Reason(DropReason::Invalid);
    QTest::newRow("a text that is too long")
        << record("note.opened", {{"message", std::string(4097, 'x')}}) << true << Reason(DropReason::Invalid);
    QTest::newRow("the last moment of its last day")
        << record("note.opened", {}, noon + 12 * hour - 1) << true << Reason();
    QTest::newRow("the day after its last")
        << record("note.opened", {}, noon + 12 * hour) << true << Reason(DropReason::Retired);
    QTest::newRow("before 1970") << record("note.opened", {}, -1) << true << Reason();
    QTest::newRow("a category that was not granted") << record("note.failed") << false << Reason(DropReason::Category);
    QTest::newRow("a category that was granted") << record("note.failed") << true << Reason();
    QTest::newRow("switched off") << record("note.closed") << true << Reason(DropReason::Disabled);
    QTest::newRow("a ratio of 0") << record("note.never") << true << Reason(DropReason::Sampled);
    QTest::newRow("a number that track() does not give")
        << record("note.scrolled", {{"count", std::int64_t(5)}}) << true << Reason(DropReason::Invalid);
    for (const char *word : {"/home/somebody/numbers.xlsx", "/srv", "registry.acme-internal.example", "acme.com/image",
                             "nas.acme.de", "marguerite", "sync-marguerite", "home/marguerite/x", "kestrel.sync"})
        QTest::addRow("a token that is personal: %s", word)
            << record("note.opened", {{"word", std::string(word)}}) << true << Reason(DropReason::Invalid);
    for (const char *word : {"pull", "note.sync", "en-us", "image/pull", "log.info", "settings.page", "texts.de",
                             "com.acme.sync", "std.runtime_error", "v2024"})
        QTest::addRow("a token: %s", word) << record("note.opened", {{"word", std::string(word)}}) << true << Reason();
    QTest::newRow("a version with a name in it")
        << record("note.opened", {{"tool", std::string("1.0-marguerite")}}) << true << Reason(DropReason::Invalid);
    QTest::newRow("a version") << record("note.opened", {{"tool", std::string("2024.1-rc1")}}) << true << Reason();
    QTest::newRow("a token with a name in it that the program vouches for")
        << record("note.opened", {{"word", std::string("kestrel"), true}}) << true << Reason();
    DecodedRecord unfit = record("note.opened");
    unfit.mark = RecordMark::Unfit;
    QTest::newRow("what did not fit into a record") << unfit << true << Reason(DropReason::Invalid);
    QTest::newRow("a ratio of 1") << record("note.always") << true << Reason();
}

void EventPreparationTest::dropsWithAReason()
{
    QFETCH(DecodedRecord, event);
    QFETCH(bool, errors);
    QFETCH(std::optional<DropReason>, reason);
    const Prepared prepared = prepare(means(), event, errors ? allCategories : Categories(Category::Usage));
    QVERIFY(!prepared.postponed);
    QCOMPARE(prepared.event.has_value(), !reason.has_value());
    if (reason)
        QCOMPARE(prepared.reason, *reason);
    QCOMPARE(prepared.name.empty(), event.name == "note.burnt");
}

void EventPreparationTest::treatsValues_data()
{
    QTest::addColumn<OwnedProperty>("given");
    QTest::addColumn<QString>("stored");
    const auto text = [](const char *key, const char *value, bool trusted = false) {
        return OwnedProperty{key, std::string(value), trusted};
    };
    QTest::newRow("a listed value") << text("format", "pdf") << u"pdf"_s;
    QTest::newRow("one that is not") << text("format", "/home/alice/thesis.tex") << u"other"_s;
    QTest::newRow("a trusted one that is not") << text("format", "tex", true) << u"other"_s;
    QTest::newRow("free text") << text("message", "no such user: ALICE") << u"no such user: ....."_s;
    QTest::newRow("trusted text") << text("message", "EPERM", true) << u"EPERM"_s;
    // HMAC-SHA-256 of "alpine" with the key "secret", by another program.
    QTest::newRow("hashed") << text("image", "alpine")
                            << u"32e44d69387e3d003493ca5e48302f23acd774fb122893a1c958222c791e3c1d"_s;
    QTest::newRow("hashed, though it is trusted")
        << text("image", "alpine", true) << u"32e44d69387e3d003493ca5e48302f23acd774fb122893a1c958222c791e3c1d"_s;
    QTest::newRow("a token") << text("word", "pull") << u"pull"_s;
    QTest::newRow("a failure's kind") << text("error.class", "disk_full") << u"disk_full"_s;
    QTest::newRow("a failure's kind that is a host") << text("error.class", "registry.acme.example") << u"other"_s;
    QTest::newRow("a failure's kind that is a name") << text("error.class", "kestrel") << u"other"_s;
    QTest::newRow("of a category that is not granted") << text("detail", "x") << QString();
}

void EventPreparationTest::classOfAnErrorIsAWordOfPrograms_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("stays");
    for (const char *word : {"disk_full", "timeout", "std.bad_alloc", "acme.sync_error", "invoice_exception", "eacces"})
        QTest::newRow(word) << QByteArray(word) << true;
    for (const char *word : {"anneliese", "ghp_x7kd02lmq", "swordfish", "acme.invoice", "user_anneliese", "a8f5f167f4",
                             "x7kd02_error", "invoice/timeout"})
        QTest::newRow(word) << QByteArray(word) << false;
}

/// A token can be an access token, too.
void EventPreparationTest::classOfAnErrorIsAWordOfPrograms()
{
    QFETCH(QByteArray, word);
    QFETCH(bool, stays);
    EventPreparation::Means with = means();
    with.treatment.scrub = [](std::string_view text) { return Scrubber({}).scrub(text); };
    const Prepared prepared =
        prepare(with, record("note.opened", {{"error.class", word.toStdString()}}), allCategories);
    QVERIFY(prepared.event);
    QCOMPARE(properties(prepared)["error"_L1].toObject()["class"_L1].toString(),
             stays ? QString::fromUtf8(word) : u"other"_s);
}

void EventPreparationTest::treatsValues()
{
    QFETCH(OwnedProperty, given);
    QFETCH(QString, stored);
    const Prepared prepared =
        prepare(means(), record("note.opened", {given}), stored.isNull() ? Categories(Category::Usage) : allCategories);
    QVERIFY(prepared.event);
    QString key = QString::fromStdString(given.key);
    QJsonObject found = properties(prepared);
    if (key.startsWith("error."_L1)) {
        found = found["error"_L1].toObject();
        key.remove(0, "error."_L1.size());
    }
    QCOMPARE(found.contains(key), !stored.isNull());
    QCOMPARE(found.value(key).toString(), stored);
}

void EventPreparationTest::roundsNumbers_data()
{
    QTest::addColumn<OwnedValue>("given");
    QTest::addColumn<QByteArray>("stored"); // as it stands there; empty: the event is dropped
    const auto row = [](const char *name, const OwnedValue &given, const char *stored) {
        QTest::newRow(name) << given << QByteArray(stored);
    };
    row("as it is", 0.5, "0.5");
    row("more than is declared", 1.0 / 3, "0.33");
    row("up", 0.996, "1");
    row("whole", std::int64_t(-7), "-7");
    row("nothing left", -0.001, "0");
    row("what binary numbers can't hold", 0.1 + 0.2, "0.3");
    row("many digits", 123456789.987654321, "123456789.99");
    row("the largest", 90071992547409.91, "90071992547409.9"); // as near as a double comes
    row("large, without an exponent", 1e13, "10000000000000");
    row("too large", 1e15, "");
    row("infinite", std::numeric_limits<double>::infinity(), "");
    row("none", std::numeric_limits<double>::quiet_NaN(), "");
}

void EventPreparationTest::roundsNumbers()
{
    QFETCH(OwnedValue, given);
    QFETCH(QByteArray, stored);
    for (const char *protocol : {"posthog", "segment"}) {
        EventPreparation::Means with = means();
        with.wire = WireFormat::forProtocol(protocol);
        const Prepared prepared = prepare(with, record("note.opened", {{"share", given}}));
        QCOMPARE(prepared.event.has_value(), !stored.isEmpty());
        if (!prepared.event)
            QCOMPARE(prepared.reason, DropReason::Invalid);
        else
            QVERIFY2(QByteArray::fromStdString(prepared.event->body).contains("\"share\":" + stored + "}")
                         || QByteArray::fromStdString(prepared.event->body).contains("\"share\":" + stored + ","),
                     prepared.event->body.c_str());
    }
}

void EventPreparationTest::hashesWithTheSecretOnly()
{
    EventPreparation::Means with = means();
    const DecodedRecord event = record("note.opened", {{"image", std::string("alpine")}});
    const QString one = properties(prepare(with, event))["image"_L1].toString();
    QCOMPARE(properties(prepare(with, event))["image"_L1].toString(), one);
    with.secret = [] { return std::optional<std::string>("another"); };
    const QString other = properties(prepare(with, event))["image"_L1].toString();
    QCOMPARE(other.size(), 64);
    QVERIFY(one != other);
}

void EventPreparationTest::waitsForASecretThatCanNotBeHadNow()
{
    bool there = false;
    EventPreparation::Means with = means();
    with.secret = [&there] { return there ? std::optional<std::string>("secret") : std::nullopt; };
    EventPreparation preparation(with, 7, {Identity::Stable, "id", {}, {}}, {});
    const DecodedRecord event = record("note.opened", {{"image", std::string("alpine")}});
    const Prepared first = preparation.prepare(event, 1, allCategories);
    QVERIFY(first.postponed);
    QVERIFY(!first.event);
    there = true;
    QVERIFY(preparation.prepare(event, 1, allCategories).event);
}

void EventPreparationTest::asksForTheSecretWhenItIsNeeded()
{
    int asked = 0;
    EventPreparation::Means with = means();
    with.secret = [&asked] {
        ++asked;
        return std::optional<std::string>("secret");
    };
    EventPreparation preparation(with, 7, {Identity::Stable, "id", {}, {}}, {});
    QVERIFY(preparation.prepare(record("note.opened", {{"message", std::string("x")}}), 1, allCategories).event);
    QCOMPARE(asked, 0);
    for (std::uint64_t sequence = 2; sequence < 5; ++sequence)
        QVERIFY(
            preparation.prepare(record("note.opened", {{"image", std::string("x")}}), sequence, allCategories).event);
    QCOMPARE(asked, 1);
}

void EventPreparationTest::failsClosed_data()
{
    using Change = std::function<void(EventPreparation::Means *)>;
    QTest::addColumn<DecodedRecord>("event");
    QTest::addColumn<Change>("change");
    const DecodedRecord text = record("note.opened", {{"message", std::string("x")}});
    const DecodedRecord hashed = record("note.opened", {{"image", std::string("x")}});
    QTest::newRow("nobody scrubs") << text << Change([](auto *with) { with->treatment.scrub = {}; });
    QTest::newRow("nobody hashes") << hashed << Change([](auto *with) { with->treatment.keyedHash = {}; });
    QTest::newRow("nobody hashes, with a ratio")
        << record("note.sampled") << Change([](auto *with) { with->treatment.keyedHash = {}; });
    QTest::newRow("there are no secrets") << hashed << Change([](auto *with) { with->secret = {}; });
    QTest::newRow("the secret is empty") << hashed << Change([](auto *with) {
        with->secret = [] { return std::optional<std::string>(""); };
    });
    QTest::newRow("nobody hashes, with bursts")
        << record("note.scrolled") << Change([](auto *with) { with->treatment.keyedHash = {}; });
    QTest::newRow("there is no clock, with days")
        << record("note.seen") << Change([](auto *with) { with->clock = {}; });
    QTest::newRow("the hash is empty") << hashed << Change([](auto *with) {
        with->treatment.keyedHash = [](auto, auto) { return std::string(); };
    });
}

void EventPreparationTest::failsClosed()
{
    QFETCH(DecodedRecord, event);
    QFETCH(std::function<void(EventPreparation::Means *)>, change);
    EventPreparation::Means with = means();
    change(&with);
    const Prepared prepared = prepare(with, event);
    QVERIFY(!prepared.event);
    QVERIFY(!prepared.postponed);
    QCOMPARE(prepared.reason, DropReason::Invalid);
}

void EventPreparationTest::knowsTheLocalDay_data()
{
    QTest::addColumn<std::int64_t>("timeMs");
    QTest::addColumn<int>("offset"); // hours
    QTest::addColumn<std::int64_t>("day");
    constexpr std::int64_t day = 20778; // noon's
    QTest::newRow("noon") << noon << 0 << day;
    QTest::newRow("a moment before midnight") << noon + 12 * hour - 1 << 0 << day;
    QTest::newRow("midnight") << noon + 12 * hour << 0 << day + 1;
    QTest::newRow("east: midnight comes earlier") << noon + 2 * hour << 10 << day + 1;
    QTest::newRow("east: a moment before it") << noon + 2 * hour - 1 << 10 << day;
    QTest::newRow("west: midnight comes later") << noon + 15 * hour - 1 << -3 << day;
    QTest::newRow("before 1970") << std::int64_t(-1) << 0 << std::int64_t(-1);
    QTest::newRow("no time of any clock") << std::numeric_limits<std::int64_t>::max() << 1 << std::int64_t(0);
}

void EventPreparationTest::knowsTheLocalDay()
{
    QFETCH(std::int64_t, timeMs);
    QFETCH(int, offset);
    QFETCH(std::int64_t, day);
    const auto clock = std::make_shared<FakeClock>();
    clock->setUtcOffset(std::chrono::hours(offset));
    EventPreparation::Means with = means();
    with.clock = clock;
    const Prepared prepared = prepare(with, record("note.seen", {}, timeMs));
    if (timeMs == std::numeric_limits<std::int64_t>::max()) {
        QCOMPARE(prepared.reason, DropReason::Retired);
        return;
    }
    QVERIFY(prepared.event && prepared.event->rule);
    QCOMPARE(prepared.event->rule->day, std::optional(day));
    QVERIFY(prepared.event->rule->burst.empty());
}

void EventPreparationTest::knowsWhatIsOneBurst_data()
{
    QTest::addColumn<DecodedRecord>("one");
    QTest::addColumn<DecodedRecord>("other");
    QTest::addColumn<bool>("same");
    const OwnedProperty list{"view", std::string("list")};
    const OwnedProperty grid{"view", std::string("grid")};
    const OwnedProperty text{"message", std::string("x")};
    const OwnedProperty shorter{"duration_ms", std::int64_t(1)};
    const OwnedProperty longer{"duration_ms", std::int64_t(1000000)};
    const auto with = [](std::vector<OwnedProperty> properties, std::int64_t timeMs = noon) {
        return record("note.scrolled", std::move(properties), timeMs);
    };
    QTest::newRow("the same") << with({list}) << with({list}) << true;
    QTest::newRow("at another time") << with({list}) << with({list}, noon + 1) << true;
    QTest::newRow("in another order") << with({list, text, shorter}) << with({shorter, text, list}) << true;
    QTest::newRow("longer") << with({list, shorter}) << with({list, longer}) << true;
    QTest::newRow("another value") << with({list}) << with({grid}) << false;
    QTest::newRow("a value less") << with({list}) << with({}) << false;
    QTest::newRow("without a duration") << with({list, shorter}) << with({list}) << false;
}

void EventPreparationTest::knowsWhatIsOneBurst()
{
    QFETCH(DecodedRecord, one);
    QFETCH(DecodedRecord, other);
    QFETCH(bool, same);
    for (const char *protocol : {"posthog", "segment"}) {
        EventPreparation::Means with = means();
        with.wire = WireFormat::forProtocol(protocol);
        const Prepared first = prepare(with, one);
        const Prepared second = prepare(with, other);
        QVERIFY(first.event && first.event->rule && second.event && second.event->rule);
        QVERIFY(!first.event->rule->burst.empty());
        QCOMPARE(first.event->rule->burst == second.event->rule->burst, same);
        QCOMPARE(first.event->rule->window, std::chrono::minutes(1));
        QCOMPARE(properties(first)["count"_L1].toInteger(), 1);
        // Nor with another id.
        QVERIFY(prepare(with, one, allCategories, "another id").event->rule->burst != first.event->rule->burst);
    }
}

void EventPreparationTest::foldsBursts_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<std::optional<std::int64_t>>("duration");
    QTest::addColumn<std::int64_t>("sum");
    using Duration = std::optional<std::int64_t>;
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    QTest::newRow("without a duration") << u"x"_s << Duration() << std::int64_t(0);
    QTest::newRow("with one") << u"x"_s << Duration(99) << std::int64_t(198);
    QTest::newRow("longer than a number can say") << u"x"_s << Duration(largest) << largest;
    QTest::newRow("a text that looks like it")
        << u"\",\"count\":7,\"duration_ms\":8,\"x\":\""_s << Duration(1) << std::int64_t(2);
    QTest::newRow("a text of nothing else") << u"count\":1,\"duration_ms\":5}"_s << Duration(1) << std::int64_t(2);
}

void EventPreparationTest::aDurationDoesNotReachIntoTheDayBefore_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<std::int64_t>("hours"); // noon is when it ended
    QTest::addColumn<std::int64_t>("told");
    QTest::newRow("daily, of this day") << int(Identity::Daily) << std::int64_t(11) << std::int64_t(11);
    QTest::newRow("daily, from midnight") << int(Identity::Daily) << std::int64_t(12) << std::int64_t(12);
    QTest::newRow("daily, from the day before") << int(Identity::Daily) << std::int64_t(13) << std::int64_t(12);
    QTest::newRow("daily, from the year before") << int(Identity::Daily) << std::int64_t(9000) << std::int64_t(12);
    QTest::newRow("stable") << int(Identity::Stable) << std::int64_t(13) << std::int64_t(13);
}

void EventPreparationTest::aDurationDoesNotReachIntoTheDayBefore()
{
    QFETCH(int, mode);
    QFETCH(std::int64_t, hours);
    QFETCH(std::int64_t, told);
    EventPreparation::Means with = means();
    with.treatment.scrub = [](std::string_view text) { return std::string(text); };
    EventPreparation preparation(with, 7, {static_cast<Identity>(mode), "id", {}, {}}, {});
    const Prepared prepared = preparation.prepare(
        record("note.scrolled", {{"duration_ms", hours * hour}, {"view", std::string("list")}}), 1, allCategories);
    QVERIFY(prepared.event);
    QCOMPARE(properties(prepared).value("duration_ms"_L1).toInteger(), told * hour);
}

void EventPreparationTest::foldsBursts()
{
    QFETCH(QString, message);
    QFETCH(std::optional<std::int64_t>, duration);
    QFETCH(std::int64_t, sum);
    EventPreparation::Means with = means();
    with.treatment.scrub = [](std::string_view text) { return std::string(text); };
    std::vector<OwnedProperty> given{{"message", message.toStdString()}, {"view", std::string("list")}};
    if (duration)
        given.insert(given.begin(), {"duration_ms", *duration});
    for (const char *protocol : {"posthog", "segment"}) {
        with.wire = WireFormat::forProtocol(protocol);
        Prepared first = prepare(with, record("note.scrolled", given));
        const Prepared second = prepare(with, record("note.scrolled", given, noon + 1));
        QVERIFY(first.event && second.event);
        const QByteArray before = QByteArray::fromStdString(first.event->body);
        const auto folded = first.event->rule->fold(first.event->body, second.event->body);
        QVERIFY(folded);
        const auto again = first.event->rule->fold(*folded, second.event->body);
        QVERIFY(again);
        QJsonObject expected = QJsonDocument::fromJson(before).object();
        QJsonObject values = expected["properties"_L1].toObject();
        QCOMPARE(values["message"_L1].toString(), message);
        values["count"_L1] = 2;
        if (duration)
            values["duration_ms"_L1] = static_cast<qint64>(sum);
        expected["properties"_L1] = values;
        QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(*folded)).object(), expected);
        first.event->body = *again;
        QCOMPARE(properties(first)["count"_L1].toInteger(), 3);
    }
}

void EventPreparationTest::samplesTheShareItIsTold()
{
    constexpr int ids = 10000;
    int first = 0;
    int both = 0;
    for (int i = 0; i < ids; ++i) {
        const std::string id = "6f0c3f6e-5d0c-4f5e-9f52-" + std::to_string(100000000000 + i);
        const bool recorded = records("note.sampled", id);
        QCOMPARE(records("note.sampled", id), recorded); // whenever it is asked
        first += recorded ? 1 : 0;
        both += recorded && records("note.likewise", id) ? 1 : 0;
    }
    // Five standard deviations of a binomial distribution: 43 and 24.
    QVERIFY2(std::abs(first - ids / 4) < 217, qPrintable(QString::number(first)));
    QVERIFY2(std::abs(both - ids / 16) < 122, qPrintable(QString::number(both))); // another share for another event
}

void EventPreparationTest::samplesTheSameOnesOnEveryPlatform()
{
    std::string recorded;
    for (int i = 0; i < 32; ++i)
        recorded += records("note.sampled", "id " + std::to_string(i)) ? 'x' : '.';
    QCOMPARE(recorded, "........x.............x.x.......");
}

QTEST_APPLESS_MAIN(EventPreparationTest)
#include "tst_eventpreparation.moc"
