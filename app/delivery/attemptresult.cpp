// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/attemptresult.h"

#include <algorithm>
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
    bool onTheWay = false; ///< the request failed in the network
};

// The names in the store; the meaning of a name never changes.
constexpr std::array words{
    Word{Kind::Delivered, "delivered", Parameter::Number},
    Word{Kind::Status, "status", Parameter::Number},
    Word{Kind::Foreign, "foreign", Parameter::Number, true}, // a captive portal, most likely
    Word{Kind::QuotaUsedUp, "quota", Parameter::Nothing},
    Word{Kind::RejectedInARow, "rejected-in-a-row", Parameter::Number},
    Word{Kind::Deadline, "deadline", Parameter::Number, true},
    Word{Kind::NameNotFound, "name", Parameter::Detail, true},
    Word{Kind::NotAccepting, "not-accepting", Parameter::Nothing, true},
    Word{Kind::Closed, "closed", Parameter::Nothing, true},
    Word{Kind::Untrusted, "untrusted", Parameter::Nothing, true},
    Word{Kind::NotHttp, "not-http", Parameter::Nothing, true},
    Word{Kind::Interrupted, "interrupted", Parameter::Nothing, true},
    Word{Kind::NoAnswer, "no-answer", Parameter::Nothing, true},
    Word{Kind::Network, "network", Parameter::Detail, true},
    Word{Kind::ProxyUnreachable, "proxy", Parameter::Nothing, true},
    Word{Kind::ProxyPassword, "proxy-password", Parameter::Nothing},
    Word{Kind::NoThread, "no-thread", Parameter::Nothing},
};

const Word *wordOf(Kind kind)
{
    const auto *const found =
        std::find_if(words.begin(), words.end(), [kind](const Word &word) { return word.kind == kind; });
    return found == words.end() ? nullptr : found;
}

} // namespace

std::string AttemptResult::toText() const
{
    const Word *const word = wordOf(kind);
    if (!word)
        return detail;
    std::string result(word->name);
    if (word->parameter == Parameter::Number)
        result += ' ' + std::to_string(number);
    else if (word->parameter == Parameter::Detail && !detail.empty())
        result += ' ' + detail;
    return result;
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
    const Word *const word = wordOf(kind);
    return word && word->onTheWay;
}

} // namespace candor
