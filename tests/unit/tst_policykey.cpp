// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/policykey.h"
#include "support/consentworld.h"
#include "support/temporaryhome.h"

#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

class PolicyKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void aMissingKeyRefusesNothing();
    void aRegistryKeyIsNotAFileElsewhere();
    void addsToWhatTheFilesSay_data();
    void addsToWhatTheFilesSay();
    void refusesOverAYesAndIsNamed();
};

void PolicyKeyTest::values_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("refusesAll");
    QTest::addColumn<Categories>("categories");
    QTest::addColumn<bool>("problem");

    const Categories none;
    const auto row = [](const char *name, const QByteArray &content, bool all, Categories categories, bool problem) {
        QTest::newRow(name) << content << all << categories << problem;
    };
    row("no values", "", false, none, false);
    row("another value", "somethingElse=0\n", false, none, false);
    row("everything, a number", "telemetry.enabled=0\n", true, none, false);
    row("everything, a word", "telemetry.enabled=False\n", true, none, false);
    row("usage", "telemetry.usage=0\n", false, Category::Usage, false);
    row("errors", "telemetry.errors=false\n", false, Category::Errors, false);
    row("both categories", "telemetry.usage=0\ntelemetry.errors=0\n", false, Category::Usage | Category::Errors, false);
    row("nobody agrees on behalf of a person", "telemetry.enabled=1\ntelemetry.usage=true\ntelemetry.errors=1\n", false,
        none, false);
    row("a yes to all, a no to one", "telemetry.enabled=1\ntelemetry.errors=0\n", false, Category::Errors, false);
    row("a word that is none", "telemetry.enabled=off\n", true, none, false);
    row("an empty text", "telemetry.enabled=\n", true, none, false);
    row("another number", "telemetry.enabled=2\n", true, none, false);
    row("a negative number", "telemetry.usage=-1\n", false, Category::Usage, false);
    row("several texts", "telemetry.errors=0, 0\n", false, Category::Errors, false);
    row("not the format", "[broken\n=\n", false, none, true);
}

void PolicyKeyTest::values()
{
    QFETCH(QByteArray, content);
    const TemporaryHome home;
    home.write(u"policy.ini"_s, content);
    const ManagedSettings managed = readPolicy(home.path(u"policy.ini"_s));
    QTEST(managed.refusesAll, "refusesAll");
    QTEST(managed.refusedCategories, "categories");
    QFETCH(bool, problem);
    QVERIFY2(managed.problem.isEmpty() != problem, qPrintable(managed.problem));
    const bool refuses = managed.refusesAll || managed.refusedCategories;
    QCOMPARE(managed.file, refuses ? home.path(u"policy.ini"_s) : QString());
    QCOMPARE(managed.unusableFile, problem ? home.path(u"policy.ini"_s) : QString());
    QCOMPARE(managed.withoutEffect.size(), content.count("=1\n") + content.count("=true\n"));
}

void PolicyKeyTest::aMissingKeyRefusesNothing()
{
    const TemporaryHome home;
    const ManagedSettings managed = readPolicy(home.path(u"policy.ini"_s));
    QVERIFY(!managed.refusesAll && !managed.refusedCategories && managed.problem.isEmpty());
    QVERIFY(!readPolicy(QString()).refusesAll);
}

void PolicyKeyTest::aRegistryKeyIsNotAFileElsewhere()
{
#ifndef Q_OS_WIN
    QVERIFY(!readPolicy(u"HKEY_LOCAL_MACHINE\\Software\\Policies\\Candor"_s).refusesAll);
    QVERIFY(Directories::fromEnvironment({}).policyKey.isEmpty());
#else
    QVERIFY(Directories::fromEnvironment({}).policyKey.startsWith("HKEY_LOCAL_MACHINE\\"_L1));
#endif
}

void PolicyKeyTest::addsToWhatTheFilesSay_data()
{
    QTest::addColumn<bool>("fileRefuses");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<bool>("all");
    QTest::addColumn<QString>("named");

    QTest::newRow("only the file") << true << QByteArray("telemetry.enabled=1\n") << true << u"managed/locked.json"_s;
    QTest::newRow("only the policy") << false << QByteArray("telemetry.enabled=0\n") << true << u"policy.ini"_s;
    QTest::newRow("both") << true << QByteArray("telemetry.enabled=0\n") << true << u"managed/locked.json"_s;
    QTest::newRow("the policy takes a category away, the file everything")
        << true << QByteArray("telemetry.usage=0\n") << true << u"managed/locked.json"_s;
    QTest::newRow("neither") << false << QByteArray() << false << QString();
}

void PolicyKeyTest::addsToWhatTheFilesSay()
{
    QFETCH(bool, fileRefuses);
    QFETCH(QByteArray, policy);
    const TemporaryHome home;
    home.write(u"policy.ini"_s, policy);
    if (fileRefuses) {
        home.write(u"managed/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
        home.write(u"managed/default-settings.json"_s, R"({"telemetry.enabled": false})");
    }
    ManagedSettings managed = ManagedSettings::read({home.path(u"managed"_s)});
    managed.add(readPolicy(home.path(u"policy.ini"_s)));
    QTEST(managed.refusesAll, "all");
    QFETCH(QString, named);
    QCOMPARE(managed.file, named.isEmpty() ? QString() : home.path(named));
}

void PolicyKeyTest::refusesOverAYesAndIsNamed()
{
    ConsentWorld world;
    QVERIFY(world.yes().ok);
    world.context.directories.policyKey = world.home.path(u"policy.ini"_s);
    QVERIFY(world.verdict().allowed);

    world.home.write(u"policy.ini"_s, "telemetry.enabled=0\n");
    const Verdict verdict = world.verdict();
    QVERIFY(!verdict.allowed);
    QCOMPARE(verdict.rule, Rule::Administrator);
    QCOMPARE(verdict.detail, world.home.path(u"policy.ini"_s));
    QCOMPARE(verdict.data, DataPolicy::Erase);
    QVERIFY(!world.yes().ok);
}

QTEST_GUILESS_MAIN(PolicyKeyTest)
#include "tst_policykey.moc"
