// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Notice, catalogue and code say the same: what is asked for is declared, and what is declared is recorded.

#include "activity/activityexport.h"
#include "candor/catalogue.h"
#include "candor/telemetry.h"
#include "cli/commandrecord.h"
#include "engines/enginereports.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionstatus.h"
#include "settings/settingkeys.h"
#include "settings/settings.h"
#include "support/fakeengine.h"
#include "support/telemetryworld.h"
#include "telemetry/preferencerecorder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms; far more than is promised, for a loaded machine

const QUrl nobody(u"http://127.0.0.1:9"_s);

std::shared_ptr<const Catalogue> ours()
{
    QFile file(repositoryPath(u"resources/catalogue.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no catalogue");
    std::string error;
    auto result = Catalogue::fromJson(file.readAll().toStdString(), &error);
    if (!result)
        qFatal("%s", error.c_str());
    return result;
}

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// "name property" of each property of each event, and "name" alone.
QSet<QString> declared(const Catalogue &catalogue)
{
    QSet<QString> result;
    for (const EventDefinition &event : catalogue.events()) {
        result.insert(text(event.name));
        for (const EventProperty &property : event.properties)
            result.insert(text(event.name) + u' ' + text(property.name));
    }
    return result;
}

/// The same of what is recorded.
QSet<QString> recorded(const std::vector<ActivityEvent> &events, const Catalogue &catalogue)
{
    QSet<QString> common;
    for (const EventProperty &property : catalogue.commonProperties())
        common.insert(text(property.name));
    QSet<QString> result;
    for (const ActivityEvent &event : events) {
        result.insert(event.name());
        const QJsonObject properties =
            QJsonDocument::fromJson(event.bytes()).object().value("properties"_L1).toObject();
        for (auto each = properties.begin(); each != properties.end(); ++each) {
            if (each.key() == "error"_L1) {
                for (const QString &part : each->toObject().keys())
                    result.insert(event.name() + " error."_L1 + part);
            } else if (!each.key().startsWith(u'$') && !common.contains(each.key())) {
                result.insert(event.name() + u' ' + each.key());
            }
        }
    }
    return result;
}

/// An engine is connected, does all that can be done to a container, fails at it, and tells of something.
void useAnEngine(Telemetry *telemetry)
{
    // The routes of requests come out of the catalogue.
    bool isRead = false;
    telemetry->fetchCatalogue(telemetry,
                              [&isRead](const std::shared_ptr<const Catalogue> &, const QString &) { isRead = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isRead, patience);
    FakeEngine fake(FakeEngine::Kind::Podman);
    fake.addContainer(u"web"_s, u"exited"_s);
    EngineSearch search{QProcessEnvironment(), {}, EngineSearch::Platform::Linux, u"/nowhere"_s};
    search.environment.insert(u"CONTAINER_HOST"_s, fake.address());
    EngineTimes times; // a busy machine makes it slow
    times.answer = times.list = times.action = std::chrono::milliseconds(patience);
    Engines engines(search, times);
    const EngineReports reports(&engines, telemetry, "window");
    QSignalSpy settled(&engines, &Engines::settled);
    engines.ask();
    QVERIFY(settled.wait(patience));
    Engine *const engine = engines.list().constFirst();
    for (const ContainerAction action :
         {ContainerAction::Start, ContainerAction::Stop, ContainerAction::Restart, ContainerAction::Remove}) {
        QSignalSpy performed(engine, &Engine::performed);
        fake.failNextAction(500, u"the disk is full"_s);
        engine->perform(action, fake.idOf(u"web"_s));
        QVERIFY(performed.wait(patience));
    }
    engine->setWatched(true);
    QTRY_COMPARE_WITH_TIMEOUT(fake.listeners(), 1, patience);
    QSignalSpy happened(engine, &Engine::happened);
    fake.happen(
        u"container"_s, u"start"_s,
        {{u"image"_s, u"nginx"_s}, {u"org.opencontainers.image.source"_s, u"https://github.com/nginx/nginx"_s}});
    QVERIFY(happened.wait(patience));
}

/// A command ends, well and not.
void useACommand(const TelemetryOptions &options)
{
    QString text;
    QTextStream stream(&text);
    CommandLineHost host{stream, stream, options};
    const CommandUse use{"container remove"_L1, true, {u"json"_s, u"engine"_s, u"force"_s}};
    QCOMPARE(recordCommand(host, use, [](Telemetry &) { return int(ExitOk); }), int(ExitOk));
    QCOMPARE(recordCommand(host, use, [](Telemetry &) { return int(ExitFailed); }), int(ExitFailed));
}

QString sorted(const QSet<QString> &set)
{
    QStringList list(set.begin(), set.end());
    list.sort();
    return list.join(u'\n');
}

} // namespace

class CollectedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCategoryThatIsAskedForIsThere_data()
    {
        QTest::addColumn<Category>("category");
        for (const Category category : everyCategory)
            QTest::newRow(categoryName(category).data()) << category;
    }
    void eachCategoryThatIsAskedForIsThere()
    {
        QFETCH(Category, category);
        int found = 0;
        const auto catalogue = ours();
        for (const EventDefinition &event : catalogue->events()) {
            for (const EventProperty &property : event.properties)
                found += property.category == category;
        }
        QVERIFY2(found > 0, "nothing of it is declared, so it must not be asked for");
    }

    // "whether they worked and how long they took", "what failed, and its message"
    void whatTheNoticeSaysIsDeclared()
    {
        const QSet<QString> all = declared(*ours());
        for (const QString &event : {u"preference.changed"_s, u"activity.exported"_s, u"extensions.activated"_s}) {
            for (const QString &part : {u"duration_ms"_s, u"success"_s, u"error.class"_s, u"error.message"_s})
                QVERIFY2(all.contains(event + u' ' + part), qPrintable(event + u' ' + part));
        }
    }

    void thePreferencesAreThoseOfTheProgram()
    {
        QStringList names;
        for (const SettingKey &key : settingkeys::all) {
            if (key.recordable)
                names.append(key.name);
        }
        QStringList values;
        const auto catalogue = ours();
        for (const std::string &value : catalogue->find("preference.changed")->property("preference")->values)
            values.append(text(value));
        names.sort();
        values.sort();
        QCOMPARE(values, names);
    }

    void whatIsDeclaredIsRecordedAndNothingElse()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody);
        const auto catalogue = ours();
        {
            Telemetry telemetry(options);
            QSignalSpy answered(&telemetry, &Telemetry::answered);
            telemetry.answer(Categories(Category::Usage) | Category::Errors, Origin::Prompt, u"en"_s);
            QVERIFY(answered.wait(patience));
            QVERIFY(telemetry.isAllowed());
            telemetry.page(catalogue->find("page.viewed")->property("page")->values.front());

            // A preference that is saved, and one that can't be: in a place that is none.
            Settings settings(SettingsFile(home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s));
            const PreferenceRecorder recorder(&settings, &telemetry);
            QSignalSpy saved(&settings, &Settings::savedHere);
            settings.set(settingkeys::theme, u"dark"_s);
            QVERIFY(saved.wait(patience));
            QCOMPARE(saved.at(0).at(1).toString(), QString());
            const TemporaryHome elsewhere;
            elsewhere.write(u".local/share/containers"_s, "a file where a folder should be");
            Settings unwritable(SettingsFile(elsewhere.directories(), SettingsLayout::PodmanDesktop, u"candor"_s));
            const PreferenceRecorder another(&unwritable, &telemetry);
            QSignalSpy failedToSave(&unwritable, &Settings::savedHere);
            unwritable.set(settingkeys::language, u"de"_s);
            QVERIFY(failedToSave.wait(patience));
            QVERIFY(!failedToSave.at(0).at(1).toString().isEmpty());

            ActivityExport exporter(&telemetry);
            QSignalSpy finished(&exporter, &ActivityExport::finished);
            QSignalSpy failed(&exporter, &ActivityExport::failed);
            exporter.start(home.path(u"events.jsonl"_s), {});
            QVERIFY(finished.wait(patience));
            exporter.start(home.path(u"no/such/folder/events.jsonl"_s), {});
            QVERIFY(failed.wait(patience));
            exporter.start(home.path(u"cancelled.jsonl"_s), {});
            exporter.cancel(); // neither worked nor failed: not recorded

            useAnEngine(&telemetry);
            ExtensionStatus extension;
            extension.manifest.id = u"example.greeter"_s;
            extension.manifest.version = u"1.0.0"_s;
            extension.state = ExtensionState::Failed;
            extension.failure = ExtensionFailure{ExtensionFailure::What::Thrown, {}, u"No space left on device"_s};
            extension.failedNow = true;
            recordActivations(&telemetry, {extension});
            bool isRead = false; // behind the catalogue, which that looks at
            telemetry.fetchCatalogue(
                &telemetry, [&isRead](const std::shared_ptr<const Catalogue> &, const QString &) { isRead = true; });
            QTRY_VERIFY_WITH_TIMEOUT(isRead, patience);
        }
        useACommand(options);
        Telemetry telemetry(options);
        QStringList names;
        QSet<QString> found;
        const auto look = [&] {
            bool done = false;
            telemetry.fetchActivity({}, this, [&](const std::vector<ActivityEvent> &events, const QString &) {
                found = recorded(events, *catalogue);
                names.clear();
                for (const ActivityEvent &event : events)
                    names.append(event.name());
                done = true;
            });
            return QTest::qWaitFor([&done] { return done; }, patience);
        };
        // What the window and the command left behind them on a busy machine is stored by this one, some time later.
        const QSet<QString> all = declared(*catalogue);
        (void)QTest::qWaitFor([&] { return look() && found.contains(all); }, patience); // compared below
        QCOMPARE(sorted(found - all), QString());
        QCOMPARE(sorted(all - found), QString());
        QCOMPARE(names.count(u"activity.exported"_s), 2);
        QCOMPARE(names.count(u"preference.changed"_s), 2);
    }
};

QTEST_GUILESS_MAIN(CollectedTest)
#include "tst_collected.moc"
