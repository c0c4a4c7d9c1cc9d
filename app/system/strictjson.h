// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candor {

struct JsonMember;

/// A value of a JSON text and its position in that text. Qt-free; a value type.
struct JsonValue
{
    using List = std::vector<JsonValue>;
    using Object = std::vector<JsonMember>; ///< in the order of the text

    std::size_t begin = 0; ///< offset of its first byte
    std::size_t end = 0; ///< offset behind its last byte
    int line = 1; ///< the line in which it begins
    /// A monostate is null. A whole number is an int64, or a uint64 if it is too large for that.
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Object> content;

    // Each is null if the value is of another type.
    [[nodiscard]] const bool *boolean() const { return std::get_if<bool>(&content); }
    [[nodiscard]] const std::string *text() const { return std::get_if<std::string>(&content); }
    [[nodiscard]] const List *list() const { return std::get_if<List>(&content); }
    [[nodiscard]] const Object *object() const { return std::get_if<Object>(&content); }

    /// A whole number from \a minimum to \a maximum, or nothing.
    [[nodiscard]] std::optional<std::int64_t> integer(std::int64_t minimum, std::int64_t maximum) const;
    [[nodiscard]] std::optional<double> number() const; ///< any number
    /// A bool, a whole number, any other number or a text; nothing for null, a list or an object.
    [[nodiscard]] std::optional<std::variant<bool, std::int64_t, double, std::string>> scalar() const;

    /// The member \a name; null if there is none or this is not an object.
    [[nodiscard]] const JsonValue *find(std::string_view name) const;
    /// The same, but this value itself instead of null: the position for a message about the member.
    [[nodiscard]] const JsonValue &at(std::string_view name) const;

    /// Its bytes in \a file, the text that was parsed.
    [[nodiscard]] std::string_view bytesIn(std::string_view file) const { return file.substr(begin, end - begin); }
};

struct JsonMember
{
    std::string name;
    std::size_t begin = 0; ///< offset of the name's opening quote
    std::size_t end = 0; ///< offset behind its closing quote
    JsonValue value;
};

using JsonResult = Result<JsonValue>; ///< its error is "line 12, column 5: what is wrong"

/// Parses JSON strictly, for files that decide something. Everything that RFC 8259 does not allow is an error, and so
/// are invalid UTF-8, unpaired surrogates, a byte order mark, a key that appears twice in one object, nesting deeper
/// than 64, and a number that a double can't hold. Safe on any thread.
[[nodiscard]] JsonResult parseStrictJson(std::string_view text);

/// Finds the members of the object in \a text. Their values have a position but no content. For a file that is shared
/// with other programs and whose other values do not concern Candor: a byte order mark, text that is not UTF-8,
/// unpaired surrogates (replaced in names), deep nesting and a key that appears twice are not errors. Safe on any
/// thread.
[[nodiscard]] JsonResult findJsonMembers(std::string_view text);

/// \a utf8 in quotes, with the escapes that JSON needs.
[[nodiscard]] std::string quotedJson(std::string_view utf8);

} // namespace candor
