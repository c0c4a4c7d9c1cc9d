// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace candor {

/// The result of a request to an engine.
struct EngineAnswer
{
    enum class End {
        Answered, ///< complete, with any status
        NotRunning, ///< nothing listens at the address
        Denied, ///< the system does not allow this user to connect
        Late,
        BrokenOff, ///< the connection ended before the answer
        Garbled, ///< not HTTP
        TooLong,
    };

    End end = End::Answered;
    int status = 0; ///< HTTP status; 0 if there is none
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body; ///< of a streamed answer only the body of an error
};

/// The limits of an answer. Zero means no limit; a streamed body is never limited.
struct EngineLimits
{
    std::chrono::milliseconds total{10'000}; ///< from the start to the last byte
    std::chrono::milliseconds idle{0}; ///< between two pieces of data
    qsizetype header = 64 * 1024; ///< bytes
    qsizetype body = 64 * 1024 * 1024; ///< bytes
};

/// One HTTP/1.1 request over a local socket. Destroying it cancels the request, also in a slot of its own signals.
class EngineRequest final : public QObject
{
    Q_OBJECT

public:
    enum class Body {
        Whole,
        Streamed, ///< delivered in pieces by received()
    };

    EngineRequest(const QString &socket, const EngineLimits &limits, Body body = Body::Whole,
                  QObject *parent = nullptr);
    ~EngineRequest() override;

    /// \a method and \a target are sent unchanged. A POST always declares its body as JSON, which it is unless it is
    /// empty. No signal is emitted before this returns. To be called once.
    void start(const QByteArray &method, const QByteArray &target);

Q_SIGNALS:
    /// A piece of the streamed body of an answer with status 200.
    void received(const QByteArray &piece);
    /// Emitted once, as the last signal.
    void finished(const candor::EngineAnswer &answer);

private:
    void send();
    void read();
    void finishReading();
    void failToConnect();
    void expire();
    [[nodiscard]] bool parse();
    void end(EngineAnswer::End end);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
