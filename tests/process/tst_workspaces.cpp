// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What an application hands on to the programs it starts, and what these make of it: real processes, with the home
// folder of the application and with one of their own.

#include "candor/telemetry.h"
#include "support/identityworld.h"
#include "system/folderlock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms

using Workspaces = IdentityWorld::Workspaces;

const QString idName = u"CANDOR_ANONYMOUS_ID"_s;
const QString recipientName = u"CANDOR_ANONYMOUS_ID_FOR"_s;
const QString dateName = u"CANDOR_ANONYMOUS_ID_DATE"_s;
const QString switchName = u"CANDOR_TELEMETRY"_s;

bool agree(const TelemetryOptions &options, Categories categories = Category::Usage | Category::Errors)
{
    return TelemetryContext(options.data()).answer({categories, Origin::CommandLine, u"en"_s}).ok;
}

bool answer(Telemetry *telemetry, Categories categories)
{
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer(categories, Origin::Settings, u"en"_s);
    return answered.wait(patience) && answered.at(0).at(0).toBool();
}

/// Runs a program in \a environment and reads what it says.
QJsonObject run(const QProcessEnvironment &environment, const QStringList &arguments = {})
{
    QProcess child;
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QStringLiteral(CANDOR_WORKSPACE_CHILD), arguments);
    if (!child.waitForFinished(patience))
        qFatal("the child did not end");
    return QJsonDocument::fromJson(child.readAllStandardOutput()).object();
}

/// An application, and what stands between it and its workspaces.
struct Host
{
    explicit Host(Identity identity, Workspaces workspaces)
        : world(workspaces)
        , mode(identity)
        , environment(world.environment(identity))
    {
    }

    IdentityWorld world;
    Identity mode;
    QProcessEnvironment environment;
    std::unique_ptr<Telemetry> telemetry;

    [[nodiscard]] TelemetryOptions options() const
    {
        TelemetryOptions result = IdentityWorld::optionsFrom(environment);
        Directories directories = result.data().directories;
        directories.managed = {world.home().path(u"managed"_s)};
        result.data().directories = directories;
        result.setStartPatience(std::chrono::minutes(1));
        return result;
    }
    void start() { telemetry = std::make_unique<Telemetry>(options()); }
    /// Started, and agreed to before.
    void startAgreed(Categories categories = Category::Usage | Category::Errors)
    {
        if (!agree(options(), categories))
            qFatal("not agreed");
        start();
        if (!QTest::qWaitFor([this] { return !telemetry->status().anonymousId().isEmpty() || !telemetry->isAllowed(); },
                             patience))
            qFatal("no id");
    }
};

/// A no that can't be written; the yes stays on disk.
void refuseUnsaved(const Host &host)
{
    QString error;
    const TelemetryStatus &status = host.telemetry->status();
    // For longer than a person waits.
    const auto answers = FolderLock::acquire(QFileInfo(status.consentFile()).path(), 5s, &error);
    QVERIFY2(answers.has_value(), qPrintable(error));
    std::optional<FolderLock> settings;
    if (QFileInfo(status.settingsFile()).path() != QFileInfo(status.consentFile()).path()) {
        settings = FolderLock::acquire(QFileInfo(status.settingsFile()).path(), 5s, &error);
        QVERIFY2(settings.has_value(), qPrintable(error));
    }
    QSignalSpy answered(host.telemetry.get(), &Telemetry::answered);
    host.telemetry->answer({}, Origin::Settings, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY(!answered.at(0).at(0).toBool());
    QVERIFY(TelemetryContext(host.options().data()).consent().read().verdict.allowed);
}

enum class Handed { Refusal, Id, Nothing };

} // namespace

class TestWorkspaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("QT_LOGGING_RULES", "candor.*=false"); }

    void handsOn_data()
    {
        using Prepare = std::function<void(Host &)>;
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<Workspaces>("workspaces");
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<Handed>("handed");
        QTest::addColumn<bool>("doNotTrack");
        const auto row = [](const char *name, Identity mode, Workspaces workspaces, Handed handed,
                            const Prepare &prepare, bool doNotTrack = false) {
            QTest::newRow(name) << mode << workspaces << prepare << handed << doNotTrack;
        };
        const auto refused = [&row](const char *name, const Prepare &prepare, bool doNotTrack = false) {
            row(name, Identity::Stable, Workspaces::Mentioned, Handed::Refusal, prepare, doNotTrack);
        };
        const Prepare agreed = [](Host &host) { host.startAgreed(); };
        row("agreed, stable", Identity::Stable, Workspaces::Mentioned, Handed::Id, agreed);
        row("agreed, daily", Identity::Daily, Workspaces::Mentioned, Handed::Id, agreed);
        row("agreed, none", Identity::None, Workspaces::Mentioned, Handed::Nothing, agreed);
        row("agreed, stable, and the notice does not say so", Identity::Stable, Workspaces::NotMentioned,
            Handed::Nothing, agreed);
        row("agreed, daily, and the notice does not say so", Identity::Daily, Workspaces::NotMentioned, Handed::Nothing,
            agreed);
        row("agreed to errors alone", Identity::Stable, Workspaces::Mentioned, Handed::Id,
            [](Host &host) { host.startAgreed(Category::Errors); });
        row("agreed, after a no", Identity::Stable, Workspaces::Mentioned, Handed::Id, [](Host &host) {
            QVERIFY(agree(host.options(), {}));
            host.startAgreed();
        });
        row("agreed, in a window", Identity::Daily, Workspaces::Mentioned, Handed::Id, [](Host &host) {
            host.start();
            QVERIFY(answer(host.telemetry.get(), Category::Usage));
            QTRY_VERIFY_WITH_TIMEOUT(!host.telemetry->status().anonymousId().isEmpty(), patience);
        });
        row("agreed, and the environment says 1", Identity::Stable, Workspaces::Mentioned, Handed::Id, [](Host &host) {
            host.environment.insert(switchName, u"1"_s);
            host.startAgreed();
        });
        refused("nobody has answered", [](Host &host) { host.start(); });
        refused("a no from before", [](Host &host) {
            QVERIFY(agree(host.options(), {}));
            host.start();
        });
        refused("a no that is being saved", [](Host &host) {
            host.startAgreed();
            host.telemetry->answer({}, Origin::Settings, u"en"_s); // and nobody waits
        });
        refused("a no that was saved", [](Host &host) {
            host.startAgreed();
            QVERIFY(answer(host.telemetry.get(), {}));
        });
        refused("a no of another process, a moment ago", [](Host &host) {
            host.startAgreed();
            QVERIFY(agree(host.options(), {}));
        });
        refused("a false in settings.json", [](Host &host) {
            host.startAgreed();
            const QString path = host.telemetry->status().settingsFile();
            host.world.home().write(QDir(host.world.home().path()).relativeFilePath(path),
                                    "{\n  \"telemetry.enabled\": false\n}");
        });
        refused("an administrator", [](Host &host) {
            host.startAgreed();
            host.world.home().write(u"managed/default-settings.json"_s, "{\"telemetry.enabled\": false}");
            host.world.home().write(u"managed/locked.json"_s, "{\"locked\": [\"telemetry.enabled\"]}");
        });
        refused(
            "DO_NOT_TRACK",
            [](Host &host) {
                QVERIFY(agree(host.options()));
                host.environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
                host.start();
            },
            true);
        refused("CANDOR_TELEMETRY=0", [](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(switchName, u"0"_s);
            host.start();
        });
        refused("CANDOR_TELEMETRY=maybe", [](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(switchName, u"maybe"_s);
            host.start();
        });
        refused("continuous integration", [](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(u"GITHUB_ACTIONS"_s, u"true"_s);
            host.start();
        });
        refused("another notice", [](Host &host) {
            QVERIFY(agree(host.options()));
            QJsonObject notice = QJsonDocument::fromJson(host.world.home().read(u"notice.json"_s)).object();
            notice.insert(u"version"_s, notice.value(u"version"_s).toInt() + 1);
            host.world.home().write(u"notice.json"_s, QJsonDocument(notice).toJson());
            host.start();
            QVERIFY2(host.telemetry->notice(), qPrintable(host.telemetry->noticeProblem()));
        });
        refused("a notice that can't be read", [](Host &host) {
            QVERIFY(agree(host.options()));
            host.world.home().write(u"notice.json"_s, "{");
            host.start();
        });
        refused("a consent.json that can't be read", [](Host &host) {
            host.startAgreed();
            const QString path = host.telemetry->status().consentFile();
            host.world.home().write(QDir(host.world.home().path()).relativeFilePath(path), "{");
        });
        refused("an id from outside, and a no", [](Host &host) {
            host.environment.insert(idName, u"0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d"_s);
            QVERIFY(agree(host.options(), {}));
            host.start();
        });
    }
    void handsOn()
    {
        QFETCH(Identity, mode);
        QFETCH(Workspaces, workspaces);
        QFETCH(std::function<void(Host &)>, prepare);
        QFETCH(Handed, handed);
        QFETCH(bool, doNotTrack);
        Host host(mode, workspaces);
        prepare(host);
        const ChildEnvironment given = host.telemetry->environmentForWorkspace();
        const QString id = host.telemetry->status().anonymousId();

        const QMap<QString, QString> variables = given.variables();
        QCOMPARE(variables.value(switchName), handed == Handed::Refusal ? u"0"_s : QString());
        QCOMPARE(variables.value(u"DO_NOT_TRACK"_s), doNotTrack ? u"1"_s : QString());
        QCOMPARE(variables.contains(idName), handed == Handed::Id);
        QCOMPARE(variables.contains(recipientName), handed == Handed::Id);
        QCOMPARE(variables.contains(dateName), handed == Handed::Id && mode == Identity::Daily);
        if (handed == Handed::Id)
            QCOMPARE(variables.value(idName), id);
        // Never a yes: only zeros.
        QVERIFY(!variables.contains(switchName) || variables.value(switchName) == "0"_L1);
        QCOMPARE(variables.size(),
                 handed == Handed::Refusal       ? 1 + int(doNotTrack)
                     : handed == Handed::Nothing ? 0
                                                 : 2 + int(mode == Identity::Daily));

        // A workspace with a home of its own, and an environment in which others have left something.
        const IdentityWorld workspace(workspaces);
        QProcessEnvironment environment = workspace.environment(mode);
        environment.insert(idName, u"ffffffff-ffff-4fff-bfff-ffffffffffff"_s);
        given.applyTo(&environment);
        QCOMPARE(environment.contains(idName), handed == Handed::Id);
        const QJsonObject unasked = run(environment);
        QCOMPARE(unasked.value("allowed"_L1), QJsonValue(false)); // a yes is nothing that can be handed on
        QVERIFY(!workspace.home().exists(QLatin1StringView(IdentityWorld::applicationFolder) + u"/anonymousId"_s));
        QVERIFY(id.isEmpty() || !workspace.allBytes().contains(id.toLatin1()));

        QVERIFY(agree(workspace.options(mode)));
        const QJsonObject asked = run(environment);
        QCOMPARE(asked.value("allowed"_L1).toBool(), handed != Handed::Refusal);
        QCOMPARE(asked.value("rule"_L1).toString(),
                 handed != Handed::Refusal ? u"person"_s
                     : doNotTrack          ? u"DO_NOT_TRACK"_s
                                           : switchName);
        QCOMPARE(asked.value("given"_L1).toBool(), handed == Handed::Id);
        QCOMPARE(asked.value("problem"_L1).toString(), QString());
        if (handed == Handed::Id) {
            QCOMPARE(asked.value("recorded"_L1).toString(), id);
            QCOMPARE(asked.value("shown"_L1).toString(), id);
            QCOMPARE(asked.value("file"_L1).toString(), QString());
            // Kept in records alone.
            for (const QString &name : workspace.home().everything())
                QVERIFY2(name.contains("/events"_L1) || !workspace.home().read(name).contains(id.toLatin1()),
                         qPrintable(name));
        } else if (handed == Handed::Nothing) {
            QVERIFY(asked.value("recorded"_L1).toString() != id);
            QVERIFY(!asked.value("recorded"_L1).toString().isEmpty());
        }
    }

    void anIdOfYesterdayIsNotUsedToday()
    {
        const IdentityWorld world;
        QVERIFY(agree(world.options(Identity::Daily)));
        const QString id = u"0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d"_s;
        QProcessEnvironment environment = world.environment(Identity::Daily);
        environment.insert(idName, id);
        environment.insert(recipientName,
                           GivenIdentity::recipientDigest(world.options(Identity::Daily).destination().fingerprint()));
        environment.insert(dateName, QDateTime::currentDateTimeUtc().addDays(-1).date().toString(Qt::ISODate));
        const QJsonObject said = run(environment);
        QVERIFY(!said.value("recorded"_L1).toString().isEmpty());
        QVERIFY(said.value("recorded"_L1).toString() != id);
        QCOMPARE(said.value("shown"_L1), said.value("recorded"_L1));
    }

    void whatIsNoIdIsReported()
    {
        const IdentityWorld world;
        QVERIFY(agree(world.options(Identity::Stable)));
        QProcessEnvironment environment = world.environment(Identity::Stable);
        environment.insert(idName, u"jane@acme.example"_s);
        environment.insert(recipientName,
                           GivenIdentity::recipientDigest(world.options(Identity::Stable).destination().fingerprint()));
        const QJsonObject said = run(environment);
        QVERIFY(said.value("problem"_L1).toString().contains(idName));
        QVERIFY(!QUuid::fromString(said.value("recorded"_L1).toString()).isNull());
        QVERIFY(!world.allBytes().contains("jane"));
    }

    void tellsWhenToHandOnAnew()
    {
        ChildEnvironment told;
        Host host(Identity::Daily, Workspaces::Mentioned);
        host.start();
        QSignalSpy changed(host.telemetry.get(), &Telemetry::workspaceEnvironmentChanged);
        QSignalSpy decided(host.telemetry.get(), &Telemetry::consentChanged);
        ChildEnvironment last = host.telemetry->environmentForWorkspace();
        connect(host.telemetry.get(), &Telemetry::workspaceEnvironmentChanged, this,
                [&] { told = host.telemetry->environmentForWorkspace(); });
        const auto hasChanged = [&] { return host.telemetry->environmentForWorkspace() != last; };
        QVERIFY(answer(host.telemetry.get(), Category::Usage));
        QTRY_VERIFY_WITH_TIMEOUT(host.telemetry->environmentForWorkspace().variables().contains(idName), patience);
        QVERIFY(hasChanged());
        // The refusal is over; the id is known, which may be at once.
        QTRY_VERIFY_WITH_TIMEOUT(told == host.telemetry->environmentForWorkspace(), patience);
        QVERIFY(changed.size() == 1 || changed.size() == 2);
        QCOMPARE(decided.size(), 1);
        last = host.telemetry->environmentForWorkspace();
        changed.clear();
        QVERIFY(answer(host.telemetry.get(), Category::Usage | Category::Errors)); // the same environment
        host.telemetry->refresh();
        QVERIFY(!hasChanged());
        QCOMPARE(changed.size(), 0);
        QVERIFY(agree(host.options(), {})); // another process
        QVERIFY(hasChanged()); // at once
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience); // and told by itself
        QCOMPARE(decided.size(), 3);
    }

    // --- programs that share the home folder ------------------------------------------------------------------------

    void childrenOfTheSameHome_data()
    {
        using Prepare = std::function<void(Host &)>;
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<bool>("refused"); // is anything handed on?
        QTest::addColumn<bool>("allowed"); // of the child
        QTest::newRow("agreed") << Prepare([](Host &host) { host.startAgreed(); }) << false << true;
        QTest::newRow("nobody has answered") << Prepare([](Host &host) { host.start(); }) << false << false;
        QTest::newRow("a no that was saved") << Prepare([](Host &host) {
            host.startAgreed();
            QVERIFY(answer(host.telemetry.get(), {}));
        }) << false << false;
        QTest::newRow("a no that can't be saved") << Prepare([](Host &host) {
            host.startAgreed();
            refuseUnsaved(host);
        }) << true << false;
        QTest::newRow("refused by the environment of the host alone") << Prepare([](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(u"DO_NOT_TRACK"_s, u"1"_s);
            host.start();
        }) << true << false;
        QTest::newRow("continuous integration, for the host alone") << Prepare([](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(u"CI"_s, u"1"_s);
            host.start();
        }) << true << false;
        QTest::newRow("CANDOR_TELEMETRY=off, for the host alone") << Prepare([](Host &host) {
            QVERIFY(agree(host.options()));
            host.environment.insert(switchName, u"off"_s);
            host.start();
        }) << true << false;
    }
    void childrenOfTheSameHome()
    {
        QFETCH(std::function<void(Host &)>, prepare);
        QFETCH(bool, refused);
        QFETCH(bool, allowed);
        Host host(Identity::Stable, Workspaces::Mentioned);
        prepare(host);
        const QMap<QString, QString> workspace = host.telemetry->environmentForWorkspace().variables();
        QCOMPARE(workspace.value(switchName), allowed ? QString() : u"0"_s);
        QCOMPARE(workspace.contains(idName), allowed);
        const ChildEnvironment given = host.telemetry->environmentForChild();
        QCOMPARE(given.variables(),
                 (refused ? QMap<QString, QString>{{switchName, u"0"_s}} : QMap<QString, QString>()));
        QProcessEnvironment environment = host.world.environment(host.mode);
        given.applyTo(&environment);
        const QJsonObject said = run(environment);
        QCOMPARE(said.value("allowed"_L1).toBool(), allowed);
        QCOMPARE(said.value("rule"_L1).toString() == switchName, refused);
        if (allowed) {
            QCOMPARE(said.value("recorded"_L1).toString(), host.telemetry->status().anonymousId());
            QVERIFY(said.value("file"_L1).toString().endsWith(u"org.acme.notes/anonymousId"_s));
        }
    }

    // --- a program that is killed -----------------------------------------------------------------------------------

    void whatTheDeadLeaveIsAdopted_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<bool>("same"); // the dead one's records, and the adopter's
        QTest::newRow("stable") << Identity::Stable << true;
        QTest::newRow("daily") << Identity::Daily << true;
        QTest::newRow("none") << Identity::None << false;
    }
    void whatTheDeadLeaveIsAdopted()
    {
        QFETCH(Identity, mode);
        QFETCH(bool, same);
        const IdentityWorld world;
        const QDate before = QDateTime::currentDateTimeUtc().date();
        QVERIFY(agree(world.options(mode)));
        (void)run(world.environment(mode), {u"kill"_s});
        (void)run(world.environment(mode), {u"kill"_s});
        const QJsonObject adopter = run(world.environment(mode));
        const TelemetryContext context(world.options(mode).data());
        const auto opened = context.records().open(EventStore::Mode::ReadOnly);
        QVERIFY(opened.store);
        const auto events = opened.store->view().events({});
        QVERIFY(events);
        QMap<QString, int> ids;
        for (const StoredEvent &event : *events) {
            if (event.name == "test.counted")
                ++ids[QJsonDocument::fromJson(QByteArray::fromStdString(event.body))["distinct_id"_L1].toString()];
        }
        if (QDateTime::currentDateTimeUtc().date() != before && mode == Identity::Daily)
            return; // midnight came in between, and the days differ
        int counted = 0;
        for (const int each : ids)
            counted += each;
        QCOMPARE(counted, 5); // twice two, and the adopter's own
        QVERIFY(ids.contains(adopter.value("shown"_L1).toString()));
        if (same)
            QCOMPARE(ids.size(), 1);
        else
            QCOMPARE(ids.value(adopter.value("shown"_L1).toString()), 1);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaces)
#include "tst_workspaces.moc"
