// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "delivery/attemptresult.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// An event's fields before they become JSON.
struct EventFields
{
    std::string_view id; ///< UUID v7
    std::string_view anonymousId;
    std::string_view name;
    std::int64_t timeMs = 0;
    std::span<const OwnedProperty> properties; ///< in the order they are written
    std::span<const OwnedProperty> common; ///< written behind them
};

struct HttpHeader
{
    std::string name;
    std::string value;
};

/// What an answer means.
enum class Outcome {
    Delivered,
    Retry, ///< later, by itself
    Malformed, ///< 400, 422: something in the batch is not accepted
    TooLarge, ///< 413: the batch, or the one event in it, is
    Pause, ///< tell the person; once a day, on "send now", and when endpoint or key change
};

struct AnswerReading
{
    Outcome outcome = Outcome::Retry;
    AttemptResult result; ///< when Delivered: None, since only the one who sent knows how many events it were
};

/// A destination's protocol: pure functions, no network. Qt-free, stateless, safe on any thread.
class WireFormat
{
public:
    virtual ~WireFormat() = default;

    /// The JSON object that is stored, shown and sent.
    [[nodiscard]] virtual std::string encodeEvent(const EventFields &fields) const = 0;
    /// The id that \a object, one that encodeEvent() made, carries.
    [[nodiscard]] virtual std::string_view anonymousIdOf(std::string_view object) const = 0;
    /// Joins stored objects into a body, byte for byte, without re-encoding.
    [[nodiscard]] virtual std::string envelope(std::span<const std::string_view> objects, std::string_view key,
                                               std::int64_t sentAtMs) const = 0;
    /// "/batch/" or "/v1/batch": put behind the endpoint's path.
    [[nodiscard]] virtual std::string path() const = 0;
    /// Headers beyond those every request has (Segment: Authorization).
    [[nodiscard]] virtual std::vector<HttpHeader> headers(std::string_view key) const = 0;
    [[nodiscard]] virtual int maximumEvents() const = 0; ///< in one body
    [[nodiscard]] virtual std::int64_t maximumBytes() const = 0; ///< of a body before gzip
    [[nodiscard]] virtual std::int64_t maximumEventBytes() const = 0;
    /// Reads an answer. \a body is at most 64 KB of it.
    [[nodiscard]] virtual AnswerReading readAnswer(int httpStatus, std::string_view body) const = 0;

    /// \a protocol is Destination::protocolName(); nothing for "none".
    [[nodiscard]] static std::unique_ptr<WireFormat> forProtocol(std::string_view protocol);
};

} // namespace candor
