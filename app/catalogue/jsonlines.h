// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <rapidjson/document.h>

#include <string_view>
#include <unordered_map>

namespace candor {

/// In which line of its text each value of a document stands, for messages: RapidJSON's document does not keep that.
/// Internal to catalogue/; Qt-free.
class JsonLines
{
public:
    /// \a text is what \a document was parsed from. The document must not change afterwards.
    JsonLines(std::string_view text, const rapidjson::Value &document);

    [[nodiscard]] int of(const rapidjson::Value &value) const;

private:
    std::unordered_map<const rapidjson::Value *, int> m_lines;
};

} // namespace candor
