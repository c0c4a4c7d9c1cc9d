// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/pieces.h"

#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The words that stay: those of the list, without those that somebody or something here is called.
class StayingWords
{
public:
    /// \a names in small letters.
    explicit StayingWords(std::vector<std::string> names)
        : m_names(std::move(names))
    {
    }

    /// Does \a word stay, in whatever letters?
    [[nodiscard]] bool has(std::string_view word) const;
    /// Does one of the names stand in \a word, which is ASCII?
    [[nodiscard]] bool namesSomebody(std::string_view word) const;

private:
    std::vector<std::string> m_names;
};

/// Says of a piece that is Unjudged, by nothing but itself, what it is and whether it stays. May cut it in two: of
/// com.acme.PayException the last part stays. Appends to \a judged what it made.
void judge(std::string_view text, Piece piece, const StayingWords &words, Pieces *judged);

} // namespace candor
