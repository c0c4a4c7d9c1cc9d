// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/destinationconfig.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestDestinationConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolve_data();
    void resolve();
    void warningsNameTheVariableAndNeverTheKey();
};

void TestDestinationConfig::resolve_data()
{
    QTest::addColumn<QStringList>("build"); // protocol, endpoint, key
    QTest::addColumn<QStringList>("environment"); // protocol, endpoint, key; "-" is unset
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<int>("warnings");

    const QStringList shipped{u"posthog"_s, u"https://eu.i.posthog.com"_s, QString()};
    const QStringList keyed{u"posthog"_s, u"https://eu.i.posthog.com"_s, u"phc_build"_s};
    const QStringList local{u"segment"_s, u"http://127.0.0.1:7000"_s, u"local"_s};
    const QStringList none{u"none"_s, QString(), QString()};
    const auto row = [](const char *name, const QStringList &build, const QStringList &environment,
                        const QStringList &expected,
                        int warnings) { QTest::newRow(name) << build << environment << expected << warnings; };
    const QString unset = u"-"_s;

    row("nothing set", keyed, {unset, unset, unset}, keyed, 0);
    row("set to nothing", keyed, {u""_s, u""_s, u" "_s}, keyed, 0);
    row("loopback and key", shipped, {unset, u"http://127.0.0.1:8000"_s, u"k"_s},
        {u"posthog"_s, u"http://127.0.0.1:8000"_s, u"k"_s}, 0);
    row("all three", shipped, {u"segment"_s, u"http://localhost:8000"_s, u"k"_s},
        {u"segment"_s, u"http://localhost:8000"_s, u"k"_s}, 0);
    row("protocol in capitals", shipped, {u" Segment "_s, u"http://[::1]:8000"_s, u"k"_s},
        {u"segment"_s, u"http://[::1]:8000"_s, u"k"_s}, 0);
    row("loopback over https", shipped, {unset, u"https://localhost:8443"_s, u"k"_s},
        {u"posthog"_s, u"https://localhost:8443"_s, u"k"_s}, 0);
    row("elsewhere", keyed, {unset, u"https://evil.example"_s, u"k"_s}, keyed, 1);
    row("elsewhere, plain", keyed, {unset, u"http://10.0.0.1"_s, unset}, keyed, 1);
    row("a name that looks like loopback", keyed, {unset, u"http://127.0.0.1.evil.example"_s, unset}, keyed, 1);
    row("loopback as a user name", keyed, {unset, u"http://127.0.0.1:80@evil.example"_s, unset}, keyed, 1);
    row("key for the build's address", shipped, {unset, unset, u"k"_s}, shipped, 1);
    row("protocol for the build's address", keyed, {u"segment"_s, unset, unset}, keyed, 1);
    row("key for a build on loopback", local, {unset, unset, u"k"_s},
        {u"segment"_s, u"http://127.0.0.1:7000"_s, u"k"_s}, 0);
    row("loopback with a password", keyed, {unset, u"http://a:b@127.0.0.1:8000"_s, u"k"_s}, keyed, 1);
    row("loopback with a query", keyed, {unset, u"http://127.0.0.1:8000/?x"_s, u"k"_s}, keyed, 1);
    row("not an address", keyed, {unset, u"127.0.0.1:8000"_s, u"k"_s}, keyed, 1);
    row("none is a refusal, not a destination", keyed, {u"none"_s, unset, unset}, keyed, 0);
    row("none beside loopback", shipped, {u"none"_s, u"http://127.0.0.1:8000"_s, u"k"_s},
        {u"posthog"_s, u"http://127.0.0.1:8000"_s, u"k"_s}, 0);
    row("unknown protocol", keyed, {u"matomo"_s, unset, unset}, keyed, 1);
    row("unknown protocol and elsewhere", keyed, {u"matomo"_s, u"https://evil.example"_s, unset}, keyed, 2);
    row("a build of none ignores all", none, {u"posthog"_s, u"http://127.0.0.1:8000"_s, u"k"_s}, none, 0);
}

void TestDestinationConfig::resolve()
{
    QFETCH(QStringList, build);
    QFETCH(QStringList, environment);
    QFETCH(QStringList, expected);
    QFETCH(int, warnings);
    QProcessEnvironment variables;
    const QStringList names{u"CANDOR_DESTINATION"_s, u"CANDOR_ENDPOINT"_s, u"CANDOR_WRITE_KEY"_s};
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (environment.at(i) != u"-"_s)
            variables.insert(names.at(i), environment.at(i));
    }

    const DestinationConfig config = DestinationConfig::resolve(build.at(0), build.at(1), build.at(2), variables);
    QCOMPARE(config.destination.protocolName(), expected.at(0));
    QCOMPARE(config.destination.endpoint().toString(), expected.at(1));
    QCOMPARE(config.destination.writeKey(), expected.at(2));
    QCOMPARE(config.warnings.size(), warnings);
}

void TestDestinationConfig::warningsNameTheVariableAndNeverTheKey()
{
    QProcessEnvironment variables;
    variables.insert(u"CANDOR_ENDPOINT"_s, u"https://me:secret@evil.example"_s);
    variables.insert(u"CANDOR_WRITE_KEY"_s, u"phc_secret"_s);
    const DestinationConfig config =
        DestinationConfig::resolve(u"posthog"_s, u"https://eu.i.posthog.com"_s, QString(), variables);
    QCOMPARE(config.warnings.size(), 1);
    QVERIFY(config.warnings.constFirst().contains(u"CANDOR_ENDPOINT"_s));
    QVERIFY(config.warnings.constFirst().contains(u"CANDOR_WRITE_KEY"_s));
    QVERIFY(!config.warnings.constFirst().contains(u"secret"_s));
}

QTEST_GUILESS_MAIN(TestDestinationConfig)
#include "tst_destinationconfig.moc"
