// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "collector/receivedbatch.h"

#include <QHttpServer>
#include <QHttpServerResponse>

#include <cstdio>
#include <memory>

namespace candor {

class CatalogueAudit;
class Clock;
class EventLog;
class LoopbackServer;

/// Receives events over HTTP and answers as PostHog and Segment do.
class Collector
{
public:
    /// The output for people. Each line is flushed at once, so that a script that reads it need not wait.
    struct Output
    {
        std::FILE *lines = nullptr; ///< the address, then one line for each event, then a summary
        std::FILE *warnings = nullptr; ///< everything that is not in the catalogue
    };

    /// \a audit may be null: nothing is compared then.
    Collector(std::unique_ptr<EventLog> log, std::unique_ptr<CatalogueAudit> audit, std::shared_ptr<const Clock> clock,
              const Output &output);
    ~Collector();

    /// Prints the address. False, with \a error set, if the port is not available or the address can't be printed.
    [[nodiscard]] bool listen(quint16 port, QString *error);

    /// Prints one line about the events since listen().
    void printSummary() const;

    /// How many undeclared names have arrived.
    [[nodiscard]] qint64 undeclared() const { return m_undeclared; }

private:
    [[nodiscard]] QHttpServerResponse receive(CollectorProtocol protocol, const QHttpServerRequest &request);
    [[nodiscard]] QHttpServerResponse store(CollectorProtocol protocol, std::string_view body);
    [[nodiscard]] QHttpServerResponse events(const QHttpServerRequest &request) const;
    [[nodiscard]] QHttpServerResponse page(const QString &resource, const QByteArray &type) const;
    void addRoutes();
    void audit(CollectorProtocol protocol, const ReceivedEvent &event);
    void printReceived(const QByteArray &line);
    [[nodiscard]] QByteArray now() const;

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<CatalogueAudit> m_audit;
    std::shared_ptr<const Clock> m_clock;
    Output m_output;
    qint64 m_received = 0; // in this run, including copies
    qint64 m_copies = 0;
    qint64 m_undeclared = 0;
    bool m_linesLost = false;
    // Declared last, so that its connections end before the members that they use.
    QHttpServer m_http;
};

} // namespace candor
