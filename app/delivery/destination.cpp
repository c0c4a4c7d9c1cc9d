// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/destination.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

Destination::Destination(Protocol protocol, const QUrl &endpoint, const QString &writeKey)
    : m_protocol(protocol)
    , m_endpoint(endpoint)
    , m_writeKey(writeKey)
{
}

QString Destination::problem() const
{
    if (m_protocol == Protocol::None)
        return QString();

    // The messages never contain the address: it may include a password.
    if (!m_endpoint.isValid() || m_endpoint.host().isEmpty()) {
        //: @info problem of a destination, for a developer
        return QCoreApplication::translate("candor::Destination",
                                           "the address has no host: it is written like https://host.example");
    }
    const bool encrypted = m_endpoint.scheme() == "https"_L1;
    if (!encrypted && !(m_endpoint.scheme() == "http"_L1 && isLoopback())) {
        //: @info problem of a destination, for a developer
        return QCoreApplication::translate(
            "candor::Destination", "the address does not begin with https:// (plain http is for this computer only)");
    }
    if (!m_endpoint.userInfo().isEmpty()) {
        //: @info problem of a destination, for a developer
        return QCoreApplication::translate("candor::Destination", "the address has a user name or a password in it");
    }
    if (m_endpoint.hasQuery() || m_endpoint.hasFragment()) {
        //: @info problem of a destination, for a developer
        return QCoreApplication::translate("candor::Destination",
                                           "the address has a query (?) or a fragment (#) in it");
    }
    const auto forbidden = [](QChar c) { return c.isSpace() || !c.isPrint(); };
    if (std::any_of(m_writeKey.cbegin(), m_writeKey.cend(), forbidden)) {
        //: @info problem of a destination, for a developer
        return QCoreApplication::translate("candor::Destination", "the key has a blank or a control character in it");
    }
    return QString();
}

bool Destination::canSend() const
{
    return m_protocol != Protocol::None && !m_writeKey.isEmpty() && problem().isEmpty();
}

bool Destination::isLoopback() const
{
    const QString host = m_endpoint.host();
    if (host == "localhost"_L1)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

QString Destination::recipient() const
{
    return canSend() ? m_endpoint.host() : u"this-computer"_s;
}

QString Destination::fingerprint() const
{
    if (m_protocol == Protocol::None)
        return protocolName();
    const int port = m_endpoint.port(m_endpoint.scheme() == "http"_L1 ? 80 : 443);
    const QByteArray hash = QCryptographicHash::hash(m_writeKey.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return protocolName() + u':' + m_endpoint.host(QUrl::FullyEncoded) + u':' + QString::number(port) + u':'
        + QString::fromLatin1(hash);
}

QString Destination::protocolName() const
{
    switch (m_protocol) {
    case Protocol::None:
        return u"none"_s;
    case Protocol::PostHog:
        return u"posthog"_s;
    case Protocol::Segment:
        return u"segment"_s;
    }
    return u"none"_s;
}

} // namespace candor
