// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What app.started says about the computer.

#include "candor/catalogue.h"
#include "telemetry/systemfacts.h"

#include <QFile>
#include <QTest>

using namespace candor;
using namespace Qt::StringLiterals;

class SystemFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOsRelease_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("distribution");
        QTest::addColumn<QByteArray>("version");
        const auto row = [](const char *name, const QByteArray &file, const char *distribution, const char *version) {
            QTest::newRow(name) << file << QByteArray(distribution) << QByteArray(version);
        };
        row("plain", "NAME=Debian\nID=debian\nVERSION_ID=12\n", "debian", "12");
        row("double quotes", "ID=\"fedora\"\nVERSION_ID=\"41\"\n", "fedora", "41");
        row("single quotes", "ID='opensuse-leap'\nVERSION_ID='15.6'\n", "opensuse-leap", "15");
        row("a backslash", "ID=al\\pine\nVERSION_ID=3\\.20\n", "alpine", "3");
        row("a backslash in double quotes", "ID=\"a\\\"b\"\nVERSION_ID=\"\\$1\"\n", "a\"b", "0");
        row("a backslash in single quotes", "ID='a\\b'\n", "a\\b", "0");
        row("quoted in parts", "ID=ub\"un\"'tu'\nVERSION_ID=2\"4\".04\n", "ubuntu", "24");
        row("CRLF", "ID=debian\r\nVERSION_ID=\"13\"\r\n", "debian", "13");
        row("no last line's end", "VERSION_ID=9\nID=rocky", "rocky", "9");
        row("white space and comments", "# ID=no\n\n  ID=void   # rolling\nVERSION_ID=7 \n", "void", "7");
        row("the last one counts", "ID=a\nID=b\n", "b", "0");
        row("names that only begin so", "ID_LIKE=debian\nVERSION_IDS=3\nMY_ID=x\n", "other", "0");
        row("nothing", "", "other", "0");
        row("empty values", "ID=\nVERSION_ID=\"\"\n", "other", "0");
        row("a quotation without an end", "ID=\"debian\nVERSION_ID='12\n", "other", "0");
        row("a command", "ID=debian rm\n", "other", "0");
        row("a number out of range", "ID=debian\nVERSION_ID=4294967296\n", "debian", "0");
        row("a date is no version", "ID=opensuse-tumbleweed\nVERSION_ID=\"20241015\"\n", "opensuse-tumbleweed", "0");
        row("a word", "VERSION_ID=rolling\n", "other", "0");
        row("a year", "VERSION_ID=2026.1\n", "other", "2026");
    }

    void readsOsRelease()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, distribution);
        QFETCH(QByteArray, version);
        SystemFacts facts;
        facts.readOsRelease(file.toStdString());
        QCOMPARE(QByteArray::fromStdString(facts.distribution), distribution);
        QCOMPARE(QByteArray::fromStdString(facts.osVersion), version);
    }

    // The catalogue's list is the only one: what is not in it must have a name there, or the event would be lost.
    void theCatalogueTakesEverySystem()
    {
        QFile file(QStringLiteral(CANDOR_RESOURCES "/catalogue.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::string error;
        const auto catalogue = Catalogue::fromJson(file.readAll().toStdString(), &error);
        QVERIFY2(catalogue, error.c_str());
        const EventDefinition *const started = catalogue->find("app.started");
        QVERIFY(started);
        for (const char *name : {"distribution", "architecture"})
            QCOMPARE(QByteArray::fromStdString(started->property(name)->otherwise), QByteArray("other"));
        const SystemFacts facts = SystemFacts::read();
        const auto properties = facts.properties();
        QCOMPARE(properties.size(), started->properties.size());
        for (const Property &property : properties) {
            const EventProperty *const declared = started->property(property.key);
            QVERIFY2(declared, std::string(property.key).c_str());
            const std::string value(std::get<std::string_view>(property.value.storage()));
            QVERIFY2(!declared->otherwise.empty() || accepts(*declared, value), value.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(SystemFactsTest)
#include "tst_systemfacts.moc"
