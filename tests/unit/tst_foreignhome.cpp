// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A home folder that can't be this process's: of another user, for root, or of a name that is no text. Nothing is
// written anywhere, and who wants to write is told why.

#include "candor/telemetry.h"
#include "cli/commandline.h"
#include "support/recordingworld.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <optional>

#include <sys/stat.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms
constexpr qint64 root = 0;

struct Run
{
    int status = -1;
    QString out;
    QString err;
};

Run run(const TelemetryOptions &options, const QStringList &arguments)
{
    Run result;
    QTextStream out(&result.out);
    QTextStream err(&result.err);
    CommandLineHost host{out, err, options, {}};
    result.status = runCommandLine(QStringList{u"telemetry"_s} + arguments, host);
    return result;
}

/// Where this test is root, the home becomes somebody's; where it is not, it is.
void giveAway(const QString &folder)
{
    if (::geteuid() == root && ::chown(QFile::encodeName(folder).constData(), 12345, 12345) != 0)
        qFatal("can't give %s away", qUtf8Printable(folder));
}

} // namespace

class ForeignHomeTest : public QObject
{
    Q_OBJECT

private:
    static TelemetryOptions optionsOf(const RecordingWorld &world, const Directories &directories)
    {
        TelemetryOptions options = world.options();
        Directories here = directories;
        here.managed.clear();
        options.data().directories = here;
        options.setStartPatience(std::chrono::minutes(1));
        return options;
    }

private Q_SLOTS:
    void rootInAPersonsHome_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<bool>("refuses"); // because it writes, or would have to know what is there
        QTest::newRow("status") << QStringList{u"status"_s} << false;
        QTest::newRow("explain") << QStringList{u"explain"_s} << false;
        QTest::newRow("show") << QStringList{u"show"_s} << true;
        QTest::newRow("request-deletion") << QStringList{u"request-deletion"_s} << true;
        QTest::newRow("enable") << QStringList{u"enable"_s} << true;
        QTest::newRow("disable") << QStringList{u"disable"_s} << true;
        QTest::newRow("send") << QStringList{u"send"_s} << true;
        QTest::newRow("erase") << QStringList{u"erase"_s} << true;
        QTest::newRow("reset-id") << QStringList{u"reset-id"_s, u"--yes"_s} << true;
    }
    void rootInAPersonsHome()
    {
        QFETCH(QStringList, command);
        QFETCH(bool, refuses);
        const RecordingWorld world;
        giveAway(world.home().path());
        const TelemetryOptions options = optionsOf(world, Directories::fromEnvironment(world.environment(), root));
        const QStringList before = world.home().everything();
        const Run result = run(options, command);
        QCOMPARE(result.status, refuses ? int(ExitFailed) : int(ExitOk));
        if (refuses)
            QVERIFY2(result.err.contains(u"%1 belongs to another user"_s.arg(world.home().path())),
                     qUtf8Printable(result.err));
        QCOMPARE(world.home().everything(), before);
    }

    /// What nobody looks at is not known to be nothing.
    void rootIsToldNoNumbers()
    {
        const RecordingWorld world;
        giveAway(world.home().path());
        const TelemetryOptions options = optionsOf(world, Directories::fromEnvironment(world.environment(), root));
        const QJsonObject status =
            QJsonDocument::fromJson(run(options, {u"status"_s, u"--json"_s}).out.toUtf8()).object();
        QVERIFY(status.value("accepted"_L1).isNull());
        QVERIFY(status.value("waiting"_L1).isNull());
        QVERIFY2(status.value("storeProblem"_L1).toString().contains(u"belongs to another user"_s),
                 qUtf8Printable(status.value("storeProblem"_L1).toString()));
    }

    void theLibraryToo()
    {
        const RecordingWorld world;
        giveAway(world.home().path());
        const QStringList before = world.home().everything();
        {
            Telemetry telemetry(optionsOf(world, Directories::fromEnvironment(world.environment(), root)));
            QVERIFY(!telemetry.isAllowed());
            QVERIFY(!telemetry.shouldAsk());
            QVERIFY(!telemetry.status().canAnswer());
            QVERIFY(telemetry.status().consentProblem().contains(u"belongs to another user"_s));
            QSignalSpy answered(&telemetry, &Telemetry::answered);
            telemetry.answer(Category::Usage, Origin::Prompt, u"en"_s);
            QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
            QCOMPARE(answered[0][0].toBool(), false);
            QVERIFY(answered[0][1].toString().contains(u"belongs to another user"_s));
            std::optional<Erasure> erased;
            telemetry.erase(this, [&erased](const Erasure &result) { erased = result; });
            QTRY_VERIFY_WITH_TIMEOUT(erased, patience);
            QVERIFY(!erased->ok());
            telemetry.track("test.counted", {{"run", 1}, {"number", 1}});
        }
        QCOMPARE(world.home().everything(), before);
    }

    /// Whoever is named by another variable.
    void otherFoldersOfAnother_data()
    {
        QTest::addColumn<QString>("variable");
        for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "PODMAN_DESKTOP_HOME_DIR"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void otherFoldersOfAnother()
    {
        QFETCH(QString, variable);
        const TemporaryHome somebodys;
        giveAway(somebodys.path());
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, u"/"_s); // root's, everywhere
        environment.insert(variable, somebodys.path(u"yet/to/be/made"_s));
        const Directories directories = Directories::fromEnvironment(environment, root);
        QVERIFY(directories.problem.contains(somebodys.path()));
        QVERIFY(directories.home.isEmpty());
        QVERIFY(directories.localData.isEmpty());
        environment.remove(variable);
        QVERIFY2(Directories::fromEnvironment(environment, root).problem.isEmpty(), "root in root's own");
    }

    void anOrdinaryUserIsNotAsked()
    {
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, u"/"_s);
        QVERIFY(Directories::fromEnvironment(environment, 1000).problem.isEmpty());
    }

    void noText_data()
    {
        QTest::addColumn<QByteArray>("variable");
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "PODMAN_DESKTOP_HOME_DIR"})
            QTest::newRow(name) << QByteArray(name);
    }
    /// As a text the name is that of another folder, beside it.
    void noText()
    {
        QFETCH(QByteArray, variable);
        const RecordingWorld world;
        const QByteArray folder = QFile::encodeName(world.home().path(u"h"_s)) + "\xe9";
        QCOMPARE(::mkdir(folder.constData(), 0700), 0);
        const QByteArray before = qgetenv(variable.constData());
        const bool wasSet = qEnvironmentVariableIsSet(variable.constData());
        qputenv(variable.constData(), folder);
        const Directories directories = Directories::fromEnvironment(QProcessEnvironment::systemEnvironment());
        if (wasSet)
            qputenv(variable.constData(), before);
        else
            qunsetenv(variable.constData());
        QVERIFY(directories.home.isEmpty() && directories.localData.isEmpty() && directories.config.isEmpty());

        const QStringList files = world.home().everything();
        const TelemetryOptions options = optionsOf(world, directories);
        for (const QStringList &command : {QStringList{u"enable"_s}, {u"disable"_s}, {u"erase"_s}}) {
            const Run result = run(options, command);
            QCOMPARE(result.status, int(ExitFailed));
            QVERIFY2(result.err.contains("The environment variable "_L1 + QString::fromLatin1(variable)
                                         + " is not valid UTF-8"_L1),
                     qUtf8Printable(result.err));
        }
        QVERIFY(!Telemetry(options).isAllowed());
        QCOMPARE(world.home().everything(), files);
        ::rmdir(folder.constData());
    }
};

QTEST_GUILESS_MAIN(ForeignHomeTest)
#include "tst_foreignhome.moc"
