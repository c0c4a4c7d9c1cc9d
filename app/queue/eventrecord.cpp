// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventrecord.h"

#include "queue/utf8.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace candor {

namespace {

// The layout, numbers as the machine has them (see ringfile.h):
//   version 1 | time 8 | name: length 2, bytes | number of properties 1 | properties
//   property: key: length 1, bytes | type 1 | value: boolean 1, integer 8, real 8, text: length 2, bytes
//   a number of properties of unfitCount or earlyCount: a mark, and none follows
// Texts, names and keys are valid UTF-8. The optional properties come last; their type has a bit more. A reader that
// does not know a type refuses the record, and finds no ring with one that it does not know (ringfile::version).
constexpr std::uint8_t layoutVersion = 1;
constexpr std::uint8_t unfitCount = 0xFF;
constexpr std::uint8_t earlyCount = 0xFE;
static_assert(earlyCount > maximumProperties);

enum class Type : std::uint8_t { Boolean = 1, Integer = 2, Real = 3, Text = 4, TrustedText = 5 };
constexpr std::uint8_t optionalBit = 0x10;

class Writer
{
public:
    explicit Writer(std::span<std::byte> buffer)
        : m_buffer(buffer)
    {
    }

    template<typename T>
    void number(T value)
    {
        raw(&value, sizeof value);
    }

    void raw(const void *bytes, std::size_t size)
    {
        if (m_buffer.size() - m_used < size)
            m_fits = false;
        if (!m_fits || size == 0)
            return;
        std::memcpy(m_buffer.data() + m_used, bytes, size);
        m_used += size;
    }

    /// A text whose characters come from \a next, which returns false at the end. What isn't a character has become
    /// U+FFFD, as everywhere in Qt.
    template<typename Next>
    void text(Next next)
    {
        const std::size_t lengthAt = m_used;
        number(std::uint16_t(0));
        std::size_t length = 0;
        char32_t character = 0;
        while (m_fits && next(&character)) {
            char bytes[4];
            const std::size_t size = utf8::encode(character, bytes);
            if (length + size > maximumTextBytes)
                break;
            raw(bytes, size);
            length += size;
        }
        if (!m_fits)
            return;
        const auto written = static_cast<std::uint16_t>(length);
        std::memcpy(m_buffer.data() + lengthAt, &written, sizeof written);
    }

    [[nodiscard]] std::optional<std::size_t> used() const { return m_fits ? std::optional(m_used) : std::nullopt; }

private:
    std::span<std::byte> m_buffer;
    std::size_t m_used = 0;
    bool m_fits = true;
};

void writeText(Writer *writer, std::string_view text)
{
    if (text.size() <= maximumTextBytes && utf8::isAscii(text)) {
        writer->number(static_cast<std::uint16_t>(text.size()));
        writer->raw(text.data(), text.size());
        return;
    }
    writer->text([&text](char32_t *character) {
        if (text.empty())
            return false;
        text.remove_prefix(utf8::decode(text, character));
        return true;
    });
}

void writeText(Writer *writer, QStringView text)
{
    qsizetype at = 0;
    writer->text([&text, &at](char32_t *character) {
        if (at >= text.size())
            return false;
        const char16_t first = text[at++].unicode();
        *character = first;
        if (QChar::isHighSurrogate(first) && at < text.size() && text[at].isLowSurrogate())
            *character = QChar::surrogateToUcs4(first, text[at++].unicode());
        else if (QChar::isSurrogate(first))
            *character = utf8::replacement;
        return true;
    });
}

bool writeValue(Writer *writer, const Value &value, std::uint8_t bits)
{
    const auto writeType = [writer, bits](Type type) {
        writer->number(static_cast<std::uint8_t>(static_cast<std::uint8_t>(type) | bits));
    };
    return std::visit(
        [&](const auto &held) {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, bool>) {
                writeType(Type::Boolean);
                writer->number(std::uint8_t(held ? 1 : 0));
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                writeType(Type::Integer);
                writer->number(held);
            } else if constexpr (std::is_same_v<T, double>) {
                if (!std::isfinite(held))
                    return false; // JSON has no such number
                writeType(Type::Real);
                writer->number(held);
            } else {
                writeType(value.isTrusted() ? Type::TrustedText : Type::Text);
                writeText(writer, held);
            }
            return true;
        },
        value.storage());
}

bool writeProperties(Writer *writer, std::span<const Property> properties, std::uint8_t bits)
{
    for (const Property &property : properties) {
        if (property.key.size() > maximumKeyBytes || !utf8::isValid(property.key))
            return false;
        writer->number(static_cast<std::uint8_t>(property.key.size()));
        writer->raw(property.key.data(), property.key.size());
        if (!writeValue(writer, property.value, bits))
            return false;
    }
    return true;
}

