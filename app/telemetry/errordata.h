// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/value.h"

#include <optional>
#include <string>
#include <vector>

namespace candor {

/// The data of an Error.
struct ErrorData
{
    std::string className; ///< a token
    std::optional<std::string> message;
    bool messageTrusted = false;
    std::optional<int> statusCode;
    std::optional<int> exitCode;

    /// Appends what is known as properties that point into this object.
    void appendTo(std::vector<Property> *properties) const;
};

} // namespace candor
