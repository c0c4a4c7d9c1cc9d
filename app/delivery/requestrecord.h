// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

#include <QByteArray>
#include <QUrl>

#include <string_view>
#include <vector>

namespace candor {

/// Replaces the key in a RequestRecord.
inline constexpr std::string_view maskedKey = "***";

/// The last request as it was sent, for *Last request*. The key is masked.
struct RequestRecord
{
    QByteArray text; ///< request line, headers and the body before gzip
};

/// The path of \a wire appended to that of the endpoint.
[[nodiscard]] QUrl requestUrl(const QUrl &endpoint, const WireFormat &wire);

/// \a own are the headers of the protocol: only the first word of their values is shown, because the rest is the key.
/// \a body is the envelope, made with maskedKey.
[[nodiscard]] RequestRecord recordRequest(const QUrl &url, const std::vector<HttpHeader> &common,
                                          const std::vector<HttpHeader> &own, qsizetype compressedBytes,
                                          std::string_view body);

} // namespace candor
