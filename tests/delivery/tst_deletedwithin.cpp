// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Whoever hears a signal, or is called back, may delete what called: nothing of it is touched afterwards.

#include "candor/requestobserver.h"
#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "support/loggerworld.h"
#include "support/scriptedserver.h"
#include "system/watchengine.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QTest>

#include <functional>
#include <memory>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms, on a loaded machine
constexpr auto both = Category::Usage | Category::Errors;
const QString settings = u".local/share/containers/podman-desktop/configuration/settings.json"_s;

/// Files are looked at once a second.
class NoWatches final : public WatchEngine
{
public:
    bool add(const QString &, Kind) override { return false; }
    void remove(const QString &) override { }
    [[nodiscard]] bool isWatching(const QString &) const override { return false; }
};

/// A home with a yes, a receiver, an extension's logger, and a Telemetry that somebody deletes.
struct World
{
    ScriptedServer server;
    std::unique_ptr<LoggerWorld> home;
    QPointer<Telemetry> telemetry;
    std::unique_ptr<TelemetryLogger> logger;
    QObject context; // of callbacks

    explicit World(int status, bool watched = true)
        : server({{status, status == 200 ? R"({"status": 1})" : "{}", {}, {}, {}}})
    {
        if (!server.listen())
            qFatal("no port");
        home = std::make_unique<LoggerWorld>(server.url());
        TelemetryOptions options = home->options();
        if (!watched)
            options.data().watchEngine = [] { return std::make_unique<NoWatches>(); };
        telemetry = new Telemetry(options);
        logger = telemetry->loggerFor(u"acme.sync");
    }
    ~World() { delete telemetry; }
    Q_DISABLE_COPY_MOVE(World)

    void refuseInSettings() const { home->home().write(settings, R"({"telemetry.enabled": false})"); }
    void agreeInSettings() const { home->home().write(settings, R"({"telemetry.enabled": true})"); }
};

using Step = std::function<void(World *)>;

/// Makes \a signal delete Telemetry the first time it is emitted.
template<typename Sender, typename Signal>
Step onSignal(Sender *(*sender)(World *), Signal signal)
{
    return [sender, signal](World *world) {
        QObject::connect(sender(world), signal, &world->context, [world] { delete world->telemetry; });
    };
}

Telemetry *facade(World *world)
{
    return world->telemetry;
}

TelemetryLogger *logger(World *world)
{
    return world->logger.get();
}

void say(World *world, Categories categories)
{
    if (world->telemetry)
        world->telemetry->answer(categories, Origin::Settings, u"en"_s);
}

void record(World *world)
{
    if (!world->telemetry)
        return;
    world->telemetry->track("note.opened", {{"format", "pdf"}});
    world->telemetry->flush();
}

} // namespace

class TestDeletedWithin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __GLIBC__
        mallopt(M_PERTURB, 0x5A); // what was freed is not what it was: to use it is to fall
#endif
    }
    void aSignal_data();
    void aSignal();
    void aCallback_data();
    void aCallback();
    void itsLogger();
    void itsObserver();
};

void TestDeletedWithin::aSignal_data()
{
    QTest::addColumn<Step>("connect");
    QTest::addColumn<Step>("provoke");
    QTest::addColumn<int>("status"); // of the receiver
    QTest::addColumn<bool>("watched");
    const auto row = [](const char *name, const Step &connect, const Step &provoke, int status = 200,
                        bool watched = true) { QTest::newRow(name) << connect << provoke << status << watched; };
    const Step no = [](World *world) { say(world, {}); };
    const Step less = [](World *world) { say(world, Category::Usage); };
    // Within the call, and not from the event loop.
    const Step refresh = [](World *world) {
        world->refuseInSettings();
        world->telemetry->refresh();
    };
    const Step fileChanges = [](World *world) { world->refuseInSettings(); };
    for (const auto &[name, provoke] :
         {std::pair{"a no", no}, {"a narrower yes", less}, {"refresh()", refresh}, {"a changed file", fileChanges}}) {
        row(qPrintable(u"consentChanged, %1"_s.arg(QLatin1StringView(name))),
            onSignal(facade, &Telemetry::consentChanged), provoke);
        row(qPrintable(u"statusChanged, %1"_s.arg(QLatin1StringView(name))),
            onSignal(facade, &Telemetry::statusChanged), provoke);
        row(qPrintable(u"enabledChanged, %1"_s.arg(QLatin1StringView(name))),
            onSignal(logger, &TelemetryLogger::enabledChanged), provoke);
    }
    row("workspaceEnvironmentChanged, a no", onSignal(facade, &Telemetry::workspaceEnvironmentChanged), no);
    row("workspaceEnvironmentChanged, refresh()", onSignal(facade, &Telemetry::workspaceEnvironmentChanged), refresh);
    row("consentChanged, files that can't be watched", onSignal(facade, &Telemetry::consentChanged), fileChanges, 200,
        false);
    row("statusChanged, files that can't be watched", onSignal(facade, &Telemetry::statusChanged), fileChanges, 200,
        false);
    row("answered", onSignal(facade, &Telemetry::answered), no);
    row("answered, a yes", onSignal(facade, &Telemetry::answered), [](World *world) { say(world, both); });
    row("statusChanged, what was stored", onSignal(facade, &Telemetry::statusChanged), record);
    row("activityChanged, what was stored", onSignal(facade, &Telemetry::activityChanged), record);
    row("activityChanged, erase()", onSignal(facade, &Telemetry::activityChanged),
        [](World *world) { world->telemetry->erase(&world->context, [](const Erasure &) { }); });
    row("consentChanged, resetId()", onSignal(facade, &Telemetry::statusChanged),
        [](World *world) { world->telemetry->resetId(&world->context, [](const IdentityReset &) { }); });
    row("delivered", onSignal(facade, &Telemetry::delivered), record);
    row("problem, the receiver", onSignal(facade, &Telemetry::problem), record, 401);
    row("activityChanged, the receiver", onSignal(facade, &Telemetry::activityChanged), record, 401);
    // One that can't be saved is told, after the decision has changed.
    row("problem, a refusal that can't be recorded", onSignal(facade, &Telemetry::problem), [](World *world) {
        const QString folder = world->home->home().path(u".local/share/candor/consent.json"_s);
        QFile::remove(folder);
        world->home->home().write(u".local/share/candor/consent.json/in-the-way"_s, "x");
        say(world, {});
        world->refuseInSettings();
        world->telemetry->erase(&world->context, [](const Erasure &) { });
        world->telemetry->answer(both, Origin::Settings, u"en"_s);
        QObject::connect(world->telemetry, &Telemetry::answered, &world->context, [world] { delete world->telemetry; });
    });
}

