// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/identityworld.h"
#include "support/telemetryworld.h"
#include "telemetry/deletionrequestdata.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
        DeletionRequestData request;
        request.application = u"Acme Notes"_s;
        request.contact = u"privacy@acme.example"_s;
        request.recipient = u"eu.i.posthog.com"_s;
        request.currentId = thirdId;
        request.earlierIds = {firstId, secondId, thirdId};
        request.agreedAt = QDateTime::fromString(u"2026-11-21T10:00:00Z"_s, Qt::ISODate);
        request.lastDelivery = QDateTime::fromString(u"2026-11-22T10:00:00Z"_s, Qt::ISODate);
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
                QVERIFY(context.resetIdentity().ok());
            else if (step == "erase"_L1)
                QVERIFY(context.erase().ok());
            else if (step == "gone"_L1)
                QVERIFY(QFile::remove(home.path(u".redhat/anonymousId"_s)));
            else if (step == "broken"_L1)
                home.write(u".local/share/candor/consent.json"_s, "{");
        }
        const QStringList before = home.everything();
        const DeletionRequest request = context.deletionRequest();
        QCOMPARE(request.contact(), u"privacy@candor.example"_s);
        QCOMPARE(request.ids().size(), ids);
        QCOMPARE(!request.text().isEmpty(), hasText);
        QCOMPARE(!request.explanation().isEmpty(), explains);
        for (const QString &id : request.ids())
            QVERIFY(request.text().contains(id));
        const bool answered = world.contains(u"yes"_s) || world.contains(u"no"_s);
        QCOMPARE(request.explanation().contains(u"Nothing was sent"_s), !answered);
        QCOMPARE(home.everything(), before);
    }

    void neverSaysThatNothingWasSentWhereItMayHaveBeen_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::addColumn<QString>("world");
        QTest::addColumn<QString>("says"); // empty: nothing but the text
        const QString nothing = u"Nothing was sent by Acme Notes"_s;
        const QString notKept = u"are not kept on this computer"_s;
        for (const Identity mode : {Identity::Stable, Identity::Daily, Identity::None}) {
            const auto row = [mode](const char *world, const QString &says) {
                QTest::addRow("%s: %s", identityName(mode).data(), *world ? world : "nobody answered")
                    << mode << QString::fromLatin1(world) << says;
            };
            row("", nothing);
            row("yes record no", mode == Identity::Stable ? QString() : notKept);
            row("yes record no erase", notKept);
            row("yes record erase", mode == Identity::Stable ? QString() : notKept);
        }
        QTest::newRow("daily: yes record") << Identity::Daily << u"yes record"_s << QString();
        QTest::newRow("daily: another's refusal")
            << Identity::Daily << u"yes record DO_NOT_TRACK"_s << u"can’t be told here"_s;
        QTest::newRow("daily: refused here, after a no")
            << Identity::Daily << u"yes record no erase DO_NOT_TRACK"_s << notKept;
        QTest::newRow("daily: the notice changed") << Identity::Daily << u"yes record notice"_s << QString();
        QTest::newRow("daily: a store that can't be read")
            << Identity::Daily << u"yes record broken"_s << u"can’t be read now"_s;
        QTest::newRow("none: yes record") << Identity::None << u"yes record"_s << notKept;
        QTest::newRow("none: refused here") << Identity::None << u"yes record DO_NOT_TRACK"_s << notKept;
    }
    void neverSaysThatNothingWasSentWhereItMayHaveBeen()
    {
        QFETCH(Identity, mode);
        QFETCH(QString, world);
        QFETCH(QString, says);
        const IdentityWorld home;
        TelemetryOptions options = home.options(mode, QUrl(u"http://127.0.0.1:9"_s));
        options.data().clock = std::make_shared<FakeClock>(); // no midnight in between
        for (const QString &step : world.split(u' ', Qt::SkipEmptyParts)) {
            const TelemetryContext context(options.data()); // another run of the program
            if (step == "yes"_L1)
                QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
            else if (step == "no"_L1)
                QVERIFY(context.answer({{}, Origin::Prompt, u"en"_s}).ok && context.records().erase().isEmpty());
            else if (step == "erase"_L1)
                QVERIFY(context.erase().ok());
            else if (step == "record"_L1)
                QVERIFY(makeSecret(context));
            else if (step == "notice"_L1)
                options.setNotice(newerNotice(home));
            else if (step == "broken"_L1)
                breakStore(context);
            else
                options.setEnvironment(with(step, home.environment(mode)));
        }
        const TelemetryContext context(options.data());
        const DeletionRequest request = context.deletionRequest();
        QVERIFY2(says.isEmpty() ? request.explanation().isEmpty() : request.explanation().contains(says),
                 qPrintable(request.explanation()));
        QCOMPARE(request.text().isEmpty(), !says.isEmpty());
        QCOMPARE(request.ids().size(), says.isEmpty() ? 1 : 0);
        if (request.ids().isEmpty() && !world.isEmpty())
            QVERIFY2(request.explanation().contains(request.contact()) && !request.contact().isEmpty(),
                     qPrintable(request.explanation()));
    }

    void namesTheDaysFromTheFirstYesOn()
    {
        const IdentityWorld home;
        const auto clock = std::make_shared<FakeClock>();
        TelemetryOptions options = home.options(Identity::Daily, QUrl(u"http://127.0.0.1:9"_s));
        options.data().clock = clock;
        const TelemetryContext context(options.data());
        QVERIFY(context.answer({Category::Usage, Origin::Prompt, u"en"_s}).ok);
        QVERIFY(makeSecret(context));
        const QString decision = context.consent().read().record.decisionId;
        const QStringList first = context.deletionRequest().ids();
        QCOMPARE(first.size(), 1);
        clock->advance(9 * 24h);
        QVERIFY(context.answer({Category::Usage | Category::Errors, Origin::Settings, u"en"_s}).ok);
        QCOMPARE(context.consent().read().record.decisionId, decision);
        const QStringList all = context.deletionRequest().ids();
        QCOMPARE(all.size(), 10);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 10);
        QVERIFY(all.contains(first.first()));
    }

private:
    /// As with the first event of a Daily id.
    static bool makeSecret(const TelemetryContext &context)
    {
        const auto opened = context.records().open(EventStore::Mode::ReadWrite);
        const std::string decision = context.consent().read().record.decisionId.toStdString();
        return opened.store && opened.store->writer().obtainSecret(decision, std::string(64, 'a'));
    }
    static QString newerNotice(const IdentityWorld &world)
    {
        const QByteArray notice = world.home().read(u"notice.json"_s);
        static const QRegularExpression version(u"\"version\": *(\\d+)"_s);
        QString text = QString::fromUtf8(notice);
        if (!text.contains(version))
            qFatal("the notice has no version");
        text.replace(version, u"\"version\": 99"_s);
        world.home().write(u"newer.json"_s, text.toUtf8());
        return world.home().path(u"newer.json"_s);
    }
    static void breakStore(const TelemetryContext &context)
    {
        QDirIterator files(QString::fromStdString(context.records().folder()), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(8192, 'x')) != 8192)
                qFatal("not broken");
        }
    }
    static QProcessEnvironment with(const QString &variable, QProcessEnvironment environment)
    {
        environment.insert(variable, u"1"_s);
        return environment;
    }
};

QTEST_GUILESS_MAIN(DeletionRequestTest)
#include "tst_deletionrequest.moc"
