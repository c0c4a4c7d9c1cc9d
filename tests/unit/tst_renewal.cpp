// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The answer goes on under another decision id, and remembers or forgets earlier ids: consent.json before and after.

#include "support/consentworld.h"
#include "system/folderlock.h"

#include <QFileInfo>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using EarlierIds = Consent::EarlierIds;

namespace {

const QString firstId = u"11111111-1111-4111-8111-111111111111"_s;
const QString secondId = u"22222222-2222-4222-8222-222222222222"_s;

void prepare(const ConsentWorld &world, const QString &before)
{
    if (before == "nothing"_L1)
        return;
    if (before == "not JSON"_L1) {
        world.home.write(ConsentWorld::consentFile(), "{\"decision\": \"granted\"");
        return;
    }
    if (before.startsWith("closed"_L1)) {
        QVERIFY(world.store().recordQuestionClosed().ok);
        return;
    }
    QVERIFY(world.yes().ok);
    if (before.contains("earlier"_L1)) {
        QVERIFY(world.store().rememberEarlierId(firstId).ok);
        QVERIFY(world.store().rememberEarlierId(secondId).ok);
    }
    if (before.startsWith("denied"_L1))
        QVERIFY(world.no().ok);
    if (before.contains("elsewhere"_L1))
        world.home.write(u"machine-id"_s, "99999999999999999999999999999999\n");
    if (before.contains("settings"_L1))
        world.home.write(ConsentWorld::settingsFile(), "{\"telemetry.enabled\": false}");
}

/// Everything but what a renewal may change.
QByteArray evidence(ConsentRecord record)
{
    record.decisionId.clear();
    record.earlierIds.clear();
    return record.toJson();
}

} // namespace

class RenewalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renews_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<EarlierIds>("earlier");
        QTest::addColumn<bool>("newDecision");
        QTest::addColumn<QStringList>("left");
        const QStringList none;
        const QStringList both{firstId, secondId};
        QTest::newRow("nobody answered: no file") << u"nothing"_s << EarlierIds::Forget << false << none;
        QTest::newRow("the question was closed") << u"closed once"_s << EarlierIds::Forget << false << none;
        QTest::newRow("not readable: stays as it is") << u"not JSON"_s << EarlierIds::Forget << false << none;
        QTest::newRow("granted") << u"granted"_s << EarlierIds::Forget << true << none;
        QTest::newRow("granted, forgets earlier ids") << u"granted earlier"_s << EarlierIds::Forget << true << none;
        QTest::newRow("granted, keeps earlier ids") << u"granted earlier"_s << EarlierIds::Keep << true << both;
        QTest::newRow("granted, refused in settings") << u"granted settings"_s << EarlierIds::Keep << true << none;
        QTest::newRow("granted on another computer") << u"granted elsewhere"_s << EarlierIds::Keep << true << none;
        QTest::newRow("denied") << u"denied"_s << EarlierIds::Forget << false << none;
        QTest::newRow("denied, forgets earlier ids") << u"denied earlier"_s << EarlierIds::Forget << false << none;
        QTest::newRow("denied, keeps earlier ids") << u"denied earlier"_s << EarlierIds::Keep << false << both;
    }
    void renews()
    {
        QFETCH(QString, before);
        QFETCH(EarlierIds, earlier);
        QFETCH(bool, newDecision);
        QFETCH(QStringList, left);
        const ConsentWorld world;
        prepare(world, before);
        const ConsentState was = world.store().read();
        const QByteArray bytes = world.home.read(ConsentWorld::consentFile());
        const QByteArray settings = world.home.read(ConsentWorld::settingsFile());
        world.clock->advance(1h);

        const Consent::Result result = world.store().renewDecision(earlier);

        QVERIFY2(result.ok, qPrintable(result.error));
        const ConsentState is = world.store().read();
        QCOMPARE(is.record.decisionId != was.record.decisionId, newDecision);
        QCOMPARE(is.record.earlierIds, left);
        QCOMPARE(evidence(is.record), evidence(was.record));
        QCOMPARE(is.verdict.allowed, was.verdict.allowed);
        QCOMPARE(is.fileStatus, was.fileStatus);
        QCOMPARE(result.state.record.decisionId, is.record.decisionId);
        QCOMPARE(world.home.read(ConsentWorld::settingsFile()), settings);
        if (!newDecision && was.record.earlierIds == left)
            QCOMPARE(world.home.read(ConsentWorld::consentFile()), bytes);
        if (before == "nothing"_L1)
            QVERIFY(!world.home.exists(u".local/share/candor"_s));
    }

    void eachRenewalIsAnotherOne()
    {
        const ConsentWorld world;
        QVERIFY(world.yes().ok);
        QSet<QString> ids{world.store().read().record.decisionId};
        for (int i = 0; i < 20; ++i) {
            QVERIFY(world.store().renewDecision(EarlierIds::Keep).ok);
            ids.insert(world.store().read().record.decisionId);
        }
        QCOMPARE(ids.size(), 21);
        // A yes that goes on, goes on under the last of them.
        const QString last = world.store().read().record.decisionId;
        QVERIFY(world.yes(Category::Usage).ok);
        QCOMPARE(world.store().read().record.decisionId, last);
    }

    void remembersIds_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QStringList>("after");
        QTest::newRow("nobody answered") << u"nothing"_s << QStringList{};
        QTest::newRow("the question was closed") << u"closed once"_s << QStringList{};
        QTest::newRow("not readable") << u"not JSON"_s << QStringList{};
        QTest::newRow("granted") << u"granted"_s << QStringList{firstId};
        QTest::newRow("granted, known already") << u"granted earlier"_s << QStringList{firstId, secondId};
        QTest::newRow("denied") << u"denied"_s << QStringList{firstId};
    }
    void remembersIds()
    {
        QFETCH(QString, before);
        QFETCH(QStringList, after);
        const ConsentWorld world;
        prepare(world, before);
        const QByteArray bytes = world.home.read(ConsentWorld::consentFile());
        const QString decision = world.store().read().record.decisionId;
        QVERIFY(world.store().rememberEarlierId(firstId).ok);
        QCOMPARE(world.store().read().record.earlierIds, after);
        QCOMPARE(world.store().read().record.decisionId, decision);
        if (after.isEmpty())
            QCOMPARE(world.home.read(ConsentWorld::consentFile()), bytes);
        QVERIFY(world.store().forgetEarlierId(firstId).ok);
        after.removeAll(firstId);
        QCOMPARE(world.store().read().record.earlierIds, after);
    }

    void theyOutliveANo()
    {
        const ConsentWorld world;
        prepare(world, u"granted earlier"_s);
        QVERIFY(world.no().ok);
        QCOMPARE(world.store().read().record.earlierIds, (QStringList{firstId, secondId}));
        QVERIFY(world.yes().ok);
        QCOMPARE(world.store().read().record.earlierIds, (QStringList{firstId, secondId}));
    }

    void aLockThatIsNotLetGoOfIsAnError()
    {
        const ConsentWorld world;
        prepare(world, u"granted earlier"_s);
        const QByteArray bytes = world.home.read(ConsentWorld::consentFile());
        QString error;
        const auto lock = FolderLock::acquire(QFileInfo(world.store().files().consentPath()).path(), 1s, &error);
        QVERIFY2(lock, qPrintable(error));
        const Consent::Result result = world.store().renewDecision(EarlierIds::Forget);
        QVERIFY(!result.ok);
        QVERIFY(!result.error.isEmpty());
        QCOMPARE(world.home.read(ConsentWorld::consentFile()), bytes);
    }
};

QTEST_GUILESS_MAIN(RenewalTest)
#include "tst_renewal.moc"
