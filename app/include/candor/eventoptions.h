// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <chrono>
#include <optional>

namespace candor {

struct EventOptionsData;

/// What is unusual about one event. A value; public API (C++17).
class CANDOR_EXPORT EventOptions
{
public:
    EventOptions();

    /// When it happened; default: now. What happened before the yes is not recorded but counted as dropped[early], and
    /// a time yet to come is taken for now. \returns this object.
    EventOptions &setTime(std::chrono::system_clock::time_point time);
    [[nodiscard]] std::optional<std::chrono::system_clock::time_point> time() const;

private:
    SharedData<EventOptionsData> d;
};

} // namespace candor
