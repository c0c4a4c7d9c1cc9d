// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "collector/receivedbatch.h"

using namespace candor;
using fuzz::require;

/// What the collector takes out of a request are pieces of that request.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    for (const auto protocol : {CollectorProtocol::PostHog, CollectorProtocol::Segment}) {
        const ReceivedBatch batch = ReceivedBatch::parse(protocol, body);
        if (batch.problem != ReceivedBatch::Problem::None) {
            require(batch.events.empty() && !batch.error.empty(), "of a bad request nothing is taken");
            continue;
        }
        const char *previousEnd = body.data();
        for (const ReceivedEvent &event : batch.events) {
            require(!event.id.empty() && !event.name.empty(), "an event has an id and a name");
            require(event.bytes.data() >= previousEnd && event.bytes.data() + event.bytes.size() <= body.data() + size,
                    "events stand behind each other in the body");
            require(event.bytes.size() >= 2 && event.bytes.front() == '{' && event.bytes.back() == '}',
                    "an event is an object");
            previousEnd = event.bytes.data() + event.bytes.size();
            ReceivedEvent again;
            std::string error;
            ReceivedBatch::identify(protocol, event.bytes, &again, &error);
            require(again.id == event.id && again.name == event.name, "its bytes alone say the same");
        }
    }
    return 0;
}
