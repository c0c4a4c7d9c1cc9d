// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/managedsettings.h"
#include "support/temporaryhome.h"

#include <QDir>
#include <QProcess>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray absent = "(no such file)";

} // namespace

class ManagedSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneFolder_data();
    void oneFolder();
    void missingFoldersRefuseNothing();
    void oneFolderOfTwoIsEnough();
    void aRefusalAndAnUnusableFile();
    void aFolderInPlaceOfAFileIsUnusable();
    void aFifoIsUnusableAndDoesNotBlock();
    void listsTheFilesToWatch();
};

void ManagedSettingsTest::oneFolder_data()
{
    QTest::addColumn<QByteArray>("locked");
    QTest::addColumn<QByteArray>("defaults");
    QTest::addColumn<bool>("refusesAll");
    QTest::addColumn<Categories>("categories");
    QTest::addColumn<QString>("file"); // empty: refuses nothing
    QTest::addColumn<bool>("problem");

    const Categories none;
    const QString lockedFile = u"locked.json"_s;
    const QString defaultsFile = u"default-settings.json"_s;
    const QByteArray lockEnabled = R"({"locked": ["telemetry.enabled"]})";
    const auto row = [](const char *name, const QByteArray &locked, const QByteArray &defaults, bool refusesAll,
                        Categories categories, const QString &file, bool problem) {
        QTest::addRow("%s", name) << locked << defaults << refusesAll << categories << file << problem;
    };

    // What is well formed.
    row("both absent", absent, absent, false, none, {}, false);
    row("the documented recipe", lockEnabled, R"({"telemetry.enabled": false})", true, none, lockedFile, false);
    row("locked to true is ignored", lockEnabled, R"({"telemetry.enabled": true})", false, none, {}, false);
    row("a default alone locks nothing", absent, R"({"telemetry.enabled": false})", false, none, {}, false);
    row("an empty list locks nothing", R"({"locked": []})", R"({"telemetry.enabled": false})", false, none, {}, false);
    row("locked without a default", lockEnabled, R"({})", false, none, {}, false);
    row("locked without a file of defaults", lockEnabled, absent, false, none, {}, false);
    row("other keys locked", R"({"locked": ["proxy.http", "telemetry.check"]})", R"({"telemetry.check": false})", false,
        none, {}, false);
    row("usage locked", R"({"locked": ["telemetry.usage"]})", R"({"telemetry.usage": false})", false, Category::Usage,
        lockedFile, false);
    row("errors locked among others", R"({"locked": ["a", "telemetry.errors", "b"], "more": 1})",
        R"({"a": 1e21, "telemetry.errors": false, "b": {"c": []}})", false, Category::Errors, lockedFile, false);
    row("both categories locked", R"({"locked": ["telemetry.usage", "telemetry.errors"]})",
        R"({"telemetry.usage": false, "telemetry.errors": false})", false, Category::Usage | Category::Errors,
        lockedFile, false);
    row("one to false, one to true", R"({"locked": ["telemetry.usage", "telemetry.errors"]})",
        R"({"telemetry.usage": false, "telemetry.errors": true})", false, Category::Usage, lockedFile, false);
    row("a default of a wrong type that is not locked", R"({"locked": []})", R"({"telemetry.enabled": "no"})", false,
        none, {}, false);

    // What is malformed stops everything: it was put there to decide something.
    const QByteArray sane = R"({"telemetry.enabled": true})";
    row("locked.json is empty", {}, absent, false, none, lockedFile, true);
    row("locked.json is not JSON", "locked: telemetry", sane, false, none, lockedFile, true);
    row("locked.json is cut off", R"({"locked": ["telemetry.ena)", sane, false, none, lockedFile, true);
    row("locked.json is a list", R"(["telemetry.enabled"])", sane, false, none, lockedFile, true);
    row("locked.json without the list", R"({"lock": ["telemetry.enabled"]})", sane, false, none, lockedFile, true);
    row("the list is a text", R"({"locked": "telemetry.enabled"})", sane, false, none, lockedFile, true);
    row("the list holds a number", R"({"locked": ["telemetry.enabled", 1]})", sane, false, none, lockedFile, true);
    row("the list stands there twice", R"({"locked": [], "locked": []})", sane, false, none, lockedFile, true);
    row("locked.json in invalid UTF-8", "{\"locked\": [\"\xff\"]}", sane, false, none, lockedFile, true);
    row("default-settings.json is not JSON", lockEnabled, "no", false, none, defaultsFile, true);
    row("default-settings.json is null", lockEnabled, "null", false, none, defaultsFile, true);
    row("default-settings.json is malformed, nothing is locked", absent, "{", false, none, defaultsFile, true);
    row("the locked value is a text", lockEnabled, R"({"telemetry.enabled": "false"})", true, none, lockedFile, false);
    row("the locked value is null", lockEnabled, R"({"telemetry.enabled": null})", true, none, lockedFile, false);
    row("the locked value is 0", lockEnabled, R"({"telemetry.enabled": 0})", true, none, lockedFile, false);
    row("the locked value stands there twice", lockEnabled,
        R"({"telemetry.enabled": true, "telemetry.enabled": false})", false, none, defaultsFile, true);
}

