// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candor {

enum class CollectorProtocol { PostHog, Segment };

/// "posthog", "segment".
[[nodiscard]] std::string_view protocolName(CollectorProtocol protocol);

struct ReceivedEvent
{
    std::string id;
    std::string name;
    std::string_view bytes; ///< the JSON object exactly as it stands in the body it was cut out of
};

/// What a request's body says. Qt-free.
struct ReceivedBatch
{
    enum class Problem {
        None,
        NoKey, ///< PostHog: api_key is missing or empty
        Malformed, ///< anything else; nothing of the request is taken
    };

    Problem problem = Problem::None;
    std::string error; ///< for the developer who reads the answer
    std::vector<ReceivedEvent> events;

    /// \a body must outlive the batch: the events are views into it.
    [[nodiscard]] static ReceivedBatch parse(CollectorProtocol protocol, std::string_view body);

    /// The id and name of one event object; an empty id or name means that the event has none, with \a error set.
    static void identify(CollectorProtocol protocol, std::string_view object, ReceivedEvent *event, std::string *error);
};

} // namespace candor
