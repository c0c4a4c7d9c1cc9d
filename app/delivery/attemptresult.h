// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace candor {

/// What came of an attempt to send: a code and its parameters. It is stored like that and becomes a sentence only when
/// it is shown (attemptText()), because the one who sends and the one who looks may speak different languages. Qt-free.
struct AttemptResult
{
    enum class Kind {
        None, ///< nothing was tried yet
        Delivered, ///< number: events
        Status, ///< number: of HTTP
        Foreign, ///< a success that is not in the destination's own form; number: of HTTP
        QuotaUsedUp,
        RejectedInARow, ///< number: of HTTP
        Deadline, ///< number: milliseconds
        NameNotFound, ///< detail: the system's description
        NotAccepting, ///< nobody listens
        Closed, ///< the connection ended before a whole answer
        Untrusted, ///< TLS
        NotHttp, ///< what came is no answer
        Interrupted, ///< the connection broke off; the system does not say why
        NoAnswer, ///< the system has given up waiting
        Network, ///< detail: the system's description
        ProxyUnreachable,
        ProxyPassword,
        NoThread,
        Other, ///< detail: what stands there instead of one of these
    };
    Kind kind = Kind::None;
    std::int64_t number = 0;
    std::string detail;

    /// "status 503"
    [[nodiscard]] std::string toText() const;
    [[nodiscard]] static AttemptResult fromText(std::string_view text);

    /// Did the request fail on its way, so that the network's coming back is a reason to try again?
    [[nodiscard]] bool failedOnTheWay() const;

    bool operator==(const AttemptResult &) const = default;
};

} // namespace candor
