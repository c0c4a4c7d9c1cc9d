// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventrecord.h"
#include "queue/utf8.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

using namespace Qt::StringLiterals;
using namespace candor;

namespace {

using Buffer = std::array<std::byte, maximumRecordBytes>;

/// Encodes and decodes again, from an exactly fitting piece of memory of its own, so that a sanitizer sees each byte
/// read beyond it.
std::optional<DecodedRecord> decodeExactly(std::span<const std::byte> bytes)
{
    const auto copy = std::make_unique<std::byte[]>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), copy.get());
    return decodeRecord({copy.get(), bytes.size()});
}

std::optional<DecodedRecord> roundTrip(std::string_view name, std::initializer_list<Property> properties)
{
    Buffer buffer;
    const auto used = encodeRecord(buffer, -5, name, {properties.begin(), properties.size()});
    return used ? decodeExactly(std::span(buffer).first(*used)) : std::nullopt;
}

std::string textOf(const std::optional<DecodedRecord> &record)
{
    return record && record->properties.size() == 1 ? std::get<std::string>(record->properties[0].value)
                                                    : std::string("nothing");
}

std::vector<std::byte> example()
{
    Buffer buffer;
    const Property properties[] = {
        {"format", "pdf"}, {"ok", true}, {"duration_ms", 412}, {"ratio", 0.25}, {"text", u"äöü€😀"_s}};
    const auto used = encodeRecord(buffer, 1795262400123, "note.exported", properties);
    return {buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*used)};
}

} // namespace

class EventRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEverything();
    void keepsTrustedTextsApart();
    void keepsOptionalPropertiesApart();
    void keepsMarks();
    void refusesTypesOfLaterVersions();
    void replacesWhatIsNoCharacter_data();
    void replacesWhatIsNoCharacter();
    void cutsLongTextsBetweenCharacters();
    void refuses();
    void refusesWhatDoesNotFit();
    void survivesTruncation();
    void survivesDamage();
    void survivesNoise();
};

void EventRecordTest::keepsEverything()
{
    const QString utf16 = u"größer 😀"_s;
    const auto record = roundTrip("note.exported",
                                  {{"yes", true},
                                   {"no", false},
                                   {"small", std::numeric_limits<qint64>::min()},
                                   {"large", std::numeric_limits<qint64>::max()},
                                   {"real", -0.125},
                                   {"utf8", "größer 😀"},
                                   {"utf16", utf16},
                                   {"", ""}});
    QVERIFY(record);
    QCOMPARE(record->timeMs, -5);
    QCOMPARE(record->name, "note.exported");
    QCOMPARE(record->properties.size(), 8U);
    const auto at = [&record](std::size_t i) { return record->properties[i].value; };
    QCOMPARE(record->properties[0].key, "yes");
    QCOMPARE(std::get<bool>(at(0)), true);
    QCOMPARE(std::get<bool>(at(1)), false);
    QCOMPARE(std::get<std::int64_t>(at(2)), std::numeric_limits<std::int64_t>::min());
    QCOMPARE(std::get<std::int64_t>(at(3)), std::numeric_limits<std::int64_t>::max());
    QCOMPARE(std::get<double>(at(4)), -0.125);
    QCOMPARE(std::get<std::string>(at(5)), utf16.toStdString());
    QCOMPARE(std::get<std::string>(at(6)), utf16.toStdString());
    QCOMPARE(std::get<std::string>(at(7)), "");
    QVERIFY(roundTrip("a", {}));
}

void EventRecordTest::keepsTrustedTextsApart()
{
    const QString utf16 = u"größer 😀"_s;
    const auto record = roundTrip("note.exported",
                                  {{"said", "größer 😀"},
                                   {"utf8", TrustedText("größer 😀")},
                                   {"utf16", TrustedText(utf16)},
                                   {"null", TrustedText(static_cast<const char *>(nullptr))},
                                   {"behind", "x"}});
    QVERIFY(record);
    const std::vector<bool> expected{false, true, true, true, false};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(bool(record->properties[i].trusted), bool(expected[i]));
        QVERIFY(!record->properties[i].optional);
    }
    QCOMPARE(std::get<std::string>(record->properties[1].value), utf16.toStdString());
    QCOMPARE(std::get<std::string>(record->properties[2].value), utf16.toStdString());
    QCOMPARE(std::get<std::string>(record->properties[3].value), "");
    // It is cut like every other.
    const std::string text(5000, 'x');
    QCOMPARE(textOf(roundTrip("a", {{"text", TrustedText(text)}})), std::string(maximumTextBytes, 'x'));
}

