// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "delivery/retrypolicy.h"
#include "delivery/wireformat.h"

#include <rapidjson/document.h>

#include <string>

using namespace candor;
using fuzz::require;

/// Nothing but the destination's own word for it counts as delivered, and no answer makes anybody wait for ever.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::uint8_t high = input.byte();
    const int status = (high << 8 | input.byte()) % 1000;
    const std::string_view header = input.word();
    const std::string_view body = input.rest();
    for (const char *protocol : {"posthog", "segment"}) {
        const AnswerReading reading = WireFormat::forProtocol(protocol)->readAnswer(status, body);
        if (reading.outcome != Outcome::Delivered) {
            require(reading.result.kind != AttemptResult::Kind::None, "what was not delivered is explained");
            require(AttemptResult::fromText(reading.result.toText()) == reading.result, "it is kept as it is");
            continue;
        }
        require(status >= 200 && status <= 299, "only a success is one");
        rapidjson::Document document;
        document.Parse<rapidjson::kParseIterativeFlag>(body.data(), body.size());
        const bool isObject = !document.HasParseError() && document.IsObject();
        require(isObject || (protocol == std::string_view("segment") && body.find("OK") != std::string_view::npos),
                "a page of somebody else is no delivery");
        require(!isObject || document.HasMember("status") || document.HasMember("success"),
                "an object that says nothing about it is no delivery");
    }

    const std::chrono::sys_days day = std::chrono::year(2026) / std::chrono::November / 21;
    const auto asked = RetryPolicy::retryAfter(header, day);
    if (asked)
        require(asked->count() >= 0 && *asked <= RetryPolicy::longestRetryAfter, "Retry-After keeps its limits");
    return 0;
}
