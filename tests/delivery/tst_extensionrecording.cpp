// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What extensions report: under the application's yes, or under one of their own as well.

#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionwithdrawal.h"
#include "support/extensionworld.h"
#include "support/loggerworld.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms, for a loaded machine
constexpr auto both = Category::Usage | Category::Errors;

ExtensionManifest acme(bool ownCatalogue)
{
    ExtensionManifest result;
    result.id = u"acme.sync"_s;
    result.name = u"Sync"_s;
    result.publisher = u"Acme"_s;
    result.version = u"1.4.0"_s;
    if (ownCatalogue) {
        result.notice = u":/acme/notice.json"_s;
        result.catalogue = u":/acme/catalogue.json"_s;
    }
    return result;
}

/// Options of an extension with its notice and catalogue in files: the application's, with another id.
TelemetryOptions ownOptions(const LoggerWorld &world, const ExtensionManifest &manifest)
{
    const auto put = [&world](const QString &name, QJsonObject json, const QString &id) {
        json.insert(id, u"acme.sync"_s);
        world.home().write(name, QJsonDocument(json).toJson());
        return world.home().path(name);
    };
    QJsonObject catalogue = QJsonDocument::fromJson(world.home().read(u"catalogue.json"_s)).object();
    QFile file(repositoryPath(u"tests/package/notice.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no notice");
    TelemetryOptions options = ExtensionRecording::optionsFor(manifest, world.options());
    options.setNotice(put(u"acme-notice.json"_s, QJsonDocument::fromJson(file.readAll()).object(), u"catalogueId"_s));
    options.setCatalogue(put(u"acme-catalogue.json"_s, catalogue, u"id"_s));
    return options;
}

} // namespace

class TestExtensionRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void underTheApplicationsYes();
    void optionsOfItsOwn();
    void needsBothAnswers();
    void aNoErasesTheirs_data();
    void aNoErasesTheirs();
    void onlyANoErases();
    void aNoHoldsAtOnce();
    void oneThatThrewIsSilent();
    void oneEventForEach();
};

void TestExtensionRecording::underTheApplicationsYes()
{
    const LoggerWorld world;
    const ExtensionPlace place(world.home());
    place.put(u"good"_s);
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        ExtensionWorld extensions = place.world();
        extensions.recording = [&telemetry](const ExtensionManifest &manifest) {
            return std::make_unique<ExtensionRecording>(&telemetry, manifest, nullptr);
        };
        ExtensionHost host(std::move(extensions));
        QSignalSpy started(&host, &ExtensionHost::started);
        host.start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        host.setOn(u"acme.sync"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(host.find(u"acme.sync"_s)->state == ExtensionState::On, patience);
        const ExtensionRecording *const recording = host.find(u"acme.sync"_s)->recording;
        QVERIFY(recording != nullptr);
        QVERIFY(recording->own() == nullptr);
        QVERIFY(recording->logger()->isUsageEnabled());
        host.setOn(u"acme.sync"_s, false);
        QVERIFY(host.find(u"acme.sync"_s)->recording == nullptr);
    }
    QCOMPARE(world.recorded("acme.sync.completed"), (QList<QJsonObject>{{{u"format"_s, u"pdf"_s}}}));
}

void TestExtensionRecording::optionsOfItsOwn()
{
    const LoggerWorld world;
    ExtensionManifest manifest = acme(true);
    TelemetryOptions options = ExtensionRecording::optionsFor(manifest, world.options());
    QCOMPARE(options.applicationId(), u"candor-extension-acme.sync"_s);
    QCOMPARE(options.applicationName(), u"Sync"_s);
    QVERIFY(options.identity() == Identity::Daily); // not the id of Red Hat's tools
    QCOMPARE(options.data().noticePath, u":/acme/notice.json"_s);
    QCOMPARE(options.data().directories.localData, world.options().data().directories.localData);
    QVERIFY(options.destination().writeKey().isEmpty());
    manifest.protocol = u"segment"_s;
    manifest.endpoint = u"https://sync.acme.example"_s;
    manifest.writeKey = u"key"_s;
    options = ExtensionRecording::optionsFor(manifest, world.options());
    QCOMPARE(options.destination().endpoint(), QUrl(u"https://sync.acme.example"_s));
    QVERIFY(options.destination().protocol() == Destination::Protocol::Segment);
    TelemetryOptions silent = world.options();
    silent.setDestination({});
    options = ExtensionRecording::optionsFor(manifest, silent);
    QVERIFY(options.destination().protocol() == Destination::Protocol::None);
}

