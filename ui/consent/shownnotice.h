// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/noticetext.h"

namespace candor {

class Telemetry;

/// The notice as \a telemetry would have it agreed to now, in the language that everything around it
/// is shown in; its texts are empty where
/// there is no telemetry or no notice.
[[nodiscard]] NoticeText shownNotice(const Telemetry *telemetry);

} // namespace candor
