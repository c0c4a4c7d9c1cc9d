// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventrecord.h"
#include "telemetry/ownedproperties.h"

#include <QtTest>

#include <array>

using namespace candor;
using namespace Qt::StringLiterals;

class OwnedPropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBackAsTheyWere();
    void areCutLikeThoseThatWereNotKept_data();
    void areCutLikeThoseThatWereNotKept();
};

namespace {

std::vector<std::byte> encoded(const Property &property)
{
    std::array<std::byte, maximumRecordBytes> buffer;
    const auto used = encodeRecord(buffer, 1, "a", std::span(&property, 1));
    return used ? std::vector(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*used))
                : std::vector<std::byte>();
}

} // namespace

// What is recorded of a kept property is what would have been recorded of it at once.
void OwnedPropertiesTest::comeBackAsTheyWere()
{
    const QString wide = u"größer 😀"_s;
    const std::vector<Property> given{{"yes", true},
                                      {"number", -7},
                                      {"real", 0.25},
                                      {"utf8", "größer 😀"},
                                      {"utf16", wide},
                                      {"empty", ""},
                                      {"trusted", TrustedText("größer 😀")},
                                      {"trusted16", TrustedText(wide)},
                                      {"", 1}};
    for (const Property &property : given) {
        const OwnedProperty owned = ownedProperty(property);
        QCOMPARE(owned.trusted, property.value.isTrusted());
        QVERIFY(!encoded(property).empty());
        QCOMPARE(encoded(propertyView(owned)), encoded(property));
    }
}

void OwnedPropertiesTest::areCutLikeThoseThatWereNotKept_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("ASCII") << QString(5000, u'x');
    QTest::newRow("two bytes") << QString(5000, u'ä');
    QTest::newRow("three bytes, shifted") << QString(u'x' + QString(5000, u'€'));
    for (int shift = 0; shift < 4; ++shift)
        QTest::addRow("four bytes, shifted by %d", shift) << QString(shift, u'x') + u"😀"_s.repeated(3000);
    QTest::newRow("no character at the border") << QString(4095, u'x') + QChar(0xD83D) + QString(10, u'x');
}

void OwnedPropertiesTest::areCutLikeThoseThatWereNotKept()
{
    QFETCH(QString, text);
    const std::string utf8 = text.toStdString();
    QCOMPARE(encoded(propertyView(ownedProperty({"text", text}))), encoded({"text", text}));
    QCOMPARE(encoded(propertyView(ownedProperty({"text", utf8}))), encoded({"text", utf8}));
    QVERIFY(std::get<std::string>(ownedProperty({"text", utf8}).value).size() <= maximumTextBytes + 4);
}

QTEST_APPLESS_MAIN(OwnedPropertiesTest)
#include "tst_ownedproperties.moc"
