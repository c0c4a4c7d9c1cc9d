// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/requestrecord.h"

#include <string>

namespace candor {

using namespace Qt::StringLiterals;

QUrl requestUrl(const QUrl &endpoint, const WireFormat &wire)
{
    QUrl result = endpoint;
    QString path = endpoint.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    result.setPath(path + QString::fromStdString(wire.path()), QUrl::TolerantMode); // the path is already encoded
    return result;
}

RequestRecord recordRequest(const QUrl &url, const std::vector<HttpHeader> &common, const std::vector<HttpHeader> &own,
                            qsizetype compressedBytes, std::string_view body)
{
    std::string text = "POST " + url.path(QUrl::FullyEncoded).toStdString() + " HTTP/1.1\n";
    text += "host: " + url.authority(QUrl::FullyEncoded).toStdString() + '\n';
    for (const HttpHeader &header : common)
        text += header.name + ": " + header.value + '\n';
    for (const HttpHeader &header : own) {
        // "Basic <key>" stays "Basic ***"
        const std::size_t blank = header.value.find(' ');
        const std::string scheme = blank == std::string::npos ? std::string() : header.value.substr(0, blank + 1);
        text += header.name + ": " + scheme + std::string(maskedKey) + '\n';
    }
    text += "content-length: " + std::to_string(compressedBytes) + "\n\n";
    text += body;
    return {QByteArray::fromStdString(text)};
}

} // namespace candor
