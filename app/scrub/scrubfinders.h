// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/scrubber.h"
#include "scrub/scrubtext.h"
#include "scrub/wordshapes.h"

#include <string>
#include <string_view>

namespace candor {

/// ScrubNames, ready to be searched for.
class KnownNames
{
public:
    explicit KnownNames(const ScrubNames &names);

    struct Name
    {
        std::u32string folded;
        Placeholder placeholder;
        bool isAnywhere = false; ///< also inside of a longer word
    };
    [[nodiscard]] const std::vector<Name> &homes() const { return m_homes; }
    [[nodiscard]] const std::vector<Name> &names() const { return m_names; }
    /// Is \a folded what a user is called, and something else besides, so that it goes only where a name is due: max,
    /// will, li?
    [[nodiscard]] bool isUserWhereDue(std::u32string_view folded) const;

private:
    std::vector<Name> m_homes;
    std::vector<Name> m_names;
    std::vector<std::u32string> m_usersWhereDue;
};

// One for each pattern of the table; each takes time in proportion to the text.
void findKeyBlocks(ScrubText &text, const KnownNames &names);
void findKeyedSecrets(ScrubText &text, const KnownNames &names);
void findAccessTokens(ScrubText &text, const KnownNames &names);
void findUrls(ScrubText &text, const KnownNames &names);
void findMailAddresses(ScrubText &text, const KnownNames &names);
void findColonAddresses(ScrubText &text, const KnownNames &names);
void findDottedAddresses(ScrubText &text, const KnownNames &names);
void findIdentifiers(ScrubText &text, const KnownNames &names);
void findHomeFolders(ScrubText &text, const KnownNames &names);
void findPaths(ScrubText &text, const KnownNames &names);
void findKnownNames(ScrubText &text, const KnownNames &names);
void findQuotedValues(ScrubText &text, const KnownNames &names);
void findCompounds(ScrubText &text, const KnownNames &names);
void findRandomWords(ScrubText &text, const KnownNames &names);
void findNamesByPosition(ScrubText &text, const KnownNames &names);
void findProperNames(ScrubText &text, const KnownNames &names);
void findCutEnd(ScrubText &text, const KnownNames &names);

/// What findHomeFolders() and findKnownNames() would find, in a short text of one word: a home folder only where a path
/// may begin ("mode/root" is no home of root), and no name without a letter ("2024" is in many a version).
[[nodiscard]] bool holdsName(const ScrubText &text, const KnownNames &names);

/// Nothing is left to look at there.
[[nodiscard]] inline bool isAllGone(std::string_view shape, Span span)
{
    for (std::size_t i = span.from; i < span.to; ++i) {
        if (!isGone(shape[i]))
            return false;
    }
    return true;
}

inline void takeSpan(ScrubText &text, Span span, Placeholder placeholder)
{
    if (!span.isEmpty() && !isAllGone(text.shape(), span))
        text.take(span.from, span.to, placeholder);
}

} // namespace candor
