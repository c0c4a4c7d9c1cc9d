// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "simulation/fleet.h"

#include <string>
#include <vector>

namespace candor::simulation {

struct Panel
{
    std::string title;
    Requests requests;
    Requests compared; ///< drawn behind it
};

/// One SVG with the panels below each other: requests a second over time, the outage shaded, three times the steady
/// rate as a line. \a label and \a comparedLabel name the two curves.
[[nodiscard]] std::string drawPanels(const Scenario &scenario, const std::vector<Panel> &panels,
                                     const std::string &label, const std::string &comparedLabel);

} // namespace candor::simulation
