// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

namespace candor {

/// The meaning of a status other than 2xx, the same for every protocol. Qt-free.
[[nodiscard]] AnswerReading readStatus(int httpStatus);

/// For a 2xx whose body is not in the destination's format, most likely from a captive portal: the request is tried
/// again.
[[nodiscard]] inline AnswerReading foreignAnswer(int httpStatus)
{
    return {Outcome::Retry, {AttemptResult::Kind::Foreign, httpStatus, {}}};
}

[[nodiscard]] constexpr bool isSuccess(int httpStatus)
{
    return httpStatus >= 200 && httpStatus <= 299;
}

} // namespace candor
