// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/scrubber.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// A scrubber that knows the names of this computer and its user. It finds them out at the first text: the account's
/// may have to come from a directory server, which a program's start does not wait for, and which is not asked where no
/// text is collected. Qt-free; any number of threads at once.
class LocalScrubber
{
public:
    /// \a environment and \a homeFolder as for localNames().
    LocalScrubber(std::map<std::string, std::string> environment, std::string homeFolder);

    [[nodiscard]] std::string scrub(std::string_view text) const;
    [[nodiscard]] bool holdsKnownName(std::string_view text) const;

private:
    [[nodiscard]] const Scrubber &scrubber() const;

    const std::map<std::string, std::string> m_environment;
    const std::string m_homeFolder;
    mutable std::once_flag m_once;
    mutable std::optional<Scrubber> m_scrubber;
};

} // namespace candor