void TestExtensionRecording::needsBothAnswers()
{
    const LoggerWorld world;
    const QString store = u".local/share/candor-extension-acme.sync"_s;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        ExtensionRecording recording(&telemetry, acme(true), [&world](const ExtensionManifest &manifest) {
            return ownOptions(world, manifest);
        });
        QVERIFY(telemetry.isAllowed());
        QVERIFY(recording.own() != nullptr);
        QVERIFY2(recording.own()->noticeProblem().isEmpty(), qPrintable(recording.own()->noticeProblem()));
        // The application's yes is not its own.
        QVERIFY(!recording.logger()->isUsageEnabled());
        recording.logger()->logUsage("completed");
        QVERIFY(!world.home().exists(store));
        answer(recording.own(), both);
        QVERIFY(recording.logger()->isUsageEnabled());
        recording.logger()->logUsage("completed", {{"format", "pdf"}});

        // Without the application's yes its own has no effect, and comes back with it.
        answer(&telemetry, {});
        QTRY_VERIFY_WITH_TIMEOUT(!recording.logger()->isUsageEnabled(), patience);
        recording.logger()->logUsage("completed", {{"format", "html"}});
        QVERIFY(recording.own()->status().decision() == Decision::Granted);
        answer(&telemetry, Category::Usage);
        QTRY_VERIFY_WITH_TIMEOUT(recording.logger()->isUsageEnabled(), patience);

        answer(recording.own(), {});
        QVERIFY(!recording.logger()->isUsageEnabled());
        QVERIFY(telemetry.isAllowed()); // a no to the extension is one to the extension
    }
    for (const QString &name : world.names())
        QVERIFY2(!name.startsWith("acme"_L1), qUtf8Printable(name)); // in its own files, not in the application's
}

// Records of extensions go with the application's, whoever notices its no, and whether they are on or not.
void TestExtensionRecording::aNoErasesTheirs_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("while it is on") << u"on"_s;
    QTest::newRow("while it is off") << u"off"_s;
    QTest::newRow("found at the start") << u"start"_s;
    QTest::newRow("by a command") << u"command"_s;
}

void TestExtensionRecording::aNoErasesTheirs()
{
    QFETCH(QString, where);
    const LoggerWorld world;
    const QString folder = u".local/share/candor-extension-acme.sync"_s;
    const auto hasRecords = [&] { return world.home().exists(folder + u"/events"_s); };
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    const auto make = [&] {
        return std::make_unique<ExtensionRecording>(
            telemetry.get(), acme(true), [&world](const ExtensionManifest &own) { return ownOptions(world, own); });
    };
    auto recording = make();
    answer(recording->own(), both);
    recording->logger()->logUsage("completed", {{"format", "pdf"}});
    QTRY_VERIFY_WITH_TIMEOUT(hasRecords(), patience);
    if (where == "on"_L1) {
        answer(telemetry.get(), {});
    } else if (where == "off"_L1) {
        recording.reset();
        const ExtensionWithdrawal withdrawal(telemetry.get());
        QVERIFY(hasRecords());
        answer(telemetry.get(), {});
        QTRY_VERIFY_WITH_TIMEOUT(!hasRecords(), patience);
    } else {
        recording.reset();
        answer(telemetry.get(), {});
        telemetry.reset();
        QVERIFY(hasRecords());
        if (where == "command"_L1) // again while the window that has just ended is still writing
            QTRY_VERIFY_WITH_TIMEOUT(eraseRecordsOfExtensions(world.options()) && !hasRecords(), patience);
        telemetry = std::make_unique<Telemetry>(world.options());
        if (where == "start"_L1)
            recording = make();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!hasRecords(), patience);
    // Its own answer is another matter, and has an effect again with the application's.
    if (!recording)
        recording = make();
    QVERIFY(!recording->logger()->isUsageEnabled());
    QVERIFY(recording->own()->status().decision() == Decision::Granted);
    answer(telemetry.get(), both);
    QTRY_VERIFY_WITH_TIMEOUT(recording->logger()->isUsageEnabled(), patience);
}

// Who has not answered has not said no: what is there waits for the answer.
void TestExtensionRecording::onlyANoErases()
{
    const LoggerWorld world;
    const QString folder = u".local/share/candor-extension-acme.sync"_s;
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        ExtensionRecording recording(&telemetry, acme(true),
                                     [&world](const ExtensionManifest &own) { return ownOptions(world, own); });
        answer(recording.own(), both);
        recording.logger()->logUsage("completed", {{"format", "pdf"}});
        QTRY_VERIFY_WITH_TIMEOUT(world.home().exists(folder + u"/events"_s), patience);
    }
    TelemetryOptions refused = world.options();
    QProcessEnvironment environment = refused.data().environment;
    environment.insert(u"CANDOR_TELEMETRY"_s, u"0"_s);
    refused.setEnvironment(environment);
    Telemetry telemetry(refused);
    QVERIFY(!telemetry.isAllowed());
    const ExtensionRecording recording(&telemetry, acme(true),
                                       [&world](const ExtensionManifest &own) { return ownOptions(world, own); });
    QVERIFY(!recording.logger()->isUsageEnabled());
    QVERIFY(eraseRecordsOfExtensions(refused)); // nothing is to be erased
    QVERIFY(world.home().exists(folder + u"/events"_s));
}

