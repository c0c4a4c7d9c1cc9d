// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "queue/abandonedring.h"
#include "queue/eventrecord.h"
#include "queue/ringfile.h"

#include <cstring>
#include <vector>

using namespace candor;
using fuzz::require;

namespace {

template<typename T>
void put(std::vector<std::byte> *bytes, std::size_t at, T value)
{
    std::memcpy(bytes->data() + at, &value, sizeof value);
}

/// A ring's file with a sound beginning, so that what lies behind it is reached: \a input gives the rest.
std::vector<std::byte> fileOf(fuzz::Input *input)
{
    using ringfile::Header;
    const std::uint64_t head = input->byte() * ringfile::unit;
    const std::uint64_t accepted = input->byte();
    const std::uint64_t released = input->byte();
    const auto length = static_cast<std::uint32_t>(input->byte() << 4);
    const std::string_view scope = input->word();
    const std::string_view records = input->rest();
    const auto size = sizeof(Header) + std::max(ringfile::roundedUp(records.size()), 4 * ringfile::unit);
    std::vector<std::byte> bytes(size);
    std::memcpy(bytes.data(), ringfile::magic.data(), ringfile::magic.size());
    put(&bytes, offsetof(Header, version), ringfile::version);
    put(&bytes, offsetof(Header, headerBytes), static_cast<std::uint32_t>(sizeof(Header)));
    put(&bytes, offsetof(Header, fileBytes), static_cast<std::uint64_t>(size));
    put(&bytes, offsetof(Header, state) + offsetof(ringfile::State, head), head);
    put(&bytes, offsetof(Header, state) + offsetof(ringfile::State, accepted), accepted);
    put(&bytes, offsetof(Header, state) + offsetof(ringfile::State, released), released);
    put(&bytes, offsetof(Header, scopeBytes), length);
    std::memcpy(bytes.data() + offsetof(Header, scope), scope.data(), std::min(scope.size(), sizeof(Header::scope)));
    std::memcpy(bytes.data() + sizeof(Header), records.data(), records.size());
    return bytes;
}

} // namespace

/// Whatever a dead process left: reading ends, stays inside, counts up, and what is not sound is no scope.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool sound = input.byte() % 8 != 0;
    const std::string_view rest = input.rest();
    const auto raw = std::as_bytes(std::span(rest.data(), rest.size()));
    if (const auto scope = RingScope::fromBytes(raw))
        require(scope->toBytes() == std::vector(raw.begin(), raw.end()), "there is one way to write a scope");

    const std::vector<std::byte> bytes = sound ? fileOf(&input) : std::vector(raw.begin(), raw.end());
    AbandonedRing ring(bytes, bytes.size(), {});
    (void)ring.scope();
    const std::uint64_t uncounted = ring.uncounted();
    require(uncounted <= bytes.size(), "no more is lost than fits");
    // As where it goes unread.
    const std::span header(bytes.data(), std::min(bytes.size(), sizeof(ringfile::Header)));
    AbandonedRing alone(std::vector(header.begin(), header.end()), bytes.size(), {});
    EventRing::Entry none;
    require(bytes.size() == header.size() || !alone.next(&none), "a header alone has no entries");
    require(!sound || alone.uncounted() == uncounted, "the header tells what is lost");
    std::uint64_t last = 0;
    std::uint64_t entries = 0;
    EventRing::Entry entry;
    while (ring.next(&entry)) {
        require(entry.sequence > last, "sequences count up");
        last = entry.sequence;
        require(!entry.record.empty(), "a record has bytes");
        (void)decodeRecord(entry.record);
        require(++entries <= size, "reading ends");
    }
    require(!ring.next(&entry), "the end stays the end");
    return 0;
}
