// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// What this computer and its user are called, in UTF-8; see localNames(). An empty list: could not be determined.
struct ScrubNames
{
    std::vector<std::string> homeFolders;
    std::vector<std::string> userNames;
    std::vector<std::string> hostNames;
};

class StayingWords;

/// Leaves of a free text, such as the message of an error, only what nobody chose: the words that programs print
/// (words.txt), numbers that are short, versions, times and codes. Everything else is replaced before it reaches a
/// disk.
///
/// Whatever the bytes are, the result
/// - is no longer than the text, nor than maximumScrubbedSize;
/// - is a text that scrubbing does not change again;
/// - is valid UTF-8 if the text was;
/// - was made in a time that grows with the text's size only in proportion.
///
/// Immutable: one may be used by any number of threads at once.
class Scrubber
{
public:
    /// \a names go also where they are words that programs print.
    explicit Scrubber(const ScrubNames &names);
    ~Scrubber();
    Scrubber(const Scrubber &) = delete;
    Scrubber &operator=(const Scrubber &) = delete;

    [[nodiscard]] std::string scrub(std::string_view text) const;
    /// Does a home folder, a user or a host of this computer stand in \a text? For texts that are left whole or not at
    /// all, such as a token or a version.
    [[nodiscard]] bool holdsKnownName(std::string_view text) const;

private:
    std::vector<std::string> m_homes; ///< in small letters
    std::vector<std::string> m_names; ///< in small letters, without accents
    std::unique_ptr<const StayingWords> m_words;
};

/// Bytes of a scrubbed text. It is cut after scrubbing, so that half a secret never looks like a word, and where a
/// character ends.
inline constexpr std::size_t maximumScrubbedSize = 2048;

/// From this size on a text may have been cut by whoever passes it on, in the middle of a name or a key: its last word
/// goes, whatever it is.
inline constexpr std::size_t possiblyCutSize = 1024;

} // namespace candor
