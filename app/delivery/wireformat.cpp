// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/wireformat.h"

#include "delivery/eventjson.h"
#include "delivery/posthogformat.h"
#include "delivery/segmentformat.h"

#include <QByteArray>

namespace candor {

namespace {

/// The meaning of a status other than 2xx, the same for every protocol.
AnswerReading readStatus(int httpStatus)
{
    AnswerReading result;
    result.result = {AttemptResult::Kind::Status, httpStatus, {}};
    if (httpStatus == 407)
        result.result = {AttemptResult::Kind::ProxyPassword, 0, {}};

    if (httpStatus == 400 || httpStatus == 422)
        result.outcome = Outcome::Malformed;
    else if (httpStatus == 413)
        result.outcome = Outcome::TooLarge;
    // 1xx: the final answer never came, so the request may not have been refused.
    else if (httpStatus < 200 || (httpStatus >= 300 && httpStatus <= 399) || httpStatus == 408 || httpStatus == 429
             || (httpStatus >= 500 && httpStatus <= 599))
        result.outcome = Outcome::Retry;
    else
        result.outcome = Outcome::Pause;
    return result;
}

} // namespace

std::string_view WireFormat::anonymousIdOf(std::string_view object) const
{
    return EventJson::idMember(object, m_terms.idMember);
}

std::string WireFormat::envelope(std::span<const std::string_view> objects, std::string_view key,
                                 std::int64_t sentAtMs) const
{
    std::string body = "{";
    if (m_terms.keyMember)
        body += EventJson::quoted(m_terms.keyMember) + ':' + EventJson::quoted(key) + ',';
    body += "\"batch\":[";
    for (const std::string_view object : objects) {
        if (body.back() != '[')
            body += ',';
        body += object;
    }
    body +=
        "]," + EventJson::quoted(m_terms.sentAtMember) + ':' + EventJson::quoted(EventJson::timestamp(sentAtMs)) + '}';
    return body;
}

std::vector<HttpHeader> WireFormat::headers(std::string_view key) const
{
    if (m_terms.keyMember)
        return {};
    return {{"authorization", "Basic " + QByteArray::fromStdString(std::string(key) + ':').toBase64().toStdString()}};
}

AnswerReading WireFormat::readAnswer(int httpStatus, std::string_view body) const
{
    if (httpStatus < 200 || httpStatus > 299)
        return readStatus(httpStatus);
    // What is not in the destination's format is most likely from a captive portal: the request is tried again.
    return readSuccess(body).value_or(AnswerReading{Outcome::Retry, {AttemptResult::Kind::Foreign, httpStatus, {}}});
}

std::unique_ptr<WireFormat> WireFormat::forProtocol(std::string_view protocol)
{
    if (protocol == "posthog")
        return std::make_unique<PostHogFormat>();
    if (protocol == "segment")
        return std::make_unique<SegmentFormat>();
    return nullptr;
}

} // namespace candor
