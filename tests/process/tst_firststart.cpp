// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Promise P1, seen from outside: a first start that is killed without an answer does nothing that the same window
// without Candor (tests/process/control) does not do, but for reading the person's own answer and settings.

#include "support/systemcalls.h"
#include "support/temporaryhome.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // ms; strace makes everything slow
constexpr int observationWindow = 3000; // ms; what is not begun by then is not begun by the start

struct Observation
{
    SystemCalls calls;
    QStringList leftBehind;
};

void observe(const QString &program, Observation *result)
{
    const TemporaryHome home;
    QProcessEnvironment environment = home.environment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"LOG_LEVEL"_s, u"trace"_s);
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer can't work under a tracer
    const QString log = home.path(u"strace.log"_s);

    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"strace"_s,
                  {u"-f"_s, u"-qq"_s, u"-s"_s, u"300"_s, u"-o"_s, log, u"-e"_s,
                   u"trace=file,network,process,inotify_add_watch"_s, program});
    QVERIFY2(process.waitForStarted(patience), "strace can't be started: install it (Debian: apt-get install strace)");
    QByteArray said;
    QTRY_VERIFY2_WITH_TIMEOUT((said += process.readAll()).contains("ready") || process.state() == QProcess::NotRunning,
                              said.constData(), patience);
    QVERIFY2(process.state() == QProcess::Running, said.constData());
    QTest::qWait(observationWindow); // absence is what is observed here, and that takes time

    QFile children(u"/proc/%1/task/%1/children"_s.arg(process.processId()));
    QVERIFY(children.open(QIODevice::ReadOnly));
    const int pid = children.readAll().simplified().split(' ').constFirst().toInt();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid, SIGKILL), 0);
    QVERIFY(process.waitForFinished(patience));

    result->calls = SystemCalls::fromLog(home.read(u"strace.log"_s), home.path());
    result->leftBehind = home.everything();
    result->leftBehind.removeAll(u"strace.log"_s);
}

QString listed(const QSet<QString> &paths)
{
    QStringList sorted(paths.begin(), paths.end());
    sorted.sort();
    return sorted.join(u'\n');
}

} // namespace

class TestFirstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogIsUnderstood()
    {
        const SystemCalls calls = SystemCalls::fromLog(
            "12 openat(AT_FDCWD, \"/home/x/.config/a\", O_RDONLY|O_CLOEXEC) = 5\n"
            "12 openat(AT_FDCWD, \"/home/x/missing\", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file)\n"
            "12 openat(AT_FDCWD, \"/home/x/new\", O_WRONLY|O_CREAT|O_CLOEXEC, 0600) = 5\n"
            "12 mkdir(\"/home/x/.redhat\", 0700) = 0\n"
            "12 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 9\n"
            "12 connect(9, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 0\n"
            "12 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 77\n"
            "12 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 78\n"
            "78 exit(0) = ?\n"
            "12 inotify_add_watch(4, \"/home/x\", IN_MODIFY) = 1\n",
            u"/home/x"_s);
        QCOMPARE(calls.read, QSet<QString>{u"~/.config/a"_s});
        QCOMPARE(calls.created, (QSet<QString>{u"~/new"_s, u"~/.redhat"_s}));
        QCOMPARE(calls.sockets, QStringList{u"AF_INET SOCK_STREAM"_s});
        QCOMPARE(calls.connections.size(), 1);
        QCOMPARE(calls.threads, 1);
        QCOMPARE(calls.watched, QSet<QString>{u"~"_s});
    }

    void addsNothingBeforeAnAnswer()
    {
        Observation control;
        observe(QStringLiteral(CANDOR_CONTROL), &control);
        if (QTest::currentTestFailed())
            return;
        Observation candor;
        observe(QStringLiteral(CANDOR_PROGRAM), &candor);
        if (QTest::currentTestFailed())
            return;

        QCOMPARE(candor.leftBehind, control.leftBehind);
        QCOMPARE(listed(candor.calls.created - control.calls.created), QString());
        QCOMPARE(candor.calls.sockets, control.calls.sockets);
        QCOMPARE(candor.calls.connections, control.calls.connections);
        QCOMPARE(candor.calls.threads, control.calls.threads);

        // Read more: nothing exists yet of the answer and the settings, so not even those can be opened.
        QSet<QString> readMore = candor.calls.read - control.calls.read;
        readMore.remove(QStringLiteral(CANDOR_PROGRAM));
        QCOMPARE(listed(readMore), QString());
        qInfo("threads %d, sockets %lld, files made or written %lld, files read %lld: the same as the control program; "
              "watched beyond it: %s",
              candor.calls.threads, static_cast<long long>(candor.calls.sockets.size()),
              static_cast<long long>(candor.calls.created.size()), static_cast<long long>(candor.calls.read.size()),
              qPrintable(listed(candor.calls.watched - control.calls.watched).replace(u'\n', u' ')));
    }
};

QTEST_GUILESS_MAIN(TestFirstStart)
#include "tst_firststart.moc"
