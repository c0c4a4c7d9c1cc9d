// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What an extension says about itself is believed only in the form it must have.

#include "extensions/extensionmanifest.h"

#include <QJsonObject>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

QJsonObject valid()
{
    return {{u"id"_s, u"acme.sync"_s},
            {u"name"_s, u"Sync"_s},
            {u"publisher"_s, u"Acme"_s},
            {u"version"_s, u"1.4.0"_s},
            {u"apiVersion"_s, 1}};
}

QJsonObject metaData(const QJsonObject &manifest, const QString &interface = u"org.candor.Extension/1"_s)
{
    return {{u"IID"_s, interface}, {u"MetaData"_s, manifest}};
}

QJsonObject with(const QString &name, const QJsonValue &value)
{
    QJsonObject result = valid();
    if (value.isUndefined())
        result.remove(name);
    else
        result.insert(name, value);
    return result;
}

} // namespace

class TestExtensionManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsValid();
    void takesIds_data();
    void takesIds();
    void refusesWithTheReason_data();
    void refusesWithTheReason();
};

void TestExtensionManifest::readsWhatIsValid()
{
    QString problem;
    QJsonObject manifest = valid();
    auto result = ExtensionManifest::fromMetaData(metaData(manifest), &problem);
    QVERIFY2(result, qUtf8Printable(problem));
    QCOMPARE(result->id, u"acme.sync"_s);
    QCOMPARE(result->name, u"Sync"_s);
    QCOMPARE(result->publisher, u"Acme"_s);
    QCOMPARE(result->version, u"1.4.0"_s);
    QVERIFY(result->catalogue.isEmpty());
    manifest.insert(u"catalogue"_s, u":/acme.sync/catalogue.json"_s);
    manifest.insert(u"notice"_s, u":/acme.sync/notice.json"_s);
    result = ExtensionManifest::fromMetaData(metaData(manifest), &problem);
    QVERIFY2(result, qUtf8Printable(problem));
    QCOMPARE(result->catalogue, u":/acme.sync/catalogue.json"_s);
    QCOMPARE(result->notice, u":/acme.sync/notice.json"_s);
    manifest.insert(u"protocol"_s, u"segment"_s);
    manifest.insert(u"endpoint"_s, u"https://sync.acme.example"_s);
    manifest.insert(u"writeKey"_s, u"key_1"_s);
    result = ExtensionManifest::fromMetaData(metaData(manifest), &problem);
    QVERIFY2(result, qUtf8Printable(problem));
    QCOMPARE(result->endpoint, u"https://sync.acme.example"_s);
    manifest.remove(u"writeKey"_s); // half of it
    QVERIFY(!ExtensionManifest::fromMetaData(metaData(manifest), &problem));
}

void TestExtensionManifest::takesIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("valid");
    const auto row = [](const QString &id, bool isValid) {
        QTest::newRow(qUtf8Printable(id.left(80))) << id << isValid;
    };
    row(u"acme.sync"_s, true);
    row(u"org.acme.notes-sync"_s, true);
    row(u"a.b"_s, true);
    row(u"acme.2fa"_s, true);
    row(u"apple.music"_s, true);
    row(u"acme"_s, false);
    row(QString(), false);
    row(u"Acme.Sync"_s, false);
    row(u"acme.sync_x"_s, false);
    row(u"acme..sync"_s, false);
    row(u".acme.sync"_s, false);
    row(u"acme.sync."_s, false);
    row(u"acme.-sync"_s, false);
    row(u"acme.sync-"_s, false);
    row(u"4acme.sync"_s, false);
    row(u"acme/sync.x"_s, false);
    row(u"../acme.sync"_s, false);
    row(u"acme.sync\n"_s, false);
    row(u"\u0430cme.sync"_s, false); // a Cyrillic letter
    row(u"acme.sync\u0663"_s, false); // an Arabic digit
    row(u"telemetry.enabled"_s, false);
    row(u"candor.theme"_s, false);
    row(u"app.started"_s, false);
    row(u"page.x"_s, false);
    row(u"a."_s + QString(62, u'x'), true);
    row(u"a."_s + QString(63, u'x'), false);
}

void TestExtensionManifest::takesIds()
{
    QFETCH(QString, id);
    QFETCH(bool, valid);
    QCOMPARE(isExtensionId(id), valid);
}

