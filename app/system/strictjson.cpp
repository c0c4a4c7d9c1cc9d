// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/strictjson.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <locale>
#include <sstream>
#include <utility>

namespace candor {

namespace {

constexpr std::size_t maximumDepth = 64;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

enum class Rules { Strict, MembersOnly };

/// Builds values from what RapidJSON reads, and rejects what RapidJSON tolerates.
class ValueBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ValueBuilder>
{
public:
    ValueBuilder(std::string_view text, const rapidjson::MemoryStream &stream, Rules rules)
        : m_text(text)
        , m_stream(stream)
        , m_rules(rules)
    {
    }

    JsonValue root;
    std::string refusal; ///< empty: RapidJSON's own error counts
    std::size_t refusedAt = 0;

    bool Null() { return scalar({}); }
    bool Bool(bool value) { return scalar(value); }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        moveToToken();
        return acceptable({text, length}) && scalar(std::string(text, length));
    }

    /// With kParseNumbersAsStringsFlag RapidJSON reports numbers here only. They are converted here, since RapidJSON's
    /// own conversion overflows an int for exponents such as -2147483639.
    bool RawNumber(const char *text, rapidjson::SizeType length, bool)
    {
        if (m_rules == Rules::MembersOnly)
            return scalar({});
        const char *const end = text + length;
        std::int64_t integer = 0;
        if (const auto [stop, code] = std::from_chars(text, end, integer); code == std::errc() && stop == end)
            return scalar(integer);
        std::uint64_t positive = 0;
        if (const auto [stop, code] = std::from_chars(text, end, positive); code == std::errc() && stop == end)
            return scalar(positive);
        // strtod() would expect a decimal comma in some locales.
        std::istringstream stream(std::string(text, length));
        stream.imbue(std::locale::classic());
        double number = 0;
        moveToToken();
        return stream >> number ? scalar(number) : refuse("a number that is too large");
    }

    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        const std::size_t begin = moveToToken();
        const std::size_t end = endOfToken();
        if (!acceptable({text, length}))
            return false;
        if (isKept())
            std::get<JsonValue::Object>(m_open.back()->content).push_back({{text, length}, begin, end, {}});
        return true;
    }

    bool StartObject() { return open(JsonValue::Object()); }
    bool StartArray() { return open(JsonValue::List()); }
    bool EndObject(rapidjson::SizeType) { return isEachNameOnce() && close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    bool refuse(std::string why)
    {
        refusal = std::move(why);
        refusedAt = m_at;
        return false;
    }

    /// Moves to the first byte of the next token: between tokens there are only white space, commas and colons.
    std::size_t moveToToken()
    {
        const auto isBetween = [](char c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == ':';
        };
        for (; m_at < m_text.size() && isBetween(m_text[m_at]); ++m_at)
            m_line += m_text[m_at] == '\n' ? 1 : 0;
        return m_at;
    }

    /// Valid only after a scalar or a key: RapidJSON reports a closing bracket before it consumes it.
    std::size_t endOfToken() { return m_at = m_stream.Tell(); }

    /// Do values inside the innermost open value become part of the result?
    [[nodiscard]] bool isKept() const { return m_rules == Rules::Strict || m_open.size() <= 1; }

    JsonValue *add()
    {
        JsonValue *value = &m_ignored;
        if (m_open.empty()) {
            value = &root;
        } else if (isKept()) {
            auto *const list = std::get_if<JsonValue::List>(&m_open.back()->content);
            value = list ? &list->emplace_back() : &std::get<JsonValue::Object>(m_open.back()->content).back().value;
        }
        value->begin = m_at;
        value->line = m_line;
        return value;
    }

    bool scalar(decltype(JsonValue::content) content)
    {
        moveToToken();
        if (m_rules == Rules::MembersOnly && m_open.empty())
            return refuse("not a JSON object");
        JsonValue *const value = add();
        if (m_rules == Rules::Strict)
            value->content = std::move(content);
        value->end = endOfToken();
        return true;
    }

    bool open(decltype(JsonValue::content) content)
    {
        moveToToken();
        if (m_rules == Rules::Strict && m_open.size() == maximumDepth)
            return refuse("nested deeper than " + std::to_string(maximumDepth) + " levels");
        if (m_rules == Rules::MembersOnly && m_open.empty() && !std::holds_alternative<JsonValue::Object>(content))
            return refuse("not a JSON object");
        JsonValue *const value = add();
        if (m_rules == Rules::Strict || m_open.empty())
            value->content = std::move(content);
        m_open.push_back(value);
        ++m_at;
        return true;
    }

    bool close()
    {
        m_at = std::min(moveToToken() + 1, m_text.size());
        m_open.back()->end = m_at;
        m_open.pop_back();
        return true;
    }

    bool isEachNameOnce()
    {
        if (m_rules == Rules::MembersOnly)
            return true;
        const auto &members = std::get<JsonValue::Object>(m_open.back()->content);
        std::vector<std::pair<std::string_view, std::size_t>> names; // with their offsets
        names.reserve(members.size());
        for (const JsonMember &member : members)
            names.emplace_back(member.name, member.begin);
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end(),
                                              [](const auto &a, const auto &b) { return a.first == b.first; });
        if (twice == names.end())
            return true;
        m_at = std::next(twice)->second;
        return refuse("the key \"" + std::string(twice->first) + "\" stands here for the second time");
    }

