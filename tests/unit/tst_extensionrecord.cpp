// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The record of what is on: whatever is wrong with it, nothing is on.

#include "extensions/extensionrecord.h"
#include "support/temporaryhome.h"
#include "system/durablefile.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);

ExtensionRecord full()
{
    ExtensionRecord result;
    result.on = {u"acme.sync"_s, u"acme.other"_s};
    result.starting = u"acme.sync"_s;
    result.startingSince = noon;
    result.failures.insert(u"acme.bad"_s, {ExtensionFailure::What::Thrown, noon, u"\"quoted\" \n and more"_s});
    result.failures.insert(u"acme.worse"_s, {ExtensionFailure::What::NotLoaded, noon, u"no such symbol"_s});
    return result;
}

} // namespace

class TestExtensionRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void settles();
    void boundsWhatIsSaid();
    void isOffWhereItIsDamaged_data();
    void isOffWhereItIsDamaged();
    void othersCantSwitchOn();
    void keepsWhatIsDamaged();
};

void TestExtensionRecord::comesBackAsItWas()
{
    const ExtensionRecord record = full();
    QString error;
    const auto back = ExtensionRecord::fromJson(record.toJson(), &error);
    QVERIFY2(back, qUtf8Printable(error));
    QCOMPARE(back->on, record.on);
    QCOMPARE(back->starting, record.starting);
    QCOMPARE(back->startingSince, record.startingSince);
    QCOMPARE(back->failures.keys(), record.failures.keys());
    QVERIFY(back->failures.value(u"acme.bad"_s).what == ExtensionFailure::What::Thrown);
    QCOMPARE(back->failures.value(u"acme.bad"_s).detail, u"\"quoted\" \n and more"_s);
    QCOMPARE(back->toJson(), record.toJson());
    const ExtensionRecord empty;
    QVERIFY(ExtensionRecord::fromJson(empty.toJson(), &error));
}

void TestExtensionRecord::settles()
{
    ExtensionRecord record = full();
    QVERIFY(record.settle());
    QCOMPARE(record.on, QStringList{u"acme.other"_s});
    QVERIFY(record.starting.isEmpty());
    QVERIFY(record.failures.value(u"acme.sync"_s).what == ExtensionFailure::What::Ended);
    QCOMPARE(record.failures.value(u"acme.sync"_s).time, noon);
    QVERIFY(!record.settle());
}

void TestExtensionRecord::boundsWhatIsSaid()
{
    ExtensionRecord record;
    record.fail(u"acme.bad"_s, {ExtensionFailure::What::Thrown, noon, QString(100000, u'x')});
    QString error;
    QVERIFY2(ExtensionRecord::fromJson(record.toJson(), &error), qUtf8Printable(error));
    QVERIFY(record.failures.value(u"acme.bad"_s).text().size() < 1000);
    // What came out of an extension can't change how a line is read.
    record.fail(u"acme.bad"_s, {ExtensionFailure::What::Thrown, noon, u"a\u202Eb\nc"_s});
    QVERIFY(!record.failures.value(u"acme.bad"_s).text().contains(QChar(0x202E)));
    QVERIFY(!record.failures.value(u"acme.bad"_s).text().contains(u'\n'));
}

void TestExtensionRecord::isOffWhereItIsDamaged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = full().toJson();
    const auto replaced = [&whole](const char *from, const char *to) {
        QByteArray result = whole;
        result.replace(from, to);
        return result;
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << whole.left(whole.size() / 2);
    QTest::newRow("a list") << QByteArray("[\"acme.sync\"]");
    QTest::newRow("twice the same key") << replaced("{\n    \"failed\"", "{\n    \"on\": [], \"failed\"");
    QTest::newRow("something unknown") << replaced("\"starting\"", "\"begins\"");
    QTest::newRow("a path as id") << replaced("acme.other", "../acme.other");
    QTest::newRow("a path as what is starting") << replaced("\"starting\": \"acme.sync\"", "\"starting\": \"../x\"");
    QTest::newRow("no time") << replaced("\"startingSince\": \"2026-11-28T12:00:00.000Z\"", "\"startingSince\": \"\"");
    QTest::newRow("another kind of failure") << replaced("thrown", "forgiven");
    QTest::newRow("a failure of a path") << replaced("acme.bad", "/etc");
    QTest::newRow("a number") << replaced("\"acme.other\"", "7");
    QTest::newRow("not UTF-8") << replaced("no such", "no \xFF such");
    QTest::newRow("too large") << whole + QByteArray(1024 * 1024, ' ');
}

void TestExtensionRecord::isOffWhereItIsDamaged()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(bytes != full().toJson());
    const TemporaryHome home;
    home.write(u"extensions.json"_s, bytes);
    QFile::setPermissions(home.path(u"extensions.json"_s), QFile::ReadOwner | QFile::WriteOwner);
    const auto reading = ExtensionRecord::read(home.path(u"extensions.json"_s), effectiveUser());
    QVERIFY(reading.isThere);
    QVERIFY(!reading.problem.isEmpty());
    QVERIFY(reading.record.on.isEmpty());
    QVERIFY(reading.record.starting.isEmpty());
    QCOMPARE(home.read(u"extensions.json"_s), bytes); // reading changes nothing
}

void TestExtensionRecord::othersCantSwitchOn()
{
    const TemporaryHome home;
    const QString path = home.path(u"extensions.json"_s);
    const auto isOn = [&path](qint64 user) {
        const auto reading = ExtensionRecord::read(path, user);
        return reading.problem.isEmpty() && !reading.record.on.isEmpty();
    };
    home.write(u"extensions.json"_s, full().toJson());
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(isOn(effectiveUser()));
    QVERIFY(!isOn(effectiveUser() + 1));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup);
    QVERIFY(!isOn(effectiveUser()));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(QFile::rename(path, home.path(u"elsewhere.json"_s)));
    QVERIFY(QFile::link(home.path(u"elsewhere.json"_s), path));
    QVERIFY(!isOn(effectiveUser()));
}

void TestExtensionRecord::keepsWhatIsDamaged()
{
    const TemporaryHome home;
    const QString path = home.path(u"extensions.json"_s);
    const auto missing = ExtensionRecord::readToChange(path, effectiveUser());
    QVERIFY(!missing.isThere);
    QVERIFY(missing.problem.isEmpty());
    home.write(u"extensions.json"_s, "{damaged");
    QVERIFY(!ExtensionRecord::readToChange(path, effectiveUser()).problem.isEmpty());
    QVERIFY(!home.exists(u"extensions.json"_s));
    const QStringList kept = QDir(home.path()).entryList({u"extensions.json.damaged-*"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(home.read(kept.first()), QByteArray("{damaged"));
    QString error;
    QVERIFY2(full().write(path, &error), qUtf8Printable(error));
    const auto reading = ExtensionRecord::readToChange(path, effectiveUser());
    QVERIFY2(reading.problem.isEmpty(), qUtf8Printable(reading.problem));
    QCOMPARE(reading.record.on, full().on);
    const auto rights = QFile::permissions(path);
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

QTEST_GUILESS_MAIN(TestExtensionRecord)
#include "tst_extensionrecord.moc"
