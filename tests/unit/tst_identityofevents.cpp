// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What the ids of events follow from, in each mode.

#include "queue/eventid.h"
#include "telemetry/identityofevents.h"
#include "telemetry/keyedhash.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t today = 20778; // 2026-11-21
constexpr std::uint64_t base = 7;
const std::string given = "0b5a1c3e-9d2f-4a6b-8c7d-1e2f3a4b5c6d";

using Turned = IdentityOfEvents::Turned;

IdentityOfEvents make(const EventIdentity &identity, const std::string &secret = "secret",
                      std::uint64_t ringBase = base)
{
    return IdentityOfEvents(identity, ringBase, keyedHash, [secret] { return std::optional(secret); });
}

std::string daily(std::int64_t day, const std::string &secret = "secret")
{
    IdentityOfEvents identity = make({Identity::Daily, {}, {}, {}}, secret);
    return identity.turnTo(day) == Turned::Changed ? identity.id() : std::string();
}

} // namespace

class TestIdentityOfEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheFormOfAVersion4()
    {
        const QRegularExpression form(u"\\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z"_s);
        QSet<QString> ids;
        for (std::int64_t day = today - 1000; day < today + 1000; ++day) {
            const QString id = QString::fromStdString(daily(day));
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            ids.insert(id);
        }
        QCOMPARE(ids.size(), 2000);
        QCOMPARE(dailyid::uuidFrom("ffffffffffffffffffffffffffffffff"), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        QCOMPARE(dailyid::uuidFrom("00000000000000000000000000000000"), "00000000-0000-4000-8000-000000000000");
        QCOMPARE(dailyid::uuidFrom("0000"), std::string());
    }

    // A change here would give everybody a second id on the day of an update.
    void staysWhatItIs() { QCOMPARE(daily(today), std::string("0ea2b9a3-a9fd-4da5-a26f-0bb35982e497")); }

    void followsFromSecretAndDay_data()
    {
        QTest::addColumn<qint64>("day");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("same");
        QTest::newRow("the same day") << qint64(today) << u"secret"_s << true;
        QTest::newRow("the next day") << qint64(today + 1) << u"secret"_s << false;
        QTest::newRow("the day before") << qint64(today - 1) << u"secret"_s << false;
        QTest::newRow("before 1970") << qint64(-today) << u"secret"_s << false;
        QTest::newRow("the same day, another secret") << qint64(today) << u"secrets"_s << false;
    }
    void followsFromSecretAndDay()
    {
        QFETCH(qint64, day);
        QFETCH(QString, secret);
        QFETCH(bool, same);
        QCOMPARE(daily(day, secret.toStdString()) == daily(today), same);
    }

    void turnsToTheDayOfTheEvent()
    {
        IdentityOfEvents identity = make({Identity::Daily, {}, {}, {}});
        QCOMPARE(identity.turnTo(today), Turned::Changed);
        const std::string id = identity.id();
        const std::string key = *identity.hashKey();
        const std::uint64_t ringBase = identity.ringBase();
        QCOMPARE(identity.turnTo(today), Turned::Same);
        QCOMPARE(identity.turnTo(today + 1), Turned::Changed);
        QVERIFY(identity.id() != id && *identity.hashKey() != key && identity.ringBase() != ringBase);
        QVERIFY(*identity.hashKey() != "secret" && key != "secret");
        QCOMPARE(identity.turnTo(today), Turned::Changed); // the clock was set back
        QCOMPARE(identity.id(), id);
        QCOMPARE(*identity.hashKey(), key);
        QCOMPARE(identity.ringBase(), ringBase);
    }

    // An event's id follows from its ring's base and its number, and that can be undone: see eventid.cpp. With the same
    // base the numbers of two days would follow each other.
    void ringsOfOneDayHaveBasesOfTheirOwn()
    {
        QSet<quint64> bases;
        for (std::uint64_t ring = 0; ring < 100; ++ring) {
            for (std::int64_t day = today; day < today + 10; ++day) {
                IdentityOfEvents identity = make({Identity::Daily, {}, {}, {}}, "secret", ring);
                QCOMPARE(identity.turnTo(day), Turned::Changed);
                bases.insert(identity.ringBase());
            }
        }
        QCOMPARE(bases.size(), 1000);
        QVERIFY(!bases.contains(base));
    }

    void otherModesAreTheSameEveryDay_data()
    {
        QTest::addColumn<EventIdentity>("identity");
        QTest::addColumn<QString>("hashKey");
        QTest::newRow("stable") << EventIdentity{Identity::Stable, given, {}, {}} << u"secret"_s;
        QTest::newRow("none") << EventIdentity{Identity::None, given, {}, "key"} << u"key"_s;
    }
    void otherModesAreTheSameEveryDay()
    {
        QFETCH(EventIdentity, identity);
        QFETCH(QString, hashKey);
        IdentityOfEvents made = make(identity);
        for (const std::int64_t day : {today, today + 1, today}) {
            QCOMPARE(made.turnTo(day), Turned::Same);
            QCOMPARE(made.id(), given);
            QCOMPARE(made.ringBase(), base);
            QCOMPARE(*made.hashKey(), hashKey.toStdString());
        }
    }

    void aGivenOneIsOfItsDayAlone()
    {
        IdentityOfEvents identity = make({Identity::Daily, given, today, {}});
        QCOMPARE(identity.turnTo(today - 1), Turned::Changed);
        QCOMPARE(identity.id(), daily(today - 1));
        QCOMPARE(identity.turnTo(today), Turned::Changed);
        QCOMPARE(identity.id(), given);
        QCOMPARE(identity.turnTo(today + 1), Turned::Changed);
        QCOMPARE(identity.id(), daily(today + 1));
    }

    void failsClosed_data()
    {
        QTest::addColumn<EventIdentity>("identity");
        QTest::addColumn<bool>("hash");
        QTest::addColumn<std::optional<std::string>>("secret");
        QTest::addColumn<Turned>("turned");
        const EventIdentity everyDay{Identity::Daily, {}, {}, {}};
        using Secret = std::optional<std::string>;
        QTest::newRow("the secret can't be had now") << everyDay << true << Secret() << Turned::NotNow;
        QTest::newRow("there is no secret") << everyDay << true << Secret("") << Turned::Never;
        QTest::newRow("there is no hash") << everyDay << false << Secret("secret") << Turned::Never;
        QTest::newRow("a given id, and no secret")
            << EventIdentity{Identity::Daily, given, today, {}} << true << Secret() << Turned::NotNow;
        QTest::newRow("stable, without an id")
            << EventIdentity{Identity::Stable, {}, {}, {}} << true << Secret("secret") << Turned::Never;
        QTest::newRow("none, without an id")
            << EventIdentity{Identity::None, {}, {}, "key"} << true << Secret("secret") << Turned::Never;
    }
    void failsClosed()
    {
        QFETCH(EventIdentity, identity);
        QFETCH(bool, hash);
        QFETCH(std::optional<std::string>, secret);
        QFETCH(Turned, turned);
        IdentityOfEvents made(identity, base, hash ? dailyid::KeyedHash(keyedHash) : dailyid::KeyedHash(),
                              [secret] { return secret; });
        QCOMPARE(made.turnTo(today), turned);
        QCOMPARE(made.id(), std::string());
    }

    void triesAgainForASecret()
    {
        std::optional<std::string> secret;
        IdentityOfEvents made({Identity::Daily, {}, {}, {}}, base, keyedHash, [&secret] { return secret; });
        QCOMPARE(made.turnTo(today), Turned::NotNow);
        secret = "secret";
        QCOMPARE(made.turnTo(today), Turned::Changed);
        QCOMPARE(made.id(), daily(today));
    }
};

QTEST_GUILESS_MAIN(TestIdentityOfEvents)
#include "tst_identityofevents.moc"
