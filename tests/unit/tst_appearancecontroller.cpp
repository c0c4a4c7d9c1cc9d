// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

#include "settings/appearancecontroller.h"
#include "settings/settings.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine

SettingsFile fileOf(const TemporaryHome &home)
{
    return SettingsFile(home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s);
}

QJsonObject onDisk(const TemporaryHome &home)
{
    QFile file(fileOf(home).path());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class AppearanceControllerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersLanguagesByTheirOwnNames()
    {
        TemporaryHome home;
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {u"fr"_s, u"de"_s});
        QCOMPARE(controller.languages(), (QStringList{u"system"_s, u"de"_s, u"en"_s, u"fr"_s}));
        QCOMPARE(AppearanceController::languageName(u"de"_s), u"Deutsch"_s);
        QCOMPARE(AppearanceController::languageName(u"en"_s), u"English"_s);
        QVERIFY(AppearanceController::languageName(u"system"_s).isEmpty());
    }

    void readsWhatTheFileSays_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("language");
        QTest::newRow("nothing") << QByteArray("{}") << u"system"_s << u"system"_s;
        QTest::newRow("both") << QByteArray(R"({"candor.theme": "dark", "candor.language": "de"})") << u"dark"_s
                              << u"de"_s;
        QTest::newRow("unknown words") << QByteArray(R"({"candor.theme": "pink", "candor.language": "tlh"})")
                                       << u"system"_s << u"system"_s;
        QTest::newRow("wrong types") << QByteArray(R"({"candor.theme": 1, "candor.language": true})") << u"system"_s
                                     << u"system"_s;
        QTest::newRow("corrupt") << QByteArray("{") << u"system"_s << u"system"_s;
    }

    void readsWhatTheFileSays()
    {
        QFETCH(QByteArray, content);
        TemporaryHome home;
        home.write(QDir(home.path()).relativeFilePath(fileOf(home).path()), content);
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {u"de"_s});
        QTEST(controller.theme(), "theme");
        QTEST(controller.language(), "language");
    }

    void aChoiceTakesEffectAtOnceAndReachesTheFile()
    {
        TemporaryHome home;
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {u"de"_s});
        QSignalSpy themes(&controller, &AppearanceController::themeChanged);
        QSignalSpy languages(&controller, &AppearanceController::languageChanged);
        controller.setTheme(u"dark"_s);
        controller.setLanguage(u"de"_s);
        QCOMPARE(themes.size(), 1);
        QCOMPARE(themes.at(0).at(0).toString(), u"dark"_s);
        QCOMPARE(languages.size(), 1);
        QCOMPARE(languages.at(0).at(0).toString(), u"de"_s);
        QTRY_COMPARE_WITH_TIMEOUT(onDisk(home).value(u"candor.theme"_s).toString(), u"dark"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(onDisk(home).value(u"candor.language"_s).toString(), u"de"_s, patience);
        controller.setTheme(u"dark"_s); // chosen again: nothing to tell
        QCOMPARE(themes.size(), 1);
    }

    void followsOtherWritersOfTheFile()
    {
        TemporaryHome home;
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {});
        QSignalSpy themes(&controller, &AppearanceController::themeChanged);
        QVERIFY(fileOf(home).write({{settingkeys::theme, u"light"_s}}).ok);
        QTRY_COMPARE_WITH_TIMEOUT(controller.theme(), u"light"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(themes.size(), 1, patience);
    }

    void defaultsAreRestoredByRemovingTheKeys()
    {
        TemporaryHome home;
        QVERIFY(fileOf(home).write({{settingkeys::theme, u"light"_s}, {settingkeys::language, u"en"_s}}).ok);
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {});
        QSignalSpy themes(&controller, &AppearanceController::themeChanged);
        controller.restoreDefaults();
        QCOMPARE(controller.theme(), u"system"_s);
        QCOMPARE(controller.language(), u"system"_s);
        QCOMPARE(themes.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(onDisk(home).isEmpty(), patience);
    }

    void whatCannotBeSavedIsShownAgainAsItWas()
    {
        TemporaryHome home;
        // A file stands where the folder should be made.
        const QString folder = QFileInfo(fileOf(home).path()).path();
        home.write(QDir(home.path()).relativeFilePath(folder), "in the way");
        Settings settings(fileOf(home));
        AppearanceController controller(&settings, {});
        QSignalSpy problem(&controller, &AppearanceController::problem);
        controller.setTheme(u"dark"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!problem.isEmpty(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(controller.theme(), u"system"_s, patience);
    }
};

QTEST_GUILESS_MAIN(AppearanceControllerTest)
#include "tst_appearancecontroller.moc"
