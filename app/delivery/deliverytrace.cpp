// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/deliverytrace.h"

#include "delivery/attempttext.h"
#include "delivery/uploader.h"

#include <QUrl>

namespace candor {

Q_LOGGING_CATEGORY(logDelivery, "candor.delivery", QtWarningMsg)

void deliverytrace::request(const RequestRecord &record)
{
    qCDebug(logDelivery).noquote().nospace() << "request: " << record.text;
}

void deliverytrace::answer(const HttpExchange::Answer &answer, const QString &writeKey)
{
    if (logDelivery().isDebugEnabled())
        qCDebug(logDelivery).noquote().nospace() << "answer: " << answerText(answer, writeKey);
}

void deliverytrace::report(const UploadReport &report)
{
    qCDebug(logDelivery).noquote().nospace()
        << "upload: delivered " << report.delivered << ", rejected " << report.rejected << ", waiting "
        << report.stillWaiting << (report.message.isEmpty() ? "" : "; ") << report.message;
}

QByteArray deliverytrace::answerText(const HttpExchange::Answer &answer, const QString &writeKey)
{
    if (answer.withheld)
        return "withheld: it may not be sent any more";
    if (answer.status == 0)
        return attemptText(answer.problem).toUtf8();
    QByteArray body = answer.body;
    // Before it is cut, which could leave the beginning of a key. Segment's also travels in a header, as "key:".
    const QByteArray key = writeKey.toUtf8();
    for (const QByteArray &form : {key, (key + ':').toBase64(), QUrl::toPercentEncoding(writeKey)}) {
        if (!key.isEmpty())
            body.replace(form, QByteArray(maskedKey.data(), static_cast<qsizetype>(maskedKey.size())));
    }
    QByteArray text = "HTTP " + QByteArray::number(answer.status);
    if (!answer.retryAfter.isEmpty())
        text += ", Retry-After: " + answer.retryAfter;
    text += ", " + QByteArray::number(answer.body.size()) + " bytes";
    if (!body.isEmpty())
        text += "\n" + body.left(longestAnswer) + (body.size() > longestAnswer ? "..." : "");
    return text;
}

} // namespace candor
