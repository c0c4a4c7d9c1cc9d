// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What a command prints can't be written: on a full disk, into a stream that is closed, to a reader that has gone.

#include "candor/telemetry.h"
#include "support/telemetryworld.h"
#include "telemetry/telemetrycontext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QProcess>
#include <QTest>

#include <array>
#include <fcntl.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms

enum class Way {
    Full, ///< a device that takes nothing
    Closed, ///< >&-
    Gone, ///< a pipe that nobody reads, and SIGPIPE is ignored
};

struct Finished
{
    int status = -1;
    QByteArray out;
    QByteArray err;
};

/// A home folder, and the program in it.
class Computer
{
public:
    [[nodiscard]] TelemetryOptions options() const
    {
        TelemetryOptions result = appOptions(m_home, QUrl(u"http://127.0.0.1:9"_s));
        result.data().directories = Directories::fromEnvironment(m_home.environment());
        result.setStartDelay(std::chrono::hours(1)); // nothing is sent
        return result;
    }

    /// A yes, and app.started waits.
    void record() const
    {
        if (!context().answer({Category::Usage | Category::Errors, Origin::Prompt, u"en"_s}).ok)
            qFatal("no yes");
        const Telemetry telemetry(options());
        if (!QTest::qWaitFor([this] { return context().records().count(TelemetryContext::shortPatience) > 0; },
                             patience))
            qFatal("nothing was recorded");
    }

    [[nodiscard]] TelemetryContext context() const { return TelemetryContext(options().data()); }
    [[nodiscard]] ConsentState consent() const { return context().consent().read(); }

    /// \a lost: the stream that takes nothing, 1 or 2; 0: none.
    [[nodiscard]] Finished run(const QStringList &arguments, int lost = 0, Way way = Way::Full) const
    {
        QProcess process;
        QProcessEnvironment environment = m_home.environment();
        environment.insert(u"CANDOR_DESTINATION"_s, u"posthog"_s);
        environment.insert(u"CANDOR_ENDPOINT"_s, u"http://127.0.0.1:9"_s);
        environment.insert(u"CANDOR_WRITE_KEY"_s, u"test-key"_s);
        process.setProcessEnvironment(environment);
        if (lost != 0) {
            process.setChildProcessModifier([lost, way] {
                std::array<int, 2> ends = {-1, -1};
                ::close(lost);
                if (way == Way::Full) {
                    ::dup2(::open("/dev/full", O_WRONLY | O_CLOEXEC), lost);
                } else if (way == Way::Gone && ::pipe(ends.data()) == 0) {
                    ::dup2(ends[1], lost);
                    ::close(ends[0] == lost ? ends[1] : ends[0]);
                }
            });
        }
        // A newer Qt gives its children SIGPIPE back after the modifier has run; what a shell ignores stays ignored.
        if (lost != 0 && way == Way::Gone) {
            const QStringList shell{u"-c"_s, u"trap '' PIPE; exec \"$@\""_s, u"sh"_s, QStringLiteral(CANDOR_PROGRAM)};
            process.start(u"sh"_s, shell + arguments);
        } else {
            process.start(QStringLiteral(CANDOR_PROGRAM), arguments);
        }
        Finished result;
        if (!process.waitForFinished(patience)) {
            process.kill();
            process.waitForFinished(patience);
            return result;
        }
        result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }

    [[nodiscard]] const TemporaryHome &home() const { return m_home; }

private:
    TemporaryHome m_home;
};

} // namespace

