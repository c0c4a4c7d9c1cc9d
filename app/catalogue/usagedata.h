// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"

#include <string>
#include <string_view>

namespace candor {

/// What the document takes from the notice, in English and without placeholders.
struct UsageDataNotice
{
    int version = 0;
    std::string controller;
    std::string contact;
    std::string privacyStatement;
    std::string purpose;
    std::string recipients; ///< where there is a key and the recipient is another computer
    std::string recipientsLocal; ///< where there is none
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

/// resources/USAGE_DATA.md: what is collected, why, and what a person can do about it; behind it \a guide, for those
/// who change the application. The same input gives the same bytes: no day, no build. Qt-free, pure.
[[nodiscard]] std::string usageDataMarkdown(const Catalogue &catalogue, const UsageDataNotice &notice,
                                            std::string_view guide);

/// \a text as it is, with what Markdown would read as markup escaped; fit for a table's cell.
[[nodiscard]] std::string markdownEscaped(std::string_view text);

/// \a text as code, whatever is in it; fit for a table's cell. \a text is one line, and not empty.
[[nodiscard]] std::string markdownCode(std::string_view text);

} // namespace candor
