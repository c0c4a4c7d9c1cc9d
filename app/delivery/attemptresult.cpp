// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/attemptresult.h"

#include <array>
#include <charconv>

namespace candor {

namespace {

using Kind = AttemptResult::Kind;

enum class Parameter { Nothing, Number, Detail };

struct Word
{
    Kind kind;
    std::string_view name;
    Parameter parameter;
};

// The names in the store; the meaning of a name never changes.
constexpr std::array words{
    Word{Kind::Delivered, "delivered", Parameter::Number},
    Word{Kind::Status, "status", Parameter::Number},
    Word{Kind::Foreign, "foreign", Parameter::Number},
    Word{Kind::QuotaUsedUp, "quota", Parameter::Nothing},
    Word{Kind::RejectedInARow, "rejected-in-a-row", Parameter::Number},
    Word{Kind::Deadline, "deadline", Parameter::Number},
    Word{Kind::NameNotFound, "name", Parameter::Detail},
    Word{Kind::NotAccepting, "not-accepting", Parameter::Nothing},
    Word{Kind::Closed, "closed", Parameter::Nothing},
    Word{Kind::Untrusted, "untrusted", Parameter::Nothing},
    Word{Kind::NotHttp, "not-http", Parameter::Nothing},
    Word{Kind::Interrupted, "interrupted", Parameter::Nothing},
    Word{Kind::NoAnswer, "no-answer", Parameter::Nothing},
    Word{Kind::Network, "network", Parameter::Detail},
    Word{Kind::ProxyUnreachable, "proxy", Parameter::Nothing},
    Word{Kind::ProxyPassword, "proxy-password", Parameter::Nothing},
    Word{Kind::NoThread, "no-thread", Parameter::Nothing},
};

} // namespace

std::string AttemptResult::toText() const
{
    for (const Word &word : words) {
        if (word.kind != kind)
            continue;
        std::string result(word.name);
        if (word.parameter == Parameter::Number)
            result += ' ' + std::to_string(number);
        else if (word.parameter == Parameter::Detail && !detail.empty())
            result += ' ' + detail;
        return result;
    }
    return detail;
}

AttemptResult AttemptResult::fromText(std::string_view text)
{
    if (text.empty())
        return {};
    const std::size_t blank = text.find(' ');
    const std::string_view name = text.substr(0, blank);
    const std::string_view rest = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
    for (const Word &word : words) {
        if (word.name != name)
            continue;
        AttemptResult result{word.kind, 0, {}};
        if (word.parameter == Parameter::Detail) {
            result.detail = rest;
            return result;
        }
        if (word.parameter == Parameter::Nothing && rest.empty())
            return result;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), result.number);
        if (word.parameter == Parameter::Number && error == std::errc() && end == rest.data() + rest.size())
            return result;
    }
    return {Kind::Other, 0, std::string(text)};
}

bool AttemptResult::failedOnTheWay() const
{
    switch (kind) {
    case Kind::Foreign: // a captive portal, most likely
    case Kind::Deadline:
    case Kind::NameNotFound:
    case Kind::NotAccepting:
    case Kind::Closed:
    case Kind::Untrusted:
    case Kind::NotHttp:
    case Kind::Interrupted:
    case Kind::NoAnswer:
    case Kind::Network:
    case Kind::ProxyUnreachable:
        return true;
    default:
        return false;
    }
}

} // namespace candor
