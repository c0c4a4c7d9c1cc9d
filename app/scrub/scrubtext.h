// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/scrubpatterns.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// A text while it is scrubbed. Escapes (JSON, percent, HTML, C) are undone as often as they were applied, look-alikes
/// are made ASCII and what can't be seen is left out, so that the finders see one plain spelling of everything. Each
/// character remembers the bytes it came from: what stays, stays as it was written.
class ScrubText
{
public:
    // Stand in shape() for what is no ASCII character.
    static constexpr char hole = 1; ///< gone, or a placeholder of an earlier pass
    static constexpr char settled = 2; ///< looked at, and it stays
    static constexpr char filler = 3; ///< an escaped space, quote or control character: part of a word
    static constexpr char apostrophe = 4; ///< between two letters, no quotation mark
    static constexpr char letter = '\x80'; ///< of another script
    static constexpr char symbol = '\x81'; ///< anything else, no part of a word

    explicit ScrubText(std::string_view source);

    [[nodiscard]] std::size_t size() const { return m_shape.size(); }
    /// One byte a character.
    [[nodiscard]] std::string_view shape() const { return m_shape; }
    /// shape() with small letters.
    [[nodiscard]] std::string_view lower() const { return m_lower; }
    /// Small letters without accents, of any script; 0 for a placeholder of an earlier pass.
    [[nodiscard]] std::u32string_view characters() const { return m_characters; }
    /// Did it take more bytes than it needs?
    [[nodiscard]] bool isEscaped(std::size_t at) const { return m_escaped[at]; }

    /// A placeholder will stand there instead. May cover what is gone already.
    void take(std::size_t from, std::size_t to, Placeholder placeholder);
    /// It stays; finders that look at shape() see nothing there any more.
    void settle(std::size_t from, std::size_t to);

    [[nodiscard]] bool isTakenAs(std::size_t at, Placeholder placeholder) const
    {
        return m_taken[at] == 1 + static_cast<int>(placeholder);
    }
    [[nodiscard]] std::size_t sourceSize() const { return m_source.size(); }
    /// As many whole characters and placeholders as fit.
    [[nodiscard]] std::string result(std::size_t maximumSize) const;

private:
    void fold(std::string_view source);
    void shapeCharacters();

    std::string_view m_source;
    std::u32string m_characters;
    std::vector<std::uint32_t> m_starts; ///< in the source; one more than there are characters
    std::vector<bool> m_escaped;
    std::string m_shape;
    std::string m_lower;
    std::vector<std::uint8_t> m_taken; ///< 0, or 1 + Placeholder
};

/// The same fold for a name that is searched in characters().
[[nodiscard]] std::u32string foldedName(std::string_view name);

} // namespace candor
