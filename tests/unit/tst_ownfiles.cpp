// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Whatever stands in the place of one of the files that Candor alone writes: no command waits for it, follows it or
// takes what is in it for its own, and a no says what it could not erase.

#include "candor/telemetry.h"
#include "cli/commandline.h"
#include "queue/eventstore.h"
#include "support/recordingworld.h"
#include "system/privatefile.h"
#include "system/privatefolder.h"
#include "system/systemclock.h"
#include "telemetry/telemetrycontext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // ms
const QString storeFolder = u".local/share/candor/events"_s;

struct Run
{
    int status = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
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

void remove(const QString &path)
{
    if (QFileInfo(path).isDir() && !QFileInfo(path).isSymLink())
        QDir(path).removeRecursively();
    else
        QFile::remove(path);
}

void makeFifo(const QString &path)
{
    remove(path);
    if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
        qFatal("no FIFO at %s", qUtf8Printable(path));
}

void makeFolder(const QString &path)
{
    remove(path);
    if (!QDir().mkpath(path + u"/something"_s))
        qFatal("no folder at %s", qUtf8Printable(path));
}

/// To a file of the same content.
void makeLink(const QString &path)
{
    const QString target = path + u".elsewhere"_s;
    if (!QFile::rename(path, target) && !QFile(target).open(QIODevice::WriteOnly))
        qFatal("no file at %s", qUtf8Printable(target));
    if (!QFile::link(target, path))
        qFatal("no link at %s", qUtf8Printable(path));
}

void makeLinkToDevice(const QString &path)
{
    remove(path);
    if (!QFile::link(u"/dev/zero"_s, path))
        qFatal("no link at %s", qUtf8Printable(path));
}

struct Thing
{
    const char *name;
    void (*make)(const QString &path);
};

const QList<Thing> things{
    {"a FIFO", &makeFifo},
    {"a folder", &makeFolder},
    {"a link", &makeLink},
    {"a link to a device", &makeLinkToDevice},
};

/// How many test.counted stand in the store; -1 if it can't be read.
int counted(const RecordingWorld &world)
{
    const auto opened =
        EventStore::open(world.storeFolder(), EventStore::Mode::ReadOnly, std::make_shared<SystemClock>(), {});
    const auto events = opened.store ? opened.store->view().events({}) : std::nullopt;
    if (!events)
        return -1;
    return static_cast<int>(std::count_if(events->begin(), events->end(),
                                          [](const StoredEvent &event) { return event.name == "test.counted"; }));
}

/// One more event that waits.
void record(const RecordingWorld &world)
{
    const int before = std::max(counted(world), 0);
    Telemetry telemetry(world.options());
    telemetry.track("test.counted", {{"run", 1}, {"number", 1}});
    QTRY_COMPARE_WITH_TIMEOUT(counted(world), before + 1, patience);
}

} // namespace

class OwnFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objections_data()
    {
        QTest::addColumn<uint>("mode");
        QTest::addColumn<uint>("owner");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("a file of ours") << uint(S_IFREG | 0600) << 1000U << QByteArray();
        QTest::newRow("without rights") << uint(S_IFREG) << 1000U << QByteArray();
        QTest::newRow("another user's") << uint(S_IFREG | 0666) << 1001U << QByteArray("belongs to another user");
        QTest::newRow("root's") << uint(S_IFREG | 0666) << 0U << QByteArray("belongs to another user");
        QTest::newRow("a link") << uint(S_IFLNK | 0777) << 1000U << QByteArray("is a link");
        QTest::newRow("a folder") << uint(S_IFDIR | 0700) << 1000U << QByteArray("is a folder");
        QTest::newRow("a FIFO") << uint(S_IFIFO | 0600) << 1000U << QByteArray("is a pipe");
        QTest::newRow("a device") << uint(S_IFCHR | 0600) << 1000U << QByteArray("is a device or a socket");
        QTest::newRow("a socket") << uint(S_IFSOCK | 0600) << 1000U << QByteArray("is a device or a socket");
    }
    void objections()
    {
        QFETCH(uint, mode);
        QFETCH(uint, owner);
        QFETCH(QByteArray, says);
        const std::string objection = privatefile::objection("/x/y", mode, owner, 1000);
        QCOMPARE(objection.empty(), says.isEmpty());
        QVERIFY2(says.isEmpty() || objection.find("/x/y " + says.toStdString()) == 0, objection.c_str());
    }

    void opens()
    {
        const TemporaryHome home;
        const std::string path = home.path(u"file"_s).toStdString();
        std::string why;
        QCOMPARE(privatefile::open(path, privatefile::Access::Read, &why), -1);
        QCOMPARE(errno, ENOENT);
        QVERIFY(privatefile::mayBeOpened(path, &why));
        const mode_t mask = ::umask(0777);
        const int made = privatefile::open(path, privatefile::Access::Create, &why);
        ::umask(mask);
        QVERIFY2(made >= 0, why.c_str());
        QVERIFY(::fcntl(made, F_GETFD) & FD_CLOEXEC);
        struct stat info = {};
        QVERIFY(::fstat(made, &info) == 0);
        QCOMPARE(info.st_mode & 07777, mode_t(0600));
        ::close(made);
        // It is ours: what takes the rights away from it does not keep us out, but who only reads changes nothing.
        QVERIFY(::chmod(path.c_str(), 0) == 0);
        const int opened = privatefile::open(path, privatefile::Access::Write, &why);
        QVERIFY2(opened >= 0, why.c_str());
        ::close(opened);
    }

    void onlyEmptyFoldersAreRemoved()
    {
        const TemporaryHome home;
        home.write(u"full/file"_s, "x");
        QVERIFY(QDir(home.path(u"full"_s)).mkdir(u"empty"_s));
        QVERIFY(QFile::link(home.path(u"full/empty"_s), home.path(u"full/link"_s)));
        const auto removes = [&home](const QString &path) {
            return privatefolder::removeEmpty(home.path(path).toStdString());
        };
        QVERIFY(!removes(u"full"_s));
        QVERIFY(!removes(u"full/file"_s));
        QVERIFY(!removes(u"full/link"_s));
        QVERIFY(QFileInfo(home.path(u"full/link"_s)).isSymLink());
        QVERIFY(home.exists(u"full/file"_s));
        QVERIFY(removes(u"full/empty"_s));
        QVERIFY(!removes(u"full/empty"_s));
    }

    void nothingIsWaitedForOrFollowed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("thing");
        for (const char *file : {"events.sqlite", "events.sqlite-wal", "events.sqlite-shm", "events.sqlite-journal",
                                 "in-use", "upload.lock"}) {
            for (int i = 0; i < things.size(); ++i)
                QTest::addRow("%s is %s", file, things[i].name) << QString::fromLatin1(file) << i;
        }
    }
    void nothingIsWaitedForOrFollowed()
    {
        QFETCH(QString, file);
        QFETCH(int, thing);
        const RecordingWorld world;
        record(world);
        if (QTest::currentTestFailed())
            return;
        const QString path = world.home().path(storeFolder + u'/' + file);
        things[thing].make(path);
        const bool isStore = file != "upload.lock"_L1;

        const Run status = run(world.options(), {u"status"_s, u"--json"_s});
        QCOMPARE(status.status, int(ExitOk));
        if (isStore)
            QVERIFY2(status.json().value("storeProblem"_L1).toString().contains(file), qUtf8Printable(status.out));
        for (const QStringList &command : {QStringList{u"explain"_s}, {u"show"_s}, {u"request-deletion"_s}})
            (void)run(world.options(), command);
        QCOMPARE(run(world.options(), {u"send"_s, u"--timeout"_s, u"2"_s}).status == ExitOk, false);
        {
            Telemetry telemetry(world.options()); // it ends in time, too
            telemetry.track("test.counted", {{"run", 2}, {"number", 1}});
        }

        const Run disable = run(world.options(), {u"disable"_s});
        const bool erased = disable.status == ExitOk;
        QVERIFY2(erased || disable.err.contains("nothing is collected or sent"_L1), qUtf8Printable(disable.err));
        QVERIFY2(erased || (disable.err.contains(path) && disable.err.contains("still on this computer"_L1)),
                 qUtf8Printable(disable.err));
        QCOMPARE(erased, !QFileInfo::exists(world.home().path(storeFolder)));
        const Run after = run(world.options(), {u"status"_s, u"--json"_s});
        QCOMPARE(after.json().value("decision"_L1).toString(), u"denied"_s);
        QVERIFY(!after.json().value("allowed"_L1).toBool(true));

        // What the message asks for is enough.
        if (!erased) {
            remove(path);
            QCOMPARE(run(world.options(), {u"disable"_s}).status, int(ExitOk));
            QVERIFY(!QFileInfo::exists(world.home().path(storeFolder)));
        }
    }

    /// What a link leads to is neither opened nor removed.
    void whatALinkLeadsToStaysAsItIs()
    {
        const RecordingWorld world;
        record(world);
        if (QTest::currentTestFailed())
            return;
        const QString path = world.home().path(storeFolder + u"/events.sqlite"_s);
        world.home().write(u"precious"_s, "precious");
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::link(world.home().path(u"precious"_s), path));
        {
            Telemetry telemetry(world.options());
            telemetry.track("test.counted", {{"run", 2}, {"number", 1}});
        }
        (void)run(world.options(), {u"disable"_s});
        QCOMPARE(world.home().read(u"precious"_s), QByteArray("precious"));
    }

    void withoutRights_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"events.sqlite", "events.sqlite-wal", "in-use", "upload.lock"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    /// They are this user's: what records gives itself the rights back.
    void withoutRights()
    {
        QFETCH(QString, file);
        const RecordingWorld world;
        record(world);
        if (QTest::currentTestFailed())
            return;
        const QString path = world.home().path(storeFolder + u'/' + file);
        if (!QFileInfo::exists(path) && !QFile(path).open(QIODevice::WriteOnly))
            QFAIL("no file");
        QVERIFY(QFile::setPermissions(path, {}));
        QCOMPARE(run(world.options(), {u"status"_s}).status, int(ExitOk));
        {
            Telemetry telemetry(world.options());
            telemetry.track("test.counted", {{"run", 2}, {"number", 1}});
            QTRY_COMPARE_WITH_TIMEOUT(counted(world), 2, patience);
        }
        QCOMPARE(run(world.options(), {u"disable"_s}).status, int(ExitOk));
    }

    /// The folder itself.
    void aFolderThatIsNone_data()
    {
        QTest::addColumn<int>("thing");
        for (int i = 0; i < things.size(); ++i)
            QTest::newRow(things[i].name) << i;
    }
    void aFolderThatIsNone()
    {
        QFETCH(int, thing);
        if (things[thing].make == &makeFolder)
            return; // that is what it is
        const RecordingWorld world;
        const QString path = world.home().path(storeFolder);
        things[thing].make(path);
        const QJsonObject status = run(world.options(), {u"status"_s, u"--json"_s}).json();
        QVERIFY(status.value("accepted"_L1).isNull()); // nobody knows, so it is not 0
        QVERIFY2(status.value("storeProblem"_L1).toString().contains(path + u" is not a folder"_s),
                 qUtf8Printable(status.value("storeProblem"_L1).toString()));
        QCOMPARE(run(world.options(), {u"show"_s}).status, int(ExitFailed));
        QCOMPARE(run(world.options(), {u"send"_s}).status, int(ExitFailed));
        const Run disable = run(world.options(), {u"disable"_s});
        QCOMPARE(run(world.options(), {u"status"_s, u"--json"_s}).json().value("decision"_L1).toString(), u"denied"_s);
        QVERIFY2(disable.status == ExitOk || disable.err.contains("nothing is collected or sent"_L1),
                 qUtf8Printable(disable.err));
    }
};

QTEST_GUILESS_MAIN(OwnFilesTest)
#include "tst_ownfiles.moc"
