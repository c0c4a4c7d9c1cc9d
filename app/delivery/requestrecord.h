// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "delivery/wireformat.h"

#include <QByteArray>
#include <QUrl>

#include <string_view>
#include <vector>

namespace candor {

/// What stands in a RequestRecord where the key was.
inline constexpr std::string_view maskedKey = "***";

/// The last request as it left, for *Last request*: the key is masked.
struct RequestRecord
{
    QByteArray text; ///< request line, headers and the body before gzip
};

/// \a wire's path behind the endpoint's own.
[[nodiscard]] QUrl requestUrl(const QUrl &endpoint, const WireFormat &wire);

/// \a own are the protocol's headers: of their values only the first word is shown, the rest is the key.
/// \a body is the envelope, made with maskedKey.
[[nodiscard]] RequestRecord recordRequest(const QUrl &url, const std::vector<HttpHeader> &common,
                                          const std::vector<HttpHeader> &own, qsizetype compressedBytes,
                                          std::string_view body);

} // namespace candor
