// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Three processes under strace: one that nobody ever answered, one that was refused, and one whose yes is withdrawn
// while a request is on its way. What the system was asked for is all that can have happened.

#include "support/processlook.h"
#include "support/recordingworld.h"
#include "support/scriptedserver.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms; strace makes everything slow
const QString settingsFile = u".local/share/containers/podman-desktop/configuration/settings.json"_s;

/// A copy of an application under strace, and the lines of its trace.
class Traced
{
public:
    Traced(const TemporaryHome &home, QProcessEnvironment environment)
        : m_log(home.path(u"strace.log"_s))
    {
        environment.insert(u"ASAN_OPTIONS"_s,
                           environment.value(u"ASAN_OPTIONS"_s) + u":detect_leaks=0"_s); // not under a tracer
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // With -y each descriptor says what it stands for; with -s 8 no event's bytes come into the log.
        m_process.start(u"strace"_s,
                        {u"-f"_s, u"-qq"_s, u"-y"_s, u"-s"_s, u"8"_s, u"-o"_s, m_log,
                         QStringLiteral(CANDOR_WITHDRAWAL_CHILD), u"quokkabefore"_s});
        if (!m_process.waitForStarted(patience))
            qFatal("strace can't be started: install it (Debian: apt-get install strace)");
    }
    ~Traced()
    {
        m_process.closeWriteChannel(); // the copy ends by itself at the end of its input
        if (!m_process.waitForFinished(patience)) {
            m_process.kill();
            m_process.waitForFinished(patience);
        }
    }

    bool hears(const QByteArray &line)
    {
        return QTest::qWaitFor(
            [&] {
                m_said += m_process.readAllStandardOutput();
                const qsizetype at = m_said.indexOf(line + '\n');
                if (at >= 0)
                    m_said.remove(0, at + line.size() + 1);
                return at >= 0;
            },
            patience);
    }
    bool tell(const QByteArray &command)
    {
        m_process.write(command + '\n');
        return hears("done " + command);
    }
    [[nodiscard]] QStringList trace() const
    {
        QFile file(m_log);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
    }

private:
    QString m_log;
    QProcess m_process;
    QByteArray m_said;
};

QStringList linesWith(const QStringList &trace, const QString &pattern)
{
    return trace.filter(QRegularExpression(pattern));
}

/// Anything that has to do with a network.
const QString network = u"\\b(?:socket|connect|send|sendto|sendmsg|sendmmsg|bind|getpeername|getsockopt)\\("_s;

/// Every attempt to make, change or remove something below \a home, but for the trace itself.
QStringList changes(const QStringList &trace, const QString &home)
{
    const QString there = QRegularExpression::escape(home);
    return linesWith(trace,
                     u"\\b(?:open|openat|creat)\\([^\"]*\"[^\"]*%1[^\"]*\", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)|"
                     u"\\b(?:mkdir|mkdirat|rename|renameat2?|link|linkat|symlink|symlinkat|unlink|unlinkat|rmdir|"
                     u"truncate)\\([^\"]*\"[^\"]*%1"_s.arg(there));
}

} // namespace

class TestTraces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverAnswered();
    void refused();
    void revokedInFlight_data();
    void revokedInFlight();

private:
    void nothingHappens(const TemporaryHome &home, const QProcessEnvironment &environment) const;
};

void TestTraces::nothingHappens(const TemporaryHome &home, const QProcessEnvironment &environment) const
{
    const QStringList files = home.everything();
    QStringList trace;
    {
        Traced copy(home, environment);
        QVERIFY(copy.hears("refused"));
        QVERIFY(copy.tell("settle"));
        QVERIFY(copy.tell("settle"));
        QVERIFY(copy.tell("quit"));
        trace = copy.trace();
    }
    QStringList after = home.everything();
    after.removeAll(u"strace.log"_s);
    QCOMPARE(after, files);
    QVERIFY(trace.size() > 100);
    QCOMPARE(linesWith(trace, network), QStringList());
    QCOMPARE(changes(trace, home.path()), QStringList());
    QCOMPARE(changes(trace, home.runtime().path()), QStringList());
    QCOMPARE(linesWith(trace, u"anonymousId"_s).filter(u"open"_s), QStringList());
    qInfo("%lld system calls; of the network: 0; files made, changed or removed: 0; the id file was not opened",
          static_cast<long long>(trace.size()));
}

