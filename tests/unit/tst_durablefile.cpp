// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/temporaryhome.h"
#include "system/durablefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTest>

#include <array>
#include <atomic>
#include <initializer_list>
#include <thread>
#include <vector>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/xattr.h>
#endif

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

#ifdef Q_OS_LINUX

constexpr const char *aclName = "system.posix_acl_access";

/// user::rw-, user:(this one):rw-, group::---, mask::rw-, other::---, as the system keeps it.
QByteArray accessList()
{
    QByteArray result;
    const auto number = [&result](quint32 value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            result.append(static_cast<char>(value >> (8 * i)));
    };
    constexpr quint32 nobody = 0xffffffff;
    number(2, 4);
    for (const auto &[tag, rights, id] : std::initializer_list<std::array<quint32, 3>>{
             {0x01, 6, nobody}, {0x02, 6, ::geteuid()}, {0x04, 0, nobody}, {0x10, 6, nobody}, {0x20, 0, nobody}}) {
        number(tag, 2);
        number(rights, 2);
        number(id, 4);
    }
    return result;
}

QByteArray attribute(const QByteArray &path, const char *name)
{
    QByteArray value(1024, '\0');
    const ssize_t size = ::getxattr(path.constData(), name, value.data(), size_t(value.size()));
    return size < 0 ? QByteArray() : value.left(size);
}

#endif

} // namespace

class TestDurableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const test::TemporaryHome home;
        const QByteArray bytes = QByteArray("a\0b\r\n", 5) + QByteArray(200000, 'x');
        home.write(u"file"_s, bytes);
        FileContents contents = readFile(home.path(u"file"_s));
        QCOMPARE(contents.status, FileStatus::Ok);
        QCOMPARE(contents.bytes, bytes);
        QVERIFY(contents.error.isEmpty());
        QCOMPARE(readFile(home.path(u"file"_s), bytes.size()).status, FileStatus::Ok);
        contents = readFile(home.path(u"file"_s), bytes.size() - 1);
        QCOMPARE(contents.status, FileStatus::TooLarge);
        QVERIFY(contents.bytes.isEmpty());
        QVERIFY(contents.error.contains(home.path(u"file"_s)));
        home.write(u"empty"_s, {});
        QCOMPARE(readFile(home.path(u"empty"_s)).status, FileStatus::Ok);
        // Its size is said to be 0.
        QCOMPARE(readFile(u"/proc/self/status"_s).status, FileStatus::Ok);
        QVERIFY(!readFile(u"/proc/self/status"_s).bytes.isEmpty());
    }

    void doesNotRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<FileStatus>("status");
        QTest::newRow("no file") << u"none"_s << FileStatus::Missing;
        QTest::newRow("no folder") << u"none/none"_s << FileStatus::Missing;
        QTest::newRow("a file as a folder") << u"file/none"_s << FileStatus::Missing;
        QTest::newRow("link to nothing") << u"dangling"_s << FileStatus::Missing;
        QTest::newRow("a folder") << u"folder"_s << FileStatus::Unreadable;
        QTest::newRow("FIFO without a writer") << u"fifo"_s << FileStatus::Unreadable;
        QTest::newRow("endless device") << u"zero"_s << FileStatus::Unreadable;
        QTest::newRow("loop of links") << u"loop1"_s << FileStatus::Unreadable;
    }

    void doesNotRead()
    {
        QFETCH(QString, name);
        QFETCH(FileStatus, status);
        const test::TemporaryHome home;
        home.write(u"file"_s, "x");
        QVERIFY(QDir().mkpath(home.path(u"folder"_s)));
        QCOMPARE(::mkfifo(QFile::encodeName(home.path(u"fifo"_s)).constData(), 0600), 0);
        QVERIFY(QFile::link(u"nowhere"_s, home.path(u"dangling"_s)));
        QVERIFY(QFile::link(u"/dev/zero"_s, home.path(u"zero"_s)));
        QVERIFY(QFile::link(u"loop2"_s, home.path(u"loop1"_s)));
        QVERIFY(QFile::link(u"loop1"_s, home.path(u"loop2"_s)));
        const FileContents contents = readFile(home.path(name));
        QCOMPARE(contents.status, status);
        QCOMPARE(contents.error.isEmpty(), status == FileStatus::Missing);
        QVERIFY(contents.bytes.isEmpty());
    }

    void replacesAndKeepsModes()
    {
        const test::TemporaryHome home;
        const QString path = home.path(u"a/b/file"_s);
        QString error;
        QVERIFY2(replaceFile(path, "one", &error), qPrintable(error));
        QCOMPARE(home.read(u"a/b/file"_s), QByteArray("one"));
        QCOMPARE(modeOf(path), mode_t(0600));
        QCOMPARE(modeOf(home.path(u"a"_s)), mode_t(0700));
        QCOMPARE(modeOf(home.path(u"a/b"_s)), mode_t(0700));
        for (const mode_t mode : {0644, 0660, 0600, 0755}) {
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
            QVERIFY2(replaceFile(path, "two", &error), qPrintable(error));
            QCOMPARE(modeOf(path), mode);
        }
        QVERIFY(replaceFile(path, {}, &error));
        QCOMPARE(namesIn(home.path(u"a/b"_s)), QStringList{u"file"_s});
    }

    /// Also for root, whom the system lets write all the same.
    void writeProtected()
    {
        const test::TemporaryHome home;
        home.write(u"file"_s, "old");
        const QString path = home.path(u"file"_s);
        for (const mode_t mode : {0444, 0400, 0555}) {
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
            QString error;
            QVERIFY(!replaceFile(path, "new", &error));
            QVERIFY2(error.contains(path) && error.contains(u"write-protected"_s), qPrintable(error));
            QCOMPARE(home.read(u"file"_s), QByteArray("old"));
            QCOMPARE(modeOf(path), mode);
        }
        QCOMPARE(namesIn(home.path()).filter(u".tmp"_s), QStringList());
        QString error;
        QVERIFY2(replacePrivateFile(path, "new", &error), qPrintable(error)); // it is nobody else's
        QCOMPARE(home.read(u"file"_s), QByteArray("new"));
        QCOMPARE(modeOf(path), mode_t(0600));
    }

    void whatIsSaidOfAFile()
    {
        const test::TemporaryHome home;
        home.write(u"file"_s, "x");
        const QString path = home.path(u"file"_s);
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0600), 0);
        QVERIFY(readFile(path).isAloneOf(effectiveUser()));
        QVERIFY(!readFile(path).isAloneOf(effectiveUser() + 1));
        for (const mode_t mode : {0620, 0602, 0666}) {
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
            QVERIFY(!readFile(path).isAloneOf(effectiveUser()));
        }
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0644), 0);
        QVERIFY(readFile(path).isAloneOf(effectiveUser()));
        QVERIFY(QFile::link(path, home.path(u"link"_s)));
        QVERIFY(!readFile(home.path(u"link"_s)).isAloneOf(effectiveUser()));
        QVERIFY(!hasOtherNames(path));
        QCOMPARE(::link(QFile::encodeName(path).constData(), QFile::encodeName(home.path(u"hard"_s)).constData()), 0);
        QVERIFY(hasOtherNames(path));
        QVERIFY(hasOtherNames(home.path(u"link"_s)));
    }

#ifdef Q_OS_LINUX
    /// What a command line tool would show by getfacl and getfattr.
    void keepsAccessListsAndAttributes()
    {
        const test::TemporaryHome home;
        // Wherever this machine has a file system with both; one in memory has them on newer kernels alone.
        const QByteArray list = accessList();
        QByteArray path;
        for (const QString &folder : {home.path(), home.runtime().path(), QDir::currentPath(), u"/var/tmp"_s}) {
            const QByteArray candidate = QFile::encodeName(folder + u"/candor-attributes"_s);
            QFile file(QFile::decodeName(candidate));
            if (!file.open(QIODevice::WriteOnly))
                continue;
            if (::setxattr(candidate.constData(), "user.candor", "kept", 4, 0) == 0
                && ::setxattr(candidate.constData(), aclName, list.constData(), size_t(list.size()), 0) == 0) {
                path = candidate;
                break;
            }
            file.remove();
        }
        if (path.isEmpty())
            QSKIP("no file system here has access control lists and attributes for everybody");
        const auto remove = qScopeGuard([&path] { ::unlink(path.constData()); });
        const mode_t mode = modeOf(QFile::decodeName(path));
        QString error;
        QVERIFY2(replaceFile(QFile::decodeName(path), "new", &error), qPrintable(error));
        QCOMPARE(attribute(path, "user.candor"), QByteArray("kept"));
        QCOMPARE(attribute(path, aclName), list);
        QCOMPARE(modeOf(QFile::decodeName(path)), mode);

        // What a folder gives to what is made in it was not this file's.
        QCOMPARE(::removexattr(path.constData(), aclName), 0);
        QCOMPARE(::chmod(path.constData(), 0640), 0);
        QVERIFY2(replaceFile(QFile::decodeName(path), "newer", &error), qPrintable(error));
        QVERIFY(attribute(path, aclName).isEmpty());
        QCOMPARE(modeOf(QFile::decodeName(path)), mode_t(0640));
    }
