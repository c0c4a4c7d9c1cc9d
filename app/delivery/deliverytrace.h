// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/httpexchange.h"
#include "delivery/requestrecord.h"

#include <QLoggingCategory>

namespace candor {

struct UploadReport;

/// What is written to the category candor.delivery at the level debug (LOG_LEVEL=trace in the application and the
/// terminal): each request as it leaves, each answer, and what a run came to. Never the key, also not where a server
/// repeats it, in whatever part of its answer; and nothing that would steer the terminal: see visibletext.h. No effect
/// while the category is off. Any thread.
namespace deliverytrace {

inline constexpr qsizetype longestAnswer = 2000; ///< bytes of an answer's body that are written

void request(const RequestRecord &record);
void answer(const HttpExchange::Answer &answer, const QString &writeKey);
void report(const UploadReport &report);

/// As answer() writes it.
[[nodiscard]] QByteArray answerText(const HttpExchange::Answer &answer, const QString &writeKey);

} // namespace deliverytrace

} // namespace candor
