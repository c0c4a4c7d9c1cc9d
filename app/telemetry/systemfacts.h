// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace candor {

/// What `app.started` says about the computer: nothing that tells two computers of the same make apart.
struct SystemFacts
{
    std::string os; ///< "linux", "windows", "macos", "other"
    std::string osVersion; ///< major version, such as "12"; "0" if unknown
    std::string distribution; ///< of a short list on Linux, else "other"; "none" where the system has none
    std::string architecture; ///< "x86_64", "arm64", ...; "other"
    std::string language; ///< of the user interface, two or three letters: "de"
    std::string region; ///< of the system's settings, never from the network: "DE"; "ZZ" if unknown

    [[nodiscard]] static SystemFacts read();
};

} // namespace candor
