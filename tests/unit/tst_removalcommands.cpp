// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// erase, reset-id and request-deletion, in this process: whom they ask, what they print and what they return.

#include "cli/commandline.h"
#include "support/identityworld.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int status = -1;
    QString out;
    QString err;
    int asked = 0;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

/// \a answer: what the person types; null: there is no terminal.
Run run(const TelemetryOptions &options, const QStringList &arguments, const QString &answer = QString())
{
    Run result;
    QTextStream out(&result.out);
    QTextStream err(&result.err);
    CommandLineHost host{out, err, options};
    if (!answer.isNull()) {
        host.readAnswer = [&result, answer] {
            ++result.asked;
            return answer;
        };
    }
    result.status = runCommandLine(QStringList{u"telemetry"_s} + arguments, host);
    return result;
}

} // namespace

class RemovalCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resetAsksFirst_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("reset");
        const QStringList none;
        QTest::newRow("y") << none << u"y"_s << int(ExitOk) << true;
        QTest::newRow("YES") << none << u" YES "_s << int(ExitOk) << true;
        QTest::newRow("n") << none << u"n"_s << int(ExitFailed) << false;
        QTest::newRow("Enter") << none << u""_s << int(ExitFailed) << false;
        QTest::newRow("something else") << none << u"yes please"_s << int(ExitFailed) << false;
        QTest::newRow("no terminal") << none << QString() << int(ExitUsage) << false;
        QTest::newRow("no terminal, --yes") << QStringList{u"--yes"_s} << QString() << int(ExitOk) << true;
        QTest::newRow("a terminal, --yes") << QStringList{u"--yes"_s} << u"n"_s << int(ExitOk) << true;
        QTest::newRow("--json asks nobody") << QStringList{u"--json"_s} << u"y"_s << int(ExitUsage) << false;
        QTest::newRow("--json --yes") << QStringList{u"--json"_s, u"--yes"_s} << QString() << int(ExitOk) << true;
    }
    void resetAsksFirst()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, answer);
        QFETCH(int, status);
        QFETCH(bool, reset);
        const TemporaryHome home;
        const TelemetryOptions app = appOptions(home, QUrl(u"http://127.0.0.1:9"_s));
        QVERIFY(TelemetryContext(app.data()).answer({Category::Usage, Origin::CommandLine, u"en"_s}).ok);
        const QByteArray id = home.read(u".redhat/anonymousId"_s);
        const QByteArray consent = home.read(u".local/share/candor/consent.json"_s);
        const Run done = run(app, QStringList{u"reset-id"_s} + options, answer);
        QCOMPARE(done.status, status);
        QCOMPARE(home.read(u".redhat/anonymousId"_s) != id, reset);
        QCOMPARE(home.read(u".local/share/candor/consent.json"_s) != consent, reset);
        QCOMPARE(done.asked, !answer.isNull() && options.isEmpty() ? 1 : 0);
        QVERIFY((done.out + done.err).contains(u"Podman Desktop"_s));
        if (options.contains(u"--json"_s) && reset) {
            QCOMPARE(done.json().value("id"_L1).toString().toLatin1(), home.read(u".redhat/anonymousId"_s));
            QCOMPARE(done.json().value("reset"_L1).toBool(), true);
            QCOMPARE(done.json().value("erased"_L1).toInt(-1), 0);
            QVERIFY(done.json().value("tools"_L1).toArray().size() >= 9);
        } else if (options.contains(u"--json"_s)) {
            QVERIFY(done.out.isEmpty());
        }
    }

    void withoutAnIdNothingIsAskedAndNothingMade()
    {
        const TemporaryHome home;
        const TelemetryOptions app = appOptions(home, QUrl(u"http://127.0.0.1:9"_s));
        const QStringList before = home.everything();
        const Run reset = run(app, {u"reset-id"_s}, u"y"_s);
        QCOMPARE(reset.status, int(ExitOk));
        QCOMPARE(reset.asked, 0);
        QCOMPARE(run(app, {u"reset-id"_s, u"--json"_s}).json().value("reset"_L1).toBool(true), false);
        QCOMPARE(run(app, {u"erase"_s}).status, int(ExitOk));
        QCOMPARE(run(app, {u"erase"_s, u"--json"_s}).json().value("erased"_L1).toInt(-1), 0);
        const Run request = run(app, {u"request-deletion"_s, u"--json"_s});
        QCOMPARE(request.status, int(ExitOk));
        QVERIFY(request.json().value("text"_L1).isNull());
        QVERIFY(request.json().value("id"_L1).isNull());
        QCOMPARE(request.json().value("earlierIds"_L1).toArray().size(), 0);
        QVERIFY(!request.json().value("explanation"_L1).toString().isEmpty());
        QCOMPARE(home.everything(), before);
    }

    void anIdOfOtherToolsIsNotResetBeforeSomebodyAnswered()
    {
        const TemporaryHome home;
        home.write(u".redhat/anonymousId"_s, "11111111-1111-4111-8111-111111111111");
        const TelemetryOptions app = appOptions(home, QUrl(u"http://127.0.0.1:9"_s));
        const QStringList before = home.everything();
        const Run asked = run(app, {u"reset-id"_s}, u"y"_s);
        QCOMPARE(asked.status, int(ExitOk));
        QCOMPARE(asked.asked, 0);
        QVERIFY2(asked.out.contains(u"nothing was recorded here"_s), qPrintable(asked.out));
        const Run told = run(app, {u"reset-id"_s, u"--yes"_s});
        QVERIFY2(!(told.out + told.err).contains(u"is kept on"_s), qPrintable(told.out + told.err));
        QCOMPARE(run(app, {u"reset-id"_s, u"--yes"_s, u"--json"_s}).json().value("reset"_L1).toBool(true), false);
        QCOMPARE(home.everything(), before);
        QCOMPARE(home.read(u".redhat/anonymousId"_s), QByteArray("11111111-1111-4111-8111-111111111111"));
        // After a no it is the person's to reset.
        QCOMPARE(run(app, {u"disable"_s}).status, int(ExitOk));
        QCOMPARE(run(app, {u"reset-id"_s, u"--yes"_s}).status, int(ExitOk));
        QVERIFY(home.read(u".redhat/anonymousId"_s) != QByteArray("11111111-1111-4111-8111-111111111111"));
    }

    void promisesWhatTheIdCanKeep_data()
    {
        QTest::addColumn<Identity>("mode");
        QTest::newRow("stable") << Identity::Stable;
        QTest::newRow("daily") << Identity::Daily;
        QTest::newRow("none") << Identity::None;
    }
    void promisesWhatTheIdCanKeep()
    {
        QFETCH(Identity, mode);
        const bool kept = mode == Identity::Stable;
        const IdentityWorld world;
        const TelemetryOptions options = world.options(mode, QUrl(u"http://127.0.0.1:9"_s));
        QVERIFY(TelemetryContext(options.data()).answer({Category::Usage, Origin::CommandLine, u"en"_s}).ok);
        const Run asked = run(options, {u"reset-id"_s}, u"n"_s);
        QCOMPARE(asked.asked, 1);
        QVERIFY2(asked.err.contains(u"The old ID will be kept"_s) == kept
                     && asked.err.contains(u"Request deletion first"_s) != kept,
                 qPrintable(asked.err));
        // Nothing was done yet, and nothing was.
        QVERIFY2(asked.err.contains(u" will be erased "_s) && !asked.err.contains(u" is erased "_s)
                     && !asked.err.contains(u" was erased "_s),
                 qPrintable(asked.err));
        const Run done = run(options, {u"reset-id"_s, u"--yes"_s});
        QCOMPARE(done.status, int(ExitOk));
        QVERIFY2(done.out.contains(u" was erased "_s) && done.out.contains(u"The old ID is kept"_s) == kept
                     && done.out.contains(u"forgotten"_s) != kept,
                 qPrintable(done.out));
        const Run erased = run(options, {u"erase"_s});
        QCOMPARE(erased.status, int(ExitOk));
        QVERIFY2(erased.out.contains(u"it was recorded are forgotten"_s) != kept, qPrintable(erased.out));
    }

    void theRequestNamesWhatIsNeeded()
    {
        const TemporaryHome home;
        const TelemetryOptions app = appOptions(home, QUrl(u"http://127.0.0.1:9"_s));
        QVERIFY(TelemetryContext(app.data()).answer({Category::Usage, Origin::CommandLine, u"en"_s}).ok);
        const QString first = QString::fromLatin1(home.read(u".redhat/anonymousId"_s));
        QCOMPARE(run(app, {u"reset-id"_s, u"--yes"_s}).status, int(ExitOk));
        const QString second = QString::fromLatin1(home.read(u".redhat/anonymousId"_s));
        QCOMPARE(run(app, {u"disable"_s}).status, int(ExitOk));
        const Run request = run(app, {u"request-deletion"_s, u"--json"_s});
        QCOMPARE(request.json().value("id"_L1).toString(), second);
        QCOMPARE(request.json().value("earlierIds"_L1).toArray(), QJsonArray{first});
        QCOMPARE(request.json().value("recipient"_L1).toString(), u"127.0.0.1"_s);
        QVERIFY(!request.json().value("refusedAt"_L1).isNull());
        QVERIFY(request.json().value("agreedAt"_L1).isNull());
        const Run text = run(app, {u"request-deletion"_s});
        for (const QString &part : {first, second, u"privacy@candor.example"_s, u"Nothing is sent by this command"_s})
            QVERIFY2(text.out.contains(part), qPrintable(part));
        // Until it is erased.
        const Run erased = run(app, {u"erase"_s});
        QCOMPARE(erased.status, int(ExitOk));
        QVERIFY2(erased.out.contains(u"IDs from before a reset are forgotten, too (1)."_s), qPrintable(erased.out));
        QVERIFY(!run(app, {u"request-deletion"_s}).out.contains(first));
        QCOMPARE(run(app, {u"erase"_s, u"--json"_s}).json().value("earlierIds"_L1).toInt(-1), 0);
    }

    void theHelpNamesThem()
    {
        const TemporaryHome home;
        const QString help = run(appOptions(home, QUrl(u"http://127.0.0.1:9"_s)), {u"--help"_s}).out;
        for (const QString &command : {u"erase"_s, u"reset-id [--yes]"_s, u"request-deletion"_s})
            QVERIFY2(help.contains(command), qPrintable(command));
    }
};

QTEST_GUILESS_MAIN(RemovalCommandsTest)
#include "tst_removalcommands.moc"