    /// RapidJSON accepts an escaped, unpaired low surrogate, which gives bytes that are not UTF-8.
    bool acceptable(std::string_view text)
    {
        if (m_rules == Rules::MembersOnly)
            return true;
        for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
            if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0)
                return refuse("half of a surrogate pair");
        }
        return true;
    }

    std::string_view m_text;
    const rapidjson::MemoryStream &m_stream;
    Rules m_rules;
    std::size_t m_at = 0; ///< the start of the current token, then its end
    int m_line = 1; ///< of m_at
    std::vector<JsonValue *> m_open; ///< only the innermost grows, so that the others are not moved
    JsonValue m_ignored;
};

std::string describe(std::string_view text, std::size_t offset, std::string_view what)
{
    const std::string_view before = text.substr(0, offset);
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1; // npos + 1 is 0
    return "line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ", column "
        + std::to_string(column) + ": " + std::string(what);
}

JsonResult failed(std::string_view text, std::size_t offset, std::string_view what)
{
    return {std::nullopt, describe(text, offset, what)};
}

template<unsigned flags>
JsonResult parse(std::string_view text, Rules rules)
{
    // RapidJSON takes a NUL byte for the end of the text and would ignore what follows it.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return failed(text, nul, "a NUL byte");
    rapidjson::MemoryStream stream(text.data(), text.size());
    ValueBuilder builder(text, stream, rules);
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse < flags | rapidjson::kParseIterativeFlag
        | rapidjson::kParseNumbersAsStringsFlag > (stream, builder);
    if (!result.IsError())
        return {std::move(builder.root), {}};
    if (!builder.refusal.empty())
        return failed(text, builder.refusedAt, builder.refusal);
    std::string_view what = rapidjson::GetParseError_En(result.Code());
    if (what.ends_with('.')) // the message becomes part of a sentence
        what.remove_suffix(1);
    return failed(text, result.Offset(), what);
}

} // namespace

std::optional<std::int64_t> JsonValue::integer(std::int64_t minimum, std::int64_t maximum) const
{
    const auto *const whole = std::get_if<std::int64_t>(&content);
    return whole && *whole >= minimum && *whole <= maximum ? std::optional(*whole) : std::nullopt;
}

std::optional<double> JsonValue::number() const
{
    if (const auto *const whole = std::get_if<std::int64_t>(&content))
        return static_cast<double>(*whole);
    if (const auto *const large = std::get_if<std::uint64_t>(&content))
        return static_cast<double>(*large);
    const auto *const real = std::get_if<double>(&content);
    return real ? std::optional(*real) : std::nullopt;
}

std::optional<std::variant<bool, std::int64_t, double, std::string>> JsonValue::scalar() const
{
    if (const bool *const value = boolean())
        return *value;
    if (const auto *const whole = std::get_if<std::int64_t>(&content))
        return *whole;
    if (const std::string *const value = text())
        return *value;
    if (const std::optional<double> real = number())
        return *real;
    return std::nullopt;
}

const JsonValue *JsonValue::find(std::string_view name) const
{
    if (const Object *const members = object()) {
        const auto found = std::find_if(members->begin(), members->end(),
                                        [name](const JsonMember &member) { return member.name == name; });
        if (found != members->end())
            return &found->value;
    }
    return nullptr;
}

const JsonValue &JsonValue::at(std::string_view name) const
{
    const JsonValue *const member = find(name);
    return member ? *member : *this;
}

JsonResult parseStrictJson(std::string_view text)
{
    if (text.starts_with(byteOrderMark))
        return failed(text, 0, "a byte order mark");
    return parse<rapidjson::kParseValidateEncodingFlag>(text, Rules::Strict);
}

JsonResult findJsonMembers(std::string_view text)
{
    // The copy has the same length, so that all offsets are those of the text.
    std::string copy(text);
    if (text.starts_with(byteOrderMark))
        std::fill_n(copy.begin(), byteOrderMark.size(), ' ');
    // RapidJSON rejects an unpaired surrogate; JavaScript writes it as an escape and reads it back.
    for (std::size_t at = copy.find('\\'); at != std::string::npos; at = copy.find('\\', at)) {
        const bool surrogate = at + 5 < copy.size() && copy[at + 1] == 'u'
            && (copy[at + 2] == 'd' || copy[at + 2] == 'D')
            && std::string_view("89abcdefABCDEF").find(copy[at + 3]) != std::string_view::npos;
        if (surrogate)
            copy[at + 2] = '0';
        at += 2;
    }
    return parse<rapidjson::kParseNoFlags>(copy, Rules::MembersOnly);
}

std::string quotedJson(std::string_view utf8)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(utf8.data(), static_cast<rapidjson::SizeType>(utf8.size()));
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace candor
