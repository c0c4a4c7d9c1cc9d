// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/requestrecords.h"

#include "candor/catalogue.h"
#include "candor/errorproperties.h"
#include "telemetry/telemetry_p.h"

#include <array>
#include <utility>

namespace candor {

namespace {

constexpr std::string_view eventName = "request.completed";
// The maximum of requests that are kept until the catalogue has been read, which takes a moment after a yes.
constexpr std::size_t maximumUnmatched = 64;

} // namespace

std::string_view requestMethod(std::string_view verb)
{
    for (const std::string_view known : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
        if (QByteArrayView(verb).compare(QByteArrayView(known), Qt::CaseInsensitive) == 0)
            return known;
    }
    return "other";
}

RequestRecords::RequestRecords(Telemetry *telemetry)
    : m_telemetry(telemetry)
    , m_gate(telemetry->d->gate)
    , m_context(telemetry->d->context)
{
    if (telemetry->thread() != thread())
        return;
    connect(telemetry, &Telemetry::consentChanged, this, &RequestRecords::fetchRoutes);
    fetchRoutes();
}

RequestRecords::~RequestRecords()
{
    bool anyLeft = false;
    {
        const std::lock_guard lock(m_mutex);
        anyLeft = !m_unmatched.empty();
    }
    // A command may end before the event loop delivers the catalogue.
    std::string ignored; // with an invalid catalogue nothing is ever recorded, and Telemetry says why
    const bool records = anyLeft && m_gate->ring() != nullptr;
    if (const auto catalogue = records ? m_context->catalogue().load(&ignored) : nullptr)
        setCatalogue(*catalogue);
}

void RequestRecords::record(CompletedRequest request)
{
    std::shared_ptr<const RouteTemplates> routes;
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        routes = m_routes;
        isFirst = m_unmatched.empty();
        if (!routes && m_unmatched.size() < maximumUnmatched)
            m_unmatched.push_back(std::move(request));
    }
    if (routes)
        recordMatched(request, *routes);
    else if (isFirst)
        QMetaObject::invokeMethod(this, &RequestRecords::fetchRoutes);
}

void RequestRecords::fetchRoutes()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_routes)
            return;
    }
    if (!m_telemetry || !m_telemetry->isAllowed()) {
        forgetUnmatched();
        return;
    }
    m_telemetry->fetchCatalogue(this, [this](const std::shared_ptr<const Catalogue> &catalogue, const QString &) {
        if (catalogue)
            setCatalogue(*catalogue);
        else // it may be missing for long; the next request tries again
            forgetUnmatched();
    });
}

void RequestRecords::setCatalogue(const Catalogue &catalogue)
{
    const EventDefinition *const event = catalogue.find(eventName);
    const EventProperty *const route = event ? event->property("route") : nullptr;
    const auto routes = std::make_shared<const RouteTemplates>(route ? route->values : std::vector<std::string>());
    std::vector<CompletedRequest> unmatched;
    {
        const std::lock_guard lock(m_mutex);
        m_routes = routes;
        unmatched.swap(m_unmatched);
    }
    for (const CompletedRequest &request : unmatched)
        recordMatched(request, *routes);
}

void RequestRecords::forgetUnmatched()
{
    const std::lock_guard lock(m_mutex);
    m_unmatched.clear();
}

void RequestRecords::recordMatched(const CompletedRequest &request, const RouteTemplates &routes) const
{
    const std::optional<std::string_view> route = routes.match(request.path);
    if (!route)
        return;
    const std::array properties{Property{"route", *route}};
    std::vector<Property> optional{
        {"method", request.method}, {"duration_ms", request.duration.count()}, {"success", request.success}};
    if (request.status)
        optional.push_back({"status", *request.status});
    if (!request.errorClass.empty()) // not the message, which contains the address
        optional.push_back({errorproperties::className, request.errorClass});
    if (!request.source.empty())
        optional.push_back({"source", request.source});
    m_gate->record(eventName, properties, {optional, request.ring, std::nullopt});
}

} // namespace candor

// Included here and not compiled with the other generated sources, which a program with its own facade links
// (tests/process/control).
#include "moc_requestrecords.cpp"
