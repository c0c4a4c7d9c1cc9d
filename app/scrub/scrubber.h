// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The names of this computer and its user, in UTF-8; see localNames(). An empty list: they could not be determined.
struct ScrubNames
{
    std::vector<std::string> homeFolders;
    std::vector<std::string> userNames;
    std::vector<std::string> hostNames;
};

class StayingWords;

/// Keeps of a free text, such as the message of an error, only what no user has chosen: the words that programs print
/// (words.txt), short numbers, versions, times and codes. Everything else is replaced before the text reaches a disk.
///
/// For any input, the result
/// - is no longer than the text, and no longer than maximumScrubbedSize;
/// - is not changed by another scrubbing;
/// - is valid UTF-8 if the text was;
/// - is computed in linear time.
///
/// Immutable: any number of threads may use one object at the same time.
class Scrubber
{
public:
    /// \a names are removed even if they are words that programs print.
    explicit Scrubber(const ScrubNames &names);
    ~Scrubber();
    Scrubber(const Scrubber &) = delete;
    Scrubber &operator=(const Scrubber &) = delete;

    [[nodiscard]] std::string scrub(std::string_view text) const;
    /// Does \a text contain a home folder, user or host of this computer? For texts that are kept as a whole or not at
    /// all, such as a token or a version.
    [[nodiscard]] bool holdsKnownName(std::string_view text) const;

private:
    std::vector<std::string> m_homes; ///< in small letters
    std::vector<std::string> m_names; ///< in lower case, without accents
    std::unique_ptr<const StayingWords> m_words;
};

/// The maximum size of a scrubbed text, in bytes. The text is truncated after scrubbing, so that half a secret never
/// looks like a word, and at the end of a character.
inline constexpr std::size_t maximumScrubbedSize = 2048;

/// A text of this size or more may have been truncated before it reached Candor, in the middle of a name or a key: its
/// last word is always removed.
inline constexpr std::size_t possiblyCutSize = 1024;

} // namespace candor
