// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/wireformat.h"

#include "delivery/posthogformat.h"
#include "delivery/segmentformat.h"

namespace candor {

std::unique_ptr<WireFormat> WireFormat::forProtocol(std::string_view protocol)
{
    if (protocol == "posthog")
        return std::make_unique<PostHogFormat>();
    if (protocol == "segment")
        return std::make_unique<SegmentFormat>();
    return nullptr;
}

} // namespace candor
