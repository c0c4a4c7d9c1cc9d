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

const QString firstRun = u"0123456789abcdef0123456789abcdef"_s;
const QString secondRun = u"fedcba9876543210fedcba9876543210"_s;

ExtensionRecord full()
{
    ExtensionRecord result;
    result.on = {{u"acme.sync"_s, {false, u"Acme"_s}}, {u"acme.other"_s, {true, u"\"Other\" people"_s}}};
    result.onTrial = QStringList{u"acme.sync"_s};
    result.runs = {{firstRun, {u"acme.other"_s}}, {secondRun, {}}};
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
    void settles_data();
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
    const auto back = ExtensionRecord::fromJson(record.toJson());
    QVERIFY2(back, back.error.c_str());
    QVERIFY(back->on == record.on);
    QCOMPARE(back->onTrial, record.onTrial);
    QCOMPARE(back->runs, record.runs);
    QCOMPARE(back->starting, record.starting);
    QCOMPARE(back->startingSince, record.startingSince);
    QCOMPARE(back->failures.keys(), record.failures.keys());
    QVERIFY(back->failures.value(u"acme.bad"_s).what == ExtensionFailure::What::Thrown);
    QCOMPARE(back->failures.value(u"acme.bad"_s).detail, u"\"quoted\" \n and more"_s);
    QCOMPARE(back->toJson(), record.toJson());
    const ExtensionRecord empty;
    QVERIFY(ExtensionRecord::fromJson(empty.toJson()));
}

void TestExtensionRecord::settles_data()
{
    QTest::addColumn<QStringList>("onTrial");
    QTest::addColumn<QString>("starting");
    QTest::addColumn<RunEnd>("end");
    QTest::addColumn<QStringList>("off");
    QTest::addColumn<QStringList>("onTrialThen");
    const QString sync = u"acme.sync"_s;
    const QString other = u"acme.other"_s;
    const auto row = [](const char *name, const QStringList &onTrial, const QString &starting, RunEnd end,
                        const QStringList &off,
                        const QStringList &then) { QTest::newRow(name) << onTrial << starting << end << off << then; };
    row("still running", {sync}, {}, RunEnd::NotYet, {}, {sync});
    row("a good end proves", {sync}, {}, RunEnd::Well, {}, {});
    row("the proven are on trial after an unexpected end", {}, {}, RunEnd::Unexpected, {}, {other, sync});
    row("those on trial are off after one", {sync}, {}, RunEnd::Unexpected, {sync}, {other});
    row("the one that was starting is off", {}, sync, RunEnd::Unexpected, {sync}, {other});
    row("both are off where it can't be told", {other}, sync, RunEnd::Unexpected, {sync, other}, {});
    row("one that never came to run", {}, sync, RunEnd::Well, {sync}, {});
}

void TestExtensionRecord::settles()
{
    QFETCH(QStringList, onTrial);
    QFETCH(QString, starting);
    QFETCH(RunEnd, end);
    QFETCH(QStringList, off);
    QFETCH(QStringList, onTrialThen);
    ExtensionRecord record;
    record.on = full().on;
    record.onTrial = onTrial;
    record.starting = starting;
    record.startingSince = starting.isEmpty() ? QDateTime() : noon;
    record.runs = {{firstRun, {u"acme.other"_s, u"acme.sync"_s}}};
    const QStringList failed =
        record.settle([end](const QString &run) { return run == firstRun ? end : RunEnd::NotYet; }, noon.addDays(1));
    QCOMPARE(failed, off);
    QCOMPARE(record.onTrial, onTrialThen);
    QVERIFY(record.starting.isEmpty());
    QCOMPARE(record.runs.contains(firstRun), end == RunEnd::NotYet);
    for (const QString &id : full().on.keys()) {
        QCOMPARE(record.on.contains(id), !off.contains(id));
        QCOMPARE(record.failures.contains(id), off.contains(id));
        if (!off.contains(id))
            continue;
        const ExtensionFailure failure = record.failures.value(id);
        QVERIFY(failure.what == (id == starting ? ExtensionFailure::What::Ended : ExtensionFailure::What::Suspected));
        QCOMPARE(failure.time, id == starting ? noon : noon.addDays(1));
    }
    QVERIFY(record.settle([](const QString &) { return RunEnd::NotYet; }, noon).isEmpty());
}

void TestExtensionRecord::boundsWhatIsSaid()
{
    ExtensionRecord record;
    record.fail(u"acme.bad"_s, {ExtensionFailure::What::Thrown, noon, QString(100000, u'x')});
    QVERIFY(ExtensionRecord::fromJson(record.toJson()));
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
    QTest::newRow("another folder") << replaced("\"user\"", "\"elsewhere\"");
    QTest::newRow("a yes to nobody") << replaced("\"publisher\": \"Acme\"", "\"publisher\": 7");
    QTest::newRow("a path as a run") << replaced("0123456789abcdef0123456789abcdef", "../run");
    QTest::newRow("something unknown") << replaced("\"starting\"", "\"begins\"");
    QTest::newRow("a path as id") << replaced("acme.other", "../acme.other");
    QTest::newRow("a path as what is starting") << replaced("\"starting\": \"acme.sync\"", "\"starting\": \"../x\"");
    QTest::newRow("no time") << replaced("\"startingSince\": \"2026-11-28T12:00:00.000Z\"", "\"startingSince\": \"\"");
    QTest::newRow("another kind of failure") << replaced("thrown", "forgiven");
    QTest::newRow("a failure of a path") << replaced("acme.bad", "/etc");
    QTest::newRow("a number") << replaced("\"acme.other\"\n", "7\n");
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
    QVERIFY(reading.record.on == full().on);
    const auto rights = QFile::permissions(path);
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

QTEST_GUILESS_MAIN(TestExtensionRecord)
#include "tst_extensionrecord.moc"
