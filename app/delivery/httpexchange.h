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

/// One POST at a time, and its answer, within a deadline that covers everything from the look-up to the last byte.
/// Knows no cookie and no cache, follows no redirection, ignores no TLS error, answers no request for a password,
/// unpacks nothing, and reads no more than maximumAnswerBytes of an answer's body, and about as much before it, interim
/// answers included. Ending a request ends its connection, whatever the other side goes on to send, where that is known
/// to be ours: OwnConnection says what is left open otherwise.
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
        std::function<bool()> mayLeave; ///< asked after the look-up, right before it is handed to the network
        std::function<void()> leaves; ///< it is handed to the network; again for another address
    };
    struct Answer
    {
        int status = 0; ///< of HTTP; 0 when there was none, problem says why
        bool withheld = false; ///< mayLeave said no: nothing was sent
        QByteArray body;
        QByteArray retryAfter;
        AttemptResult problem;
    };

    explicit HttpExchange(std::shared_ptr<AddressLookup::Threads> lookups, QObject *parent = nullptr);
    ~HttpExchange() override;

    /// finished() follows, never from within this call.
    void post(const Request &request);
    /// Ends the request at once; finished() won't come.
    void abort();
    /// Closes an idle connection too.
    void close();

    /// The headers that every request has, besides "host" and "content-length", in the order they are set. Names are in
    /// lower case: newer versions of Qt send them so however they are written here, and what is shown is what leaves.
    [[nodiscard]] static std::vector<HttpHeader> commonHeaders();

    /// What \a error, told with \a description, was.
    [[nodiscard]] static AttemptResult problemOf(QNetworkReply::NetworkError error, const QString &description);

Q_SIGNALS:
    void finished(const candor::HttpExchange::Answer &answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
