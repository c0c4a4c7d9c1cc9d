// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Updates USAGE_DATA.md and collected-under-notice.json in \a folder from the notice, the catalogue and the guide
/// there. The catalogue that was agreed to is written only for a higher version of the notice, or if it is missing;
/// collecting more under the same version is an error, and nothing is written then. \returns what is wrong, for a
/// developer; usually empty.
[[nodiscard]] QString writeUsageDataFiles(const QString &folder);

} // namespace candor
