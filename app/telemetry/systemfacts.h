// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/value.h"

#include <array>
#include <string>
#include <string_view>

namespace candor {

/// What `app.started` says about the computer: nothing that tells two computers of the same make apart. A distribution
/// and an architecture are as the system names them: which of them leave, and that the rest is "other", is the
/// catalogue's to say.
struct SystemFacts
{
    std::string os; ///< "linux", "windows", "macos", "other"
    std::string osVersion; ///< major version, such as "12"; "0" if unknown
    std::string distribution; ///< ID of os-release on Linux, else "other"; "none" where the system has none
    std::string architecture; ///< "x86_64", "arm64", ...
    std::string language; ///< of the user interface, two or three letters: "de"
    std::string region; ///< of the system's settings, never from the network: "DE"; "ZZ" if unknown

    [[nodiscard]] static SystemFacts read();

    /// distribution and osVersion of \a osRelease, the file's content (os-release(5): assignments, quoted as in a
    /// shell).
    void readOsRelease(std::string_view osRelease);

    /// The properties of `app.started`; views of this object.
    [[nodiscard]] std::array<Property, 6> properties() const;
};

} // namespace candor
