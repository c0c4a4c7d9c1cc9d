// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/scrubber.h"
#include "system/systemaccount.h"

#include <map>
#include <string>

namespace candor {

/// The names to remove from texts, in every form in which they are written: the full name and each part of it, the host
/// with and without its domain, the home folder by its name and with links resolved. The Scrubber leaves out names that
/// identify nobody (root) or are too short to be distinguished from other words.
///
/// \a environment: the variables of the process; \a homeFolder: the home folder that the program uses.
[[nodiscard]] ScrubNames localNames(const SystemAccount &account, const std::map<std::string, std::string> &environment,
                                    const std::string &homeFolder);

} // namespace candor
