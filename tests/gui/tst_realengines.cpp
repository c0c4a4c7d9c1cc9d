// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The page of engines over Podman and Docker themselves, and what is recorded of them. Where an engine can't start, its
// row says so in the engine's words; a played one goes through the same. CANDOR_TEST_ENGINES (words between spaces)
// names those that must start.

#include "candor/telemetry.h"
#include "engines/enginereports.h"
#include "page/messagebar.h"
#include "resources/containermodel.h"
#include "resources/resourcespage.h"
#include "settings/settingswindow.h"
#include "support/fakeengine.h"
#include "support/realengine.h"
#include "support/recordingworld.h"

#include <QComboBox>
#include <QDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms

/// An engine, and somebody who uses it elsewhere.
class Stage
{
public:
    virtual ~Stage() = default;

    /// Where it can't start, why.
    [[nodiscard]] virtual QString start() = 0;
    [[nodiscard]] virtual QString address() const = 0;
    /// One that runs for a while when it is started, or one whose program is not there.
    [[nodiscard]] virtual bool create(const QString &name, bool canStart = true) = 0;
    [[nodiscard]] virtual bool startContainer(const QString &name) = 0;
    [[nodiscard]] virtual bool remove(const QString &name) = 0;
    [[nodiscard]] virtual bool isRunning(const QString &name) = 0;
    [[nodiscard]] virtual bool isThere(const QString &name) = 0;
    /// The service ends without a word, and is started again.
    [[nodiscard]] virtual bool kill() = 0;
    [[nodiscard]] virtual bool bringBack() = 0;
};

class RealStage final : public Stage
{
public:
    explicit RealStage(RealEngine::Kind kind)
        : m_engine(kind)
    {
    }

    QString start() override { return m_engine.start() ? QString() : m_engine.problem(); }
    QString address() const override { return m_engine.address(); }
    bool create(const QString &name, bool canStart) override
    {
        // The shell goes when it is told to, and by itself if nobody is there any more.
        const QStringList program = canStart ? QStringList{u"sh"_s, u"-c"_s, u"trap 'exit 0' TERM; sleep 300 & wait"_s}
                                             : QStringList{u"/opt/kestrel-tool"_s};
        return done(QStringList{u"create"_s, u"--network"_s, u"none"_s, u"--name"_s, name, m_engine.image()} + program);
    }
    bool startContainer(const QString &name) override { return done({u"start"_s, name}); }
    bool remove(const QString &name) override { return done({u"rm"_s, u"--force"_s, name}); }
    bool isRunning(const QString &name) override
    {
        return m_engine.run({u"inspect"_s, u"--format"_s, u"{{.State.Running}}"_s, name}) == u"true"_s;
    }
    bool isThere(const QString &name) override
    {
        const auto names = m_engine.run({u"ps"_s, u"--all"_s, u"--format"_s, u"{{.Names}}"_s});
        return names && names->split(u'\n').contains(name);
    }
    bool kill() override { return m_engine.kill(); }
    bool bringBack() override { return m_engine.start(); }

private:
    bool done(const QStringList &words)
    {
        if (m_engine.run(words))
            return true;
        qWarning("%s", qUtf8Printable(m_engine.problem()));
        return false;
    }

    RealEngine m_engine;
};

class PlayedStage final : public Stage
{
public:
    QString start() override { return {}; }
    QString address() const override { return m_engine.address(); }
    bool create(const QString &name, bool canStart) override
    {
        m_engine.addContainer(name, u"created"_s, m_image);
        m_engine.happen(u"container"_s, u"create"_s, {{u"name"_s, name}, {u"image"_s, m_image}});
        if (!canStart)
            m_engine.failNextAction(500, u"runc: \"/opt/kestrel-tool\": no such file or directory"_s);
        return true;
    }
    bool startContainer(const QString &name) override { return act(ContainerAction::Start, name); }
    bool remove(const QString &name) override { return act(ContainerAction::Remove, name); }
    bool isRunning(const QString &name) override { return m_engine.stateOf(name) == u"running"_s; }
    bool isThere(const QString &name) override { return !m_engine.stateOf(name).isEmpty(); }
    bool kill() override
    {
        m_engine.stop();
        return true;
    }
    bool bringBack() override { return m_engine.start(); }

private:
    bool act(ContainerAction action, const QString &name)
    {
        EngineAddress address;
        address.socket = m_engine.path();
        Engine outside(address, effectiveUser(), {});
        outside.ask();
        std::optional<bool> done;
        QObject::connect(&outside, &Engine::settled, &outside,
                         [&] { outside.perform(action, m_engine.idOf(name), true); });
        QObject::connect(&outside, &Engine::performed, &outside,
                         [&done](const ContainerResult &result) { done = result.success; });
        return QTest::qWaitFor([&done] { return done.has_value(); }, patience) && *done;
    }

