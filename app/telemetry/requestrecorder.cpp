// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/requestrecorder.h"

#include "candor/telemetry.h"
#include "telemetry/requestrecords.h"

#include <QLoggingCategory>
#include <QThread>

#include <algorithm>
#include <utility>

namespace candor {

namespace {

Q_LOGGING_CATEGORY(logReceived, "candor.requests", QtWarningMsg)

constexpr int firstStatus = 100;
constexpr int firstFailure = 400;
constexpr int lastStatus = 599;

} // namespace

class RequestRecorder::Private
{
public:
    explicit Private(Telemetry *telemetry)
        : records(telemetry)
        , usable(telemetry->thread() == records.thread())
    {
        noteDecision();
        QObject::connect(telemetry, &Telemetry::consentChanged, &records, [this] { noteDecision(); });
    }

    struct Decision
    {
        const EventRing *ring = nullptr;
        std::chrono::steady_clock::time_point since;
    };

    /// The current decision, and the time since when it is known here.
    Decision noteDecision()
    {
        const std::lock_guard lock(mutex); // locked first, so that no thread goes back to an earlier decision
        const EventRing *const ring = records.gate().ring();
        if (ring != decision.ring)
            decision = {ring, records.gate().monotonic()};
        return decision;
    }

    RequestRecords records;
    const bool usable;

private:
    std::mutex mutex; // guards the members below
    Decision decision;
};

RequestRecorder::RequestRecorder(Telemetry *telemetry)
    : d(std::make_unique<Private>(telemetry))
{
    if (!d->usable)
        qCWarning(logReceived, "requests are not recorded: their recorder was made in another thread than Telemetry");
}

RequestRecorder::~RequestRecorder() = default;

void RequestRecorder::record(std::string_view method, std::string_view path, int status,
                             std::chrono::milliseconds duration, std::string_view source)
{
    if (!d->usable)
        return;
    const Private::Decision decision = d->noteDecision();
    duration = std::max(duration, std::chrono::milliseconds(0));
    if (!decision.ring || d->records.gate().monotonic() - duration < decision.since)
        return;
    std::optional<std::vector<std::string>> segments =
        RouteTemplates::segments(path.substr(0, path.find_first_of("?#")));
    if (!segments)
        return;
    CompletedRequest request;
    request.method = requestMethod(method);
    request.path = std::move(*segments);
    request.ring = decision.ring;
    request.duration = duration;
    if (status >= firstStatus && status <= lastStatus)
        request.status = status;
    request.success = request.status && status < firstFailure;
    request.source = source;
    d->records.record(std::move(request));
}

} // namespace candor