class Reader
{
public:
    explicit Reader(std::span<const std::byte> bytes)
        : m_rest(bytes)
    {
    }

    template<typename T>
    T number()
    {
        T result = 0;
        if (take(sizeof(T)))
            std::memcpy(&result, m_taken.data(), sizeof result);
        return result;
    }

    std::string text(std::size_t length)
    {
        std::string result;
        if (take(length) && length > 0)
            result.assign(reinterpret_cast<const char *>(m_taken.data()), length);
        if (!utf8::isValid(result))
            m_good = false;
        return result;
    }

    void fail() { m_good = false; }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    bool take(std::size_t size)
    {
        if (!m_good || m_rest.size() < size) {
            m_good = false;
            return false;
        }
        m_taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return true;
    }

    std::span<const std::byte> m_rest;
    std::span<const std::byte> m_taken;
    bool m_good = true;
};

OwnedValue readValue(Reader *reader, OwnedProperty *property)
{
    const auto tag = reader->number<std::uint8_t>();
    const auto type = static_cast<Type>(tag & ~optionalBit);
    property->optional = (tag & optionalBit) != 0;
    property->trusted = type == Type::TrustedText;
    switch (type) {
    case Type::Boolean: {
        const auto value = reader->number<std::uint8_t>();
        if (value > 1)
            reader->fail();
        return value == 1;
    }
    case Type::Integer:
        return reader->number<std::int64_t>();
    case Type::Real: {
        const auto value = reader->number<double>();
        if (!std::isfinite(value))
            reader->fail();
        return value;
    }
    case Type::Text:
    case Type::TrustedText: {
        const auto length = reader->number<std::uint16_t>();
        if (length > maximumTextBytes)
            reader->fail();
        return reader->text(length);
    }
    }
    reader->fail();
    return false;
}

} // namespace

std::optional<std::size_t> encodeRecord(std::span<std::byte> buffer, std::int64_t timeMs, std::string_view name,
                                        std::span<const Property> properties, std::span<const Property> optional)
{
    if (name.empty() || name.size() > maximumRecordBytes || properties.size() > maximumProperties
        || optional.size() > maximumProperties - properties.size() || !utf8::isValid(name))
        return std::nullopt;
    Writer writer(buffer.first(std::min(buffer.size(), maximumRecordBytes)));
    writer.number(layoutVersion);
    writer.number(timeMs);
    writer.number(static_cast<std::uint16_t>(name.size()));
    writer.raw(name.data(), name.size());
    writer.number(static_cast<std::uint8_t>(properties.size() + optional.size()));
    if (!writeProperties(&writer, properties, 0) || !writeProperties(&writer, optional, optionalBit))
        return std::nullopt;
    return writer.used();
}

std::optional<std::size_t> encodeMark(std::span<std::byte> buffer, std::int64_t timeMs, std::string_view name,
                                      RecordMark mark)
{
    const std::optional<std::size_t> size = encodeRecord(buffer, timeMs, name, {});
    if (size && mark != RecordMark::None)
        buffer[*size - 1] = std::byte{mark == RecordMark::Unfit ? unfitCount : earlyCount};
    return size;
}

std::optional<DecodedRecord> decodeRecord(std::span<const std::byte> bytes)
{
    if (bytes.size() > maximumRecordBytes)
        return std::nullopt;
    Reader reader(bytes);
    if (reader.number<std::uint8_t>() != layoutVersion)
        return std::nullopt;
    DecodedRecord result;
    result.timeMs = reader.number<std::int64_t>();
    result.name = reader.text(reader.number<std::uint16_t>());
    std::size_t count = reader.number<std::uint8_t>();
    if (count == unfitCount || count == earlyCount) {
        result.mark = count == unfitCount ? RecordMark::Unfit : RecordMark::Early;
        count = 0;
    }
    if (!reader.good() || result.name.empty() || count > maximumProperties)
        return std::nullopt;
    result.properties.reserve(count);
    for (std::size_t i = 0; i < count && reader.good(); ++i) {
        OwnedProperty property;
        property.key = reader.text(reader.number<std::uint8_t>());
        property.value = readValue(&reader, &property);
        if (!result.properties.empty() && result.properties.back().optional && !property.optional)
            reader.fail(); // there is one way to write a record
        result.properties.push_back(std::move(property));
    }
    if (!reader.good() || !reader.atEnd())
        return std::nullopt;
    return result;
}

} // namespace candor