    QString m_image = u"registry.kestrel.example/hedwig/billing:7-ottilie"_s;
    FakeEngine m_engine{FakeEngine::Kind::Podman};
};

using MakeStage = std::unique_ptr<Stage> (*)();

/// The app with one engine, its page before it, and a yes.
class World
{
public:
    explicit World(MakeStage make)
        : stage(make())
        , telemetry(std::in_place, m_recording.options())
    {
    }

    /// Where the engine can't start, why.
    [[nodiscard]] QString start() { return stage->start(); }
    [[nodiscard]] bool open()
    {
        // The routes of requests come out of the catalogue, which this reads after them.
        bool isRead = false;
        telemetry->fetchCatalogue(
            &window, [&isRead](const std::shared_ptr<const Catalogue> &, const QString &) { isRead = true; });
        EngineSearch search{QProcessEnvironment(), m_recording.home().directories(), EngineSearch::current(),
                            u"/nowhere"_s};
        search.environment.insert(u"CONTAINER_HOST"_s, stage->address());
        EngineTimes times;
        times.answer = times.list = times.action = std::chrono::milliseconds(patience);
        times.firstRetry = times.lastRetry = 50ms;
        engines.emplace(search, times);
        reports.emplace(&*engines, &*telemetry, "window");
        page = new ResourcesPage(&*engines);
        window.addPage(u"settings"_s, u"resources"_s, page);
        window.showPage(u"resources"_s);
        window.show();
        return QTest::qWaitForWindowActive(&window)
            && QTest::qWaitFor([this, &isRead] { return isRead && isLive(); }, patience);
    }
    [[nodiscard]] const EngineFacts &facts() const { return engines->list().constFirst()->facts(); }
    [[nodiscard]] bool isLive() const { return facts().isLive && facts().counts.running.has_value(); }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"containerTable"_s); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    /// Of the container; empty where the page has none of the name.
    [[nodiscard]] QString stateOf(const QString &name) const
    {
        const int row = rowOf(name);
        return row < 0 ? QString() : table()->model()->index(row, ContainerModel::StateColumn).data().toString();
    }
    /// By the button, as soon as it can be used.
    [[nodiscard]] bool press(const QString &button, const QString &container)
    {
        return QTest::qWaitFor(
            [&] {
                table()->setCurrentIndex(table()->model()->index(rowOf(container), 0));
                if (!find<QPushButton>(button)->isEnabled())
                    return false;
                find<QPushButton>(button)->click();
                return true;
            },
            patience);
    }
    [[nodiscard]] QString engineState() const { return find<QWidget>(u"engineState"_s)->accessibleName(); }
    [[nodiscard]] QString shown(int index) const { return find<QComboBox>(u"containersShown"_s)->itemText(index); }
    [[nodiscard]] MessageBar *message() const { return find<MessageBar>(u"resourcesMessage"_s); }

    /// Ends the app. \returns all it has recorded, the oldest first.
    [[nodiscard]] std::vector<StoredEvent> finish()
    {
        window.hide();
        reports.reset();
        engines.reset();
        telemetry.reset();
        m_recording.recover();
        std::vector<StoredEvent> events = m_recording.events();
        std::reverse(events.begin(), events.end());
        return events;
    }

private:
    [[nodiscard]] int rowOf(const QString &name) const
    {
        for (int row = 0; row < rows(); ++row) {
            if (table()->model()->index(row, ContainerModel::NameColumn).data().toString() == name)
                return row;
        }
        return -1;
    }

    RecordingWorld m_recording;

