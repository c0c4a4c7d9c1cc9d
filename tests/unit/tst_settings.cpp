// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settings.h"
#include "support/temporaryhome.h"
#include "system/folderlock.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

const auto name = u".config/org.acme.notes/settings.json"_s;

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private:
    static SettingsFile fileIn(const test::TemporaryHome &home)
    {
        return SettingsFile(home.directories(), SettingsLayout::Application, u"org.acme.notes"_s);
    }

    static int threads() { return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); }

private Q_SLOTS:
    void startsWithoutThreadAndFile()
    {
        const test::TemporaryHome home;
        const QStringList before = home.everything();
        const int threadsBefore = threads();
        {
            Settings settings(fileIn(home));
            QCOMPARE(settings.snapshot().status, SettingsStatus::Missing);
            QCOMPARE(settings.string(settingkeys::theme), u"system"_s);
            QCOMPARE(threads(), threadsBefore);
        }
        QCOMPARE(home.everything(), before);
    }

    void showsAtOnceAndWritesSoon()
    {
        const test::TemporaryHome home;
        const int threadsBefore = threads();
        Settings settings(fileIn(home));
        QSignalSpy changed(&settings, &Settings::changed);
        QSignalSpy changedHere(&settings, &Settings::changedHere);
        settings.set(settingkeys::theme, u"dark"_s);
        QCOMPARE(settings.string(settingkeys::theme), u"dark"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changedHere.size(), 1);
        QCOMPARE(changedHere.first().first().value<SettingKey>().name, settingkeys::theme.name);
        QTRY_COMPARE_WITH_TIMEOUT(home.read(name), QByteArray("{\n  \"candor.theme\": \"dark\"\n}"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(threads(), threadsBefore, patience);
        settings.set(settingkeys::theme, u"dark"_s); // the same again is no change
        QCOMPARE(changedHere.size(), 1);
        settings.set(settingkeys::theme, SettingValue());
        QCOMPARE(settings.string(settingkeys::theme), u"system"_s);
        QTRY_COMPARE_WITH_TIMEOUT(home.read(name), QByteArray("{}"), patience);
        QCOMPARE(changedHere.size(), 2);
    }

    void theDefaultSaidAloudIsNoNewValue()
    {
        const test::TemporaryHome home;
        Settings settings(fileIn(home));
        QSignalSpy changedHere(&settings, &Settings::changedHere);
        settings.set(settingkeys::theme, u"system"_s);
        QTRY_VERIFY_WITH_TIMEOUT(home.read(name).contains("system"), patience);
        QCOMPARE(changedHere.size(), 0);
    }

    void keepsTheOrder()
    {
        const test::TemporaryHome home;
        Settings settings(fileIn(home));
        QSignalSpy changedHere(&settings, &Settings::changedHere);
        for (int i = 0; i < 100; ++i) {
            settings.set(settingkeys::language, QString::number(i));
            QCOMPARE(settings.string(settingkeys::language), QString::number(i));
            QCoreApplication::processEvents();
            // A write that ends in between must not bring an older value back.
            QCOMPARE(settings.string(settingkeys::language), QString::number(i));
        }
        QTRY_COMPARE_WITH_TIMEOUT(home.read(name), QByteArray("{\n  \"candor.language\": \"99\"\n}"), patience);
        QCOMPARE(changedHere.size(), 100);
    }

    void theEndWaitsForWrites()
    {
        const test::TemporaryHome home;
        {
            Settings settings(fileIn(home));
            settings.set(settingkeys::theme, u"dark"_s);
            settings.set(settingkeys::language, u"de"_s);
            settings.set(settingkeys::theme, u"light"_s);
        }
        QCOMPARE(home.read(name), QByteArray("{\n  \"candor.theme\": \"light\",\n  \"candor.language\": \"de\"\n}"));
    }

    void noticesOthers()
    {
        const test::TemporaryHome home;
        Settings settings(fileIn(home));
        QSignalSpy changed(&settings, &Settings::changed);
        QSignalSpy changedHere(&settings, &Settings::changedHere);
        QVERIFY(fileIn(home).write({{settingkeys::theme, u"dark"_s}}).ok);
        QTRY_COMPARE_WITH_TIMEOUT(settings.string(settingkeys::theme), u"dark"_s, patience);
        QVERIFY(fileIn(home).write({{settingkeys::telemetryEnabled, false}}).ok);
        QTRY_COMPARE_WITH_TIMEOUT(settings.snapshot().boolean(settingkeys::telemetryEnabled), std::optional(false),
                                  patience);
        QVERIFY(changed.size() >= 2);
        QVERIFY(QFile::remove(home.path(name)));
        QTRY_COMPARE_WITH_TIMEOUT(settings.snapshot().status, SettingsStatus::Missing, patience);
        QCOMPARE(changedHere.size(), 0);
    }

    void reloadsWhenAsked()
    {
        const test::TemporaryHome home;
        Settings settings(fileIn(home));
        home.write(name, "{\"candor.theme\":\"dark\"}");
        settings.reload();
        QCOMPARE(settings.string(settingkeys::theme), u"dark"_s);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.reload();
        QCOMPARE(changed.size(), 0);
    }

    void aWriteThatFailsTakesItsValueBack()
    {
        const test::TemporaryHome home;
        home.write(u".config/org.acme.notes"_s, "a file where the folder should be");
        Settings settings(fileIn(home));
        QSignalSpy problem(&settings, &Settings::problem);
        for (int i = 0; i < 2; ++i) {
            settings.set(settingkeys::theme, u"dark"_s);
            QCOMPARE(settings.string(settingkeys::theme), u"dark"_s);
            QTRY_COMPARE_WITH_TIMEOUT(settings.string(settingkeys::theme), u"system"_s, patience);
        }
        QCOMPARE(problem.size(), 1); // the same message once
        QVERIFY(problem.first().first().toString().contains(home.path(u".config/org.acme.notes"_s)));
    }

    void aDamagedFileIsSaidOnce()
    {
        const test::TemporaryHome home;
        home.write(name, "{ damaged");
        Settings settings(fileIn(home));
        QSignalSpy problem(&settings, &Settings::problem);
        QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 1, patience);
        settings.reload();
        settings.reload();
        QCOMPARE(problem.size(), 1);
        QCOMPARE(home.read(name), QByteArray("{ damaged"));
        settings.set(settingkeys::theme, u"dark"_s);
        QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 2, patience);
        QVERIFY(problem.last().first().toString().contains(u"settings.json.backup-"_s));
        QCOMPARE(home.read(name), QByteArray("{\n  \"candor.theme\": \"dark\"\n}"));
    }

    void aHeldLockDoesNotHoldUpTheWindow()
    {
        const test::TemporaryHome home;
        QString error;
        auto lock = FolderLock::acquire(QFileInfo(home.path(name)).path(), 0ms, &error);
        QVERIFY(lock);
        Settings settings(fileIn(home));
        settings.set(settingkeys::theme, u"dark"_s);
        settings.set(settingkeys::language, u"de"_s);
        QCOMPARE(settings.string(settingkeys::language), u"de"_s);
        QVERIFY(!home.exists(name));
        lock.reset();
        QTRY_VERIFY_WITH_TIMEOUT(home.read(name).contains("\"de\""), patience);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
