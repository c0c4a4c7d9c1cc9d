// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QFlags>

#include <array>
#include <optional>
#include <string_view>

namespace candor {

/// What can be granted separately. Public API (C++17); of Qt it needs QFlags alone.
enum class Category {
    Usage = 1, ///< pages, actions, durations, versions; "usage" in files and in the terminal
    Errors = 2, ///< what failed, with its message; "errors"
};
Q_DECLARE_FLAGS(Categories, Category)
Q_DECLARE_OPERATORS_FOR_FLAGS(Categories)

/// One by one, and together.
inline constexpr std::array everyCategory{Category::Usage, Category::Errors};
inline constexpr Categories allCategories = Categories(Category::Usage) | Category::Errors;

/// "usage", "errors".
[[nodiscard]] constexpr std::string_view categoryName(Category category)
{
    return category == Category::Usage ? "usage" : "errors";
}

/// Nothing: there is no such category.
[[nodiscard]] constexpr std::optional<Category> categoryNamed(std::string_view name)
{
    for (const Category category : everyCategory) {
        if (categoryName(category) == name)
            return category;
    }
    return std::nullopt;
}

} // namespace candor
