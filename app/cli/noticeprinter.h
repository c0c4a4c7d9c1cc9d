// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/noticetext.h"

#include <QString>

namespace candor {

/// The complete notice for a terminal: who, what, where to, how long, deletion; wrapped at 80 columns.
[[nodiscard]] QString noticeAsText(const NoticeText &notice, const QString &applicationName);

} // namespace candor
