// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// A new id in the place of the one that other tools read too.

#include "identity/anonymousid.h"
#include "identity/sharingtools.h"
#include "support/failingcalls.h"
#include "support/temporaryhome.h"
#include "system/folderlock.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include <cerrno>
#include <sys/stat.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

const auto name = u".redhat/anonymousId"_s;
const QByteArray oldId = "11111111-1111-4111-8111-111111111111";

bool isNewId(const QByteArray &bytes)
{
    static const QRegularExpression version4(
        u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    return bytes.size() == 36 && bytes != oldId && version4.match(QString::fromLatin1(bytes)).hasMatch();
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class ReplaceIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replaces_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("as it should be") << oldId;
        QTest::newRow("with a newline") << oldId + '\n';
        QTest::newRow("with a byte order mark") << "\xEF\xBB\xBF" + oldId;
        QTest::newRow("with white space") << "  " + oldId + "\r\n";
    }
    void replaces()
    {
        QFETCH(QByteArray, content);
        const TemporaryHome home;
        home.write(name, content);
        const QStringList files = home.everything();
        const AnonymousId::Replacement result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
        QVERIFY2(result.error.isEmpty(), qPrintable(result.error));
        QVERIFY2(isNewId(home.read(name)), home.read(name).constData());
        QCOMPARE(result.id.toLatin1(), home.read(name));
        QCOMPARE(home.everything(), files);
    }

    void keepsTheMode_data()
    {
        QTest::addColumn<uint>("mode");
        for (const uint mode : {0600U, 0644U, 0640U})
            QTest::addRow("%o", mode) << mode;
    }
    void keepsTheMode()
    {
        QFETCH(uint, mode);
        const TemporaryHome home;
        home.write(name, oldId);
        QCOMPARE(::chmod(QFile::encodeName(home.path(name)).constData(), mode), 0);
        QVERIFY(!AnonymousId(home.directories()).replace(QString::fromLatin1(oldId)).id.isEmpty());
        QCOMPARE(modeOf(home.path(name)), mode_t(mode));
    }

    /// Whoever protects it from writing is asked to let go of it first; also by root.
    void aWriteProtectedOneStays()
    {
        const TemporaryHome home;
        home.write(name, oldId);
        QCOMPARE(::chmod(QFile::encodeName(home.path(name)).constData(), 0400), 0);
        const AnonymousId::Replacement result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
        QVERIFY(result.id.isEmpty());
        QVERIFY2(result.error.contains("write-protected"_L1), qPrintable(result.error));
        QCOMPARE(home.read(name), QByteArray(oldId));
    }

    void followsALinkToItsTarget()
    {
        const TemporaryHome home;
        home.write(u"dotfiles/id"_s, oldId);
        home.write(u".redhat/other"_s, "x");
        QVERIFY(QFile::link(u"../dotfiles/id"_s, home.path(name)));
        const AnonymousId::Replacement result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
        QVERIFY2(result.error.isEmpty(), qPrintable(result.error));
        QVERIFY(QFileInfo(home.path(name)).isSymLink());
        QVERIFY(isNewId(home.read(u"dotfiles/id"_s)));
        QCOMPARE(result.id.toLatin1(), home.read(u"dotfiles/id"_s));
    }

    void takesWhatAnotherProcessHasMade()
    {
        const TemporaryHome home;
        const QByteArray theirs = "33333333-3333-4333-8333-333333333333";
        home.write(name, theirs);
        QCOMPARE(AnonymousId(home.directories()).replace(QString::fromLatin1(oldId)).id.toLatin1(), theirs);
        QCOMPARE(home.read(name), theirs);
    }

    void whatIsGoneOrBrokenIsMadeAnew_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("gone") << false << QByteArray();
        QTest::newRow("empty") << true << QByteArray();
        QTest::newRow("no id") << true << QByteArray("not an id");
    }
    void whatIsGoneOrBrokenIsMadeAnew()
    {
        QFETCH(bool, exists);
        QFETCH(QByteArray, content);
        const TemporaryHome home;
        if (exists)
            home.write(name, content);
        const AnonymousId::Replacement result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
        QVERIFY2(result.error.isEmpty(), qPrintable(result.error));
        QVERIFY(isNewId(home.read(name)));
        QCOMPARE(result.id.toLatin1(), home.read(name));
    }

    void anyFailureLeavesTheOldOrTheNewOne_data()
    {
        QTest::addColumn<int>("errorNumber");
        QTest::addColumn<bool>("lasting");
        QTest::newRow("the disk is full for a moment") << ENOSPC << false;
        QTest::newRow("the disk is full") << ENOSPC << true;
        QTest::newRow("nothing is permitted") << EACCES << true;
    }
    void anyFailureLeavesTheOldOrTheNewOne()
    {
        QFETCH(int, errorNumber);
        QFETCH(bool, lasting);
        bool finished = false;
        int refused = 0;
        for (int call = 1; call < 60 && !finished; ++call) {
            const TemporaryHome home;
            home.write(name, oldId);
            AnonymousId::Replacement result;
            {
                const FailingCalls failing(errorNumber, call, lasting ? FailingCalls::On : FailingCalls::Once);
                result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
                finished = !failing.haveFailed();
            }
            const QByteArray there = home.read(name);
            QVERIFY2(there == oldId || isNewId(there), there.constData());
            if (result.id.isEmpty()) {
                ++refused;
                QVERIFY(!result.error.isEmpty());
                // Where nothing can be read any more, nobody knows that the new one is there already.
                QVERIFY(there == oldId || lasting);
            } else {
                QVERIFY(isNewId(there));
                QCOMPARE(result.id.toLatin1(), there);
            }
        }
        QVERIFY(finished);
        QVERIFY(refused > 2);
    }

    void aFolderThatCannotBeReadIsAnError()
    {
        const TemporaryHome home;
        home.write(u".redhat"_s, "a file in the place of the folder");
        const AnonymousId::Replacement result = AnonymousId(home.directories()).replace(QString::fromLatin1(oldId));
        QVERIFY(result.id.isEmpty());
        QVERIFY(!result.error.isEmpty());
    }

    void namesTheToolsThatShareIt()
    {
        const QString all = toolsSharingAnonymousId().join(u'\n');
        for (const char *tool :
             {"Podman Desktop", "crc", "odo", "rhoas", "chectl", "crda", "Visual Studio Code", "IntelliJ", "Quarkus"})
            QVERIFY2(all.contains(QLatin1StringView(tool)), tool);
    }
};

QTEST_GUILESS_MAIN(ReplaceIdTest)
#include "tst_replaceid.moc"