#endif

    void modeDoesNotDependOnTheMask()
    {
        const test::TemporaryHome home;
        QString error;
        const mode_t mask = ::umask(0777);
        const bool ok = replaceFile(home.path(u"file"_s), "x", &error);
        ::umask(mask);
        QVERIFY2(ok, qPrintable(error));
        QCOMPARE(modeOf(home.path(u"file"_s)), mode_t(0600));
    }

    void followsLinks_data()
    {
        QTest::addColumn<bool>("create");
        QTest::newRow("replaceFile") << false;
        QTest::newRow("createFile") << true;
    }

    void followsLinks()
    {
        QFETCH(bool, create);
        const test::TemporaryHome home;
        QString error;
        const auto write = [&](const QString &name) {
            return create ? createFile(home.path(name), "new", &error) == CreateResult::Created
                          : replaceFile(home.path(name), "new", &error);
        };
        QVERIFY(QDir().mkpath(home.path(u"links"_s)));
        QVERIFY(QFile::link(u"second"_s, home.path(u"links/first"_s)));
        QVERIFY(QFile::link(u"../target/deep/file"_s, home.path(u"links/second"_s)));
        QVERIFY2(write(u"links/first"_s), qPrintable(error));
        QCOMPARE(home.read(u"target/deep/file"_s), QByteArray("new"));
        QVERIFY(QFileInfo(home.path(u"links/first"_s)).isSymLink());
        QVERIFY(QFileInfo(home.path(u"links/second"_s)).isSymLink());
        QCOMPARE(namesIn(home.path(u"links"_s)), (QStringList{u"first"_s, u"second"_s}));

        QVERIFY(QFile::link(u"loop2"_s, home.path(u"loop1"_s)));
        QVERIFY(QFile::link(u"loop1"_s, home.path(u"loop2"_s)));
        const QStringList before = home.everything();
        QVERIFY(!write(u"loop1"_s));
        QVERIFY(error.contains(home.path(u"loop1"_s)));
        QCOMPARE(home.everything(), before);
    }

    void existingTargetOfALink()
    {
        const test::TemporaryHome home;
        home.write(u"real/file"_s, "old");
        QVERIFY(QFile::link(home.path(u"real/file"_s), home.path(u"link"_s)));
        QString error;
        QCOMPARE(createFile(home.path(u"link"_s), "new", &error), CreateResult::AlreadyThere);
        QCOMPARE(home.read(u"real/file"_s), QByteArray("old"));
        QVERIFY(replaceFile(home.path(u"link"_s), "new", &error));
        QCOMPARE(home.read(u"real/file"_s), QByteArray("new"));
        QVERIFY(QFileInfo(home.path(u"link"_s)).isSymLink());
    }

    void failuresLeaveEverythingAsItWas_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("a file as a folder") << u"file/new"_s;
        QTest::newRow("a file higher up") << u"file/a/b/new"_s;
        QTest::newRow("a folder of that name") << u"folder"_s;
        QTest::newRow("FIFO") << u"fifo"_s;
        QTest::newRow("name too long") << QString(300, u'x');
    }

    void failuresLeaveEverythingAsItWas()
    {
        QFETCH(QString, path);
        const test::TemporaryHome home;
        home.write(u"file"_s, "old");
        QVERIFY(QDir().mkpath(home.path(u"folder"_s)));
        QCOMPARE(::mkfifo(QFile::encodeName(home.path(u"fifo"_s)).constData(), 0600), 0);
        const QStringList before = home.everything();
        QString error;
        QVERIFY(!replaceFile(home.path(path), "new", &error));
        QVERIFY2(error.contains(home.path(path.section(u'/', 0, 0))), qPrintable(error));
        QVERIFY(createFile(home.path(path), "new", &error) != CreateResult::Created);
        QCOMPARE(home.everything(), before);
        QCOMPARE(home.read(u"file"_s), QByteArray("old"));
    }

    void noPath()
    {
        QString error;
        QVERIFY(!replaceFile({}, "x", &error));
        QVERIFY(!error.isEmpty());
        QCOMPARE(createFile({}, "x", &error), CreateResult::Failed);
        QVERIFY(!makePrivateFolder({}, &error));
        QCOMPARE(readFile({}).status, FileStatus::Missing);
    }

    /// A write that ends half way, as on a full disk.
    void fullDisk()
    {
        const test::TemporaryHome home;
        home.write(u"file"_s, "old");
        struct rlimit before = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        struct rlimit small = before;
        small.rlim_cur = 100;
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        QString error;
        const bool replaced = replaceFile(home.path(u"file"_s), QByteArray(5000, 'x'), &error);
        QString createError;
        const CreateResult created = createFile(home.path(u"other"_s), QByteArray(5000, 'x'), &createError);
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!replaced);
        QVERIFY(error.contains(home.path(u"file"_s)));
        QCOMPARE(created, CreateResult::Failed);
        QCOMPARE(home.read(u"file"_s), QByteArray("old"));
        QCOMPARE(namesIn(home.path()), (QStringList{u"file"_s, u"machine-id"_s, u"run"_s}));
    }

    void createsOnce()
    {
        const test::TemporaryHome home;
        std::atomic<int> created = 0;
        std::atomic<int> there = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                QString error;
                const CreateResult result =
                    createFile(home.path(u"new/file"_s), QByteArray::number(i).repeated(1000), &error);
                created += result == CreateResult::Created;
                there += result == CreateResult::AlreadyThere;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(created.load(), 1);
        QCOMPARE(there.load(), 15);
        QCOMPARE(modeOf(home.path(u"new/file"_s)), mode_t(0600));
        QCOMPARE(namesIn(home.path(u"new"_s)), QStringList{u"file"_s});
    }

    void readersSeeOldOrNew()
    {
        const test::TemporaryHome home;
        const QString path = home.path(u"file"_s);
        const QByteArray one(50000, '1');
        const QByteArray two(70000, '2');
        QString error;
        QVERIFY(replaceFile(path, one, &error));
        std::atomic<bool> done = false;
        std::atomic<int> torn = 0;
        std::thread reader([&] {
            while (!done) {
                const FileContents contents = readFile(path);
                torn += contents.status != FileStatus::Ok || (contents.bytes != one && contents.bytes != two);
            }
        });
        bool ok = true;
        for (int i = 0; i < 100; ++i)
            ok = replaceFile(path, i % 2 ? one : two, &error) && ok;
        done = true;
        reader.join();
        QVERIFY2(ok, qPrintable(error));
        QCOMPARE(torn.load(), 0);
    }

    void folders()
    {
        const test::TemporaryHome home;
        QString error;
        QVERIFY(QDir().mkpath(home.path(u"open"_s)));
        QCOMPARE(::chmod(QFile::encodeName(home.path(u"open"_s)).constData(), 0755), 0);
        QVERIFY2(makePrivateFolder(home.path(u"open/a/b"_s), &error), qPrintable(error));
        QCOMPARE(modeOf(home.path(u"open"_s)), mode_t(0755));
        QCOMPARE(modeOf(home.path(u"open/a"_s)), mode_t(0700));
        QCOMPARE(modeOf(home.path(u"open/a/b"_s)), mode_t(0700));
        QVERIFY(makePrivateFolder(home.path(u"open/a/b"_s), &error));
        home.write(u"file"_s, "x");
        QVERIFY(!makePrivateFolder(home.path(u"file"_s), &error));
        QVERIFY(!makePrivateFolder(home.path(u"file/x"_s), &error));
        QVERIFY(error.contains(home.path(u"file/x"_s)));
    }
};

QTEST_GUILESS_MAIN(TestDurableFile)
#include "tst_durablefile.moc"
