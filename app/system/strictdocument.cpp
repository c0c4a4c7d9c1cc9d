// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/strictdocument.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <locale>
#include <set>
#include <sstream>
#include <vector>

namespace candor {

namespace {

constexpr std::size_t maximumDepth = 64;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// Stands between the reader and the document and refuses what RapidJSON itself lets pass.
class StrictHandler
{
public:
    StrictHandler(rapidjson::Document *document, std::string *refusal)
        : m_document(document)
        , m_refusal(refusal)
    {
    }

    bool Null() { return m_document->Null(); }
    bool Bool(bool value) { return m_document->Bool(value); }
    // With kParseNumbersAsStringsFlag numbers come as RawNumber alone.
    bool Int(int value) { return m_document->Int(value); }
    bool Uint(unsigned value) { return m_document->Uint(value); }
    bool Int64(std::int64_t value) { return m_document->Int64(value); }
    bool Uint64(std::uint64_t value) { return m_document->Uint64(value); }
    bool Double(double value) { return m_document->Double(value); }

    /// Numbers are converted here, since RapidJSON's own conversion overflows an int for exponents such as -2147483639.
    bool RawNumber(const char *text, rapidjson::SizeType length, bool)
    {
        const char *const end = text + length;
        std::int64_t integer = 0;
        if (const auto [stop, code] = std::from_chars(text, end, integer); code == std::errc() && stop == end)
            return m_document->Int64(integer);
        std::uint64_t positive = 0;
        if (const auto [stop, code] = std::from_chars(text, end, positive); code == std::errc() && stop == end)
            return m_document->Uint64(positive);
        // Not strtod(): that one reads a decimal comma where the program's locale has one.
        std::istringstream stream(std::string(text, length));
        stream.imbue(std::locale::classic());
        double number = 0;
        if (!(stream >> number))
            return refuse("a number that is too large");
        return m_document->Double(number);
    }

    bool String(const char *text, rapidjson::SizeType length, bool copy)
    {
        return acceptable({text, length}) && m_document->String(text, length, copy);
    }

    bool Key(const char *text, rapidjson::SizeType length, bool copy)
    {
        if (!acceptable({text, length}))
            return false;
        if (!m_keys.back().emplace(text, length).second)
            return refuse("the key \"" + std::string(text, length) + "\" stands here for the second time");
        return m_document->Key(text, length, copy);
    }

    bool StartObject() { return enter() && m_document->StartObject(); }
    bool EndObject(rapidjson::SizeType members) { return leave() && m_document->EndObject(members); }
    bool StartArray() { return enter() && m_document->StartArray(); }
    bool EndArray(rapidjson::SizeType elements) { return leave() && m_document->EndArray(elements); }

private:
    bool refuse(std::string why)
    {
        *m_refusal = std::move(why);
        return false;
    }

    bool enter()
    {
        if (m_keys.size() == maximumDepth)
            return refuse("nested deeper than " + std::to_string(maximumDepth) + " levels");
        m_keys.emplace_back();
        return true;
    }

    bool leave()
    {
        m_keys.pop_back();
        return true;
    }

    /// An escaped half of a surrogate pair passes RapidJSON when it is a low one, and gives bytes that aren't UTF-8.
    bool acceptable(std::string_view text)
    {
        for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
            if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0)
                return refuse("half of a surrogate pair");
        }
        return true;
    }

    rapidjson::Document *m_document;
    std::string *m_refusal;
    std::vector<std::set<std::string, std::less<>>> m_keys; ///< one set for each open object or array
};

std::string describe(std::string_view text, std::size_t offset, std::string_view what)
{
    offset = std::min(offset, text.size());
    const std::size_t lineStart = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t column = lineStart == std::string_view::npos ? offset + 1 : offset - lineStart;
    return "line " + std::to_string(lineOfOffset(text, offset)) + ", column " + std::to_string(column) + ": "
        + std::string(what);
}

} // namespace

bool parseStrictJson(std::string_view text, rapidjson::Document *document, std::string *error)
{
    error->clear();
    // RapidJSON takes a NUL byte for the end of the text, and would not see what follows it.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        *error = describe(text, nul, "a NUL byte");
        return false;
    }
    if (text.substr(0, byteOrderMark.size()) == byteOrderMark) {
        *error = describe(text, 0, "a byte order mark");
        return false;
    }

    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    rapidjson::ParseResult result;
    std::string refusal;
    rapidjson::Document parsed;
    auto generate = [&](rapidjson::Document &target) -> bool {
        StrictHandler handler(&target, &refusal);
        result = reader.Parse<flags>(stream, handler);
        return !result.IsError();
    };
    parsed.Populate(generate);
    if (result.IsError()) {
        *error =
            describe(text, result.Offset(), refusal.empty() ? parseProblem(result.Code()) : std::string_view(refusal));
        return false;
    }
    document->Swap(parsed);
    return true;
}

std::string_view parseProblem(rapidjson::ParseErrorCode code)
{
    std::string_view text = rapidjson::GetParseError_En(code);
    if (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    return text;
}

int lineOfOffset(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

} // namespace candor
