// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsmembers.h"

#include "system/strictjson.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstdint>

namespace candor {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view whiteSpace = " \t\r\n";

/// RapidJSON refuses half of a surrogate pair; JavaScript writes it as an escape and reads it back. A copy of the same
/// length with other digits keeps every offset, and only offsets are taken from it.
std::string withoutSurrogates(std::string_view content)
{
    std::string copy(content);
    for (std::size_t at = copy.find('\\'); at != std::string::npos; at = copy.find('\\', at)) {
        const bool surrogate = at + 5 < copy.size() && copy[at + 1] == 'u'
            && (copy[at + 2] == 'd' || copy[at + 2] == 'D')
            && std::string_view("89abcdefABCDEF").find(copy[at + 3]) != std::string_view::npos;
        if (surrogate)
            copy[at + 2] = '0';
        at += 2;
    }
    return copy;
}

/// Notes where each member of the outermost object begins and ends.
class MemberHandler
{
public:
    MemberHandler(std::string_view text, const rapidjson::MemoryStream *stream, SettingsMembers *result)
        : m_text(text)
        , m_stream(stream)
        , m_result(result)
    {
    }

    bool Null() { return scalar(m_stream->Tell()); }
    bool Bool(bool) { return scalar(m_stream->Tell()); }
    bool String(const char *, rapidjson::SizeType, bool) { return scalar(m_stream->Tell()); }
    // With kParseNumbersAsStringsFlag numbers come as RawNumber alone; its text is all of the number.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char *, rapidjson::SizeType length, bool)
    {
        return scalar(m_depth == 1 ? m_result->members.back().valueBegin + length : 0);
    }

    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        if (m_depth != 1)
            return true;
        SettingsMember member;
        member.key.assign(text, length);
        // Between two members only white space and a comma can stand.
        const std::size_t from =
            m_result->members.empty() ? m_result->objectBegin + 1 : m_result->members.back().valueEnd;
        member.keyBegin = m_text.find('"', from);
        member.keyEnd = m_stream->Tell();
        const std::size_t colon = m_text.find(':', member.keyEnd);
        // No value yet where the text ends here; the reader is about to say so.
        member.valueBegin = colon == std::string_view::npos
            ? m_text.size()
            : std::min(m_text.find_first_not_of(whiteSpace, colon + 1), m_text.size());
        m_result->members.push_back(std::move(member));
        return true;
    }

    bool StartObject()
    {
        if (m_depth == 0)
            m_result->objectBegin = m_text.find('{');
        return open();
    }
    bool StartArray() { return m_depth > 0 && open(); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    bool scalar(std::size_t end)
    {
        if (m_depth == 1)
            m_result->members.back().valueEnd = end;
        return m_depth > 0; // a number or a string alone is no object
    }

    bool open()
    {
        ++m_depth;
        return true;
    }

    bool close()
    {
        --m_depth;
        // The iterative reader calls before it takes the closing bracket.
        if (m_depth == 0)
            m_result->objectEnd = m_stream->Tell();
        else if (m_depth == 1)
            m_result->members.back().valueEnd = m_stream->Tell() + 1;
        return true;
    }

    std::string_view m_text;
    const rapidjson::MemoryStream *m_stream;
    SettingsMembers *m_result;
    std::size_t m_depth = 0;
};

std::string describe(std::string_view content, std::size_t offset, std::string_view what)
{
    return "line " + std::to_string(lineOfOffset(content, offset)) + ": " + std::string(what);
}

} // namespace

std::vector<std::size_t> SettingsMembers::find(std::string_view key) const
{
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].key == key)
            result.push_back(i);
    }
    return result;
}

std::optional<SettingsMembers> findSettingsMembers(std::string_view content, std::string *problem)
{
    // RapidJSON takes a NUL byte for the end of the text, and would not see what follows it.
    if (const std::size_t nul = content.find('\0'); nul != std::string_view::npos) {
        *problem = describe(content, nul, "a NUL byte");
        return std::nullopt;
    }
    const std::size_t skipped = content.substr(0, byteOrderMark.size()) == byteOrderMark ? byteOrderMark.size() : 0;
    const std::string text = withoutSurrogates(content.substr(skipped));

    SettingsMembers result;
    rapidjson::MemoryStream stream(text.data(), text.size());
    MemberHandler handler(text, &stream, &result);
    rapidjson::Reader reader;
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, handler);
    if (parsed.IsError()) {
        const bool notAnObject = parsed.Code() == rapidjson::kParseErrorTermination;
        *problem = describe(content, parsed.Offset() + skipped,
                            notAnObject ? "not a JSON object" : parseProblem(parsed.Code()));
        return std::nullopt;
    }

    result.objectBegin += skipped;
    result.objectEnd += skipped;
    for (SettingsMember &member : result.members) {
        member.keyBegin += skipped;
        member.keyEnd += skipped;
        member.valueBegin += skipped;
        member.valueEnd += skipped;
    }
    return result;
}

} // namespace candor
