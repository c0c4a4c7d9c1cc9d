// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/answerstatus.h"

namespace candor {

AnswerReading readStatus(int httpStatus)
{
    AnswerReading result;
    result.result = {AttemptResult::Kind::Status, httpStatus, {}};
    if (httpStatus == 407)
        result.result = {AttemptResult::Kind::ProxyPassword, 0, {}};

    if (httpStatus == 400 || httpStatus == 422)
        result.outcome = Outcome::Malformed;
    else if (httpStatus == 413)
        result.outcome = Outcome::TooLarge;
    // 1xx: the final answer never came, so the request may not have been refused.
    else if (httpStatus < 200 || (httpStatus >= 300 && httpStatus <= 399) || httpStatus == 408 || httpStatus == 429
             || (httpStatus >= 500 && httpStatus <= 599))
        result.outcome = Outcome::Retry;
    else
        result.outcome = Outcome::Pause;
    return result;
}

} // namespace candor
