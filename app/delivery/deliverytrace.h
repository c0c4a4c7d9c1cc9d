// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/httpexchange.h"
#include "delivery/requestrecord.h"

#include <QLoggingCategory>

namespace candor {

struct UploadReport;

/// Writes to the logging category candor.delivery at the level debug (LOG_LEVEL=trace in the application and the
/// terminal): each request as it is sent, each answer, and the result of each run. It never writes the key, even if a
/// server repeats it in any part of its answer, nor characters that control the terminal: see visibletext.h. No effect
/// while the category is off. Any thread.
namespace deliverytrace {

inline constexpr qsizetype longestAnswer = 2000; ///< bytes of an answer's body that are written

void request(const RequestRecord &record);
void answer(const HttpExchange::Answer &answer, const QString &writeKey);
void report(const UploadReport &report);

/// The text that answer() writes.
[[nodiscard]] QByteArray answerText(const HttpExchange::Answer &answer, const QString &writeKey);

} // namespace deliverytrace

} // namespace candor
