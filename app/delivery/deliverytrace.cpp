// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/deliverytrace.h"

#include "delivery/attempttext.h"
#include "delivery/uploader.h"
#include "system/visibletext.h"

#include <QUrl>

namespace candor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logDelivery, "candor.delivery", QtWarningMsg)

namespace {

/// Removes the key from any part of an answer. Segment's key is also sent in a header, as "key:".
QByteArray withoutKey(QByteArray text, const QString &writeKey)
{
    const QByteArray key = writeKey.toUtf8();
    if (key.isEmpty())
        return text;
    for (const QByteArray &form : {key, (key + ':').toBase64(), QUrl::toPercentEncoding(writeKey)})
        text.replace(form, QByteArray(maskedKey.data(), static_cast<qsizetype>(maskedKey.size())));
    return text;
}

/// A server's text, in lines that can't be mistaken for lines of the trace.
QByteArray foreignText(const QByteArray &text)
{
    return visibleLines(QString::fromUtf8(text)).replace(u'\n', u"\n    "_s).toUtf8();
}

} // namespace

void deliverytrace::request(const RequestRecord &record)
{
    qCDebug(logDelivery).noquote().nospace() << "request: " << visibleLines(QString::fromUtf8(record.text));
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
        << (report.stillWaiting ? QByteArray::number(qint64(*report.stillWaiting)) : QByteArray("an unknown number"))
        << (report.message.isEmpty() ? "" : "; ") << visibleText(report.message);
}

QByteArray deliverytrace::answerText(const HttpExchange::Answer &answer, const QString &writeKey)
{
    if (answer.withheld)
        return "withheld: it may not be sent any more";
    if (answer.status == 0)
        return withoutKey(visibleText(attemptText(answer.problem)).toUtf8(), writeKey);
    // Remove the key before truncating, which could leave the beginning of one.
    const QByteArray body = withoutKey(answer.body, writeKey);
    QByteArray text = "HTTP " + QByteArray::number(answer.status);
    if (!answer.retryAfter.isEmpty())
        text += ", Retry-After: " + foreignText(withoutKey(answer.retryAfter, writeKey).left(longestAnswer));
    text += ", " + QByteArray::number(answer.body.size()) + " bytes";
    if (!body.isEmpty())
        text += "\n    " + foreignText(body.left(longestAnswer)) + (body.size() > longestAnswer ? "..." : "");
    return text;
}

} // namespace candor
