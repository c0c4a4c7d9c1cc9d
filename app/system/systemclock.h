// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/clock.h"

namespace candor {

/// The clocks of the operating system.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::now();
    }

    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override
    {
        return std::chrono::steady_clock::now();
    }

    [[nodiscard]] std::chrono::seconds utcOffset(std::chrono::system_clock::time_point time) const override;
};

} // namespace candor