void TestExtensionManifest::refusesWithTheReason_data()
{
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &name, const QJsonObject &data, const QString &says) {
        QTest::newRow(name.constData()) << data << says;
    };
    row("nothing", {}, u"no extension"_s);
    row("another plug-in", metaData(valid(), u"org.qt-project.Qt.QImageIOHandler"_s), u"no extension"_s);
    row("a later interface", metaData(valid(), u"org.candor.Extension/2"_s), u"version 2"_s);
    row("an interface without a number", metaData(valid(), u"org.candor.Extension/"_s), u"version"_s);
    row("a number that is written otherwise", metaData(valid(), u"org.candor.Extension/01"_s), u"version 01"_s);
    row("a later version in the manifest", metaData(with(u"apiVersion"_s, 2)), u"version 2"_s);
    row("no manifest", metaData({}), u"apiVersion"_s);
    row("a half version", metaData(with(u"apiVersion"_s, 1.5)), u"apiVersion"_s);
    row("a version as text", metaData(with(u"apiVersion"_s, u"1"_s)), u"apiVersion"_s);
    for (const QString &name : {u"id"_s, u"name"_s, u"publisher"_s, u"version"_s}) {
        const QByteArray label = name.toLatin1();
        row("no " + label, metaData(with(name, QJsonValue::Undefined)), name);
        row("a number as " + label, metaData(with(name, 7)), name);
        row("an empty " + label, metaData(with(name, QString())), name);
        row("a long " + label, metaData(with(name, QString(100000, u'1'))), name);
        row("lines in " + label, metaData(with(name, u"1.0\nacme.sync"_s)), name);
        row("blanks around " + label, metaData(with(name, u" 1.0 "_s)), name);
        row("a text that is turned around in " + label, metaData(with(name, u"a\u202Eb"_s)), name);
    }
    row("a version of words", metaData(with(u"version"_s, u"latest"_s)), u"version"_s);
    row("a catalogue without a notice", metaData(with(u"catalogue"_s, u":/acme.sync/c.json"_s)), u"notice"_s);
    row("a notice without a catalogue", metaData(with(u"notice"_s, u":/acme.sync/n.json"_s)), u"catalogue"_s);
    const auto own = [](const QString &notice, const QString &catalogue) {
        QJsonObject result = valid();
        result.insert(u"notice"_s, notice);
        result.insert(u"catalogue"_s, catalogue);
        return metaData(result);
    };
    const QString mine = u":/acme.sync/x.json"_s;
    row("another extension's notice", own(u":/acme.other/x.json"_s, mine), u"\"notice\" must be a path below"_s);
    row("the application's catalogue", own(mine, u":/candor/catalogue.json"_s), u"\"catalogue\" must be"_s);
    row("one whose name begins alike", own(u":/acme.sync2/x.json"_s, mine), u":/acme.sync/"_s);
    row("one folder up", own(u":/acme.sync/../acme.other/x.json"_s, mine), u"notice"_s);
    row("a path with a gap", own(u":/acme.sync//x.json"_s, mine), u"notice"_s);
    row("a notice outside the plug-in", metaData(with(u"notice"_s, u"/etc/passwd"_s)), u"notice"_s);
    row("an address without a notice", metaData(with(u"endpoint"_s, u"https://acme.example"_s)), u"endpoint"_s);
    row("an address that is not safe", metaData(with(u"endpoint"_s, u"http://acme.example"_s)), u"endpoint"_s);
    row("an address with a name in it", metaData(with(u"endpoint"_s, u"https://me@acme.example"_s)), u"endpoint"_s);
    row("another protocol", metaData(with(u"protocol"_s, u"none"_s)), u"protocol"_s);
    row("a key with a line in it", metaData(with(u"writeKey"_s, u"a\nb"_s)), u"writeKey"_s);
    row("something unknown", metaData(with(u"rights"_s, u"all"_s)), u"rights"_s);
}

void TestExtensionManifest::refusesWithTheReason()
{
    QFETCH(QJsonObject, data);
    QFETCH(QString, says);
    QString problem;
    QVERIFY(!ExtensionManifest::fromMetaData(data, &problem));
    QVERIFY2(problem.contains(says), qUtf8Printable(problem));
    QVERIFY(problem.size() < 300);
}

QTEST_APPLESS_MAIN(TestExtensionManifest)
#include "tst_extensionmanifest.moc"