void EventRecordTest::keepsOptionalPropertiesApart()
{
    Buffer buffer;
    const Property own[] = {{"format", "pdf"}, {"n", 1}};
    const Property added[] = {{"success", false}, {"real", 0.5}, {"error.class", TrustedText("timeout")}};
    const auto used = encodeRecord(buffer, 1, "a", own, added);
    QVERIFY(used);
    const auto record = decodeExactly(std::span(buffer).first(*used));
    QVERIFY(record);
    QCOMPARE(record->properties.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i)
        QCOMPARE(record->properties[i].optional, i >= 2);
    QCOMPARE(std::get<bool>(record->properties[2].value), false);
    QCOMPARE(std::get<double>(record->properties[3].value), 0.5);
    QVERIFY(record->properties[4].trusted);
    // Both count.
    const std::vector<Property> many(maximumProperties, Property{"k", 1});
    QVERIFY(encodeRecord(buffer, 0, "a", std::span(many).first(60), std::span(many).first(4)));
    QVERIFY(!encodeRecord(buffer, 0, "a", std::span(many).first(60), std::span(many).first(5)));
    QVERIFY(!encodeRecord(buffer, 0, "a", {}, std::vector<Property>{{"caf\xE9", 1}}));
}

void EventRecordTest::refusesTypesOfLaterVersions()
{
    Buffer buffer;
    const Property property{"k", ""};
    const auto used = encodeRecord(buffer, 1, "a", std::span(&property, 1));
    QVERIFY(used);
    const std::size_t typeAt = *used - 3; // behind it the length of the empty text
    for (int type = 0; type < 256; ++type) {
        buffer[typeAt] = static_cast<std::byte>(type);
        const bool known = (type & ~0x10) == 4 || (type & ~0x10) == 5; // the others have values of another size
        QCOMPARE(decodeExactly(std::span(buffer).first(*used)).has_value(), known);
    }
}

void EventRecordTest::replacesWhatIsNoCharacter_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray r = "\xEF\xBF\xBD";
    QTest::newRow("a byte that begins nothing") << QByteArray("a\xFFz") << "a" + r + "z";
    QTest::newRow("a continuation alone") << QByteArray("a\x80z") << "a" + r + "z";
    QTest::newRow("cut at the end") << QByteArray("a\xE2\x82") << "a" + r + r;
    QTest::newRow("longer than needed") << QByteArray("\xC0\xAF") << r + r;
    QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80") << r + r + r;
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << r + r + r + r;
    QTest::newRow("five bytes") << QByteArray("\xF8\x88\x80\x80\x80") << r + r + r + r + r;
    QTest::newRow("a NUL byte stays") << QByteArray("a\0z", 3) << QByteArray("a\0z", 3);
    QTest::newRow("the last character") << QByteArray("\xF4\x8F\xBF\xBF") << QByteArray("\xF4\x8F\xBF\xBF");
    QTest::newRow("U+FFFD itself") << r << r;
}

void EventRecordTest::replacesWhatIsNoCharacter()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(QByteArray::fromStdString(textOf(roundTrip("a", {{"text", view}}))), expected);
    const QString lone = u"a"_s + QChar(0xD83D) + u"z"_s + QChar(0xDE00);
    QCOMPARE(textOf(roundTrip("a", {{"text", lone}})), "a\xEF\xBF\xBDz\xEF\xBF\xBD");
}

void EventRecordTest::cutsLongTextsBetweenCharacters()
{
    const std::string ascii(5000, 'x');
    QCOMPARE(textOf(roundTrip("a", {{"text", ascii}})), std::string(maximumTextBytes, 'x'));
    const QString wide = u"x"_s + QString(3000, u'€');
    QCOMPARE(textOf(roundTrip("a", {{"text", wide}})), (u"x"_s + QString(1365, u'€')).toStdString());
    const std::string same = wide.toStdString();
    QCOMPARE(textOf(roundTrip("a", {{"text", same}})), (u"x"_s + QString(1365, u'€')).toStdString());
}

