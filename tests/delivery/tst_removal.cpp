// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Erasing and resetting through the facade: beside another copy, beside a request in flight, at the end of a program.

#include "candor/telemetry.h"
#include "consent/consent.h"
#include "identity/anonymousid.h"
#include "settings/settingkeys.h"
#include "support/fakeclock.h"
#include "support/identityworld.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "system/folderlock.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms; ten times what is promised and more, for a loaded machine

void agree(Telemetry *telemetry)
{
    QSignalSpy answered(telemetry, &Telemetry::answered);
    telemetry->answer(Category::Usage | Category::Errors, Origin::Prompt, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY2(answered.at(0).at(0).toBool(), qPrintable(answered.at(0).at(1).toString()));
}

std::optional<Erasure> erase(Telemetry *telemetry)
{
    std::optional<Erasure> result;
    telemetry->erase(telemetry, [&result](const Erasure &erasure) { result = erasure; });
    (void)QTest::qWaitFor([&result] { return result.has_value(); }, patience);
    return result;
}

std::optional<IdentityReset> reset(Telemetry *telemetry)
{
    std::optional<IdentityReset> result;
    telemetry->resetId(telemetry, [&result](const IdentityReset &done) { result = done; });
    (void)QTest::qWaitFor([&result] { return result.has_value(); }, patience);
    return result;
}

QStringList activity(Telemetry *telemetry)
{
    QStringList result;
    bool done = false;
    telemetry->fetchActivity({}, telemetry, [&](const std::vector<ActivityEvent> &events, const QString &) {
        for (const ActivityEvent &event : events)
            result.append(QString::fromUtf8(event.bytes()));
        done = true;
    });
    (void)QTest::qWaitFor([&] { return done; }, patience);
    return result;
}

/// Events come, and stay for some time, and all carry \a id.
bool settled(Telemetry *telemetry, const QString &id)
{
    for (int look = 0; look < 10; ++look) {
        const QStringList bodies = activity(telemetry);
        if (bodies.isEmpty() || bodies.filter(id).size() != bodies.size())
            return false;
        QTest::qWait(30);
    }
    return true;
}

int occurrences(const TemporaryHome &home, const QByteArray &text)
{
    QStringList paths;
    const QString store = home.path(u".local/share/candor/events"_s);
    for (const QString &name : QDir(store).entryList(QDir::Files | QDir::Hidden))
        paths.append(store + u'/' + name);
    for (const QString &name : home.runtime().files())
        paths.append(home.runtime().path() + u'/' + name);
    // Events move from the ring to the log and on to the database, so they are looked for in that order: none is
    // missed.
    std::reverse(paths.begin(), paths.end());
    int result = 0;
    for (const QString &path : paths) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            result += int(file.readAll().count(text));
    }
    return result;
}

ConsentState consent(const TelemetryOptions &options)
{
    return TelemetryContext(options.data()).consent().read();
}

QUrl nobody()
{
    return QUrl(u"http://127.0.0.1:9"_s);
}

} // namespace

class RemovalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasesHereAndInAnotherCopy()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        Telemetry window(options);
        agree(&window);
        Telemetry other(options);
        window.page(u"appearance");
        other.page(u"appearance");
        QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 4, patience); // two starts, two pages
        const QString id = window.status().anonymousId();
        const QString decision = consent(options).record.decisionId;
        QVERIFY(occurrences(home, "page.viewed") > 0);

        const std::optional<Erasure> erasure = erase(&window);
        QVERIFY(erasure);
        QVERIFY2(erasure->ok(), qPrintable(erasure->error()));
        QCOMPARE(erasure->events(), 4);

        QTRY_VERIFY_WITH_TIMEOUT(activity(&window).isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(activity(&other).isEmpty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(occurrences(home, "page.viewed") + occurrences(home, "app.started"), 0, patience);
        QVERIFY(window.isAllowed());
        QVERIFY(consent(options).record.decisionId != decision);
        QTRY_COMPARE_WITH_TIMEOUT(window.status().accepted(), 0, patience);

        // And both go on, under the same id.
        window.page(u"appearance");
        QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT((other.page(u"appearance"), settled(&other, id)), patience);
        const QStringList bodies = activity(&window);
        for (const QString &body : bodies) {
            QVERIFY2(body.contains(id), qPrintable(body));
            QVERIFY2(!body.contains(u"app.started"_s), qPrintable(body));
        }
    }

    void aRequestInFlightIsAbortedAndNothingFromBeforeIsSent()
    {
        const TemporaryHome home;
        ScriptedServer server({{200, "{\"status\":\"Ok\"}", {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        const TelemetryOptions options = appOptions(home, server.url());
        Telemetry window(options);
        agree(&window);
        window.page(u"appearance");
        QTRY_VERIFY_WITH_TIMEOUT(
            window.status().waiting() + window.status().sending() >= 2 || activity(&window).size() >= 2, patience);
        window.flush();
        QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!window.lastRequest().isEmpty(), patience);
        const QStringList before = server.ids(u"uuid"_s);
        QVERIFY(!before.isEmpty());

        const std::optional<Erasure> erasure = erase(&window);
        QVERIFY(erasure && erasure->ok());
        QVERIFY(window.lastRequest().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, patience);

        server.setScripts({{200, "{\"status\":\"Ok\"}", {}}});
        window.page(u"appearance");
        QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 1, patience);
        window.flush();
        QTRY_VERIFY_WITH_TIMEOUT((window.refresh(), window.status().delivered() == 1), patience);
        const QStringList after = server.ids(u"uuid"_s).mid(before.size());
        QCOMPARE(after.size(), 1);
        for (const QString &uuid : after)
            QVERIFY(!before.contains(uuid));
    }

    void aProgramThatEndsAtOnceLeavesNothing()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        QString decision;
        {
            Telemetry window(options);
            agree(&window);
            decision = consent(options).record.decisionId;
            for (int i = 0; i < 200; ++i)
                window.page(u"appearance");
            QTRY_VERIFY_WITH_TIMEOUT(occurrences(home, "page.viewed") > 0, patience);
            for (int i = 0; i < 50; ++i)
                window.page(u"appearance");
            window.erase(&window, [](const Erasure &) { });
        }
        QTRY_VERIFY_WITH_TIMEOUT(consent(options).record.decisionId != decision, patience);
        QTRY_COMPARE_WITH_TIMEOUT(occurrences(home, "page.viewed"), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(occurrences(home, "app.stopped"), 0, patience);
    }

    void aProgramThatEndsBeforeItHearsOfItLeavesNothing_data()
    {
        using Decide = std::function<void(const TelemetryContext &)>;
        QTest::addColumn<Decide>("decide"); // as another process does it
        QTest::newRow("a no") << Decide([](const TelemetryContext &other) {
            QVERIFY(other.answer({{}, Origin::CommandLine, u"en"_s}).ok);
            (void)other.records().erase();
        });
        QTest::newRow("a no and a yes") << Decide([](const TelemetryContext &other) {
            QVERIFY(other.answer({{}, Origin::CommandLine, u"en"_s}).ok);
            (void)other.records().erase();
            QVERIFY(other.answer({Category::Usage, Origin::CommandLine, u"en"_s}).ok);
        });
        QTest::newRow("erasing") << Decide([](const TelemetryContext &other) { QVERIFY(other.erase().ok()); });
        QTest::newRow("another id") << Decide(
            [](const TelemetryContext &other) { QVERIFY(other.resetIdentity().ok()); });
        QTest::newRow("a false in settings.json") << Decide([](const TelemetryContext &other) {
            QVERIFY(other.consent().files().settingsFile().write({{settingkeys::telemetryEnabled, false}}).ok);
        });
    }

    void aProgramThatEndsBeforeItHearsOfItLeavesNothing()
    {
        QFETCH(std::function<void(const TelemetryContext &)>, decide);
        // A program that ends waits a quarter of a second for its disk, and leaves the rest to the next start: on a
        // busy machine that may happen once, and is not what is looked at here.
        int left = 1;
        for (int round = 0; round < 3 && left > 0; ++round) {
            const TemporaryHome home;
            const TelemetryOptions options = appOptions(home, nobody());
            {
                Telemetry window(options);
                agree(&window);
                window.page(u"appearance");
                QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 2, patience); // its store is open
                decide(TelemetryContext(options.data()));
                QVERIFY(window.isAllowed()); // it has not heard of it: no event loop has run
                for (int i = 0; i < 20; ++i)
                    window.page(u"appearance");
            }
            (void)QTest::qWaitFor(
                [&] {
                    left = occurrences(home, "page.viewed") + occurrences(home, "app.stopped")
                        + occurrences(home, "app.started");
                    return left == 0;
                },
                patience);
        }
        QCOMPARE(left, 0);
    }

    void howLongItRanIsToldOfTheNewIdOnly()
    {
        // From the time and the duration in app.stopped follows when app.started was, under the id from before.
        const TemporaryHome home;
        const auto clock = std::make_shared<FakeClock>();
        TelemetryOptions options = appOptions(home, nobody());
        options.data().clock = clock;
        {
            Telemetry window(options);
            agree(&window);
            QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 1, patience);
            clock->advance(std::chrono::hours(5));
            QVERIFY(reset(&window).value_or(IdentityReset()).ok());
            QTRY_VERIFY_WITH_TIMEOUT(activity(&window).isEmpty(), patience);
            clock->advance(std::chrono::minutes(2));
        }
        Telemetry next(options);
        QTRY_VERIFY_WITH_TIMEOUT(!activity(&next).filter(u"app.stopped"_s).isEmpty(), patience);
        const QString stopped = activity(&next).filter(u"app.stopped"_s).value(0);
        QVERIFY2(stopped.contains(u"\"duration_ms\":120000"_s), qPrintable(stopped));
    }

    void howLongItRanIsToldFromTheYesOn()
    {
        const TemporaryHome home;
        const auto clock = std::make_shared<FakeClock>();
        TelemetryOptions options = appOptions(home, nobody());
        options.data().clock = clock;
        {
            Telemetry window(options);
            clock->advance(std::chrono::hours(3));
            agree(&window);
            QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 1, patience);
            clock->advance(std::chrono::minutes(2));
        }
        Telemetry next(options);
        QTRY_VERIFY_WITH_TIMEOUT(!activity(&next).filter(u"app.stopped"_s).isEmpty(), patience);
        const QString stopped = activity(&next).filter(u"app.stopped"_s).value(0);
        QVERIFY2(stopped.contains(u"\"duration_ms\":120000"_s), qPrintable(stopped));
    }

    void whatBeganBeforeIsNotRecorded()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        Telemetry window(options);
        agree(&window);
        const QDateTime before = QDateTime::currentDateTimeUtc();
        auto action = window.begin("command.completed", {{"command", "status"}});
        QVERIFY(erase(&window)->ok());
        QVERIFY(window.isAllowed());
        action.succeed();
        EventOptions earlier;
        earlier.setTime(std::chrono::system_clock::time_point(std::chrono::milliseconds(before.toMSecsSinceEpoch())));
        window.track("page.viewed", {{"page", "appearance"}}, earlier);
        window.page(u"appearance");
        QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 1, patience);
        QVERIFY(activity(&window).constFirst().contains(u"page.viewed"_s));
        // The action is not counted either; the event with a time of its own is, and nothing of it is kept.
        QTRY_VERIFY_WITH_TIMEOUT((window.refresh(), window.status().accepted() == 2), patience);
        QCOMPARE(window.status().dropped().value(u"early"_s), 1);
    }

    void erasesWhoeverRefuses_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<bool>("no");
        QTest::newRow("a no") << QString() << true;
        QTest::newRow("DO_NOT_TRACK, over a yes") << u"DO_NOT_TRACK"_s << false;
        QTest::newRow("DO_NOT_TRACK, over a no") << u"DO_NOT_TRACK"_s << true;
    }
    void erasesWhoeverRefuses()
    {
        QFETCH(QString, variable);
        QFETCH(bool, no);
        const TemporaryHome home;
        TelemetryOptions options = appOptions(home, nobody());
        {
            Telemetry window(options);
            agree(&window);
            window.page(u"appearance");
            QTRY_VERIFY_WITH_TIMEOUT(occurrences(home, "page.viewed") > 0, patience);
            QVERIFY(reset(&window)->ok());
            window.page(u"appearance");
            QTRY_VERIFY_WITH_TIMEOUT(occurrences(home, "page.viewed") > 0, patience);
        }
        QCOMPARE(consent(options).record.earlierIds.size(), 1);
        if (no)
            QVERIFY(TelemetryContext(options.data()).consent().answer({{}, Origin::Prompt, u"en"_s}).ok);
        if (!variable.isEmpty()) {
            QProcessEnvironment environment = home.environment();
            environment.insert(variable, u"1"_s);
            options.setEnvironment(environment);
        }
        Telemetry window(options);
        QVERIFY(!window.isAllowed());
        const std::optional<Erasure> erasure = erase(&window);
        QVERIFY2(erasure && erasure->ok(), erasure ? qPrintable(erasure->error()) : "nothing came");
        // The start that finds it beside a no erases, too; the last of the two to be done removes the folder.
        QTRY_VERIFY_WITH_TIMEOUT(!home.exists(u".local/share/candor/events"_s), patience);
        QVERIFY(consent(options).record.earlierIds.isEmpty());
        QCOMPARE(consent(options).record.decision, no ? Decision::Denied : Decision::Granted);
        QVERIFY(home.exists(u".redhat/anonymousId"_s));
        QVERIFY(!window.isAllowed());
    }

    void anAnswerThatCannotBeChangedIsSaidAndTheEventsGoAnyway()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        Telemetry window(options);
        agree(&window);
        window.page(u"appearance");
        QTRY_VERIFY_WITH_TIMEOUT(occurrences(home, "page.viewed") > 0, patience);
        QString error;
        const auto lock = FolderLock::acquire(home.path(u".local/share/candor"_s), 1s, &error);
        QVERIFY2(lock, qPrintable(error));
        const std::optional<Erasure> erasure = erase(&window);
        QVERIFY(erasure);
        QVERIFY(!erasure->ok());
        QVERIFY2(erasure->error().contains(u"copies"_s), qPrintable(erasure->error()));
        QTRY_COMPARE_WITH_TIMEOUT(occurrences(home, "page.viewed"), 0, patience);
    }

    void resetsTheIdInEveryCopy()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        Telemetry window(options);
        agree(&window);
        Telemetry other(options);
        window.page(u"appearance");
        QTRY_COMPARE_WITH_TIMEOUT(activity(&window).size(), 3, patience);
        const QByteArray old = home.read(u".redhat/anonymousId"_s);
        QVERIFY(occurrences(home, old) > 0);

        const std::optional<IdentityReset> done = reset(&window);
        QVERIFY(done);
        QVERIFY2(done->ok(), qPrintable(done->error()));
        QCOMPARE(done->events(), 3);
        const QByteArray fresh = home.read(u".redhat/anonymousId"_s);
        QVERIFY(fresh != old);
        QCOMPARE(done->id().toLatin1(), fresh);
        QCOMPARE(consent(options).record.earlierIds, QStringList{QString::fromLatin1(old)});
        QTRY_COMPARE_WITH_TIMEOUT(occurrences(home, old), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(window.status().anonymousId().toLatin1(), fresh, patience);

        // The other copy may still be about to notice: what it records until then is erased as well.
        QTRY_VERIFY_WITH_TIMEOUT((other.page(u"appearance"), settled(&other, QString::fromLatin1(fresh))), patience);
        window.page(u"appearance");
        QTRY_VERIFY_WITH_TIMEOUT(activity(&window).size() >= 2, patience);
        const QStringList bodies = activity(&window);
        for (const QString &body : bodies)
            QVERIFY2(body.contains(QString::fromLatin1(fresh)), qPrintable(body));
        QCOMPARE(occurrences(home, old), 0);
    }

    void resetsOnlyWhatThereIs_data()
    {
        QTest::addColumn<QString>("world");
        QTest::addColumn<bool>("nothing");
        QTest::addColumn<int>("earlier");
        QTest::newRow("nobody answered, no id") << QString() << true << 0;
        QTest::newRow("nobody answered, other tools' id") << u"id"_s << true << 0;
        QTest::newRow("the question closed, other tools' id") << u"id closed"_s << true << 0;
        QTest::newRow("a no, no id") << u"no"_s << true << 0;
        QTest::newRow("a no, an id") << u"id no"_s << false << 1;
        QTest::newRow("a yes") << u"yes"_s << false << 1;
        QTest::newRow("a yes, the id is gone") << u"yes gone"_s << false << 0;
    }
    void resetsOnlyWhatThereIs()
    {
        QFETCH(QString, world);
        QFETCH(bool, nothing);
        QFETCH(int, earlier);
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        const TelemetryContext context(options.data());
        for (const QString &step : world.split(u' ', Qt::SkipEmptyParts)) {
            if (step == "id"_L1)
                home.write(u".redhat/anonymousId"_s, "11111111-1111-4111-8111-111111111111");
            else if (step == "yes"_L1)
                QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
            else if (step == "no"_L1)
                QVERIFY(context.answer({{}, Origin::Prompt, u"en"_s}).ok);
            else if (step == "closed"_L1)
                QVERIFY(context.consent().recordQuestionClosed().ok);
            else if (step == "gone"_L1)
                QVERIFY(QFile::remove(home.path(u".redhat/anonymousId"_s)));
        }
        const QByteArray before = home.read(u".redhat/anonymousId"_s);
        const QStringList files = home.everything();
        const IdentityReset done = context.resetIdentity();
        QVERIFY2(done.ok(), qPrintable(done.error()));
        QCOMPARE(done.nothingToReset(), nothing);
        QCOMPARE(context.consent().read().record.earlierIds.size(), earlier);
        if (nothing) {
            QCOMPARE(home.everything(), files);
            QCOMPARE(home.read(u".redhat/anonymousId"_s), before);
        } else {
            QVERIFY(home.read(u".redhat/anonymousId"_s) != before);
        }
    }

    /// A folder in the place of the file can't be removed, whoever tries.
    void anOwnIdThatCannotBeErasedIsSaid()
    {
        const IdentityWorld world;
        const TelemetryOptions options = world.options(Identity::Stable, nobody());
        const TelemetryContext context(options.data());
        QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
        QVERIFY(context.answer({{}, Origin::Prompt, u"en"_s}).ok);
        const QString path = context.identity().path();
        QVERIFY(QFile::exists(path));
        QVERIFY(context.erase().ok());
        QVERIFY(!QFile::exists(path));
        QVERIFY(context.erase().ok()); // there is none
        QVERIFY(QDir().mkpath(path + u"/below"_s));
        const Erasure erasure = context.erase();
        QVERIFY(!erasure.ok());
        QVERIFY2(erasure.error().contains(path), qPrintable(erasure.error()));
    }

    void anIdThatCannotBeReplacedChangesNothing()
    {
        const TemporaryHome home;
        const TelemetryOptions options = appOptions(home, nobody());
        const TelemetryContext context(options.data());
        QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
        const QByteArray consentBefore = home.read(u".local/share/candor/consent.json"_s);
        const QByteArray id = home.read(u".redhat/anonymousId"_s);
        QString error;
        {
            const auto lock = FolderLock::acquire(home.path(u".redhat"_s), 1s, &error);
            QVERIFY2(lock, qPrintable(error));
            const IdentityReset done = context.resetIdentity();
            QVERIFY(!done.ok());
            QVERIFY(!done.error().isEmpty());
        }
        QCOMPARE(home.read(u".redhat/anonymousId"_s), id);
        QCOMPARE(home.read(u".local/share/candor/consent.json"_s), consentBefore);
        home.write(u".local/share/candor/consent.json"_s, "{");
        QVERIFY(!context.resetIdentity().ok());
        QCOMPARE(home.read(u".redhat/anonymousId"_s), id);
        QCOMPARE(home.read(u".local/share/candor/consent.json"_s), QByteArray("{"));
    }
};

QTEST_GUILESS_MAIN(RemovalTest)
#include "tst_removal.moc"
