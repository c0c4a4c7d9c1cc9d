// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A home folder on a disk that does not answer: the thread of the window asks it for nothing, and goes on.

#include "candor/telemetry.h"
#include "candor/telemetrypagecontroller.h"
#include "support/hangingfolder.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms, on a loaded machine
constexpr auto both = Category::Usage | Category::Errors;
const QString settings = u".local/share/containers/podman-desktop/configuration/settings.json"_s;

struct World
{
    ScriptedServer server;
    TemporaryHome home;
    TelemetryOptions options = appOptions(home, QUrl(u"http://localhost:9"_s));

    explicit World(std::optional<Categories> answered = std::nullopt)
    {
        options.setStartPatience(20ms);
        if (!answered)
            return;
        const Consent::Result result = TelemetryContext(options.data()).answer({*answered, Origin::Prompt, u"en"_s});
        if (!result.ok)
            qFatal("%s", qUtf8Printable(result.error));
    }
    [[nodiscard]] std::string path() const { return home.path().toStdString(); }
};

/// The event loop goes round.
bool isAlive()
{
    bool ticked = false;
    QTimer::singleShot(0, QCoreApplication::instance(), [&ticked] { ticked = true; });
    return QTest::qWaitFor([&ticked] { return ticked; }, patience);
}

QByteArray text(const std::vector<std::string> &calls)
{
    QByteArray result;
    for (const std::string &call : calls)
        result.append(call.c_str()).append('\n');
    return result;
}

} // namespace

#define NOTHING_WAS_ASKED(folder) QVERIFY2((folder).calls().empty(), text((folder).calls()).constData())

