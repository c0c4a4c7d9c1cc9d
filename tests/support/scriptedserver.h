// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace candor::test {

/// A server on 127.0.0.1 that is controlled by the test: one scripted answer for each request, the last one for all
/// later requests. For faults that a real server can't be made to have.
class ScriptedServer final : public QObject
{
    Q_OBJECT

public:
    enum class Manner {
        Answer,
        ByteAtATime, ///< one byte per interval
        CloseUnanswered,
        NeverAnswer,
        CloseHalfway, ///< headers that announce the whole body, then half of it, then the end
    };

    struct Script
    {
        int status = 200;
        QByteArray body;
        QList<QByteArray> headers; ///< "Retry-After: 3"
        Manner manner = Manner::Answer;
        std::chrono::milliseconds delay{0}; ///< before the answer; the interval of ByteAtATime
    };

    struct Request
    {
        QByteArray method;
        QByteArray path;
        QList<QByteArray> headerLines; ///< unchanged
        QMap<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray rawBody;
        QByteArray body; ///< decompressed if it was gzipped
    };

    explicit ScriptedServer(QList<Script> scripts = {}, QObject *parent = nullptr);
    ~ScriptedServer() override;

    void setScripts(const QList<Script> &scripts);
    /// Listens on a port of the system's choice, or on \a port; false if that is taken.
    [[nodiscard]] bool listen(quint16 port = 0);
    /// Stops listening and drops all connections.
    void close();
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QUrl url(const QString &scheme = QStringLiteral("http")) const;

    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    /// How many connections were made, with or without a request.
    [[nodiscard]] int connections() const { return m_connections; }
    /// How many are open now.
    [[nodiscard]] qsizetype openConnections() const;
    /// All received bytes of all connections.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// The values of \a member ("uuid", "messageId") in the "batch" arrays of all requests, in the order of arrival.
    [[nodiscard]] QStringList ids(const QString &member) const;

Q_SIGNALS:
    void requestReceived();

private:
    struct Private;
    void readFrom(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Script &script);

    std::unique_ptr<Private> d;
    QList<Request> m_requests;
    QByteArray m_received;
    int m_connections = 0;
};

/// Decompresses \a packed; empty if it is not one complete gzip member.
[[nodiscard]] QByteArray gunzip(const QByteArray &packed);

} // namespace candor::test
