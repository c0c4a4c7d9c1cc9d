// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace candor::test {

/// A server on 127.0.0.1 that fails as networks and servers do, on raw sockets and in threads of its own, so that it
/// goes on whatever the test's thread is doing. Counts by id what reached it. ScriptedServer, which speaks HTTP only
/// and lives in the test's thread, is for everything that does not have to go wrong.
class FaultServer
{
public:
    enum class Reading {
        Whole,
        Nothing,
        PartOfTheHead,
        PartOfTheBody,
        Slowly, ///< the whole, a byte each `pace`
    };
    enum class Ending {
        KeepOpen, ///< for the next request
        Close,
        Reset, ///< RST instead of FIN
        HalfClose, ///< says that nothing more will come, and stays
        Silence, ///< stays, says nothing
    };
    /// What is done with one request.
    struct Fault
    {
        QByteArray answer; ///< raw bytes
        Ending ending = Ending::KeepOpen;
        Reading reading = Reading::Whole;
        std::chrono::milliseconds pace{0}; ///< between two bytes
        QByteArray endless; ///< again and again behind the answer, until the other side has gone
    };
    enum class Accepting {
        Yes,
        KernelOnly, ///< the connection stands, but no program takes it
        BacklogFull, ///< connecting hangs
    };

    /// Whatever was not told otherwise gets PostHog's good answer.
    explicit FaultServer(Accepting accepting = Accepting::Yes);
    ~FaultServer();
    FaultServer(const FaultServer &) = delete;
    FaultServer &operator=(const FaultServer &) = delete;

    /// For the next requests, one after another; good answers follow.
    void setFaults(const QList<Fault> &faults);
    /// Decides on each whole request by the ids in it, once there is no fault left. Called in the server's threads.
    void setJudge(std::function<Fault(const QStringList &ids)> judge);

    /// From now on it does what a server should.
    void recover();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QUrl url() const;

    /// Connections, requests and bytes are counted anew; ids are not.
    void restartCounting();
    [[nodiscard]] int connections() const;
    [[nodiscard]] int requests() const; ///< that were read whole
    [[nodiscard]] QMap<QString, int> received() const; ///< id to how often, in whole requests
    [[nodiscard]] QStringList order() const; ///< ids as they came
    [[nodiscard]] QByteArray bytes() const; ///< everything that was read
    [[nodiscard]] qint64 written() const; ///< bytes that the other side's system has taken
    [[nodiscard]] QList<qsizetype> bodySizes() const; ///< as sent, compressed

    /// A well-formed answer; \a headers are whole lines without their ends.
    [[nodiscard]] static QByteArray http(int status, const QByteArray &body = {},
                                         const QList<QByteArray> &headers = {});
    [[nodiscard]] static QByteArray good();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor::test
