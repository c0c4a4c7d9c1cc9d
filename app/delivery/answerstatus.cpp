// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/answerstatus.h"

namespace candor {

namespace {

std::string_view meaning(int httpStatus)
{
    switch (httpStatus) {
    case 400:
    case 422:
        return "it does not understand what was sent";
    case 401:
        return "it does not accept the key";
    case 402:
        return "the recipient's plan does not allow it";
    case 403:
        return "it does not allow sending with this key";
    case 404:
    case 410:
        return "there is no receiver at this address";
    case 405:
        return "what is at this address is not a receiver";
    case 407:
        return "the proxy wants a name and a password";
    case 408:
        return "it took too long to get there";
    case 413:
        return "it was too much at once";
    case 429:
        return "it is asked too often";
    case 451:
        return "it may not accept this for legal reasons";
    default:
        break;
    }
    if (httpStatus >= 300 && httpStatus <= 399)
        return "it points to another address, which is not followed";
    if (httpStatus >= 500 && httpStatus <= 599)
        return "it has a problem of its own";
    return "it does not accept what was sent";
}

std::string sentence(int httpStatus, std::string_view what)
{
    return "the server answered " + std::to_string(httpStatus) + ": " + std::string(what);
}

} // namespace

AnswerReading readStatus(int httpStatus)
{
    AnswerReading result;
    result.message = sentence(httpStatus, meaning(httpStatus));
    if (httpStatus == 400 || httpStatus == 413 || httpStatus == 422)
        result.outcome = Outcome::TooLarge;
    else if ((httpStatus >= 300 && httpStatus <= 399) || httpStatus == 408 || httpStatus == 429
             || (httpStatus >= 500 && httpStatus <= 599))
        result.outcome = Outcome::Retry;
    else
        result.outcome = Outcome::Pause;
    return result;
}

AnswerReading foreignAnswer(int httpStatus)
{
    return {
        Outcome::Retry,
        sentence(httpStatus, "this is not how the recipient answers; perhaps this network wants you to log in first")};
}

} // namespace candor
