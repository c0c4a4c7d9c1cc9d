// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

namespace candor {

/// Segment's HTTP tracking API, POST /v1/batch, also used by RudderStack.
class SegmentFormat final : public WireFormat
{
public:
    SegmentFormat();
    [[nodiscard]] std::string encodeEvent(const EventFields &fields) const override;

protected:
    [[nodiscard]] std::optional<AnswerReading> readSuccess(std::string_view body) const override;
};

} // namespace candor
