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
    std::string_view bytes; ///< the JSON object exactly as in the body that contained it
};

/// The contents of a request's body. Qt-free.
struct ReceivedBatch
{
    enum class Problem {
        None,
        NoKey, ///< PostHog: api_key is missing or empty
        Malformed, ///< any other error; nothing of the request is accepted
    };

    Problem problem = Problem::None;
    std::string error; ///< for the developer who reads the answer
    std::vector<ReceivedEvent> events;

    /// \a body must outlive the batch: the events are views into it.
    [[nodiscard]] static ReceivedBatch parse(CollectorProtocol protocol, std::string_view body);

    /// Reads the id and the name of one event object. If one is missing it is empty and \a error is set.
    static void identify(CollectorProtocol protocol, std::string_view object, ReceivedEvent *event, std::string *error);
};

} // namespace candor
