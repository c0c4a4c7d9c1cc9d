// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

namespace candor {

/// Segment's HTTP tracking API, POST /v1/batch, also used by RudderStack. Qt-free.
class SegmentFormat final : public WireFormat
{
public:
    [[nodiscard]] std::string encodeEvent(const EventFields &fields) const override;
    [[nodiscard]] std::string_view anonymousIdOf(std::string_view object) const override;
    [[nodiscard]] std::string envelope(std::span<const std::string_view> objects, std::string_view key,
                                       std::int64_t sentAtMs) const override;
    [[nodiscard]] std::string path() const override;
    [[nodiscard]] std::vector<HttpHeader> headers(std::string_view key) const override;
    [[nodiscard]] int maximumEvents() const override;
    [[nodiscard]] std::int64_t maximumBytes() const override;
    [[nodiscard]] std::int64_t maximumEventBytes() const override;
    [[nodiscard]] AnswerReading readAnswer(int httpStatus, std::string_view body) const override;
};

} // namespace candor
