// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "scrub/scrubber.h"
#include "system/systemaccount.h"

#include <map>
#include <string>

namespace candor {

/// The names to take out of texts, in every form they are written in: the full name and each part of it, the host with
/// and without its domain, the home folder as it is called and as it is linked. Names that say nothing (root) or that
/// are too short to be told from other words are sorted out by the Scrubber.
///
/// \a environment has the variables of the process, \a homeFolder what the program takes for the home folder.
[[nodiscard]] ScrubNames localNames(const SystemAccount &account, const std::map<std::string, std::string> &environment,
                                    const std::string &homeFolder);

} // namespace candor
