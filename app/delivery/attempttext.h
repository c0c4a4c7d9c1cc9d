// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/attemptresult.h"

#include <QString>

namespace candor {

/// \a result as a sentence in the user's language; empty for None. Any thread.
[[nodiscard]] QString attemptText(const AttemptResult &result);

} // namespace candor
