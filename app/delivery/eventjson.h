// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candor {

/// Writes the parts of an event that all protocols share. The output is always valid JSON in valid UTF-8: invalid bytes
/// become U+FFFD, and a number that JSON can't express becomes null. Qt-free.
///
/// Every event is written here before it is stored. Common values (plain ASCII, whole numbers) are appended directly;
/// RapidJSON writes all others.
class EventJson
{
public:
    EventJson() { m_text.reserve(768); }

    void beginObject();
    void endObject();
    void key(std::string_view name);
    void boolean(bool value);

    /// Writes the key and the text of a member.
    void member(std::string_view name, std::string_view value);
    /// Writes a member "timestamp".
    void timestampMember(std::int64_t unixMs);
    /// Writes the properties as members, in their order; those of errorproperties.h become one object "error" at the
    /// position of the first of them.
    void members(std::span<const OwnedProperty> properties);

    [[nodiscard]] std::string take() { return std::move(m_text); }

    /// "2026-11-21T12:00:00.000Z"; years outside 0000 to 9999 are clamped.
    [[nodiscard]] static std::string timestamp(std::int64_t unixMs);
    /// \a value as a JSON string with its quotes.
    [[nodiscard]] static std::string quoted(std::string_view value);
    /// The text of the first member \a name in \a object, which this class has written, if that text is an id: letters,
    /// digits and hyphens. Empty if there is none.
    [[nodiscard]] static std::string_view idMember(std::string_view object, std::string_view name);

private:
    void property(std::string_view name, const OwnedValue &value);
    void errorMembers(std::span<const OwnedProperty> properties);
    void string(std::string_view value);
    void separate();

    std::string m_text;
};

} // namespace candor
