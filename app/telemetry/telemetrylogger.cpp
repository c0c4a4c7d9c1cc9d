// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetrylogger.h"

#include "candor/telemetry.h"
#include "queue/eventrecord.h"
#include "telemetry/errordata.h"
#include "telemetry/nameforms.h"
#include "telemetry/ownedproperties.h"
#include "telemetry/recordinggate.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace candor {

class TelemetryLogger::Private
{
public:
    using Common = std::shared_ptr<const std::vector<OwnedProperty>>;

    Private(std::shared_ptr<RecordingGate> to, QStringView extension)
        : gate(std::move(to))
        , prefix(nameforms::eventPrefix(extension.toUtf8().toStdString()) + '.')
    {
    }

    void log(Category category, std::string_view name, const Error *error, std::span<const Property> properties)
    {
        if (!isGranted(category))
            return;
        const Common kept = common();
        std::vector<Property> added;
        const auto add = [&](const Property &property) {
            const auto same = [&property](const Property &other) { return other.key == property.key; };
            if (std::none_of(properties.begin(), properties.end(), same)
                && std::none_of(added.begin(), added.end(), same))
                added.push_back(property);
        };
        if (error) {
            std::vector<Property> parts;
            error->data().appendTo(&parts);
            std::for_each(parts.begin(), parts.end(), add);
        }
        for (const OwnedProperty &property : *kept)
            add(propertyView(property));
        std::string full = prefix;
        // A name with a dot could be that of another extension's event ("acme" and "sync.completed"). No event is
        // declared that ends with one: it is counted as undeclared.
        if (name.find('.') == std::string_view::npos)
            full += name;
        gate->record(full, properties, {added, nullptr, std::nullopt});
    }

    [[nodiscard]] bool isGranted(Category category) const
    {
        return !closed.load(std::memory_order_relaxed) && gate->isGranted(category);
    }

    [[nodiscard]] Common common() const
    {
        const std::lock_guard lock(m_mutex);
        return m_common;
    }

    void addCommon(std::span<const Property> properties)
    {
        const std::lock_guard lock(m_mutex);
        std::vector<OwnedProperty> kept = *m_common;
        for (const Property &property : properties) {
            const auto same = std::find_if(kept.begin(), kept.end(), [&property](const OwnedProperty &other) {
                return other.key == property.key;
            });
            if (same == kept.end() && kept.size() > maximumProperties)
                continue; // one more than is recorded: dropped[invalid], and no more
            if (same != kept.end())
                kept.erase(same);
            kept.push_back(ownedProperty(property));
        }
        m_common = std::make_shared<const std::vector<OwnedProperty>>(std::move(kept));
    }

    const std::shared_ptr<RecordingGate> gate;
    const std::string prefix; // of events' names
    std::uint64_t notified = 0; // the gate's number for this logger
    std::atomic<bool> closed = false;
    bool usage = false; // as the signal has told
    bool errors = false;

private:
    mutable std::mutex m_mutex; // guards what follows
    Common m_common = std::make_shared<const std::vector<OwnedProperty>>(); // those who record share what never changes
};

TelemetryLogger::TelemetryLogger(Telemetry *telemetry, std::shared_ptr<RecordingGate> gate, QStringView extension)
    : d(std::make_unique<Private>(std::move(gate), extension))
{
    const auto compare = [this] {
        const bool usage = isUsageEnabled();
        const bool errors = isErrorsEnabled();
        if (usage == d->usage && errors == d->errors)
            return;
        d->usage = usage;
        d->errors = errors;
        Q_EMIT enabledChanged();
    };
    d->usage = isUsageEnabled();
    d->errors = isErrorsEnabled();
    // The flags are the gate's: they differ long before an answer is written, and where it can't be. Later and not at
    // once, since the facade is in the middle of something.
    d->notified = d->gate->notify([this, compare] { QMetaObject::invokeMethod(this, compare, Qt::QueuedConnection); });
    connect(telemetry, &Telemetry::consentChanged, this, compare);
    connect(telemetry, &QObject::destroyed, this, compare);
}

TelemetryLogger::~TelemetryLogger()
{
    d->gate->stopNotifying(d->notified);
}

void TelemetryLogger::logUsage(std::string_view name, std::initializer_list<Property> properties)
{
    d->log(Category::Usage, name, nullptr, {properties.begin(), properties.size()});
}

void TelemetryLogger::logError(std::string_view name, const Error &error, std::initializer_list<Property> properties)
{
    d->log(Category::Errors, name, &error, {properties.begin(), properties.size()});
}

void TelemetryLogger::logError(const Error &error, std::initializer_list<Property> properties)
{
    logError("failed", error, properties);
}

void TelemetryLogger::addCommonProperties(std::initializer_list<Property> properties)
{
    d->addCommon({properties.begin(), properties.size()});
}

void TelemetryLogger::close()
{
    d->closed = true;
    if (!std::exchange(d->usage, false) && !d->errors)
        return;
    d->errors = false;
    Q_EMIT enabledChanged();
}

bool TelemetryLogger::isUsageEnabled() const
{
    return d->isGranted(Category::Usage);
}

bool TelemetryLogger::isErrorsEnabled() const
{
    return d->isGranted(Category::Errors);
}

} // namespace candor

// Here and not with the other generated sources, which a program with a facade of its own links
// (tests/process/control).
#include "candor/moc_telemetrylogger.cpp"
