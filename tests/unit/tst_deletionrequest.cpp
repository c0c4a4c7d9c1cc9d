// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/telemetryworld.h"
#include "telemetry/deletionrequest.h"
#include "telemetry/telemetrycontext.h"

#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

const QString firstId = u"11111111-1111-4111-8111-111111111111"_s;
const QString secondId = u"22222222-2222-4222-8222-222222222222"_s;
const QString thirdId = u"33333333-3333-4333-8333-333333333333"_s;

} // namespace

class DeletionRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void composes()
    {
        DeletionRequest request;
        request.application = u"Acme Notes"_s;
        request.contact = u"privacy@acme.example"_s;
        request.recipient = u"eu.i.posthog.com"_s;
        request.currentId = thirdId;
        request.earlierIds = {firstId, secondId, thirdId};
        request.agreedAt = QDateTime({2026, 11, 21}, {10, 0}, Qt::UTC);
        request.lastDelivery = QDateTime({2026, 11, 22}, {10, 0}, Qt::UTC);
        request.compose();
        QCOMPARE(request.ids(), (QStringList{thirdId, secondId, firstId}));
        QVERIFY(request.explanation.isEmpty());
        QVERIFY(request.subject.contains(u"Acme Notes"_s));
        for (const QString &part : {firstId, secondId, thirdId, u"Acme Notes"_s, u"eu.i.posthog.com"_s, u"2026-11-21"_s,
                                    u"2026-11-22"_s, u"delete"_s, u"confirm"_s})
            QVERIFY2(request.text.contains(part), qPrintable(part));
        QCOMPARE(request.text.count(thirdId), 1);
        for (const QString &part : {u"%1"_s, u"%2"_s, u"%3"_s, u"GDPR"_s, u"this-computer"_s})
            QVERIFY2(!request.text.contains(part), qPrintable(part));
    }

    void saysWhatThereIs_data()
    {
        QTest::addColumn<QString>("world");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("hasText");
        QTest::addColumn<bool>("explains");
        QTest::addColumn<int>("ids");
        const QString key = u"test-key"_s;
        QTest::newRow("never answered") << QString() << key << false << true << 0;
        QTest::newRow("never answered, other tools' id") << u"id"_s << key << false << true << 0;
        QTest::newRow("agreed") << u"yes"_s << key << true << false << 1;
        QTest::newRow("agreed, no recipient") << u"yes"_s << QString() << true << true << 1;
        QTest::newRow("agreed, reset twice") << u"yes reset reset"_s << key << true << false << 3;
        QTest::newRow("agreed, reset, refused") << u"yes reset no"_s << key << true << false << 2;
        QTest::newRow("refused at once") << u"no"_s << key << false << true << 0;
        QTest::newRow("reset and erased") << u"yes reset erase"_s << key << true << false << 1;
        QTest::newRow("refused, the id is gone") << u"yes no gone"_s << key << false << true << 0;
        QTest::newRow("an answer that can't be read") << u"yes broken"_s << key << true << false << 1;
    }
    void saysWhatThereIs()
    {
        QFETCH(QString, world);
        QFETCH(QString, key);
        QFETCH(bool, hasText);
        QFETCH(bool, explains);
        QFETCH(int, ids);
        const TemporaryHome home;
        const TelemetryContext context(appOptions(home, QUrl(u"http://127.0.0.1:9"_s), key).data());
        for (const QString &step : world.split(u' ', Qt::SkipEmptyParts)) {
            if (step == "id"_L1)
                home.write(u".redhat/anonymousId"_s, firstId.toLatin1());
            else if (step == "yes"_L1)
                QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
            else if (step == "no"_L1)
                QVERIFY(context.answer({{}, Origin::Prompt, u"en"_s}).ok);
            else if (step == "reset"_L1)
                QVERIFY(context.resetIdentity().ok);
            else if (step == "erase"_L1)
                QVERIFY(context.erase().ok);
            else if (step == "gone"_L1)
                QVERIFY(QFile::remove(home.path(u".redhat/anonymousId"_s)));
            else if (step == "broken"_L1)
                home.write(u".local/share/candor/consent.json"_s, "{");
        }
        const QStringList before = home.everything();
        const DeletionRequest request = context.deletionRequest();
        QCOMPARE(request.contact, u"privacy@candor.example"_s);
        QCOMPARE(request.ids().size(), ids);
        QCOMPARE(!request.text.isEmpty(), hasText);
        QCOMPARE(!request.explanation.isEmpty(), explains);
        for (const QString &id : request.ids())
            QVERIFY(request.text.contains(id));
        QCOMPARE(home.everything(), before);
    }
};

QTEST_GUILESS_MAIN(DeletionRequestTest)
#include "tst_deletionrequest.moc"
