// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/recordinggate.h"
#include "telemetry/routetemplates.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

class Catalogue;
class Telemetry;
class TelemetryContext;

/// A request that has ended, by any requester.
struct CompletedRequest
{
    std::string_view method; ///< of requestMethod()
    std::vector<std::string> path; ///< RouteTemplates::segments()
    const EventRing *ring = nullptr; ///< RecordingGate::ring() when the request began
    std::chrono::milliseconds duration{0};
    std::optional<int> status;
    bool success = false;
    std::string errorClass; ///< empty: there was no error
    std::string source; ///< the requester; empty: unknown
};

/// "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" or "other"; upper or lower case.
[[nodiscard]] std::string_view requestMethod(std::string_view verb);

/// Records requests by their routes, which it takes from the catalogue once there is a yes. A few requests that end
/// before are kept until then; if this object is destroyed first, it reads the catalogue itself. Created and deleted on
/// the facade's thread (on another thread it does nothing); record() on any thread.
class RequestRecords final : public QObject
{
    Q_OBJECT

public:
    explicit RequestRecords(Telemetry *telemetry);
    ~RequestRecords() override;

    [[nodiscard]] RecordingGate &gate() const { return *m_gate; }
    void record(CompletedRequest request);
    /// Does nothing unless recording is allowed, so that nothing happens before a yes.
    void fetchRoutes();

private:
    void setCatalogue(const Catalogue &catalogue);
    void forgetUnmatched();
    void recordMatched(const CompletedRequest &request, const RouteTemplates &routes) const;

    const QPointer<Telemetry> m_telemetry;
    const std::shared_ptr<RecordingGate> m_gate;
    const std::shared_ptr<const TelemetryContext> m_context;
    std::mutex m_mutex; // guards the members below
    std::shared_ptr<const RouteTemplates> m_routes;
    std::vector<CompletedRequest> m_unmatched; // kept until there are routes
};

} // namespace candor
