// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/addresslookup.h"
#include "delivery/wireformat.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace candor {

/// One POST at a time, and its answer, within a deadline that covers everything from the look-up to the last byte.
/// Keeps no cookie and no cache, follows no redirection, ignores no TLS error, answers no request for a password, and
/// reads no more than 64 KB. The network manager is made with the first request.
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
        std::function<bool()> mayLeave; ///< asked after the look-up, right before the request is handed to the network
    };
    struct Answer
    {
        int status = 0; ///< of HTTP; 0 when there was none, problem says why
        bool withheld = false; ///< mayLeave said no: nothing was sent
        bool proxyRefused = false; ///< the proxy wants a password
        QByteArray body;
        QByteArray retryAfter;
        QString problem; ///< for a person
    };

    explicit HttpExchange(QObject *parent = nullptr);
    ~HttpExchange() override;

    /// finished() follows, never from within this call.
    void post(const Request &request);
    /// Ends the request at once; finished() won't come.
    void abort();
    /// Closes idle connections too.
    void close();

    /// The headers that every request has, in the order they are set.
    [[nodiscard]] static std::vector<HttpHeader> commonHeaders();

Q_SIGNALS:
    void finished(const candor::HttpExchange::Answer &answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
