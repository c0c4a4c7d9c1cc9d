// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "queue/storevalues.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace candor {

/// What all of a ring was recorded under: all that another process needs to know to store it in the place of one that
/// died. Qt-free.
struct RingScope
{
    EventScope events;
    std::string protocol; ///< Destination::protocolName()
    Categories granted;
    std::vector<OwnedProperty> common; ///< went with every event

    [[nodiscard]] std::vector<std::byte> toBytes() const; ///< empty if it can't be written down
    /// Nothing for anything malformed.
    [[nodiscard]] static std::optional<RingScope> fromBytes(std::span<const std::byte> bytes);
};

} // namespace candor
