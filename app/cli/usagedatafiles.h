// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Writes USAGE_DATA.md and collected-under-notice.json into \a folder, from the notice, the catalogue and the guide in
/// it, where they are not up to date. What was agreed to is written only for a higher version of the notice, or where
/// it is missing; more under the same version is an error, and then nothing is written. \returns what is wrong, for a
/// developer; empty as a rule.
[[nodiscard]] QString writeUsageDataFiles(const QString &folder);

} // namespace candor
