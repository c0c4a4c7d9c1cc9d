// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/pieces.h"

#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The words that stay: those of the list, without the names of local users, hosts and folders.
class StayingWords
{
public:
    /// \a names: in lower case.
    explicit StayingWords(std::vector<std::string> names)
        : m_names(std::move(names))
    {
    }

    /// Does \a word stay? Case does not matter.
    [[nodiscard]] bool has(std::string_view word) const;
    /// Does \a word, which is ASCII, contain one of the names?
    [[nodiscard]] bool namesSomebody(std::string_view word) const;

private:
    std::vector<std::string> m_names;
};

/// Decides what an Unjudged piece is and whether it stays, without looking at its neighbours. May split the piece: of
/// com.acme.PayException the last part stays. Appends the results to \a judged.
void judge(std::string_view text, Piece piece, const StayingWords &words, Pieces *judged);

} // namespace candor
