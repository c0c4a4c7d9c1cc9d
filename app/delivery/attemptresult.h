// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace candor {

/// The result of an attempt to send: a code and its parameters. It is stored in this form and becomes a sentence only
/// when it is shown (attemptText()), because the process that sends and the one that shows it may use different
/// languages. Qt-free.
struct AttemptResult
{
    enum class Kind {
        None, ///< there was no attempt yet
        Delivered, ///< number: how many events
        Status, ///< number: HTTP status
        Foreign, ///< a success that is not in the destination's format; number: HTTP status
        QuotaUsedUp,
        RejectedInARow, ///< number: HTTP status
        Deadline, ///< number: milliseconds
        NameNotFound, ///< detail: the system's description
        NotAccepting, ///< nothing listens at the address
        Closed, ///< the connection was closed before the answer was complete
        Untrusted, ///< TLS
        NotHttp, ///< the answer is not HTTP
        Interrupted, ///< the connection broke off; the system does not say why
        NoAnswer, ///< the system has stopped waiting
        Network, ///< detail: the system's description
        ProxyUnreachable,
        ProxyPassword,
        NoThread,
        Other, ///< detail: the text, which is none of the known codes
    };
    Kind kind = Kind::None;
    std::int64_t number = 0;
    std::string detail;

    /// "status 503"
    [[nodiscard]] std::string toText() const;
    [[nodiscard]] static AttemptResult fromText(std::string_view text);

    /// Did the request fail in the network, so that it should be tried again when the network is back?
    [[nodiscard]] bool failedOnTheWay() const;

    bool operator==(const AttemptResult &) const = default;
};

} // namespace candor