void TestDeletedWithin::aSignal()
{
    QFETCH(Step, connect);
    QFETCH(Step, provoke);
    QFETCH(int, status);
    QFETCH(bool, watched);
    World world(status, watched);
    // What a refusing receiver says is told once, and that may be at the start.
    if (status != 200)
        connect(&world);
    // What the start brings is over.
    QTRY_VERIFY_WITH_TIMEOUT(!world.telemetry || (world.telemetry->refresh(), world.telemetry->status().accepted() > 0),
                             patience);
    if (status == 200)
        connect(&world);
    provoke(&world);
    QTRY_VERIFY_WITH_TIMEOUT(!world.telemetry, patience);
    QCoreApplication::processEvents(); // what was on its way to it
    QVERIFY(!world.logger->isUsageEnabled());
}

void TestDeletedWithin::aCallback_data()
{
    QTest::addColumn<Step>("call");
    const auto row = [](const char *name, const Step &call) { QTest::newRow(name) << call; };
    row("fetchActivity", [](World *world) {
        world->telemetry->fetchActivity({}, &world->context,
                                        [world](const auto &, const QString &) { delete world->telemetry; });
    });
    row("fetchActivity, after a no", [](World *world) {
        say(world, {});
        world->telemetry->fetchActivity({}, &world->context,
                                        [world](const auto &, const QString &) { delete world->telemetry; });
    });
    row("fetchEventNames", [](World *world) {
        world->telemetry->fetchEventNames(&world->context, [world](const QStringList &) { delete world->telemetry; });
    });
    row("deleteWaiting", [](World *world) {
        world->telemetry->deleteWaiting(1, u"x"_s, &world->context,
                                        [world](bool, const QString &) { delete world->telemetry; });
    });
    row("fetchCatalogue", [](World *world) {
        world->telemetry->fetchCatalogue(&world->context,
                                         [world](const auto &, const QString &) { delete world->telemetry; });
    });
    row("erase", [](World *world) {
        world->telemetry->erase(&world->context, [world](const Erasure &) { delete world->telemetry; });
    });
    row("resetId", [](World *world) {
        world->telemetry->resetId(&world->context, [world](const IdentityReset &) { delete world->telemetry; });
    });
    row("fetchDeletionRequest", [](World *world) {
        world->telemetry->fetchDeletionRequest(&world->context,
                                               [world](const DeletionRequest &) { delete world->telemetry; });
    });
    row("flush", [](World *world) {
        world->telemetry->track("note.opened", {{"format", "pdf"}});
        world->telemetry->flush(&world->context, [world](const FlushReport &) { delete world->telemetry; });
    });
    row("flush, a no", [](World *world) {
        world->telemetry->flush(&world->context, [world](const FlushReport &) { delete world->telemetry; });
        say(world, {});
    });
}

void TestDeletedWithin::aCallback()
{
    QFETCH(Step, call);
    World world(200);
    call(&world);
    QTRY_VERIFY_WITH_TIMEOUT(!world.telemetry, patience);
    QCoreApplication::processEvents();
}

void TestDeletedWithin::itsLogger()
{
    World world(200);
    bool heard = false;
    connect(world.logger.get(), &TelemetryLogger::enabledChanged, &world.context, [&] {
        heard = true;
        world.logger.reset();
    });
    say(&world, {});
    QTRY_VERIFY_WITH_TIMEOUT(heard, patience);
    QVERIFY(!world.telemetry->isAllowed());
}

void TestDeletedWithin::itsObserver()
{
    World world(200);
    QNetworkAccessManager manager;
    auto observer = std::make_unique<RequestObserver>(world.telemetry, &manager, QList<QUrl>{world.server.url()});
    connect(world.telemetry, &Telemetry::consentChanged, &world.context, [&] {
        observer.reset();
        delete world.telemetry;
    });
    say(&world, {});
    QTRY_VERIFY_WITH_TIMEOUT(!world.telemetry, patience);
}

QTEST_GUILESS_MAIN(TestDeletedWithin)

#include "tst_deletedwithin.moc"
