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

/// A server on 127.0.0.1 that fails like networks and servers. It uses raw sockets and its own threads, so that it
/// works whatever the test's thread is doing. It counts received events by id. ScriptedServer, which only speaks HTTP
/// and lives on the test's thread, is for everything that does not have to fail.
class FaultServer
{
public:
    enum class Reading {
        Whole,
        Nothing,
        PartOfTheHead,
        PartOfTheBody,
        Slowly, ///< the whole answer, one byte per `pace`
    };
    enum class Ending {
        KeepOpen, ///< for the next request
        Close,
        Reset, ///< RST instead of FIN
        HalfClose, ///< closes the sending side, and stays
        Silence, ///< stays and sends nothing
    };
    /// How one request is answered.
    struct Fault
    {
        QByteArray answer; ///< raw bytes
        Ending ending = Ending::KeepOpen;
        Reading reading = Reading::Whole;
        std::chrono::milliseconds pace{0}; ///< between two bytes
        QByteArray endless; ///< repeated after the answer until the other side has gone
    };
    enum class Accepting {
        Yes,
        KernelOnly, ///< the connection is established, but no program accepts it
        BacklogFull, ///< connecting hangs
    };

    /// By default requests get PostHog's success.
    explicit FaultServer(Accepting accepting = Accepting::Yes);
    ~FaultServer();
    FaultServer(const FaultServer &) = delete;
    FaultServer &operator=(const FaultServer &) = delete;

    /// Sets the faults of the next requests, one after another; successes follow.
    void setFaults(const QList<Fault> &faults);
    /// Decides on each complete request by its ids when no faults are left. Called on the server's threads.
    void setJudge(std::function<Fault(const QStringList &ids)> judge);

    /// From now on the server works correctly.
    void recover();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QUrl url() const;

    /// Resets the counts of connections, requests and bytes, but not those of ids.
    void restartCounting();
    [[nodiscard]] int connections() const;
    [[nodiscard]] int requests() const; ///< requests that were read completely
    [[nodiscard]] QMap<QString, int> received() const; ///< id to count, in complete requests
    [[nodiscard]] QStringList order() const; ///< ids in the order of arrival
    [[nodiscard]] QByteArray bytes() const; ///< all bytes that were read
    [[nodiscard]] qint64 written() const; ///< bytes that the system of the other side has accepted
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
