// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candor {

/// Writes the parts of an event that all protocols share. What it writes is valid JSON in valid UTF-8, whatever it is
/// given: broken bytes become U+FFFD, and a number that JSON can't say becomes null. Qt-free.
///
/// Each event goes through here on its way to the disk: what is usual (plain ASCII, whole numbers) is appended as it
/// is, everything else is RapidJSON's.
class EventJson
{
public:
    EventJson() { m_text.reserve(768); }

    void beginObject();
    void endObject();
    void key(std::string_view name);
    void text(std::string_view value);
    void boolean(bool value);

    /// Key and text of a member.
    void member(std::string_view name, std::string_view value);
    /// A member "timestamp".
    void timestampMember(std::int64_t unixMs);
    /// The properties as members, in their order; those of errorproperties.h as one object "error", in the place of
    /// the first of them.
    void members(std::span<const OwnedProperty> properties);

    [[nodiscard]] std::string take() { return std::move(m_text); }

    /// "2026-11-21T12:00:00.000Z"; years outside 0000 to 9999 are cut to these.
    [[nodiscard]] static std::string timestamp(std::int64_t unixMs);
    /// \a value as a JSON string with its quotes.
    [[nodiscard]] static std::string quoted(std::string_view value);
    /// The text of the member \a name in \a object, which this class wrote, where that text is an id: letters, digits
    /// and hyphens. The first of that name; empty if there is none.
    [[nodiscard]] static std::string_view idMember(std::string_view object, std::string_view name);

private:
    void property(std::string_view name, const OwnedValue &value);
    void errorMembers(std::span<const OwnedProperty> properties);
    void string(std::string_view value);
    void separate();

    std::string m_text;
};

} // namespace candor
