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

/// What came of a request to an engine.
struct EngineAnswer
{
    enum class End {
        Answered, ///< whole, whatever its status
        NotRunning, ///< nobody listens there
        Denied, ///< the system does not let this user connect
        Late,
        BrokenOff, ///< the connection ended before the answer did
        Garbled, ///< no HTTP
        TooLong,
    };

    End end = End::Answered;
    int status = 0; ///< of HTTP; 0 before there is one
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body; ///< of a streamed answer only what came with an error
};

/// What an answer may take. Nothing that is zero is limited, but a streamed body never is.
struct EngineLimits
{
    std::chrono::milliseconds total{10'000}; ///< from the start to the last byte
    std::chrono::milliseconds idle{0}; ///< between two pieces
    qsizetype header = 64 * 1024; ///< bytes
    qsizetype body = 64 * 1024 * 1024; ///< bytes
};

/// One HTTP/1.1 request over a local socket. Destroying it cancels it, also in a slot of its own signals.
class EngineRequest final : public QObject
{
    Q_OBJECT

public:
    enum class Body {
        Whole,
        Streamed, ///< in pieces, by received()
    };

    EngineRequest(const QString &socket, const EngineLimits &limits, Body body = Body::Whole,
                  QObject *parent = nullptr);
    ~EngineRequest() override;

    /// \a method and \a target go out as they are. A POST always says that its body is JSON, which it is, or nothing.
    /// Nothing is emitted before this returns. Once.
    void start(const QByteArray &method, const QByteArray &target);

Q_SIGNALS:
    /// A piece of a streamed body, of an answer with status 200.
    void received(const QByteArray &piece);
    /// Once, and nothing comes after it.
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
