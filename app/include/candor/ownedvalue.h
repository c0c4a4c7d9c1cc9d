// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace candor {

/// A value that owns its text (UTF-8): what the store thread works with. Qt-free.
using OwnedValue = std::variant<bool, std::int64_t, double, std::string>;

struct OwnedProperty
{
    std::string key;
    OwnedValue value;
    bool trusted = false; ///< a text that is known to hold nothing personal: not scrubbed
    bool optional = false; ///< left out where the event does not declare it, instead of dropping the event
};

} // namespace candor
