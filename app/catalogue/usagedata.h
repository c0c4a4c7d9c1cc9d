// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"

#include <string>
#include <string_view>

namespace candor {

/// The parts of the notice that the document uses, in English and without placeholders.
struct UsageDataNotice
{
    int version = 0;
    std::string controller;
    std::string contact;
    std::string privacyStatement;
    std::string purpose;
    std::string recipients; ///< if there is a key and the recipient is another computer
    std::string recipientsLocal; ///< if there is no key
    std::string storedWhere;
    std::string storedHowLong;
    std::string access;
    std::string deletion;
    std::string usage;
    std::string errors;
    std::string never;
    std::string identity;
    std::string connection;
};

/// The contents of resources/USAGE_DATA.md: what is collected, why, and what users can do about it, followed by \a
/// guide, for developers of the application. The same input gives the same bytes: the document contains no date or
/// build. Qt-free, pure.
[[nodiscard]] std::string usageDataMarkdown(const Catalogue &catalogue, const UsageDataNotice &notice,
                                            std::string_view guide);

/// Escapes the markup in \a text, so that Markdown shows it unchanged; suitable for a table cell.
[[nodiscard]] std::string markdownEscaped(std::string_view text);

/// Any \a text as code, suitable for a table cell. \a text is one line, and not empty.
[[nodiscard]] std::string markdownCode(std::string_view text);

} // namespace candor