// The request that is on its way, and what was noted of it, end with the answer and not with its being written.
void TestExtensionRecording::aNoHoldsAtOnce()
{
    const LoggerWorld world;
    Telemetry telemetry(world.options());
    world.awaitStart();
    ExtensionRecording recording(&telemetry, acme(true),
                                 [&world](const ExtensionManifest &own) { return ownOptions(world, own); });
    answer(recording.own(), both);
    QVERIFY(recording.logger()->isUsageEnabled());
    telemetry.answer({}, Origin::Settings, u"en"_s);
    QSignalSpy answered(&telemetry, &Telemetry::answered);
    QCoreApplication::sendPostedEvents(recording.findChild<QObject *>(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!recording.logger()->isUsageEnabled(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
}

// What it began before it threw goes on without a way to record anything.
void TestExtensionRecording::oneThatThrewIsSilent()
{
    const LoggerWorld world;
    const ExtensionPlace place(world.home());
    place.put(u"throwinglate"_s);
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        ExtensionWorld extensions = place.world();
        extensions.recording = [&telemetry](const ExtensionManifest &manifest) {
            return std::make_unique<ExtensionRecording>(&telemetry, manifest, nullptr);
        };
        ExtensionHost host(std::move(extensions));
        QSignalSpy started(&host, &ExtensionHost::started);
        host.start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        host.setOn(u"acme.sync"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(host.find(u"acme.sync"_s)->state == ExtensionState::Failed, patience);
        QTRY_VERIFY2_WITH_TIMEOUT(place.log(u"acme.sync"_s).contains("went on\n"),
                                  place.log(u"acme.sync"_s).constData(), patience);
    }
    QCOMPARE(world.recorded("acme.sync.completed"), QList<QJsonObject>());
}

void TestExtensionRecording::oneEventForEach()
{
    const LoggerWorld world;
    const auto status = [](const QString &id, ExtensionState state) {
        ExtensionStatus result;
        result.manifest = acme(false);
        result.manifest.id = id;
        result.state = state;
        return result;
    };
    {
        Telemetry telemetry(world.options());
        world.awaitStart();
        ExtensionStatus on = status(u"example.greeter"_s, ExtensionState::On);
        on.duration = std::chrono::milliseconds(12);
        ExtensionStatus failed = status(u"somebody.private"_s, ExtensionState::Failed);
        failed.failure = ExtensionFailure{ExtensionFailure::What::Thrown, {}, {}};
        failed.failedNow = true;
        ExtensionStatus before = status(u"somebody.else"_s, ExtensionState::Failed);
        before.failure = ExtensionFailure{ExtensionFailure::What::Ended, {}, {}};
        recordActivations(&telemetry,
                          {on, failed, before, status(u"somebody.else"_s, ExtensionState::Off),
                           status(u"somebody.else"_s, ExtensionState::Refused)});
        bool isRead = false; // behind the catalogue, which that looks at
        telemetry.fetchCatalogue(&telemetry, [&isRead](const auto &, const QString &) { isRead = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isRead, patience);
    }
    const QString version = u"1.4.0"_s;
    const QList<QJsonObject> events = world.recorded("extensions.activated");
    QCOMPARE(events.size(), 4);
    QCOMPARE(events[0],
             (QJsonObject{{u"extension"_s, u"example.greeter"_s},
                          {u"version"_s, version},
                          {u"on"_s, true},
                          {u"duration_ms"_s, 12},
                          {u"success"_s, true}}));
    QCOMPARE(events[1].value("extension"_L1), u"other"_s);
    QCOMPARE(events[1].value("on"_L1), false);
    QCOMPARE(events[1].value("success"_L1), false);
    QCOMPARE(events[1].value("error"_L1).toObject().value("class"_L1), u"thrown"_s);
    QVERIFY(!events[1].contains("version"_L1)); // of something that has no name here
    const QJsonObject off{{u"extension"_s, u"other"_s}, {u"on"_s, false}};
    QCOMPARE(events[2], off);
    QCOMPARE(events[3], off);
    for (const StoredEvent &event : world.events())
        QVERIFY(event.body.find("somebody") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestExtensionRecording)
#include "tst_extensionrecording.moc"
