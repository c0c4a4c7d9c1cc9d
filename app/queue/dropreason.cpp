// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/eventstore.h"

namespace candor {

std::string_view dropReasonName(DropReason reason)
{
    switch (reason) {
    case DropReason::Memory:
        return "memory";
    case DropReason::Disk:
        return "disk";
    case DropReason::Undeclared:
        return "undeclared";
    case DropReason::Retired:
        return "retired";
    case DropReason::Invalid:
        return "invalid";
    case DropReason::Category:
        return "category";
    case DropReason::Disabled:
        return "disabled";
    case DropReason::Sampled:
        return "sampled";
    case DropReason::Daily:
        return "daily";
    case DropReason::Aggregated:
        return "aggregated";
    case DropReason::Expired:
        return "expired";
    case DropReason::Attempts:
        return "attempts";
    case DropReason::Rejected:
        return "rejected";
    case DropReason::Deleted:
        return "deleted";
    case DropReason::Early:
        return "early";
    }
    return {};
}

} // namespace candor
