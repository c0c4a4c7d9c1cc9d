// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/ownedvalue.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candor {

/// Writes the parts of an event that all protocols share. What it writes is valid JSON in valid UTF-8, whatever it is
/// given: broken bytes become U+FFFD, and a number that JSON can't say becomes null. Qt-free.
class EventJson
{
public:
    EventJson()
        : m_writer(m_buffer)
    {
    }

    void beginObject() { m_writer.StartObject(); }
    void endObject() { m_writer.EndObject(); }
    void key(std::string_view name) { text(name); }
    void text(std::string_view value);
    void boolean(bool value) { m_writer.Bool(value); }

    /// Key and text of a member.
    void member(std::string_view name, std::string_view value);
    /// The properties as members, in their order.
    void members(std::span<const OwnedProperty> properties);

    [[nodiscard]] std::string take() const { return {m_buffer.GetString(), m_buffer.GetSize()}; }

    /// "2026-11-21T12:00:00.000Z"; years outside 0000 to 9999 are cut to these.
    [[nodiscard]] static std::string timestamp(std::int64_t unixMs);
    /// \a value as a JSON string with its quotes.
    [[nodiscard]] static std::string quoted(std::string_view value);

private:
    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer;
};

} // namespace candor