void TestTraces::neverAnswered()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    const RecordingWorld world(server.url());
    QVERIFY(QFile::remove(world.home().path(u".local/share/candor/consent.json"_s)));
    QVERIFY(QFile::remove(world.home().path(settingsFile)));
    nothingHappens(world.home(), world.environment());
    QCOMPARE(server.connections(), 0);
}

void TestTraces::refused()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    const RecordingWorld world(server.url());
    {
        Traced copy(world.home(), world.environment());
        QVERIFY(copy.hears("allowed"));
        QVERIFY(copy.tell("no"));
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QString::fromStdString(world.storeFolder())), patience);
    }
    QVERIFY(QFile::remove(world.home().path(u"strace.log"_s)));
    const int connections = server.connections();
    nothingHappens(world.home(), world.environment());
    QCOMPARE(server.connections(), connections);
}

void TestTraces::revokedInFlight_data()
{
    QTest::addColumn<bool>("inTheFile");
    QTest::newRow("by an answer in the same copy") << false;
    QTest::newRow("by an edit of settings.json") << true;
}

void TestTraces::revokedInFlight()
{
    QFETCH(bool, inTheFile);
    ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
    QVERIFY(server.listen());
    const RecordingWorld world(server.url());
    Traced copy(world.home(), world.environment());
    QVERIFY(copy.hears("allowed"));
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);
    QCOMPARE(server.openConnections(), 1);
    QVERIFY(copy.tell("word quokkabefore")); // so that the trace has come as far as what the server has seen
    // The line of the trace from which on the no holds: the answer's own, or that the file was read with a false.
    const qsizetype moment = copy.trace().size();
    if (inTheFile) {
        QByteArray settings = world.home().read(settingsFile);
        QVERIFY(settings.contains("\"telemetry.enabled\": true"));
        world.home().write(settingsFile,
                           settings.replace("\"telemetry.enabled\": true", "\"telemetry.enabled\": false"));
        QVERIFY(copy.hears("refused"));
    } else {
        QVERIFY(copy.tell("no"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QString::fromStdString(world.storeFolder())), patience);
    QVERIFY(copy.tell("settle"));
    QVERIFY(copy.tell("settle"));
    QVERIFY(copy.tell("quit"));
    const QStringList trace = copy.trace();
    const QStringList beforeIt = trace.first(moment);
    const QStringList afterIt = trace.mid(moment);

    // What there was to withdraw from.
    QVERIFY(!linesWith(beforeIt, u"\\bconnect\\([^)]*AF_INET"_s).isEmpty());
    QVERIFY(!linesWith(beforeIt, u"\\b(?:write|send|sendto|sendmsg)\\(\\d+<(?:socket|TCP)"_s).isEmpty());

    // What came after it: the socket is closed, the store removed, and nothing is said to anybody.
    // A connect() to AF_UNSPEC ends the connection that there is.
    QCOMPARE(linesWith(afterIt, u"\\b(?:socket\\(|connect\\((?!.*AF_UNSPEC))"_s).join(u'\n'), QString());
    QCOMPARE(
        linesWith(afterIt, u"\\b(?:write|writev|send|sendto|sendmsg|sendmmsg)\\(\\d+<(?:socket|TCP)"_s).join(u'\n'),
        QString());
    const QStringList closed = linesWith(afterIt, u"\\bclose\\(\\d+<(?:socket|TCP)"_s);
    const QStringList removed = linesWith(afterIt, u"\\b(?:unlink|unlinkat)\\([^\"]*\"[^\"]*events\\.sqlite\""_s);
    QVERIFY(!closed.isEmpty()); // Qt's own descriptor, and the one through which the connection was cut
    QVERIFY(!removed.isEmpty());
    qInfo("after the no: socket, connect, send: 0\n%s\n%s", qPrintable(closed.constFirst()),
          qPrintable(removed.constFirst()));
}

QTEST_GUILESS_MAIN(TestTraces)
#include "tst_traces.moc"
