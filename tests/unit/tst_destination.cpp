// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/destination.h"

#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usable_data();
    void usable();
    void noneSendsNothing();
    void withoutKeyTheRecipientIsThisComputer();
    void problemsNeverShowSecrets();
    void fingerprint_data();
    void fingerprint();
    void fingerprintHidesTheKey();
};

void TestDestination::usable_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("loopback");

    QTest::newRow("https") << u"https://eu.i.posthog.com"_s << u"phc_1"_s << true << false;
    QTest::newRow("https with a path and a port") << u"https://host.example:8443/in"_s << u"k"_s << true << false;
    QTest::newRow("http elsewhere") << u"http://eu.i.posthog.com"_s << u"k"_s << false << false;
    QTest::newRow("http to a name that begins like loopback")
        << u"http://127.0.0.1.example"_s << u"k"_s << false << false;
    QTest::newRow("http to localhost.example") << u"http://localhost.example"_s << u"k"_s << false << false;
    QTest::newRow("http to a private address") << u"http://192.168.1.2"_s << u"k"_s << false << false;
    QTest::newRow("http to any address") << u"http://0.0.0.0:8000"_s << u"k"_s << false << false;
    QTest::newRow("http to 127.0.0.1") << u"http://127.0.0.1:8000"_s << u"k"_s << true << true;
    QTest::newRow("http to 127.255.0.9") << u"http://127.255.0.9:8000"_s << u"k"_s << true << true;
    QTest::newRow("http to ::1") << u"http://[::1]:8000"_s << u"k"_s << true << true;
    QTest::newRow("http to localhost") << u"http://LOCALHOST:8000"_s << u"k"_s << true << true;
    QTest::newRow("https to localhost") << u"https://localhost"_s << u"k"_s << true << true;
    QTest::newRow("ftp") << u"ftp://127.0.0.1"_s << u"k"_s << false << true;
    QTest::newRow("no scheme") << u"eu.i.posthog.com"_s << u"k"_s << false << false;
    QTest::newRow("no host") << u"https:///batch"_s << u"k"_s << false << false;
    QTest::newRow("empty") << QString() << u"k"_s << false << false;
    QTest::newRow("user") << u"https://me@host.example"_s << u"k"_s << false << false;
    QTest::newRow("password") << u"https://me:secret@host.example"_s << u"k"_s << false << false;
    QTest::newRow("query") << u"https://host.example/?a=b"_s << u"k"_s << false << false;
    QTest::newRow("empty query") << u"https://host.example/?"_s << u"k"_s << false << false;
    QTest::newRow("fragment") << u"https://host.example/#a"_s << u"k"_s << false << false;
    QTest::newRow("key with a line's end") << u"https://host.example"_s << u"k\r\nX: y"_s << false << false;
    QTest::newRow("key with a blank") << u"https://host.example"_s << u"k "_s << false << false;
}

void TestDestination::usable()
{
    QFETCH(QString, address);
    QFETCH(QString, key);
    QFETCH(bool, valid);
    QFETCH(bool, loopback);
    for (const auto protocol : {Destination::Protocol::PostHog, Destination::Protocol::Segment}) {
        const Destination destination(protocol, QUrl(address), key);
        QCOMPARE(destination.problem().isEmpty(), valid);
        QCOMPARE(destination.canSend(), valid);
        QCOMPARE(destination.isLoopback(), loopback);
        QCOMPARE(destination.recipient(), valid ? QUrl(address).host() : u"this-computer"_s);
    }
}

void TestDestination::noneSendsNothing()
{
    const Destination none;
    QVERIFY(none.problem().isEmpty());
    QVERIFY(!none.canSend());
    QVERIFY(!none.isLoopback());
    QCOMPARE(none.recipient(), u"this-computer"_s);
    QCOMPARE(none.protocolName(), u"none"_s);
    QCOMPARE(none.fingerprint(), u"none"_s);
    QVERIFY(!Destination(Destination::Protocol::None, QUrl(u"https://host.example"_s), u"k"_s).canSend());
}

void TestDestination::withoutKeyTheRecipientIsThisComputer()
{
    const Destination destination = PostHog(QUrl(u"https://eu.i.posthog.com"_s), QString());
    QVERIFY(destination.problem().isEmpty());
    QVERIFY(!destination.canSend());
    QCOMPARE(destination.recipient(), u"this-computer"_s);
}

void TestDestination::problemsNeverShowSecrets()
{
    const QStringList addresses{u"https://me:secret@host.example"_s, u"ftp://me:secret@host.example"_s,
                                u"http://me:secret@host.example/?secret"_s};
    for (const QString &address : addresses) {
        const Destination destination = Segment(QUrl(address), u"secret key"_s);
        QVERIFY(!destination.problem().isEmpty());
        QVERIFY2(!destination.problem().contains(u"secret"_s), qPrintable(destination.problem()));
    }
}

void TestDestination::fingerprint_data()
{
    QTest::addColumn<Destination>("destination");
    QTest::addColumn<QString>("expected");
    // printf 'phc_1' | sha256sum
    QTest::newRow("PostHog") << PostHog(QUrl(u"https://eu.i.posthog.com"_s), u"phc_1"_s)
                             << u"posthog:eu.i.posthog.com:443:7f5fb9e7cf612cbb"_s;
    QTest::newRow("Segment on loopback") << Segment(QUrl(u"http://127.0.0.1:8000/x"_s), u"key"_s)
                                         << u"segment:127.0.0.1:8000:2c70e12b7a0646f9"_s;
    QTest::newRow("http's port") << Segment(QUrl(u"http://localhost"_s), u"key"_s)
                                 << u"segment:localhost:80:2c70e12b7a0646f9"_s;
    QTest::newRow("upper case is the same host") << PostHog(QUrl(u"https://EU.i.PostHog.com:443/"_s), u"phc_1"_s)
                                                 << u"posthog:eu.i.posthog.com:443:7f5fb9e7cf612cbb"_s;
}

void TestDestination::fingerprint()
{
    QFETCH(Destination, destination);
    QFETCH(QString, expected);
    QCOMPARE(destination.fingerprint(), expected);
}

void TestDestination::fingerprintHidesTheKey()
{
    const Destination one = PostHog(QUrl(u"https://host.example"_s), u"phc_veryprivate"_s);
    const Destination other = PostHog(QUrl(u"https://host.example"_s), u"phc_veryprivatE"_s);
    QVERIFY(one.fingerprint() != other.fingerprint());
    QVERIFY(!one.fingerprint().contains(u"private"_s));
}

QTEST_GUILESS_MAIN(TestDestination)
#include "tst_destination.moc"
