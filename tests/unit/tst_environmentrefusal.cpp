// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/environmentrefusal.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class EnvironmentRefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSet();
    void doNotTrack_data();
    void doNotTrack();
    void candorTelemetry_data();
    void candorTelemetry();
    void candorDestination_data();
    void candorDestination();
    void continuousIntegration_data();
    void continuousIntegration();
    void firstVariableIsNamed();
};

void EnvironmentRefusalTest::nothingSet()
{
    const EnvironmentRefusal refusal = EnvironmentRefusal::read(QProcessEnvironment());
    QVERIFY(!refusal.doNotTrack);
    QVERIFY(!refusal.candorTelemetry);
    QVERIFY(refusal.candorVariable.isEmpty());
    QVERIFY(refusal.unknownWord.isEmpty());
    QVERIFY(refusal.ciVariable.isEmpty());
}

void EnvironmentRefusalTest::doNotTrack_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("refuses");
    for (const char *value : {"", " ", "0", "false", "FALSE", "no", "No", "off", " off ", "\toff\n"})
        QTest::addRow("no signal: '%s'", value) << QString::fromLatin1(value) << false;
    for (const char *value : {"1", "true", "yes", "on", "2", "00", "nope", "disabled", "null", "-"})
        QTest::addRow("refuses: '%s'", value) << QString::fromLatin1(value) << true;
}

void EnvironmentRefusalTest::doNotTrack()
{
    QFETCH(QString, value);
    QFETCH(bool, refuses);
    QProcessEnvironment environment;
    environment.insert(u"DO_NOT_TRACK"_s, value);
    const EnvironmentRefusal refusal = EnvironmentRefusal::read(environment);
    QCOMPARE(refusal.doNotTrack, refuses);
    QVERIFY(!refusal.candorTelemetry);
}

void EnvironmentRefusalTest::candorTelemetry_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<QString>("unknown");
    for (const char *value : {"", "  ", "1", "true", "True", "yes", "YES", "on", " on "})
        QTest::addRow("changes nothing: '%s'", value) << QString::fromLatin1(value) << false << QString();
    for (const char *value : {"0", "false", "FALSE", "no", "off", " Off "})
        QTest::addRow("refuses: '%s'", value) << QString::fromLatin1(value) << true << QString();
    for (const char *value : {"maybe", "enabled", "y", "2", "Disable"})
        QTest::addRow("unknown, refuses: '%s'", value)
            << QString::fromLatin1(value) << true << QString::fromLatin1(value);
}

void EnvironmentRefusalTest::candorTelemetry()
{
    QFETCH(QString, value);
    QFETCH(bool, refuses);
    QFETCH(QString, unknown);
    QProcessEnvironment environment;
    environment.insert(u"CANDOR_TELEMETRY"_s, value);
    const EnvironmentRefusal refusal = EnvironmentRefusal::read(environment);
    QCOMPARE(refusal.candorTelemetry, refuses);
    QCOMPARE(refusal.candorVariable, refuses ? u"CANDOR_TELEMETRY"_s : QString());
    QCOMPARE(refusal.unknownWord, unknown);
    QVERIFY(!refusal.doNotTrack);
}

void EnvironmentRefusalTest::candorDestination_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("refuses");
    QTest::newRow("none") << u"none"_s << true;
    QTest::newRow("NONE, spaces") << u" NONE "_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("posthog") << u"posthog"_s << false;
    QTest::newRow("something unknown is reported elsewhere") << u"nowhere"_s << false;
}

void EnvironmentRefusalTest::candorDestination()
{
    QFETCH(QString, value);
    QFETCH(bool, refuses);
    QProcessEnvironment environment;
    environment.insert(u"CANDOR_DESTINATION"_s, value);
    environment.insert(u"CANDOR_TELEMETRY"_s, u"1"_s);
    const EnvironmentRefusal refusal = EnvironmentRefusal::read(environment);
    QCOMPARE(refusal.candorTelemetry, refuses);
    QCOMPARE(refusal.candorVariable, refuses ? u"CANDOR_DESTINATION"_s : QString());
    QVERIFY(refusal.unknownWord.isEmpty());
}

void EnvironmentRefusalTest::continuousIntegration_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("found");
    const QStringList variables = u"CI CONTINUOUS_INTEGRATION BUILD_NUMBER RUN_ID APPVEYOR BITBUCKET_BUILD_NUMBER "
                                  "BUILDKITE CIRCLECI CODEBUILD_BUILD_ID DRONE GITHUB_ACTIONS GITLAB_CI HUDSON_URL "
                                  "JENKINS_URL SEMAPHORE TEAMCITY_VERSION TF_BUILD TRAVIS"_s.split(u' ');
    QCOMPARE(variables.size(), 18);
    for (const QString &variable : variables) {
        for (const QString &value : {u"true"_s, u"1"_s, u"https://ci.example"_s, u"no"_s, u"off"_s, u" x "_s})
            QTest::addRow("%s='%s'", qPrintable(variable), qPrintable(value)) << variable << value << true;
        for (const QString &value : {u""_s, u"false"_s, u"FALSE"_s, u"0"_s, u" 0 "_s, u" "_s})
            QTest::addRow("%s='%s' does not count", qPrintable(variable), qPrintable(value))
                << variable << value << false;
    }
    QTest::newRow("a name that only looks alike") << u"CI_SOMETHING"_s << u"true"_s << false;
}

void EnvironmentRefusalTest::continuousIntegration()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(bool, found);
    QProcessEnvironment environment;
    environment.insert(variable, value);
    const EnvironmentRefusal refusal = EnvironmentRefusal::read(environment);
    QCOMPARE(refusal.ciVariable, found ? variable : QString());
    QVERIFY(!refusal.doNotTrack);
    QVERIFY(!refusal.candorTelemetry);
}

void EnvironmentRefusalTest::firstVariableIsNamed()
{
    QProcessEnvironment environment;
    environment.insert(u"CI"_s, u"false"_s);
    environment.insert(u"TRAVIS"_s, u"true"_s);
    environment.insert(u"GITLAB_CI"_s, u"true"_s);
    QCOMPARE(EnvironmentRefusal::read(environment).ciVariable, u"GITLAB_CI"_s);
}

QTEST_GUILESS_MAIN(EnvironmentRefusalTest)
#include "tst_environmentrefusal.moc"
