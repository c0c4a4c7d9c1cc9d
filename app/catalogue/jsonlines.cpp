// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/jsonlines.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace candor {

namespace {

/// Notes the line of each value in the order in which they begin.
class LineHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, LineHandler>
{
public:
    LineHandler(std::string_view text, const rapidjson::MemoryStream &stream)
        : m_text(text)
        , m_stream(stream)
    {
    }

    /// Called behind a scalar, which never spans lines.
    bool Default()
    {
        note();
        return true;
    }
    bool Key(const char *, rapidjson::SizeType, bool) { return true; }
    bool StartObject() { return Default(); }
    bool StartArray() { return Default(); }
    bool EndObject(rapidjson::SizeType) { return true; }
    bool EndArray(rapidjson::SizeType) { return true; }

    std::vector<int> lines;

private:
    void note()
    {
        const std::size_t offset = std::min(m_stream.Tell(), m_text.size());
        m_line += static_cast<int>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_offset),
                                              m_text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        m_offset = offset;
        lines.push_back(m_line);
    }

    std::string_view m_text;
    const rapidjson::MemoryStream &m_stream;
    std::size_t m_offset = 0;
    int m_line = 1;
};

void assign(const rapidjson::Value &value, const std::vector<int> &lines, std::size_t *next,
            std::unordered_map<const rapidjson::Value *, int> *result)
{
    if (*next >= lines.size())
        return;
    result->emplace(&value, lines[(*next)++]);
    if (value.IsObject()) {
        for (const auto &member : value.GetObject())
            assign(member.value, lines, next, result);
    } else if (value.IsArray()) {
        for (const auto &element : value.GetArray())
            assign(element, lines, next, result);
    }
}

} // namespace

JsonLines::JsonLines(std::string_view text, const rapidjson::Value &document)
{
    rapidjson::MemoryStream stream(text.data(), text.size());
    LineHandler handler(text, stream);
    rapidjson::Reader reader;
    // Numbers are not converted: a strict parser has accepted them already.
    reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(stream, handler);
    std::size_t next = 0;
    assign(document, handler.lines, &next, &m_lines);
}

int JsonLines::of(const rapidjson::Value &value) const
{
    const auto found = m_lines.find(&value);
    return found == m_lines.end() ? 1 : found->second;
}

} // namespace candor
