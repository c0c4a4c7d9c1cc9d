// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/value.h"

#include <array>
#include <string>
#include <string_view>

namespace candor {

/// The facts about the computer in `app.started`: nothing that distinguishes two computers of the same kind.
/// Distribution and architecture have the system's names: the catalogue decides which of them are sent and that all
/// others become "other".
struct SystemFacts
{
    std::string os; ///< "linux", "windows", "macos", "other"
    std::string osVersion; ///< major version, such as "12"; "0" if unknown
    std::string distribution; ///< ID of os-release on Linux, else "other"; "none" if the system has no distributions
    std::string architecture; ///< "x86_64", "arm64", ...
    std::string language; ///< of the user interface, two or three letters: "de"
    std::string region; ///< from the settings of the system, never from the network: "DE"; "ZZ" if unknown

    [[nodiscard]] static SystemFacts read();

    /// Reads distribution and osVersion from \a osRelease, the contents of the file (os-release(5): assignments, quoted
    /// as in a shell).
    void readOsRelease(std::string_view osRelease);

    /// The properties of `app.started`, as views of this object.
    [[nodiscard]] std::array<Property, 6> properties() const;
};

} // namespace candor
