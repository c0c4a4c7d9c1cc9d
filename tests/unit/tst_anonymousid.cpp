// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "identity/anonymousid.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include <chrono>
#include <thread>

#include <sys/stat.h>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

const auto name = u".redhat/anonymousId"_s;
const auto valid = u"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"_s;

bool isWrittenForm(const QString &id)
{
    static const QRegularExpression form(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    return form.match(id).hasMatch();
}

mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

class TestAnonymousId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isMadeOnce()
    {
        const test::TemporaryHome home;
        const AnonymousId identity(home.directories());
        QCOMPARE(identity.path(), home.path(name));
        const QStringList before = home.everything();
        QVERIFY(!identity.read());
        QCOMPARE(home.everything(), before);

        const AnonymousId::Result result = identity.obtain();
        QVERIFY(result.persistent);
        QVERIFY(result.problem.isEmpty());
        QVERIFY(isWrittenForm(result.id));
        QCOMPARE(home.read(name), result.id.toLatin1()); // exactly these 36 bytes
        QCOMPARE(modeOf(home.path(name)), mode_t(0600));
        QCOMPARE(modeOf(home.path(u".redhat"_s)), mode_t(0700));
        QCOMPARE(identity.read(), std::optional(result.id));
        QCOMPARE(identity.obtain().id, result.id);
        QCOMPARE(namesIn(home.path(u".redhat"_s)), QStringList{u"anonymousId"_s});
    }

    void idsDiffer()
    {
        const test::TemporaryHome one;
        const test::TemporaryHome two;
        QVERIFY(AnonymousId(one.directories()).obtain().id != AnonymousId(two.directories()).obtain().id);
    }

    void anExistingFolderKeepsItsMode()
    {
        const test::TemporaryHome home;
        QVERIFY(QDir().mkdir(home.path(u".redhat"_s)));
        QCOMPARE(::chmod(QFile::encodeName(home.path(u".redhat"_s)).constData(), 0755), 0);
        QVERIFY(AnonymousId(home.directories()).obtain().persistent);
        QCOMPARE(modeOf(home.path(u".redhat"_s)), mode_t(0755));
    }

    void validIsReadAndNeverWritten_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray id = valid.toLatin1();
        QTest::newRow("as written") << id;
        QTest::newRow("newline") << id + "\n";
        QTest::newRow("CRLF and spaces") << "  " + id + " \r\n";
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + id;
        QTest::newRow("byte order mark and newline") << "\xEF\xBB\xBF" + id + "\n";
        QTest::newRow("upper case") << id.toUpper();
    }

    void validIsReadAndNeverWritten()
    {
        QFETCH(QByteArray, content);
        const test::TemporaryHome home;
        home.write(name, content);
        QCOMPARE(::chmod(QFile::encodeName(home.path(name)).constData(), 0644), 0);
        const AnonymousId identity(home.directories());
        QCOMPARE(identity.read(), std::optional(valid));
        const AnonymousId::Result result = identity.obtain();
        QCOMPARE(result.id, valid);
        QVERIFY(result.persistent && result.problem.isEmpty());
        QCOMPARE(home.read(name), content);
        QCOMPARE(modeOf(home.path(name)), mode_t(0644));
        QCOMPARE(namesIn(home.path(u".redhat"_s)), QStringList{u"anonymousId"_s});
    }

    void invalidIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4be");
        QTest::newRow("two ids") << QByteArray(
            "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\n1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");
        QTest::newRow("braces") << QByteArray("{1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed}");
        QTest::newRow("no hex") << QByteArray("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4beg");
        QTest::newRow("hyphens elsewhere") << QByteArray("1b9d6bcdb-bfd-4b2d-9b5d-ab8dfbbd4bed");
        QTest::newRow("all zeros") << QByteArray("00000000-0000-0000-0000-000000000000");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "1\0b\0",
                                              6);
        QTest::newRow("a large file") << QByteArray(100000, 'a');
    }

    void invalidIsSetAside()
    {
        QFETCH(QByteArray, content);
        const test::TemporaryHome home;
        home.write(name, content);
        const AnonymousId identity(home.directories());
        QVERIFY(!identity.read());
        QCOMPARE(home.read(name), content);

        QElapsedTimer timer;
        timer.start();
        const AnonymousId::Result result = identity.obtain();
        QVERIFY2(timer.elapsed() >= 450, "another tool gets half a second to finish writing");
        QVERIFY2(result.persistent, qPrintable(result.problem));
        QVERIFY(isWrittenForm(result.id));
        QCOMPARE(home.read(name), result.id.toLatin1());
        const QStringList names = namesIn(home.path(u".redhat"_s));
        QCOMPARE(names.size(), 2);
        QVERIFY(names.last().startsWith(u"anonymousId.invalid-"_s));
        QCOMPARE(home.read(u".redhat/"_s + names.last()), content);
        QVERIFY(result.problem.contains(names.last()));
        QVERIFY(identity.obtain().problem.isEmpty());
    }

    void anotherToolFinishesWriting()
    {
        const test::TemporaryHome home;
        home.write(name, {});
        std::thread tool([&home] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            home.write(name, valid.toLatin1());
        });
        const AnonymousId::Result result = AnonymousId(home.directories()).obtain();
        tool.join();
        QCOMPARE(result.id, valid);
        QVERIFY(result.problem.isEmpty());
        QCOMPARE(namesIn(home.path(u".redhat"_s)), QStringList{u"anonymousId"_s});
    }

    void throughALink_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::newRow("to nothing yet") << false;
        QTest::newRow("to an invalid file") << true;
    }

    void throughALink()
    {
        QFETCH(bool, exists);
        const test::TemporaryHome home;
        QVERIFY(QDir().mkdir(home.path(u".redhat"_s)));
        if (exists)
            home.write(u"dotfiles/id"_s, "invalid");
        QVERIFY(QFile::link(home.path(u"dotfiles/id"_s), home.path(name)));
        const AnonymousId::Result result = AnonymousId(home.directories()).obtain();
        QVERIFY2(result.persistent, qPrintable(result.problem));
        QVERIFY(QFileInfo(home.path(name)).isSymLink());
        QCOMPARE(home.read(u"dotfiles/id"_s), result.id.toLatin1());
    }

    void cannotBeKept_data()
    {
        QTest::addColumn<QString>("hindrance");
        QTest::newRow("no home folder") << QString();
        QTest::newRow("a file where the folder should be") << u".redhat"_s;
        QTest::newRow("a folder where the file should be") << u".redhat/anonymousId/x"_s;
    }

    void cannotBeKept()
    {
        QFETCH(QString, hindrance);
        const test::TemporaryHome home;
        Directories directories = home.directories();
        if (hindrance.isEmpty())
            directories.home.clear();
        else
            home.write(hindrance, "x");
        const QStringList before = home.everything();
        const AnonymousId identity(directories);
        QVERIFY(!identity.read());
        const AnonymousId::Result result = identity.obtain();
        QVERIFY(!result.persistent);
        QVERIFY(isWrittenForm(result.id));
        QVERIFY(!result.problem.isEmpty());
        QCOMPARE(home.everything(), before);
        QVERIFY(identity.obtain().id != result.id);
    }
};

QTEST_GUILESS_MAIN(TestAnonymousId)
#include "tst_anonymousid.moc"
