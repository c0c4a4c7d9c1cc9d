// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QString>
#include <QUrl>

namespace candor {

/// Where events go: a protocol, a host and a key. A value; public API (C++17).
class CANDOR_EXPORT Destination
{
public:
    enum class Protocol { None, PostHog, Segment };

    /// Sends nothing and keeps nothing: the program has no sender.
    Destination() = default;
    Destination(Protocol protocol, const QUrl &endpoint, const QString &writeKey);

    [[nodiscard]] Protocol protocol() const { return m_protocol; }
    [[nodiscard]] QUrl endpoint() const { return m_endpoint; }
    [[nodiscard]] QString writeKey() const { return m_writeKey; }

    /// Why it can't be used, for a developer: not https (plain http is for loopback only), no host, credentials or a
    /// query in the address. Empty if valid; None is valid.
    [[nodiscard]] QString problem() const;

    /// Can something be sent? Not for None, without a key, or with a problem().
    [[nodiscard]] bool canSend() const;

    /// Is the host 127.0.0.0/8, ::1 or localhost?
    [[nodiscard]] bool isLoopback() const;

    /// What the question and consent.json name: the host without port; "this-computer" when nothing can be sent.
    [[nodiscard]] QString recipient() const;

    /// Protocol, host and port, and the first 16 hex digits of the key's SHA-256: tells rows of one destination from
    /// another's, without the key.
    [[nodiscard]] QString fingerprint() const;

    /// "posthog", "segment", "none".
    [[nodiscard]] QString protocolName() const;

private:
    Protocol m_protocol = Protocol::None;
    QUrl m_endpoint;
    QString m_writeKey;
};

/// PostHog's capture API. \a host is the address without a path, such as https://eu.i.posthog.com.
[[nodiscard]] inline Destination PostHog(const QUrl &host, const QString &projectKey)
{
    return Destination(Destination::Protocol::PostHog, host, projectKey);
}

/// Segment's HTTP tracking API, and what speaks it (RudderStack). No default host: the region is chosen here.
[[nodiscard]] inline Destination Segment(const QUrl &host, const QString &writeKey)
{
    return Destination(Destination::Protocol::Segment, host, writeKey);
}

} // namespace candor
