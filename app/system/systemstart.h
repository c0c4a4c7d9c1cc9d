// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace candor {

/// Identifies the current start of the system: another text after each restart. Empty if the system has none. Qt-free;
/// any thread.
[[nodiscard]] std::string systemStart();

} // namespace candor
