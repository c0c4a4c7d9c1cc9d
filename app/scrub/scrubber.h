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

class KnownNames;

/// Takes personal data out of free text, such as the message of an error, before it reaches a disk. What goes, in which
/// order, and what stands in its place is the table in scrubpatterns.h.
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
    explicit Scrubber(const ScrubNames &names);
    ~Scrubber();
    Scrubber(const Scrubber &) = delete;
    Scrubber &operator=(const Scrubber &) = delete;

    [[nodiscard]] std::string scrub(std::string_view text) const;
    /// Does a home folder, a user or a host of this computer stand in \a text? For texts that are left whole or not at
    /// all, such as a token or a version.
    [[nodiscard]] bool holdsKnownName(std::string_view text) const;

private:
    std::unique_ptr<const KnownNames> m_names;
};

/// Bytes of a scrubbed text. It is cut after scrubbing, so that half a secret never looks like a word, and where a
/// character ends.
inline constexpr std::size_t maximumScrubbedSize = 2048;

/// From this size on a text may have been cut by whoever passes it on, in the middle of a name or a key: its last word
/// goes, whatever it is.
inline constexpr std::size_t possiblyCutSize = 1024;

} // namespace candor
