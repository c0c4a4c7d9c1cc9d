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
    /// Where lines for people go; each is flushed at once, so that a script that reads them need not wait.
    struct Output
    {
        std::FILE *lines = nullptr; ///< the address, then one line an event, then a summary
        std::FILE *warnings = nullptr; ///< what is not in the catalogue
    };

    /// \a audit may be null: then nothing is compared.
    Collector(std::unique_ptr<EventLog> log, std::unique_ptr<CatalogueAudit> audit, std::shared_ptr<const Clock> clock,
              const Output &output);
    ~Collector();

    /// Prints the address. False, with \a error set, if the port can't be had or the address can't be printed.
    [[nodiscard]] bool listen(quint16 port, QString *error);

    /// One line about what has arrived since listen().
    void printSummary() const;

    /// How many undeclared things arrived.
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
    qint64 m_received = 0; // in this run, copies too
    qint64 m_copies = 0;
    qint64 m_undeclared = 0;
    bool m_linesLost = false;
    // Last: its connections end before what they use.
    QHttpServer m_http;
};

} // namespace candor
