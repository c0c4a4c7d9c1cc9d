// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/addresslookup.h"
#include "delivery/attemptresult.h"
#include "delivery/wireformat.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace candor {

/// Sends one POST at a time and reads its answer, within a deadline that covers everything from the look-up to the last
/// byte. It uses no cookies and no cache, follows no redirection, ignores no TLS error, answers no request for a
/// password and decompresses nothing. It reads at most maximumAnswerBytes of an answer's body, and about as much before
/// the body, including interim answers. Ending a request closes its connection even while the other side is sending, if
/// the connection is known to be ours; see OwnConnection for what stays open otherwise.
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maximumAnswerBytes = 64 * 1024;

    struct Request
    {
        AddressLookup::Question way;
        std::vector<HttpHeader> headers;
        QByteArray body;
        std::chrono::milliseconds deadline{10000};
        std::function<bool()> mayLeave; ///< called after the look-up, right before the request is given to the network;
                                        ///< false: do not send
        std::function<void()> leaves; ///< called when the request is given to the network; again for another address
    };
    struct Answer
    {
        int status = 0; ///< HTTP status; 0 if there was none: problem says why
        bool withheld = false; ///< mayLeave said no: nothing was sent
        QByteArray body;
        QByteArray retryAfter;
        AttemptResult problem;
    };

    explicit HttpExchange(std::shared_ptr<AddressLookup::Threads> lookups, QObject *parent = nullptr);
    ~HttpExchange() override;

    /// finished() follows, never during this call.
    void post(const Request &request);
    /// Ends the request at once; finished() is not emitted.
    void abort();
    /// Also closes an idle connection.
    void close();

    /// The headers that every request has, besides "host" and "content-length", in the order in which they are set.
    /// Names are in lower case: newer versions of Qt always send them that way, and the headers that are shown must be
    /// those that are sent.
    [[nodiscard]] static std::vector<HttpHeader> commonHeaders();

    /// The result for \a error, which Qt reported with \a description.
    [[nodiscard]] static AttemptResult problemOf(QNetworkReply::NetworkError error, const QString &description);

Q_SIGNALS:
    void finished(const candor::HttpExchange::Answer &answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
