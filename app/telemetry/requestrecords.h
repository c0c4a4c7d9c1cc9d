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

/// A request that has ended, whoever made it.
struct CompletedRequest
{
    std::string_view method; ///< of requestMethod()
    std::vector<std::string> path; ///< RouteTemplates::segments()
    const EventRing *ring = nullptr; ///< see RecordingGate::ring(), as it began
    std::chrono::milliseconds duration{0};
    std::optional<int> status;
    bool success = false;
    std::string errorClass; ///< empty: there is none
    std::string source; ///< who asked; empty: not known
};

/// "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" or "other"; in capitals or not.
[[nodiscard]] std::string_view requestMethod(std::string_view verb);

/// Records requests by their routes, which it reads from the catalogue once there is a yes; those that end before are
/// kept until then, a few; if this goes first, it reads the catalogue itself. Made and deleted in the facade's thread
/// (in another one it does nothing); record() on any.
class RequestRecords final : public QObject
{
    Q_OBJECT

public:
    RequestRecords(Telemetry *telemetry, std::shared_ptr<RecordingGate> gate,
                   std::shared_ptr<const TelemetryContext> context);
    ~RequestRecords() override;

    [[nodiscard]] RecordingGate &gate() const { return *m_gate; }
    void record(CompletedRequest request);
    /// Only while recording is allowed, so that nothing is done before a yes.
    void fetchRoutes();

private:
    void setCatalogue(const Catalogue &catalogue);
    void forgetUnmatched();
    void recordMatched(const CompletedRequest &request, const RouteTemplates &routes) const;

    const QPointer<Telemetry> m_telemetry;
    const std::shared_ptr<RecordingGate> m_gate;
    const std::shared_ptr<const TelemetryContext> m_context;
    bool m_fetching = false;
    std::mutex m_mutex; // guards what follows
    std::shared_ptr<const RouteTemplates> m_routes;
    std::vector<CompletedRequest> m_unmatched; // until there are routes
    bool m_asked = false; // fetchRoutes() is on its way
};

} // namespace candor
