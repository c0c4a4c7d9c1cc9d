// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace candor {

/// What the system knows about the account of this process and about the computer. UTF-8; empty: unknown. Qt-free.
struct SystemAccount
{
    std::string userName;
    std::string fullName; ///< as it was entered: often with a comma and a room number behind it
    std::string homeFolder;
    std::string hostName;

    /// Asks the system; uses the network only if the system's account database does.
    [[nodiscard]] static SystemAccount ofThisProcess();
};

} // namespace candor