class TestHangingHome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDecisionIsReadLater_data()
    {
        QTest::addColumn<std::optional<Categories>>("answered");
        QTest::newRow("nobody answered") << std::optional<Categories>();
        QTest::newRow("a yes") << std::optional<Categories>(both);
        QTest::newRow("a no") << std::optional<Categories>(Categories());
    }

    void theDecisionIsReadLater()
    {
        QFETCH(std::optional<Categories>, answered);
        World world(answered);
        HangingFolder home(world.path());
        Telemetry telemetry(world.options);
        QSignalSpy changed(&telemetry, &Telemetry::consentChanged);
        QTRY_VERIFY_WITH_TIMEOUT(home.waiting() > 0, patience);

        QVERIFY(!telemetry.status().isKnown());
        QVERIFY(!telemetry.status().allowed() && !telemetry.isAllowed() && !telemetry.status().canAnswer());
        QVERIFY(!telemetry.status().reason().isEmpty());
        QVERIFY(!telemetry.shouldAsk() && telemetry.status().questionWaits());
        const TelemetryPageController page(&telemetry);
        QCOMPARE(page.header(), telemetry.status().reason());
        QVERIFY(!page.master().enabled && !page.master().ticked);
        // What a child is given refuses.
        QCOMPARE(telemetry.environmentForChild().variables().value(u"CANDOR_TELEMETRY"_s), u"0"_s);
        QCOMPARE(telemetry.environmentForWorkspace().variables().value(u"CANDOR_TELEMETRY"_s), u"0"_s);
        telemetry.track("app.activated");
        telemetry.refresh();
        telemetry.flush();
        telemetry.fetchActivity({}, &telemetry, [](const std::vector<ActivityEvent> &, const QString &) { });
        QVERIFY(isAlive());
        QCOMPARE(changed.count(), 0);
        NOTHING_WAS_ASKED(home);

        home.answer();
        QTRY_VERIFY_WITH_TIMEOUT(telemetry.status().isKnown(), patience);
        const bool yes = answered && *answered;
        QCOMPARE(telemetry.isAllowed(), yes);
        QCOMPARE(telemetry.status().decision(),
                 !answered ? Decision::Undecided
                     : yes ? Decision::Granted
                           : Decision::Denied);
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.shouldAsk(), !answered, patience);
        QVERIFY(!telemetry.status().questionWaits());
        QVERIFY(changed.count() >= (answered ? 1 : 0));
    }

    void theWindowGoesOn_data()
    {
        QTest::addColumn<std::optional<Categories>>("answered");
        QTest::addColumn<Categories>("answer");
        QTest::newRow("a yes, then a no") << std::optional<Categories>(both) << Categories();
        QTest::newRow("a no, then a yes") << std::optional<Categories>(Categories()) << Categories(both);
        QTest::newRow("a first yes") << std::optional<Categories>() << Categories(both);
        QTest::newRow("fewer categories") << std::optional<Categories>(both) << Categories(Category::Usage);
    }

    /// It stops answering while the program runs, and somebody answers the question then.
    void theWindowGoesOn()
    {
        QFETCH(std::optional<Categories>, answered);
        QFETCH(Categories, answer);
        World world(answered);
        auto telemetry = std::make_unique<Telemetry>(world.options);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry->status().isKnown() && !telemetry->status().questionWaits(), patience);
        QVERIFY(isAlive());
        if (answered && *answered) {
            telemetry->track("app.activated");
            QTRY_VERIFY_WITH_TIMEOUT((telemetry->refresh(), telemetry->status().accepted() > 0), patience);
        }

        HangingFolder home(world.path());
        QSignalSpy done(telemetry.get(), &Telemetry::answered);
        telemetry->answer(answer, Origin::Settings, u"en"_s);
        if (!answer)
            QVERIFY(!telemetry->isAllowed()); // at once, whatever the disk does
        telemetry->track("app.activated");
        telemetry->refresh();
        telemetry->flush();
        telemetry->questionOpened();
        telemetry->recordQuestionClosed();
        telemetry->fetchEventNames(telemetry.get(), [](const QStringList &) { });
        telemetry->fetchDeletionRequest(telemetry.get(), [](const DeletionRequest &) { });
        telemetry->resetId(telemetry.get(), [](const IdentityReset &) { });
        telemetry->erase(telemetry.get(), [](const Erasure &) { });
        (void)telemetry->environmentForWorkspace();
        (void)telemetry->environmentForChild();
        QTRY_VERIFY_WITH_TIMEOUT(home.waiting() > 0, patience);
        QVERIFY(isAlive());
        QCOMPARE(done.count(), 0);
        NOTHING_WAS_ASKED(home);

        home.answer();
        QVERIFY(done.count() > 0 || done.wait(patience));
        QVERIFY2(done.first().at(0).toBool(), qUtf8Printable(done.first().at(1).toString()));
        QTRY_COMPARE_WITH_TIMEOUT(telemetry->isAllowed(), bool(answer), patience);
    }

    /// The end waits for a moment, and leaves what hangs behind.
    void theEnd()
    {
        World world(both);
        auto telemetry = std::make_unique<Telemetry>(world.options);
        QTRY_VERIFY_WITH_TIMEOUT(telemetry->isAllowed(), patience);
        QVERIFY(isAlive());
        HangingFolder home(world.path());
        telemetry->track("app.activated");
        telemetry->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(home.waiting() > 0, patience);
        telemetry.reset(); // would never come back
        NOTHING_WAS_ASKED(home);
        home.answer();
        QTRY_COMPARE_WITH_TIMEOUT(home.waiting(), 0, patience);
    }

    /// Before anybody has answered, too; with it go the watches that are just being added.
    void theEndAtTheStart()
    {
        World world;
        HangingFolder home(world.path());
        {
            Telemetry telemetry(world.options);
            QTRY_VERIFY_WITH_TIMEOUT(home.waiting() > 0, patience);
            QVERIFY(isAlive());
        }
        NOTHING_WAS_ASKED(home);
        home.answer();
        QTRY_COMPARE_WITH_TIMEOUT(home.waiting(), 0, patience);
    }
};

QTEST_GUILESS_MAIN(TestHangingHome)

#include "tst_hanginghome.moc"
