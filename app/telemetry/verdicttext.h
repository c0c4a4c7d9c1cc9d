// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentrules.h"

#include <QString>

namespace candor {

/// Who decided and why, as one translated sentence for the user, the same on the page and in the terminal.
[[nodiscard]] QString verdictText(const Verdict &verdict, const QString &applicationName);

} // namespace candor