void ManagedSettingsTest::oneFolder()
{
    QFETCH(QByteArray, locked);
    QFETCH(QByteArray, defaults);
    QFETCH(bool, refusesAll);
    QFETCH(Categories, categories);
    QFETCH(QString, file);
    QFETCH(bool, problem);

    const TemporaryHome home;
    QDir().mkpath(home.path(u"managed"_s));
    if (locked != absent)
        home.write(u"managed/locked.json"_s, locked);
    if (defaults != absent)
        home.write(u"managed/default-settings.json"_s, defaults);
    const ManagedSettings managed = ManagedSettings::read({home.path(u"managed"_s)});
    QCOMPARE(managed.refusesAll, refusesAll);
    QCOMPARE(managed.refusedCategories, categories);
    const QString path = file.isEmpty() ? QString() : home.path(u"managed/"_s + file);
    QCOMPARE(managed.file, problem ? QString() : path);
    QCOMPARE(managed.unusableFile, problem ? path : QString());
    QVERIFY2(managed.problem.isEmpty() != problem, qPrintable(managed.problem));
    if (problem)
        QVERIFY2(managed.problem.contains(path), qPrintable(managed.problem));
}

void ManagedSettingsTest::missingFoldersRefuseNothing()
{
    const TemporaryHome home;
    const ManagedSettings managed = ManagedSettings::read({home.path(u"nowhere"_s), QString()});
    QVERIFY(!managed.refusesAll);
    QVERIFY(!managed.refusedCategories);
    QVERIFY(managed.file.isEmpty());
    QVERIFY(managed.problem.isEmpty());
    QVERIFY(!home.exists(u"nowhere"_s));
}

void ManagedSettingsTest::oneFolderOfTwoIsEnough()
{
    const TemporaryHome home;
    home.write(u"first/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
    home.write(u"first/default-settings.json"_s, R"({"telemetry.enabled": true})");
    home.write(u"second/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
    home.write(u"second/default-settings.json"_s, R"({"telemetry.enabled": false})");
    for (const QStringList &order : {QStringList{u"first"_s, u"second"_s}, QStringList{u"second"_s, u"first"_s}}) {
        const ManagedSettings managed =
            ManagedSettings::read({home.path(order.at(0)), home.path(u"nowhere"_s), home.path(order.at(1))});
        QVERIFY(managed.refusesAll);
        QCOMPARE(managed.file, home.path(u"second/locked.json"_s));
    }
    // A list in one folder does not lock the value of another.
    home.write(u"third/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
    home.write(u"fourth/default-settings.json"_s, R"({"telemetry.enabled": false})");
    QVERIFY(!ManagedSettings::read({home.path(u"third"_s), home.path(u"fourth"_s)}).refusesAll);
}

void ManagedSettingsTest::aRefusalAndAnUnusableFile()
{
    const TemporaryHome home;
    home.write(u"first/locked.json"_s, R"({"locked": ["telemetry.usage"]})");
    home.write(u"first/default-settings.json"_s, R"({"telemetry.usage": false})");
    home.write(u"second/locked.json"_s, "broken");
    const ManagedSettings managed = ManagedSettings::read({home.path(u"first"_s), home.path(u"second"_s)});
    QVERIFY(!managed.refusesAll);
    QCOMPARE(managed.refusedCategories, Categories(Category::Usage));
    QCOMPARE(managed.file, home.path(u"first/locked.json"_s));
    QCOMPARE(managed.unusableFile, home.path(u"second/locked.json"_s));
    QVERIFY(managed.problem.contains(managed.unusableFile));
}

void ManagedSettingsTest::aFolderInPlaceOfAFileIsUnusable()
{
    const TemporaryHome home;
    QDir().mkpath(home.path(u"managed/locked.json"_s));
    const ManagedSettings managed = ManagedSettings::read({home.path(u"managed"_s)});
    QVERIFY(!managed.unusableFile.isEmpty());
    QVERIFY(!managed.problem.isEmpty());
}

void ManagedSettingsTest::aFifoIsUnusableAndDoesNotBlock()
{
#ifdef Q_OS_UNIX
    const TemporaryHome home;
    QDir().mkpath(home.path(u"managed"_s));
    QCOMPARE(QProcess::execute(u"mkfifo"_s, {home.path(u"managed/default-settings.json"_s)}), 0);
    const ManagedSettings managed = ManagedSettings::read({home.path(u"managed"_s)});
    QVERIFY(!managed.unusableFile.isEmpty());
    QVERIFY(!managed.problem.isEmpty());
#endif
}

void ManagedSettingsTest::listsTheFilesToWatch()
{
    QCOMPARE(ManagedSettings::files({u"/a"_s, QString(), u"/b"_s}),
             (QStringList{u"/a/locked.json"_s, u"/a/default-settings.json"_s, u"/b/locked.json"_s,
                          u"/b/default-settings.json"_s}));
}

QTEST_GUILESS_MAIN(ManagedSettingsTest)
#include "tst_managedsettings.moc"