public:
    std::unique_ptr<Stage> stage;
    std::optional<Telemetry> telemetry;
    std::optional<Engines> engines;
    std::optional<EngineReports> reports;
    SettingsWindow window;
    ResourcesPage *page = nullptr;
};

/// Removes what the page has asked about, once that is confirmed.
bool confirm(const World &world)
{
    const QPointer<QDialog> question = world.find<QDialog>(u"removalDialog"_s);
    if (!question)
        return false;
    question->findChild<QPushButton *>(u"removalConfirmButton"_s)->click();
    return QTest::qWaitFor([&question] { return !question; }, patience);
}

void rows()
{
    QTest::addColumn<MakeStage>("make");
    QTest::newRow("played") << MakeStage([]() -> std::unique_ptr<Stage> { return std::make_unique<PlayedStage>(); });
    QTest::newRow("podman") << MakeStage(
        []() -> std::unique_ptr<Stage> { return std::make_unique<RealStage>(RealEngine::Kind::Podman); });
    QTest::newRow("docker") << MakeStage(
        []() -> std::unique_ptr<Stage> { return std::make_unique<RealStage>(RealEngine::Kind::Docker); });
}

} // namespace

Q_DECLARE_METATYPE(MakeStage)

/// A World, with its page open. The one place where a row may be left out: with the engine's reason.
#define OPEN_WORLD(world)                                                                                              \
    QFETCH(MakeStage, make);                                                                                           \
    World world(make);                                                                                                 \
    if (const QString problem = world.start(); !problem.isEmpty()) {                                                   \
        const QString engine = QString::fromLatin1(QTest::currentDataTag());                                           \
        QVERIFY2(!qEnvironmentVariable("CANDOR_TEST_ENGINES").split(u' ').contains(engine), qPrintable(problem));      \
        QSKIP(qPrintable(problem));                                                                                    \
    }                                                                                                                  \
    QVERIFY(world.open())

class RealEnginesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void followsWhatIsDoneElsewhere_data() { rows(); }
    void followsWhatIsDoneElsewhere()
    {
        OPEN_WORLD(world);
        QVERIFY2(world.engineState().endsWith(": Connected"_L1), qPrintable(world.engineState()));
        QCOMPARE(world.rows(), 0);
        const QString name = u"anneliese-web"_s;
        QVERIFY(world.stage->create(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(name), u"Created"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.shown(0), u"All (1)"_s, patience);
        QCOMPARE(world.shown(1), u"Running (0)"_s);
        QVERIFY(world.stage->startContainer(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(name), u"Running"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.shown(1), u"Running (1)"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.facts().counts.running, std::optional<qsizetype>(1), patience);
        QVERIFY(world.stage->remove(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.rows(), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.shown(0), u"All (0)"_s, patience);
    }

    void actsByItsButtonsAndRecordsNoName_data() { rows(); }
    void actsByItsButtonsAndRecordsNoName()
    {
        OPEN_WORLD(world);
        const QString web = u"anneliese-web"_s;
        QVERIFY(world.stage->create(web));
        QVERIFY(world.press(u"startContainer"_s, web));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(web), u"Running"_s, patience);
        QVERIFY(world.stage->isRunning(web));
        QVERIFY(world.press(u"restartContainer"_s, web));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(web), u"Running"_s, patience);
        QVERIFY(world.press(u"stopContainer"_s, web));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(web), u"Stopped"_s, patience);
        QVERIFY(!world.stage->isRunning(web));
        QTRY_COMPARE_WITH_TIMEOUT(world.shown(2), u"Stopped (1)"_s, patience);

        QVERIFY(world.press(u"removeContainer"_s, web));
        QTest::keyClick(world.find<QDialog>(u"removalDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!world.find<QDialog>(u"removalDialog"_s), patience);
        QVERIFY(world.stage->isThere(web));
        QVERIFY(world.press(u"removeContainer"_s, web));
        QVERIFY(confirm(world));
        QTRY_COMPARE_WITH_TIMEOUT(world.rows(), 0, patience);
        QVERIFY(!world.stage->isThere(web));
        QVERIFY(!world.message()->isVisible());

        // One that can't start: the engine says why.
        const QString broken = u"anneliese-broken"_s;
        QVERIFY(world.stage->create(broken, false));
        QVERIFY(world.press(u"startContainer"_s, broken));
        QTRY_VERIFY_WITH_TIMEOUT(world.message()->isVisible(), patience);
        const QString text = world.message()->text();
        QVERIFY2(text.contains(broken), qPrintable(text));
        QVERIFY2(text.contains("kestrel-tool\": "_L1) && text.contains("no such file or directory"_L1),
                 qPrintable(text));
        QVERIFY(world.find<QPushButton>(u"tryActionAgain"_s)->isVisible());
        QVERIFY(!world.find<QPushButton>(u"forceRemoval"_s)->isVisible());
        QVERIFY(!world.stage->isRunning(broken));

        const QString id = world.facts().containers.constFirst().id;
        const QString folder = world.stage->address().section(u'/', -2, -2);
        const std::vector<StoredEvent> events = world.finish();
        QHash<QString, int> numbers;
        QSet<QString> happened;
        QString failure;
        for (const StoredEvent &event : events) {
            const QByteArray body = QByteArray::fromStdString(event.body);
            const QJsonObject properties = QJsonDocument::fromJson(body).object().value("properties"_L1).toObject();
            ++numbers[QString::fromStdString(event.name)];
            happened.insert(properties.value("event"_L1).toString());
            failure += properties.value("error"_L1).toObject().value("message"_L1).toString();
            for (const QString &name :
                 {u"anneliese"_s, u"kestrel"_s, u"hedwig"_s, u"billing"_s, u"ottilie"_s, id, id.left(12), folder})
                QVERIFY2(!body.toLower().contains(name.toLower().toUtf8()), body.constData());
        }
        QCOMPARE(numbers.value(u"engine.connected"_s), 1);
        QCOMPARE(numbers.value(u"container.started"_s), 2);
        QCOMPARE(numbers.value(u"container.restarted"_s), 1);
        QCOMPARE(numbers.value(u"container.stopped"_s), 1);
        QCOMPARE(numbers.value(u"container.removed"_s), 1);
        QCOMPARE(numbers.value(u"request.completed"_s), 5);
        for (const QString &event :
             {u"container_created"_s, u"container_started"_s, u"container_stopped"_s, u"container_removed"_s})
            QVERIFY2(happened.contains(event), qPrintable(event));
        QVERIFY2(failure.contains("no such file or directory"_L1), qPrintable(failure));
    }

    void removesWhatRunsOnlyByForce_data() { rows(); }
    void removesWhatRunsOnlyByForce()
    {
        OPEN_WORLD(world);
        const QString name = u"anneliese-web"_s;
        QVERIFY(world.stage->create(name) && world.stage->startContainer(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(name), u"Running"_s, patience);
        QVERIFY(world.press(u"removeContainer"_s, name));
        QVERIFY(confirm(world));
        QTRY_VERIFY_WITH_TIMEOUT(world.message()->isVisible(), patience);
        QVERIFY(world.stage->isRunning(name));
        QVERIFY2(world.find<QPushButton>(u"forceRemoval"_s)->isVisible(), qPrintable(world.message()->text()));
        world.find<QPushButton>(u"forceRemoval"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(world.rows(), 0, patience);
        QVERIFY(!world.stage->isThere(name));
    }

    void goesAwayAndComesBack_data() { rows(); }
    void goesAwayAndComesBack()
    {
        OPEN_WORLD(world);
        const QString name = u"anneliese-web"_s;
        QVERIFY(world.stage->create(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.rows(), 1, patience);
        QVERIFY(world.stage->kill());
        QTRY_VERIFY_WITH_TIMEOUT(world.engineState().endsWith(": Not running"_L1), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.rows(), 0, patience);
        QVERIFY(world.stage->bringBack());
        QTRY_VERIFY_WITH_TIMEOUT(world.engineState().endsWith(": Connected"_L1), patience);
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(name), u"Created"_s, patience);
        // It is followed as before.
        QTRY_VERIFY_WITH_TIMEOUT(world.isLive(), patience);
        QVERIFY(world.stage->startContainer(name));
        QTRY_COMPARE_WITH_TIMEOUT(world.stateOf(name), u"Running"_s, patience);
    }
};

QTEST_MAIN(RealEnginesTest)
#include "tst_realengines.moc"
