// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace candor {

/// Parses JSON for files that decide something: invalid UTF-8, a byte order mark, a key that appears twice in one
/// object, anything after the value, and nesting deeper than 64 are errors. Qt-free; safe on any thread.
/// \returns true and fills \a document, or false and sets \a error to "line 12, column 5: what is wrong".
[[nodiscard]] bool parseStrictJson(std::string_view text, rapidjson::Document *document, std::string *error);

/// What RapidJSON found, as a part of a sentence: without a full stop.
[[nodiscard]] std::string_view parseProblem(rapidjson::ParseErrorCode code);

/// The line (from 1) that byte \a offset of \a text stands in, for messages.
[[nodiscard]] int lineOfOffset(std::string_view text, std::size_t offset);

} // namespace candor
