// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the Activity page says and does, without a window: the filter, the words, deleting, exporting.

#include "activity/activitycontroller.h"
#include "activity/activityexport.h"
#include "activity/activityfiltercontroller.h"
#include "activity/activitymodel.h"
#include "activity/activitytext.h"
#include "candor/catalogue.h"
#include "candor/telemetry.h"
#include "delivery/wireformat.h"
#include "support/fakeclock.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/activityeventdata.h"
#include "telemetry/activityjson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine
const QUrl nobody(u"http://127.0.0.1:9"_s);

std::shared_ptr<const Catalogue> catalogue()
{
    QFile file(repositoryPath(u"resources/catalogue.json"_s));
    std::string error;
    auto result = file.open(QIODevice::ReadOnly) ? Catalogue::fromJson(file.readAll().toStdString(), &error) : nullptr;
    if (!result)
        qFatal("no catalogue: %s", error.c_str());
    return result;
}

/// An application whose events say what failed.
const std::string catalogueWithErrors = R"({
  "id": "org.acme.notes",
  "categories": { "usage": { "description": { "en": "Use" } }, "errors": { "description": { "en": "Errors" } } },
  "common": [ { "name": "notice", "type": "integer", "description": { "en": "Notice" }, "example": 1 } ],
  "outcome": [
    { "name": "success", "type": "boolean", "category": "usage", "description": { "en": "Did it" }, "example": true },
    { "name": "error.class", "type": "token", "description": { "en": "Kind" }, "example": "timeout" },
    { "name": "error.message", "type": "text", "description": { "en": "Words" }, "example": "no answer" },
    { "name": "error.statusCode", "type": "integer", "description": { "en": "Of HTTP" }, "example": 503 }
  ],
  "events": [
    { "name": "note.synced", "category": "usage", "purpose": { "en": "Why" }, "owner": "Team", "since": "1",
      "expires": "2028-01-01", "outcome": true, "properties": [] }
  ]
})";

/// A yes, and the page's controller; nothing is sent by itself.
struct World
{
    TemporaryHome home;
    ScriptedServer server{{{200, "{\"status\":\"Ok\"}", {}}}};
    std::unique_ptr<Telemetry> telemetry;
    std::unique_ptr<ActivityController> controller;

    explicit World(const QString &key = u"test-key"_s)
    {
        if (!server.listen())
            qFatal("no port");
        telemetry = std::make_unique<Telemetry>(appOptions(home, server.url(), key));
        controller = std::make_unique<ActivityController>(telemetry.get());
        controller->setActive(true);
    }
    [[nodiscard]] bool answer(Categories categories) const
    {
        QSignalSpy answered(telemetry.get(), &Telemetry::answered);
        telemetry->answer(categories, Origin::Settings, u"en"_s);
        return answered.wait(patience) && answered.at(0).at(0).toBool();
    }
    /// The answer can't be read any more: usage data is off, and what is stored stays.
    [[nodiscard]] bool spoilAnswer() const
    {
        QFile file(telemetry->status().consentFile());
        if (!file.open(QIODevice::WriteOnly) || file.write("{") != 1)
            return false;
        file.close();
        telemetry->refresh();
        return QTest::qWaitFor([this] { return !telemetry->status().allowed(); }, patience);
    }
    /// A yes, app.started and \a more page.viewed.
    [[nodiscard]] bool record(int more) const
    {
        if (!answer(Category::Usage | Category::Errors))
            return false;
        for (int i = 0; i < more; ++i)
            telemetry->track("page.viewed", {{"page", "appearance"}});
        return QTest::qWaitFor([this, more] { return controller->model()->rowCount() == more + 1; }, patience);
    }
    [[nodiscard]] QList<QByteArray> lines(const QString &file) const
    {
        QList<QByteArray> result = home.read(file).split('\n');
        if (!result.isEmpty() && result.last().isEmpty())
            result.removeLast();
        return result;
    }
};

} // namespace

class ActivityControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    // --- the filter -------------------------------------------------------------------------------------------------

    void filtersAreCombinedAndCleared()
    {
        ActivityFilterController filter(std::make_shared<FakeClock>());
        QSignalSpy changed(&filter, &ActivityFilterController::filterChanged);
        QVERIFY(!filter.isFiltered());
        filter.setName(u"page.viewed"_s);
        filter.setState(ActivityEvent::State::Rejected);
        filter.setDay(QDate(2026, 11, 20));
        QCOMPARE(changed.size(), 3);
        filter.setText(u"  proxy "_s);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 4, patience); // when the typing pauses
        const ActivityFilter all = filter.filter();
        QCOMPARE(all.text(), u"proxy"_s);
        QCOMPARE(all.name(), u"page.viewed"_s);
        QCOMPARE(*all.state(), ActivityEvent::State::Rejected);
        QCOMPARE(all.from(), QDate(2026, 11, 20).startOfDay());
        QCOMPARE(all.until(), QDate(2026, 11, 21).startOfDay());
        QVERIFY(filter.isFiltered());
        filter.clear();
        QCOMPARE(changed.size(), 5);
        QVERIFY(!filter.isFiltered());
        QVERIFY(!filter.filter().from().isValid() && !filter.filter().until().isValid() && !filter.filter().state());
    }

    void typingAsksOnce()
    {
        ActivityFilterController filter(std::make_shared<FakeClock>());
        QSignalSpy changed(&filter, &ActivityFilterController::filterChanged);
        QSignalSpy choice(&filter, &ActivityFilterController::choiceChanged);
        for (const QString &text : {u"p"_s, u"pa"_s, u"pag"_s, u"page"_s})
            filter.setText(text);
        QCOMPARE(choice.size(), 4);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
        QCOMPARE(filter.filter().text(), u"page"_s);
    }

    void choicesFollowWhatExistsWithoutLosingTheChoice()
    {
        ActivityFilterController filter(std::make_shared<FakeClock>());
        QSignalSpy choices(&filter, &ActivityFilterController::choicesChanged);
        filter.setKnownNames({u"app.started"_s, u"page.viewed"_s});
        QCOMPARE(choices.size(), 1);
        filter.setName(u"page.viewed"_s);
        filter.setKnownNames({u"app.started"_s, u"request.completed"_s});
        QCOMPARE(filter.name(), u"page.viewed"_s);
        QCOMPARE(filter.names(), (QStringList{u"app.started"_s, u"page.viewed"_s, u"request.completed"_s}));
        filter.setKnownNames({u"app.started"_s, u"request.completed"_s}); // nothing new
        QCOMPARE(choices.size(), 2);
        filter.setName({});
        QCOMPARE(filter.names(), (QStringList{u"app.started"_s, u"request.completed"_s}));
    }

    void daysAreThoseOfTheLastWeek()
    {
        const auto clock = std::make_shared<FakeClock>();
        ActivityFilterController filter(clock);
        const QDate today = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(clock->now())).date();
        QCOMPARE(filter.days().size(), 8);
        QCOMPARE(filter.days().constFirst(), today);
        QCOMPARE(filter.dayText(today), u"Today"_s);
        QCOMPARE(filter.dayText(today.addDays(-1)), u"Yesterday"_s);
        QVERIFY(filter.dayText(today.addDays(-2)).contains(QLocale().dayName(today.addDays(-2).dayOfWeek())));
        // A day that is chosen stays in the list when the others move on.
        filter.setDay(today.addDays(-7));
        clock->advance(24h);
        QCOMPARE(filter.days().size(), 9);
        QVERIFY(filter.days().contains(today.addDays(-7)));
        QCOMPARE(filter.dayText(today), u"Yesterday"_s);
    }

    void aDayReachesFromMidnightToMidnightAlsoWhenTheClocksChange()
    {
        ActivityFilterController filter(std::make_shared<FakeClock>());
        const QByteArray before = qgetenv("TZ");
        const bool had = qEnvironmentVariableIsSet("TZ");
        qputenv("TZ", "Europe/Berlin");
        tzset();
        filter.setDay(QDate(2026, 10, 25)); // summer time ends
        const ActivityFilter day = filter.filter();
        const qint64 seconds = day.from().secsTo(day.until());
        const QDateTime from = day.from().toUTC();
        if (had)
            qputenv("TZ", before);
        else
            qunsetenv("TZ");
        tzset();
        QCOMPARE(seconds, 25 * 3600);
        QCOMPARE(from, QDateTime(QDate(2026, 10, 24), QTime(22, 0), QTimeZone::utc()));
    }

    // --- the words --------------------------------------------------------------------------------------------------

    void theSummarySaysWhatBecameOfIt_data()
    {
        QTest::addColumn<ActivityEvent>("event");
        QTest::addColumn<QStringList>("says");
        QTest::addColumn<QStringList>("doesNotSay");
        ActivityEventData event;
        event.name = u"page.viewed"_s;
        event.time = QDateTime(QDate(2026, 2, 3), QTime(12, 0), QTimeZone::utc());
        event.bytes = QByteArray(1234, ' ');
        const QString time =
            QLocale(QLocale::English, QLocale::UnitedStates).toString(event.time.toLocalTime(), QLocale::ShortFormat);
        QTest::newRow("waiting") << ActivityEvent(event)
                                 << QStringList{u"1,234 bytes"_s, u"recorded "_s + time, u"not sent yet"_s}
                                 << QStringList{u"attempts"_s};
        event.attempts = 3;
        QTest::newRow("waiting after failures")
            << ActivityEvent(event) << QStringList{u"not sent yet"_s, u"attempts: 3"_s} << QStringList{};
        event.state = ActivityEvent::State::Sending;
        QTest::newRow("sending") << ActivityEvent(event) << QStringList{u"being sent"_s} << QStringList{u"not sent"_s};
        event.state = ActivityEvent::State::Delivered;
        event.finished = event.time;
        QTest::newRow("delivered") << ActivityEvent(event) << QStringList{u"delivered "_s + time, u"attempts: 3"_s}
                                   << QStringList{};
        event.state = ActivityEvent::State::Rejected;
        event.reason = u"it does not understand what was sent"_s;
        QTest::newRow("rejected") << ActivityEvent(event)
                                  << QStringList{u"rejected by the server "_s + time, event.reason} << QStringList{};
        event = ActivityEventData();
        event.time = QDateTime(QDate(2026, 2, 3), QTime(12, 0), QTimeZone::utc());
        event.state = ActivityEvent::State::NotRecorded;
        event.reason = u"The catalogue does not declare it."_s;
        QTest::newRow("not recorded") << ActivityEvent(event) << QStringList{u"not recorded"_s, event.reason, time}
                                      << QStringList{u"bytes"_s, u"times"_s, u"attempts"_s};
        event.copies = 12;
        QTest::newRow("not recorded, often")
            << ActivityEvent(event) << QStringList{u"12 times"_s} << QStringList{u"bytes"_s};
    }

    void theSummarySaysWhatBecameOfIt()
    {
        QFETCH(ActivityEvent, event);
        QFETCH(QStringList, says);
        QFETCH(QStringList, doesNotSay);
        const QString text = activitySummary(event, catalogue().get());
        for (const QString &part : says)
            QVERIFY2(text.contains(part), qPrintable(text));
        for (const QString &part : doesNotSay)
            QVERIFY2(!text.contains(part), qPrintable(text));
        if (!event.name().isEmpty())
            QVERIFY(
                text.startsWith(QString::fromStdString(catalogue()->find("page.viewed")->purpose.at("en")).chopped(1)));
    }

    void theMeaningIsThatOfTheCatalogue()
    {
        ActivityEventData event;
        event.name = u"page.viewed"_s;
        event.bytes = R"({"event":"page.viewed","properties":{"page":"proxy","app_version":"0.1.0","$lib":"candor"}})";
        const auto declared = catalogue();
        const QString text = activityMeaning(event, declared.get());
        const EventProperty *page = declared->find("page.viewed")->property("page");
        QVERIFY2(text.contains(QString::fromStdString(page->description.at("en"))), qPrintable(text));
        QVERIFY2(text.contains(u"page = \"proxy\"\n"_s), qPrintable(text));
        QVERIFY2(text.contains(u"app_version = \"0.1.0\""_s), qPrintable(text));
        QVERIFY2(text.endsWith(u"$lib"_s), qPrintable(text));
        event.name = u"unknown.happened"_s;
        QVERIFY(!activityMeaning(event, declared.get()).isEmpty());
        QVERIFY(!activityMeaning(event, nullptr).isEmpty());
    }

    void whatFailedIsExplained_data()
    {
        using Properties = std::vector<OwnedProperty>;
        QTest::addColumn<QByteArray>("protocol");
        QTest::addColumn<Properties>("properties");
        QTest::addColumn<QString>("means");
        const OwnedProperty success{"success", false};
        const OwnedProperty className{"error.class", std::string("timeout")};
        const OwnedProperty message{"error.message", std::string("no \"answer\"")};
        const OwnedProperty status{"error.statusCode", std::int64_t(503)};
        const OwnedProperty exitCode{"error.exitCode", std::int64_t(1)};
        const OwnedProperty former{"former", true};
        const QString all = u"success = false\n    Did it\n\nerror.class = \"timeout\"\n    Kind\n\n"
                            "error.message = \"no \\\"answer\\\"\"\n    Words\n\n"
                            "error.statusCode = 503\n    Of HTTP\n\nnotice = 2\n    Notice"_s;
        const QString format = u"\n\nThe recipient’s format adds to every event: $geoip_disable, $ip, $lib, "
                               "$lib_version, $process_person_profile"_s;
        QTest::newRow("PostHog") << QByteArray("posthog") << Properties{success, className, message, status}
                                 << QString(all + format);
        QTest::newRow("Segment") << QByteArray("segment") << Properties{success, className, message, status} << all;
        const QString kind = u"error.class = \"timeout\"\n    Kind\n\nnotice = 2\n    Notice"_s;
        QTest::newRow("one part") << QByteArray("segment") << Properties{className} << kind;
        // Recorded by a version whose catalogue had them.
        const QString others = u"\n\nThe catalogue of this version does not describe: error.exitCode, former"_s;
        QTest::newRow("PostHog, another catalogue")
            << QByteArray("posthog") << Properties{className, exitCode, former} << QString(kind + others + format);
        QTest::newRow("Segment, another catalogue")
            << QByteArray("segment") << Properties{className, exitCode, former} << QString(kind + others);
    }

    void whatFailedIsExplained()
    {
        QFETCH(QByteArray, protocol);
        QFETCH(std::vector<OwnedProperty>, properties);
        std::string error;
        const auto declared = Catalogue::fromJson(catalogueWithErrors, &error);
        QVERIFY2(declared, error.c_str());
        const std::vector<OwnedProperty> common{{"notice", std::int64_t(2)}};
        EventFields fields;
        fields.name = "note.synced";
        fields.properties = properties;
        fields.common = common;
        ActivityEventData event;
        event.name = u"note.synced"_s;
        event.bytes = QByteArray::fromStdString(WireFormat::forProtocol(protocol.constData())->encodeEvent(fields));
        QTEST(activityMeaning(event, declared.get()), "means");
    }

    void emptyListsSayWhatWillAppear()
    {
        {
            const World world;
            QTRY_VERIFY_WITH_TIMEOUT(world.controller->emptyText().contains(u"before you agree"_s), patience);
            QVERIFY(world.controller->emptyText().contains(u"before it is sent"_s));
            world.controller->filter()->setName(u"page.viewed"_s); // nothing to filter
            QTRY_VERIFY_WITH_TIMEOUT(world.controller->emptyText().contains(u"before you agree"_s), patience);
            QVERIFY(world.answer({}));
            QTRY_VERIFY_WITH_TIMEOUT(world.controller->emptyText().contains(u"You refused"_s), patience);
            QVERIFY(!world.controller->canExport());
        }
        const World here{QString()}; // no key: nothing is ever sent
        QTRY_VERIFY_WITH_TIMEOUT(here.controller->emptyText().contains(u"stays on this computer"_s), patience);
        QVERIFY(!here.controller->emptyText().contains(u"sent"_s));
        QVERIFY(here.record(0));
        here.controller->filter()->setName(u"page.viewed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(here.controller->emptyText().contains(u"filter"_s), patience);
    }

    void whatIsKeptWithoutAnAnswerIsShownAndCounted()
    {
        const World world;
        QVERIFY(world.record(2));
        QVERIFY(world.spoilAnswer());
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 3, patience);
        QTRY_VERIFY_WITH_TIMEOUT(world.telemetry->status().countsKnown(), patience);
        QCOMPARE(world.telemetry->status().waiting(), 3);
        QVERIFY(world.telemetry->status().anonymousId().isEmpty());
        QVERIFY(!world.controller->canExport());
        world.controller->filter()->setName(u"note.opened"_s);
        QTRY_VERIFY_WITH_TIMEOUT(world.controller->emptyText().contains(u"filter"_s), patience);
    }

    void theAdministratorsRefusalIsSaid()
    {
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody);
        QProcessEnvironment environment = home.environment();
        environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
        options.setEnvironment(environment);
        Telemetry telemetry(options);
        ActivityController controller(&telemetry);
        controller.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(controller.emptyText(), telemetry.status().reason(), patience);
        QVERIFY(controller.emptyText().contains(u"DO_NOT_TRACK"_s));
    }

    void theNumbersAddUp()
    {
        const World world;
        QVERIFY(world.record(3));
        world.telemetry->track("nobody.declared", {});
        const auto numbers = [&world] {
            QList<int> result;
            static const QRegularExpression number(u"\\d+"_s);
            auto matches = number.globalMatch(world.controller->countsText());
            while (matches.hasNext())
                result.append(matches.next().captured().toInt());
            return result;
        };
        // "5 happened: 0 delivered, 4 waiting, 1 not recorded (1 not in the catalogue)"
        QTRY_COMPARE_WITH_TIMEOUT(numbers(), (QList<int>{5, 0, 4, 1, 1}), patience);
    }

    // --- deleting ---------------------------------------------------------------------------------------------------

    void aWaitingEventIsDeleted()
    {
        const World world;
        QVERIFY(world.record(2));
        QSignalSpy answered(world.controller.get(), &ActivityController::deleteAnswered);
        world.controller->choose(1);
        QVERIFY(world.controller->canDeleteChosen());
        const QString id = world.controller->chosen()->id();
        world.controller->deleteChosen();
        world.controller->deleteChosen(); // a double click
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
        QVERIFY(answered.at(0).at(0).toBool());
        QVERIFY(answered.at(0).at(1).toString().startsWith(u"page.viewed"_s));
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), 2, patience);
        for (const ActivityEvent &event : world.controller->model()->events())
            QVERIFY(event.id() != id);
        QVERIFY(!world.controller->chosen());
        QTRY_COMPARE_WITH_TIMEOUT(world.telemetry->status().dropped().value(u"deleted"_s), 1, patience);

        world.telemetry->flush();
        QTRY_COMPARE_WITH_TIMEOUT(world.server.ids(u"uuid"_s).size(), 2, patience);
        QVERIFY(!world.server.ids(u"uuid"_s).contains(id));
    }

    void followsWhatAnotherProcessDoes()
    {
        const World world;
        QVERIFY(world.record(1));
        // A facade of its own, as in another process: nothing of this one tells.
        Telemetry other(appOptions(world.home, world.server.url()));
        const auto states = [&world] {
            QList<ActivityEvent::State> result;
            for (const ActivityEvent &event : world.controller->model()->events())
                result.append(event.state());
            return result;
        };
        using State = ActivityEvent::State;
        // Its own start is the third; it sends all of them.
        QTRY_COMPARE_WITH_TIMEOUT(states().size(), 3, patience);
        other.flush();
        QTRY_COMPARE_WITH_TIMEOUT(states(), (QList<State>{State::Delivered, State::Delivered, State::Delivered}),
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.telemetry->status().delivered(), 3, patience);
    }

    void whatDoesNotWaitAnyMoreIsNotDeletedAndThatIsSaid_data()
    {
        QTest::addColumn<bool>("sent");
        QTest::newRow("sent") << true;
        QTest::newRow("removed") << false;
    }

    void whatDoesNotWaitAnyMoreIsNotDeletedAndThatIsSaid()
    {
        QFETCH(bool, sent);
        const World world;
        QVERIFY(world.record(0));
        world.controller->choose(0);
        QVERIFY(world.controller->canDeleteChosen());
        // Behind the controller's back, as by another process: it still takes it for waiting.
        world.controller->setActive(false);
        if (sent) {
            world.telemetry->flush();
            QTRY_COMPARE_WITH_TIMEOUT(world.telemetry->status().delivered(), 1, patience);
        } else {
            bool removed = false;
            world.telemetry->deleteWaiting(world.controller->chosen()->row(), world.controller->chosen()->id(),
                                           world.telemetry.get(),
                                           [&removed](bool deleted, const QString &) { removed = deleted; });
            QTRY_VERIFY_WITH_TIMEOUT(removed, patience);
        }
        QVERIFY(world.controller->canDeleteChosen());
        world.controller->setActive(true);
        QSignalSpy answered(world.controller.get(), &ActivityController::deleteAnswered);
        world.controller->deleteChosen();
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
        QVERIFY(!answered.at(0).at(0).toBool());
        QCOMPARE(answered.at(0).at(1).toString(),
                 u"app.started does not wait any more: it is being sent, was sent, or was removed."_s);
        QTRY_VERIFY_WITH_TIMEOUT(!world.controller->canDeleteChosen(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.controller->model()->rowCount(), sent ? 1 : 0, patience);
    }

    void whatWaitsWhileUsageDataIsOffIsNotSaidToBeGone()
    {
        const World world;
        QVERIFY(world.record(0));
        world.controller->choose(0);
        world.controller->setActive(false);
        world.telemetry->answer({}, Origin::Settings, u"en"_s); // in effect at once
        QVERIFY(world.controller->canDeleteChosen());
        QSignalSpy answered(world.controller.get(), &ActivityController::deleteAnswered);
        world.controller->deleteChosen();
        QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
        QVERIFY(!answered.at(0).at(0).toBool());
        QCOMPARE(answered.at(0).at(1).toString(), u"Single events can’t be deleted while usage data is off."_s);
    }

    // --- exporting --------------------------------------------------------------------------------------------------

    void whatIsExportedIsWhatIsStored()
    {
        const World world;
        QVERIFY(world.record(3));
        QSignalSpy finished(world.controller->exporter(), &ActivityExport::finished);
        world.controller->exportTo(world.home.path(u"all.jsonl"_s));
        QVERIFY(world.controller->exporter()->isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QVERIFY(!world.controller->exporter()->isRunning());
        QCOMPARE(finished.at(0).at(1).toInt(), 4);
        QList<QByteArray> expected;
        for (const ActivityEvent &event : world.controller->model()->events())
            expected.append(activityLine(event));
        QCOMPARE(world.lines(u"all.jsonl"_s), expected);
        QVERIFY(world.home.read(u"all.jsonl"_s).endsWith("}\n"));
        // It carries the person's id.
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(world.home.path(u"all.jsonl"_s)) & others));

        world.controller->filter()->setName(u"app.started"_s);
        world.controller->exportTo(world.home.path(u"some.jsonl"_s));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patience);
        QCOMPARE(finished.at(1).at(1).toInt(), 1);
        QCOMPARE(world.lines(u"some.jsonl"_s), expected.last(1));
    }

    void aFileThatCannotBeWrittenIsSaid_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("no such folder") << u"nowhere/file.jsonl"_s;
        QTest::newRow("a folder") << u"folder"_s;
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        QFETCH(QString, place);
        const World world;
        QVERIFY(world.record(0));
        QVERIFY(QDir().mkpath(world.home.path(u"folder"_s)));
        QSignalSpy failed(world.controller->exporter(), &ActivityExport::failed);
        world.controller->exportTo(world.home.path(place));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        const QString message = failed.at(0).at(0).toString();
        QVERIFY2(message.contains(QFileInfo(place).fileName()) && message.contains(u"another place"_s),
                 qPrintable(message));
        QVERIFY(!world.controller->exporter()->isRunning());
        QVERIFY(!QFileInfo(world.home.path(place)).isFile());
    }

    void anExportEndsWhenUsageDataGoesOff_data()
    {
        QTest::addColumn<bool>("refused");
        QTest::newRow("a no, so all is erased") << true;
        QTest::newRow("an answer that can't be read, so what is stored stays") << false;
    }

    void anExportEndsWhenUsageDataGoesOff()
    {
        QFETCH(bool, refused);
        const World world;
        QVERIFY(world.record(5));
        QSignalSpy finished(world.controller->exporter(), &ActivityExport::finished);
        QSignalSpy failed(world.controller->exporter(), &ActivityExport::failed);
        if (refused)
            world.telemetry->answer({}, Origin::Settings, u"en"_s); // in effect at once
        else
            QVERIFY(world.spoilAnswer());
        world.controller->exportTo(world.home.path(u"late.jsonl"_s));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QCOMPARE(failed.at(0).at(0).toString(), u"Nothing was exported, because usage data is off now."_s);
        QCOMPARE(finished.size(), 0);
        QVERIFY(!world.home.exists(u"late.jsonl"_s));
    }

    void aCancelledExportLeavesNothing_data()
    {
        QTest::addColumn<bool>("closed");
        QTest::newRow("by the person") << false;
        QTest::newRow("with the page") << true;
    }

    void aCancelledExportLeavesNothing()
    {
        QFETCH(bool, closed);
        World world;
        QVERIFY(world.record(5));
        QVERIFY(QDir().mkpath(world.home.path(u"exports"_s)));
        world.home.write(u"exports/file.jsonl"_s, "what was there before");
        QSignalSpy finished(world.controller->exporter(), &ActivityExport::finished);
        world.controller->exportTo(world.home.path(u"exports/file.jsonl"_s));
        if (closed)
            world.controller.reset();
        else
            world.controller->exporter()->cancel();
        // The temporary file goes as well.
        const QDir folder(world.home.path(u"exports"_s));
        QTRY_COMPARE_WITH_TIMEOUT(folder.entryList(QDir::Files), QStringList{u"file.jsonl"_s}, patience);
        QCOMPARE(world.home.read(u"exports/file.jsonl"_s), "what was there before");
        QCOMPARE(finished.size(), 0);
    }
};

QTEST_GUILESS_MAIN(ActivityControllerTest)
#include "tst_activitycontroller.moc"
