// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

namespace candor {

/// PostHog's capture API: POST /batch/ (https://posthog.com/docs/api/capture).
class PostHogFormat final : public WireFormat
{
public:
    PostHogFormat();
    [[nodiscard]] std::string encodeEvent(const EventFields &fields) const override;

protected:
    [[nodiscard]] std::optional<AnswerReading> readSuccess(std::string_view body) const override;
};

} // namespace candor