class OutputTest : public QObject
{
    Q_OBJECT

private:
    static void ways(const QByteArray &name, const QStringList &arguments)
    {
        QTest::addRow("%s, a full disk", name.constData()) << arguments << Way::Full;
        QTest::addRow("%s, closed", name.constData()) << arguments << Way::Closed;
        QTest::addRow("%s, nobody reads", name.constData()) << arguments << Way::Gone;
    }

private Q_SLOTS:
    void everyCommandNotices_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<Way>("way");
        const QList<QStringList> all{
            {u"--help"_s},
            {u"--version"_s},
            {u"telemetry"_s, u"--help"_s},
            {u"telemetry"_s, u"status"_s},
            {u"telemetry"_s, u"status"_s, u"--json"_s},
            {u"telemetry"_s, u"explain"_s},
            {u"telemetry"_s, u"explain"_s, u"--json"_s},
            {u"telemetry"_s, u"show"_s},
            {u"telemetry"_s, u"show"_s, u"--json"_s},
            {u"telemetry"_s, u"show"_s, u"--follow"_s},
            {u"telemetry"_s, u"send"_s, u"--timeout"_s, u"1"_s},
            {u"telemetry"_s, u"request-deletion"_s},
            {u"telemetry"_s, u"request-deletion"_s, u"--json"_s},
            {u"telemetry"_s, u"environment"_s},
            {u"telemetry"_s, u"environment"_s, u"--json"_s},
            {u"telemetry"_s, u"catalogue"_s},
            {u"telemetry"_s, u"catalogue"_s, u"--json"_s},
            {u"telemetry"_s, u"catalogue"_s, u"--markdown"_s},
            {u"telemetry"_s, u"reset-id"_s, u"--yes"_s, u"--json"_s},
            {u"telemetry"_s, u"erase"_s},
            {u"telemetry"_s, u"disable"_s},
            {u"telemetry"_s, u"disable"_s, u"--json"_s},
        };
        for (const QStringList &arguments : all)
            ways(arguments.join(u' ').toUtf8(), arguments);
    }
    void everyCommandNotices()
    {
        QFETCH(QStringList, arguments);
        QFETCH(Way, way);
        const Computer computer;
        computer.record();
        const Finished finished = computer.run(arguments, STDOUT_FILENO, way);
        QVERIFY2(finished.status == 1, finished.err.constData());
        QVERIFY2(finished.err.contains("candor: the output could not be written ("), finished.err.constData());
        QVERIFY2(finished.err.contains("; all else was done") != arguments.contains(u"send"_s),
                 finished.err.constData());
        if (arguments.contains(u"disable"_s))
            QCOMPARE(computer.consent().record.decision, Decision::Denied); // it holds all the same
    }

    void aYesNeedsItsNotice_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<Way>("way");
        ways("enable", {u"telemetry"_s, u"enable"_s, u"--yes"_s});
        ways("enable --json", {u"telemetry"_s, u"enable"_s, u"--yes"_s, u"--json"_s});
    }
    void aYesNeedsItsNotice()
    {
        QFETCH(QStringList, arguments);
        QFETCH(Way, way);
        const Computer computer;
        const QStringList before = computer.home().everything();
        const bool json = arguments.contains(u"--json"_s); // then the notice is on the error stream
        const Finished finished = computer.run(arguments, json ? STDERR_FILENO : STDOUT_FILENO, way);
        QCOMPARE(finished.status, 1);
        QCOMPARE(computer.consent().record.decision, Decision::Undecided);
        QCOMPARE(computer.home().everything(), before);
        if (json)
            QCOMPARE(finished.out, QByteArray());
        else
            QVERIFY2(finished.err.contains("so nothing was agreed to"), finished.err.constData());

        QCOMPARE(computer.run(arguments).status, 0);
        QCOMPARE(computer.consent().record.decision, Decision::Granted);
    }

    void aYesNeedsSomebodyOrTheirWord()
    {
        const Computer computer;
        const QStringList before = computer.home().everything();
        const Finished finished = computer.run({u"telemetry"_s, u"enable"_s}); // no terminal here
        QCOMPARE(finished.status, 2);
        QVERIFY2(finished.out.contains("127.0.0.1"), finished.out.constData()); // the notice
        QVERIFY2(finished.err.contains("--yes"), finished.err.constData());
        QCOMPARE(computer.home().everything(), before);
    }

    void noFileTakesThePlaceOfAClosedStream()
    {
        const Computer computer;
        computer.record();
        (void)computer.run({u"telemetry"_s, u"disable"_s, u"--json"_s}, STDOUT_FILENO, Way::Closed);
        QCOMPARE(computer.run({u"telemetry"_s, u"status"_s}).err, QByteArray()); // every file is in order
        QCOMPARE(computer.consent().fileStatus, ConsentFileStatus::Ok);
    }
};

QTEST_GUILESS_MAIN(OutputTest)
#include "tst_output.moc"
