// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the id of the records is, in each mode, over real files and a real socket: which records can be linked by it,
// what is kept of it, and what a recipient gets to see in one request.

#include "candor/telemetry.h"
#include "queue/eventstore.h"
#include "support/fakeclock.h"
#include "support/faultserver.h"
#include "support/identityworld.h"
#include "support/scriptedserver.h"
#include "support/telemetryworld.h"
#include "telemetry/statusdescription.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <mutex>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms
constexpr auto noon = 1795262400000ms; // 2026-11-21 12:00 UTC, where a FakeClock begins
constexpr auto midnight = noon + 12h;

std::chrono::system_clock::time_point at(std::chrono::milliseconds sinceEpoch)
{
    return std::chrono::system_clock::time_point(sinceEpoch);
}

QJsonObject asObject(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

QString idOf(const QJsonObject &event)
{
    const QString posthog = event.value("distinct_id"_L1).toString();
    return posthog.isEmpty() ? event.value("anonymousId"_L1).toString() : posthog;
}

/// One application in one home, started as often as wanted.
class Application
{
public:
    explicit Application(Identity identity)
        : m_identity(identity)
    {
    }

    IdentityWorld world;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();

    [[nodiscard]] TelemetryOptions options(const QUrl &endpoint = {}) const
    {
        TelemetryOptions result = world.options(m_identity, endpoint);
        result.data().clock = clock;
        return result;
    }
    /// Started, agreed to if it was not, and with its first event in the store.
    [[nodiscard]] std::unique_ptr<Telemetry> start() { return start(options()); }
    [[nodiscard]] std::unique_ptr<Telemetry> start(const TelemetryOptions &with)
    {
        auto result = std::make_unique<Telemetry>(with);
        if (!result->isAllowed())
            answer(result.get(), Category::Usage | Category::Errors);
        return result;
    }
    static void answer(Telemetry *telemetry, Categories categories)
    {
        QSignalSpy answered(telemetry, &Telemetry::answered);
        telemetry->answer(categories, Origin::Prompt, u"en"_s);
        if (!answered.wait(patience) || !answered.at(0).at(0).toBool())
            qFatal("not answered");
    }
    [[nodiscard]] Consent::Result answerElsewhere(Categories categories) const
    {
        return TelemetryContext(options().data()).answer({categories, Origin::CommandLine, u"en"_s});
    }

    static QList<QJsonObject> stored(Telemetry *telemetry)
    {
        QList<QJsonObject> result;
        bool done = false;
        telemetry->fetchActivity({}, telemetry, [&](const std::vector<ActivityEvent> &events, const QString &) {
            for (const ActivityEvent &event : events) {
                if (!event.bytes().isEmpty())
                    result.append(asObject(event.bytes()));
            }
            done = true;
        });
        if (!QTest::qWaitFor([&] { return done; }, patience))
            qFatal("no activity came");
        return result;
    }
    /// Records an event that happens now, or at \a time, and waits until it stands in the store.
    QJsonObject record(Telemetry *telemetry, std::optional<std::chrono::milliseconds> time = {})
    {
        EventOptions when;
        if (time)
            when.setTime(at(*time));
        const std::int64_t number = ++m_number;
        telemetry->track("test.counted", {{"number", number}}, when);
        return find(telemetry, number);
    }
    QJsonObject find(Telemetry *telemetry, std::int64_t number)
    {
        QJsonObject result;
        const auto found = [&] {
            for (const QJsonObject &event : stored(telemetry)) {
                if (event.value("properties"_L1).toObject().value("number"_L1).toInteger() == number)
                    result = event;
            }
            return !result.isEmpty();
        };
        if (!QTest::qWaitFor(found, patience))
            qFatal("the event was not stored");
        return result;
    }
    /// Until the decision of another process is noticed.
    static void await(Telemetry *telemetry, bool allowed)
    {
        telemetry->refresh();
        if (!QTest::qWaitFor([&] { return telemetry->status().allowed() == allowed; }, patience))
            qFatal("the other answer was not noticed");
    }
    std::int64_t nextNumber() { return ++m_number; }

private:
    Identity m_identity;
    std::int64_t m_number = 0;
};

/// The ids of two records.
using Pair = std::pair<QString, QString>;
using Situation = std::function<Pair(Application &)>;

QByteArray hashed(Application &application, Telemetry *telemetry, std::int64_t day)
{
    Q_UNUSED(application)
    const auto images = [telemetry] { // the newest first; another event, as of the start, may come in between
        QList<QByteArray> result;
        for (const QJsonObject &event : Application::stored(telemetry)) {
            if (event.value("event"_L1).toString() == "test.hashed"_L1)
                result.append(event.value("properties"_L1).toObject().value("image"_L1).toString().toUtf8());
        }
        return result;
    };
    const qsizetype before = images().size();
    EventOptions when;
    when.setTime(at(noon + 24h * day));
    telemetry->track("test.hashed", {{"image", "alpine"}}, when);
    if (!QTest::qWaitFor([&] { return images().size() > before; }, patience))
        qFatal("the event was not stored");
    return images().constFirst();
}

} // namespace

class TestIdentityModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksWhatItSays_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<Situation>("situation");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *name, bool stable, bool daily, bool none, const Situation &situation) {
            QTest::addRow("stable, %s", name) << Identity::Stable << situation << stable;
            QTest::addRow("daily, %s", name) << Identity::Daily << situation << daily;
            QTest::addRow("none, %s", name) << Identity::None << situation << none;
        };
        row("twice in one process", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            return {idOf(app.record(telemetry.get())), idOf(app.record(telemetry.get()))};
        });
        row("the start and what follows", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            return {id, idOf(Application::stored(telemetry.get()).constLast())};
        });
        row("after a restart", true, true, false, [](Application &app) -> Pair {
            auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            telemetry.reset();
            telemetry = app.start();
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("two processes at once", true, true, false, [](Application &app) -> Pair {
            const auto one = app.start();
            const auto other = app.start();
            return {idOf(app.record(one.get())), idOf(app.record(other.get()))};
        });
        row("the next day", true, false, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            app.clock->advance(24h);
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("a restart on the next day", true, false, false, [](Application &app) -> Pair {
            auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            telemetry.reset();
            app.clock->advance(24h);
            telemetry = app.start();
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("the last moment of the day and the first of the next", true, false, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            app.clock->advance(24h);
            return {idOf(app.record(telemetry.get(), midnight - 1ms)), idOf(app.record(telemetry.get(), midnight))};
        });
        row("the first and the last moment of a day", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            app.clock->advance(48h);
            return {idOf(app.record(telemetry.get(), midnight)),
                    idOf(app.record(telemetry.get(), midnight + 24h - 1ms))};
        });
        row("recorded before midnight and stored after it", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            app.clock->setWall(midnight - 1ms);
            const std::int64_t number = app.nextNumber();
            telemetry->track("test.counted", {{"number", number}});
            app.clock->setWall(midnight + 1ms);
            return {id, idOf(app.find(telemetry.get(), number))};
        });
        row("the clock set back over midnight", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            app.clock->advance(24h);
            (void)app.record(telemetry.get());
            app.clock->setWall(noon + 1h);
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("after a no and a yes", true, false, false, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            Application::answer(telemetry.get(), {});
            Application::answer(telemetry.get(), Category::Usage | Category::Errors);
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("after a no and a yes of another process", true, false, false, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            if (!app.answerElsewhere({}).ok)
                qFatal("not refused");
            Application::await(telemetry.get(), false);
            if (!app.answerElsewhere(Category::Usage | Category::Errors).ok)
                qFatal("not agreed");
            Application::await(telemetry.get(), true);
            return {id, idOf(app.record(telemetry.get()))};
        });
        row("after a yes to something else", true, true, true, [](Application &app) -> Pair {
            const auto telemetry = app.start();
            const QString id = idOf(app.record(telemetry.get()));
            Application::answer(telemetry.get(), Category::Usage);
            return {id, idOf(app.record(telemetry.get()))};
        });
    }
    void linksWhatItSays()
    {
        QFETCH(Identity, mode);
        QFETCH(Situation, situation);
        QFETCH(bool, same);
        Application application(mode);
        const auto [one, other] = situation(application);
        QVERIFY(!QUuid::fromString(one).isNull() && !QUuid::fromString(other).isNull());
        QCOMPARE(QUuid::fromString(one).version(), QUuid::Random);
        QCOMPARE(one == other, same);
    }

    // Equal hashes would link what the ids do not.
    void hashesLinkNoMore_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<bool>("nextDay");
        QTest::addColumn<bool>("nextProcess");
        QTest::newRow("stable") << Identity::Stable << true << true;
        QTest::newRow("daily") << Identity::Daily << false << true;
        QTest::newRow("none") << Identity::None << true << false;
    }
    void hashesLinkNoMore()
    {
        QFETCH(Identity, mode);
        Application application(mode);
        application.clock->advance(24h);
        auto telemetry = application.start();
        application.clock->advance(48h);
        const QByteArray one = hashed(application, telemetry.get(), 1);
        QCOMPARE(one.size(), 64);
        QCOMPARE(hashed(application, telemetry.get(), 1), one);
        QTEST(hashed(application, telemetry.get(), 2) == one, "nextDay");
        telemetry.reset();
        telemetry = application.start();
        QTEST(hashed(application, telemetry.get(), 1) == one, "nextProcess");
    }

    void showsItTruthfully_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("file"); // below the home
        QTest::newRow("stable") << Identity::Stable << u".local/share/org.acme.notes/anonymousId"_s;
        QTest::newRow("daily") << Identity::Daily << QString();
        QTest::newRow("none") << Identity::None << QString();
    }
    void showsItTruthfully()
    {
        QFETCH(Identity, mode);
        QFETCH(QString, file);
        Application application(mode);
        Telemetry telemetry(application.options());
        QCOMPARE(telemetry.options().identity(), mode);
        QCOMPARE(telemetry.status().identity(), mode);
        QVERIFY(telemetry.status().anonymousId().isEmpty());
        QCOMPARE(telemetry.status().identityFile(), file.isEmpty() ? QString() : application.world.home().path(file));
        Application::answer(&telemetry, Category::Usage);
        const QString id = idOf(application.record(&telemetry));
        telemetry.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().anonymousId(), id, patience);
        QCOMPARE(application.world.home().exists(u".redhat"_s), false);
        if (!file.isEmpty()) {
            const QString path = application.world.home().path(file);
            QCOMPARE(application.world.home().read(file), id.toLatin1());
            QCOMPARE(QFileInfo(path).permissions() & 0x77, QFile::Permissions());
            QCOMPARE(QFileInfo(QFileInfo(path).path()).permissions() & 0x77, QFile::Permissions());
        }
        // The next day's, as soon as anybody looks.
        application.clock->advance(24h);
        telemetry.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.status().anonymousId() == id, mode != Identity::Daily, patience);
        Application::answer(&telemetry, {});
        QVERIFY(telemetry.status().anonymousId().isEmpty());
    }

    void isWhatWasAskedFor_data()
    {
        using Ask = std::function<void(TelemetryOptions *)>;
        QTest::addColumn<Ask>("ask");
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("file");
        const QString shared = u".redhat/anonymousId"_s;
        const QString own = u".local/share/org.acme.notes/anonymousId"_s;
        const auto share = [](TelemetryOptions *options) { options->shareWithRedHatTools(); };
        const auto set = [](Identity identity) -> Ask {
            return [identity](TelemetryOptions *options) { options->setIdentity(identity); };
        };
        const auto both = [](const Ask &one, const Ask &other) -> Ask {
            return [one, other](TelemetryOptions *options) {
                one(options);
                other(options);
            };
        };
        QTest::newRow("nothing") << Ask([](TelemetryOptions *) { }) << Identity::Daily << QString();
        QTest::newRow("shared") << Ask(share) << Identity::Stable << shared;
        QTest::newRow("stable") << set(Identity::Stable) << Identity::Stable << own;
        QTest::newRow("daily") << set(Identity::Daily) << Identity::Daily << QString();
        QTest::newRow("none") << set(Identity::None) << Identity::None << QString();
        QTest::newRow("shared, then stable") << both(share, set(Identity::Stable)) << Identity::Stable << shared;
        QTest::newRow("stable, then shared") << both(set(Identity::Stable), share) << Identity::Stable << shared;
        QTest::newRow("shared, then daily") << both(share, set(Identity::Daily)) << Identity::Daily << QString();
        QTest::newRow("daily, then shared") << both(set(Identity::Daily), share) << Identity::Daily << QString();
        QTest::newRow("shared, then none") << both(share, set(Identity::None)) << Identity::None << QString();
        QTest::newRow("none, then shared") << both(set(Identity::None), share) << Identity::None << QString();
        QTest::newRow("stable, then daily")
            << both(set(Identity::Stable), set(Identity::Daily)) << Identity::Daily << QString();
    }
    void isWhatWasAskedFor()
    {
        QFETCH(std::function<void(TelemetryOptions *)>, ask);
        QFETCH(Identity, mode);
        QFETCH(QString, file);
        const IdentityWorld world;
        QProcessEnvironment environment = world.environment(Identity::Daily);
        environment.remove(u"TEST_IDENTITY"_s);
        TelemetryOptions options = IdentityWorld::optionsFrom(environment);
        ask(&options);
        QCOMPARE(options.identity(), mode);
        const TelemetryContext context(options.data());
        const Consent::Result result = context.answer({Category::Usage, Origin::Prompt, u"en"_s});
        QVERIFY2(result.ok, qPrintable(result.error));
        QCOMPARE(describeStatus(context, result.state).identityFile,
                 file.isEmpty() ? QString() : world.home().path(file));
        for (const QString &each : world.home().everything())
            QCOMPARE(each.endsWith("anonymousId"_L1), each == file);
        QVERIFY(file.isEmpty() || world.home().exists(file));
    }

    void keepsNothingOfNone()
    {
        Application application(Identity::None);
        QString id;
        {
            const auto telemetry = application.start();
            id = idOf(application.record(telemetry.get()));
            (void)hashed(application, telemetry.get(), 0);
        }
        for (const QString &name : application.world.home().everything()) {
            QVERIFY2(!name.contains("anonymousId"_L1) && !name.contains(".redhat"_L1), qPrintable(name));
            if (!name.contains("/events"_L1)) // the records carry it
                QVERIFY2(!application.world.home().read(name).contains(id.toLatin1()), qPrintable(name));
        }
        {
            const TelemetryContext context(application.options().data());
            const auto opened = context.records().open(EventStore::Mode::ReadOnly);
            QVERIFY(opened.store);
            const std::string decision = context.consent().read().record.decisionId.toStdString();
            QCOMPARE(opened.store->writer().obtainSecret(decision, {}), std::optional<std::string>(""));
        }
        const auto telemetry = application.start();
        Application::answer(telemetry.get(), {});
        QTRY_VERIFY_WITH_TIMEOUT(!application.world.allBytes().contains(id.toLatin1()), patience);
    }

    void aNoErasesWhatTheDaysFollowFrom()
    {
        Application application(Identity::Daily);
        const auto telemetry = application.start();
        const QString id = idOf(application.record(telemetry.get()));
        const TelemetryContext context(application.options().data());
        std::string secret;
        {
            const auto opened = context.records().open(EventStore::Mode::ReadOnly);
            QVERIFY(opened.store);
            const std::string decision = context.consent().read().record.decisionId.toStdString();
            secret = opened.store->writer().obtainSecret(decision, {}).value_or("");
        }
        QCOMPARE(secret.size(), std::size_t(64));
        QVERIFY(application.world.allBytes().contains(secret.c_str()));

        // A person who asks for deletion names them all.
        application.clock->advance(48h);
        const QStringList days = context.dailyIdentities(QDate(2026, 11, 20)); // to the 23rd
        QCOMPARE(days.size(), 4);
        QCOMPARE(days[1], id);
        QCOMPARE(days[3], idOf(application.record(telemetry.get())));
        QCOMPARE(QSet<QString>(days.begin(), days.end()).size(), 4);
        QVERIFY(context.dailyIdentities(QDate(2026, 11, 24)).empty());
        QVERIFY(context.dailyIdentities(QDate()).empty());
        QVERIFY(context.dailyIdentities(QDate(1, 1, 1)).size() > 3600);

        Application::answer(telemetry.get(), {});
        QTRY_VERIFY_WITH_TIMEOUT(!application.world.allBytes().contains(secret.c_str()), patience);
        QVERIFY(!application.world.allBytes().contains(id.toLatin1()));
        QVERIFY(context.dailyIdentities(QDate(2026, 11, 20)).empty());
    }

    void aRequestHoldsOneId_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<bool>("segment");
        QTest::addColumn<int>("ids");
        QTest::newRow("daily, PostHog") << Identity::Daily << false << 3;
        QTest::newRow("daily, Segment") << Identity::Daily << true << 3;
        QTest::newRow("none, PostHog") << Identity::None << false << 2;
        QTest::newRow("stable, PostHog") << Identity::Stable << false << 1;
    }
    void aRequestHoldsOneId()
    {
        QFETCH(Identity, mode);
        QFETCH(bool, segment);
        QFETCH(int, ids);
        ScriptedServer server({{200, segment ? "{\"success\":true}" : "{\"status\":\"Ok\"}", {}}});
        QVERIFY(server.listen());
        const quint16 port = server.port();
        Application application(mode);
        TelemetryOptions options = application.options(server.url());
        if (segment)
            options.setDestination(Segment(server.url(), u"test-key"_s));
        server.close(); // what waits until all of it is there
        const auto one = application.start(options);
        const auto other = application.start(options);
        application.clock->advance(48h);
        // Days and processes take turns, so that neighbours in the store have different ids.
        int expected = 2; // app.started
        for (int i = 0; i < 24; ++i, ++expected)
            (void)application.record((i % 2 == 0 ? one : other).get(), noon + 1h + 24h * (i % 3));
        QVERIFY(server.listen(port));
        one->flush();
        const QString idName = segment ? u"messageId"_s : u"uuid"_s;
        QTRY_COMPARE_WITH_TIMEOUT(server.ids(idName).size(), expected, patience);
        const QStringList sent = server.ids(idName);
        QCOMPARE(QSet<QString>(sent.begin(), sent.end()).size(), expected);

        QMap<QString, QSet<QString>> days; // of each id
        for (const ScriptedServer::Request &request : server.requests()) {
            QSet<QString> here;
            for (const QJsonValue &event : asObject(request.body).value("batch"_L1).toArray()) {
                here.insert(idOf(event.toObject()));
                days[idOf(event.toObject())].insert(event.toObject().value("timestamp"_L1).toString().left(10));
            }
            QCOMPARE(here.size(), 1);
        }
        QCOMPARE(days.size(), ids);
        if (mode == Identity::Daily) {
            for (const QSet<QString> &each : days)
                QCOMPARE(each.size(), 1);
        }
        // No more than there are ids, where nothing else divides them.
        QCOMPARE(server.requests().size(), ids);
    }

    // A batch is halved until the bad one is alone: what is sent in a request of its own for its id must not confuse
    // that.
    void oneBadEventCostsNoOther()
    {
        std::mutex mutex;
        QString bad;
        FaultServer server;
        server.setJudge([&](const QStringList &ids) -> FaultServer::Fault {
            const std::lock_guard lock(mutex);
            if (bad.isEmpty())
                return {FaultServer::http(503)}; // until all is there
            return {ids.contains(bad) ? FaultServer::http(400) : FaultServer::good()};
        });
        Application application(Identity::Daily);
        const auto telemetry = application.start(application.options(server.url()));
        application.clock->advance(48h);
        constexpr int count = 30;
        QString fifteenth;
        for (int i = 0; i < count; ++i) {
            const QJsonObject event = application.record(telemetry.get(), noon + 1h + 24h * (i % 3));
            if (i == 14)
                fifteenth = event.value("uuid"_L1).toString();
        }
        {
            const std::lock_guard lock(mutex);
            bad = fifteenth;
        }
        telemetry->flush();
        const auto done = [&] {
            telemetry->refresh();
            return telemetry->status().delivered() == count && telemetry->status().dropped().value(u"rejected"_s) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(done(), patience);
        QCOMPARE(telemetry->status().waiting(), 0);
    }

    // A recipient undoes what event ids are made by, and gets numbers that follow each other for events of one ring:
    // see eventid.cpp.
    void idsOfEventsDoNotLinkTheDays()
    {
        const auto randomOf = [](const QJsonObject &event) {
            const QString uuid = event.value("uuid"_L1).toString().remove(u'-');
            quint64 value = uuid.right(16).toULongLong(nullptr, 16) & ((quint64(1) << 62) - 1);
            const auto unshift = [](quint64 v, int bits) {
                quint64 result = v;
                for (int i = 0; i < 64 / bits; ++i)
                    result = v ^ (result >> bits);
                return result;
            };
            const auto inverse = [](quint64 odd) {
                quint64 result = odd;
                for (int i = 0; i < 6; ++i)
                    result *= 2 - odd * result;
                return result;
            };
            constexpr quint64 mask = (quint64(1) << 62) - 1;
            value = unshift(value, 33);
            value = (value * inverse(0x94d049bb133111ebULL)) & mask;
            value = unshift(value, 27);
            value = (value * inverse(0xbf58476d1ce4e5b9ULL)) & mask;
            return unshift(value, 31) & mask;
        };
        const auto distance = [&](Identity mode, std::chrono::hours later) {
            Application application(mode);
            const auto telemetry = application.start();
            const quint64 first = randomOf(application.record(telemetry.get()));
            application.clock->advance(later);
            return randomOf(application.record(telemetry.get())) - first;
        };
        QCOMPARE(distance(Identity::Stable, 24h), quint64(1)); // so it can be undone
        QCOMPARE(distance(Identity::Daily, 1h), quint64(1));
        const quint64 overMidnight = distance(Identity::Daily, 24h);
        QVERIFY(overMidnight > 1000 && overMidnight < ~quint64(0) - 1000);
    }

    void withoutASecretNothingIsRecorded()
    {
        Application application(Identity::Daily);
        const TelemetryContext context(application.options().data());
        QVERIFY(application.answerElsewhere(Category::Usage).ok);
        // Where the store should be is something else.
        application.world.home().write(QLatin1StringView(IdentityWorld::applicationFolder) + u"/events"_s, "x");
        {
            Telemetry telemetry(application.options());
            QVERIFY(telemetry.isAllowed());
            QSignalSpy problems(&telemetry, &Telemetry::problem);
            telemetry.track("test.counted", {{"number", 1}});
            QVERIFY(problems.wait(patience));
            QVERIFY(telemetry.status().anonymousId().isEmpty());
        }
        QVERIFY(!application.world.allBytes().contains("distinct_id"));
        QVERIFY(!application.world.home().exists(u".redhat"_s));
    }

    void aNoticeWithoutTheTextCanNotBeAskedWith_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("missing");
        QTest::addColumn<bool>("works");
        for (const Identity mode : {Identity::Stable, Identity::Daily, Identity::None}) {
            for (const char *word : {"stable", "daily", "none"}) {
                QTest::addRow("%s, without the text for %s", identityName(mode).data(), word)
                    << mode << QString::fromLatin1(word) << (identityName(mode) != word);
            }
        }
    }
    void aNoticeWithoutTheTextCanNotBeAskedWith()
    {
        QFETCH(Identity, mode);
        QFETCH(QString, missing);
        QFETCH(bool, works);
        Application application(mode);
        QJsonObject notice = asObject(application.world.home().read(u"notice.json"_s));
        QJsonObject texts = notice.value("identity"_L1).toObject();
        texts.remove(missing);
        notice["identity"_L1] = texts;
        application.world.home().write(u"notice.json"_s, QJsonDocument(notice).toJson());
        Telemetry telemetry(application.options());
        QCOMPARE(telemetry.notice() != nullptr, works);
        QTRY_COMPARE_WITH_TIMEOUT(telemetry.shouldAsk(), works, patience);
        QCOMPARE(telemetry.noticeProblem().contains(u"the text for \"%1\""_s.arg(missing)), !works);
        QSignalSpy answered(&telemetry, &Telemetry::answered);
        telemetry.answer(Category::Usage, Origin::Prompt, u"en"_s);
        QVERIFY(answered.wait(patience));
        QCOMPARE(answered.at(0).at(0).toBool(), works);
        QCOMPARE(telemetry.isAllowed(), works);
    }
};

QTEST_GUILESS_MAIN(TestIdentityModes)
#include "tst_identitymodes.moc"
