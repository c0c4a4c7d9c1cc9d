// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// One member of the object that settings.json is, as byte offsets into the file. Value bytes are never interpreted
/// here.
struct SettingsMember
{
    std::string key; ///< decoded; escaped halves of surrogate pairs are replaced, which none of our keys has
    std::size_t keyBegin = 0;
    std::size_t keyEnd = 0;
    std::size_t valueBegin = 0;
    std::size_t valueEnd = 0;
};

struct SettingsMembers
{
    std::size_t objectBegin = 0; ///< of "{"
    std::size_t objectEnd = 0; ///< of "}"
    std::vector<SettingsMember> members;

    /// Where \a key stands; more than one where somebody wrote it twice.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view key) const;
};

/// Finds the members of \a content, or nothing, with \a problem set to "line 12: what is wrong", where it is
/// not one JSON object. A byte order mark may stand before it. What other programs put into their values is their
/// business: text that is no UTF-8, halves of surrogate pairs and deep nesting are no reason to call the file damaged.
/// Qt-free; safe on any thread.
[[nodiscard]] std::optional<SettingsMembers> findSettingsMembers(std::string_view content, std::string *problem);

} // namespace candor
