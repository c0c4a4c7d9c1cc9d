// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "delivery/attemptresult.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The fields of an event before they become JSON.
struct EventFields
{
    std::string_view id; ///< UUID v7
    std::string_view anonymousId; ///< UUID, never empty
    std::string_view name;
    std::int64_t timeMs = 0;
    std::span<const OwnedProperty> properties; ///< in the order in which they are written
    std::span<const OwnedProperty> common; ///< written after them
};

struct HttpHeader
{
    std::string name;
    std::string value;
};

/// The meaning of an answer.
enum class Outcome {
    Delivered,
    Retry, ///< later, automatically
    Malformed, ///< 400, 422: something in the batch is not accepted
    TooLarge, ///< 413: the batch, or the single event in it, is too large
    Pause, ///< inform the user; try again once a day, on "send now", and when endpoint or key change
};

struct AnswerReading
{
    Outcome outcome = Outcome::Retry;
    AttemptResult result; ///< None if Delivered: only the sender knows the number of events
};

/// A destination's protocol: pure functions, no network. Stateless, safe on any thread.
class WireFormat
{
public:
    virtual ~WireFormat() = default;

    /// The JSON object that is stored, shown and sent. The event's properties stand in its member "properties", and no
    /// other member is called "count" or "duration_ms": the Activity page and EventFolding look for them. Nothing in it
    /// lets the recipient look up where it came from: "$ip" or "ip" is "0.0.0.0".
    [[nodiscard]] virtual std::string encodeEvent(const EventFields &fields) const = 0;
    /// The id in \a object, which encodeEvent() has made.
    [[nodiscard]] std::string_view anonymousIdOf(std::string_view object) const;
    /// Joins stored objects into a body, byte for byte, without re-encoding.
    [[nodiscard]] std::string envelope(std::span<const std::string_view> objects, std::string_view key,
                                       std::int64_t sentAtMs) const;
    /// "/batch/" or "/v1/batch": appended to the path of the endpoint.
    [[nodiscard]] std::string path() const { return m_terms.path; }
    /// Headers besides those of every request: the key, where it is not in the body.
    [[nodiscard]] std::vector<HttpHeader> headers(std::string_view key) const;
    /// In one body. UploadBody also has limits of its own, and the lower one counts.
    [[nodiscard]] int maximumEvents() const { return m_terms.maximumEvents; }
    /// Of a body with its envelope. It is always sent as gzip.
    [[nodiscard]] std::int64_t maximumBytes() const { return m_terms.maximumBytes; }
    [[nodiscard]] std::int64_t maximumEventBytes() const { return m_terms.maximumEventBytes; }
    /// Reads an answer. \a body is at most 64 KB of it.
    [[nodiscard]] AnswerReading readAnswer(int httpStatus, std::string_view body) const;

    /// \a protocol is Destination::protocolName(); nothing for "none".
    [[nodiscard]] static std::unique_ptr<WireFormat> forProtocol(std::string_view protocol);

protected:
    /// The words and numbers in which a protocol differs from the others.
    struct Terms
    {
        const char *path;
        const char *idMember; ///< of an event
        const char *keyMember; ///< of the body; null: the key is in the header "authorization"
        const char *sentAtMember; ///< of the body
        int maximumEvents;
        std::int64_t maximumBytes;
        std::int64_t maximumEventBytes;
    };
    explicit WireFormat(const Terms &terms)
        : m_terms(terms)
    {
    }
    /// Reads the body of a success. Nothing: it is not in the destination's format.
    [[nodiscard]] virtual std::optional<AnswerReading> readSuccess(std::string_view body) const = 0;

private:
    const Terms m_terms;
};

} // namespace candor
