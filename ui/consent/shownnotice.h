// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/noticetext.h"

namespace candor {

class Telemetry;

/// The notice that the user of \a telemetry would agree to now, in the language of the texts around it. Its texts are
/// empty without a telemetry or a notice.
[[nodiscard]] NoticeText shownNotice(const Telemetry *telemetry);

} // namespace candor
