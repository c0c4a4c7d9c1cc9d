// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/uploadbody.h"

#include "delivery/gzip.h"

#include <algorithm>
#include <vector>

namespace candor {

namespace {

// The bytes that an envelope adds to the stored objects, apart from the key and the commas.
constexpr std::int64_t envelopeBytes = 256;
// The bytes of an escaped character of the key.
constexpr std::int64_t escapedBytes = 6;

} // namespace

UploadBody UploadBody::compose(const WireFormat &wire, std::span<const StoredEvent> events, std::string_view key,
                               std::string_view maskedKey, std::int64_t sentAtMs)
{
    std::vector<std::string_view> objects(events.size());
    std::transform(events.begin(), events.end(), objects.begin(),
                   [](const StoredEvent &event) { return std::string_view(event.body); });
    UploadBody result;
    result.compressed = gzip(wire.envelope(objects, key, sentAtMs));
    while (result.compressed.size() >= smoothBytes && objects.size() > 1) {
        objects.resize(objects.size() / 2);
        result.compressed = gzip(wire.envelope(objects, key, sentAtMs));
    }
    result.readable = wire.envelope(objects, maskedKey, sentAtMs);
    result.events = objects.size();
    return result;
}

std::int64_t UploadBody::room(const WireFormat &wire, std::string_view key, int events)
{
    return std::min(mostBytes, wire.maximumBytes()) - envelopeBytes
        - escapedBytes * static_cast<std::int64_t>(key.size()) - events;
}

} // namespace candor
