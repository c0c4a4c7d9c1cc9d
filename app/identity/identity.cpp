// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/identity.h"

namespace candor {

std::string_view identityName(Identity identity)
{
    switch (identity) {
    case Identity::Stable:
        return "stable";
    case Identity::Daily:
        return "daily";
    case Identity::None:
        break;
    }
    return "none";
}

} // namespace candor