void EventRecordTest::refuses()
{
    const std::string longKey(256, 'k');
    QVERIFY(roundTrip("a", {{std::string_view(longKey).substr(1), 1}}));
    QVERIFY(!roundTrip("a", {{longKey, 1}}));
    QVERIFY(!roundTrip("", {{"a", 1}}));
    QVERIFY(!roundTrip("caf\xE9.opened", {}));
    QVERIFY(!roundTrip("a", {{"caf\xE9", 1}}));
    QVERIFY(!roundTrip("a", {{"x", std::numeric_limits<double>::infinity()}}));
    QVERIFY(!roundTrip("a", {{"x", -std::numeric_limits<double>::infinity()}}));
    QVERIFY(!roundTrip("a", {{"x", std::numeric_limits<double>::quiet_NaN()}}));
    Buffer buffer;
    const std::vector<Property> many(maximumProperties + 1, Property{"k", 1});
    QVERIFY(encodeRecord(buffer, 0, "a", std::span(many).first(maximumProperties)));
    QVERIFY(!encodeRecord(buffer, 0, "a", many));
}

void EventRecordTest::refusesWhatDoesNotFit()
{
    const std::vector<std::byte> whole = example();
    const Property properties[] = {
        {"format", "pdf"}, {"ok", true}, {"duration_ms", 412}, {"ratio", 0.25}, {"text", u"äöü€😀"_s}};
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto memory = std::make_unique<std::byte[]>(size);
        const auto used = encodeRecord({memory.get(), size}, 1795262400123, "note.exported", properties);
        QCOMPARE(used.has_value(), size == whole.size());
    }
    const std::string text(4096, 'x');
    QVERIFY(roundTrip("a", {{"1", text}, {"2", text}, {"3", text}}));
    QVERIFY(!roundTrip("a", {{"1", text}, {"2", text}, {"3", text}, {"4", text}}));
    QVERIFY(!roundTrip(std::string(70000, 'n'), {}));
}

void EventRecordTest::keepsMarks()
{
    for (const RecordMark mark : {RecordMark::None, RecordMark::Unfit, RecordMark::Early}) {
        Buffer buffer;
        const auto used = encodeMark(buffer, -5, "note.exported", mark);
        QVERIFY(used);
        const auto record = decodeExactly(std::span(buffer).first(*used));
        QVERIFY(record && record->mark == mark && record->name == "note.exported" && record->properties.empty());
        // None has properties.
        buffer[*used] = std::byte{0};
        QVERIFY(!decodeExactly(std::span(buffer).first(*used + 1)));
    }
    QVERIFY(roundTrip("a", {{"x", true}})->mark == RecordMark::None);
}

void EventRecordTest::survivesTruncation()
{
    const std::vector<std::byte> whole = example();
    QVERIFY(decodeExactly(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(!decodeExactly(std::span(whole).first(size)));
    std::vector<std::byte> longer = whole;
    longer.push_back(std::byte{0});
    QVERIFY(!decodeExactly(longer));
}

void EventRecordTest::survivesDamage()
{
    const std::vector<std::byte> whole = example();
    std::mt19937 random(20261121);
    const auto valid = [](const std::optional<DecodedRecord> &record) {
        if (!record)
            return true;
        bool good =
            utf8::isValid(record->name) && !record->name.empty() && record->properties.size() <= maximumProperties;
        for (const OwnedProperty &property : record->properties) {
            const auto *const text = std::get_if<std::string>(&property.value);
            const auto *const real = std::get_if<double>(&property.value);
            good = good && utf8::isValid(property.key) && (!text || utf8::isValid(*text))
                && (!real || std::isfinite(*real));
        }
        return good;
    };
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::vector<std::byte> damaged = whole;
        damaged[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        QVERIFY(valid(decodeExactly(damaged)));
    }
    for (int round = 0; round < 50000; ++round) {
        std::vector<std::byte> damaged = whole;
        const int flips = 1 + static_cast<int>(random() % 8);
        for (int i = 0; i < flips; ++i)
            damaged[random() % damaged.size()] = static_cast<std::byte>(random());
        QVERIFY(valid(decodeExactly(damaged)));
    }
}

void EventRecordTest::survivesNoise()
{
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        std::vector<std::byte> noise(random() % 300);
        for (std::byte &byte : noise)
            byte = static_cast<std::byte>(random());
        if (!noise.empty())
            noise[0] = std::byte{1};
        (void)decodeExactly(noise);
    }
    QVERIFY(!decodeRecord({}));
    QVERIFY(!decodeRecord(std::vector<std::byte>(maximumRecordBytes + 1, std::byte{1})));
}

QTEST_APPLESS_MAIN(EventRecordTest)
#include "tst_eventrecord.moc"
