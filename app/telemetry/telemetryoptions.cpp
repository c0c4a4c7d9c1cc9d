// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetryoptions.h"

#include "system/systemclock.h"
#include "telemetry/telemetryoptionsdata.h"

#include <algorithm>
#include <utility>

namespace candor {

TelemetryOptions::TelemetryOptions(QStringView applicationId, QStringView applicationName, QStringView version)
    : d(TelemetryOptionsData())
{
    d->applicationId = applicationId.toString();
    d->applicationName = applicationName.toString();
    d->version = version.toString();
    d->environment = QProcessEnvironment::systemEnvironment();
    d->directories = Directories::fromEnvironment(d->environment);
    d->clock = std::make_shared<SystemClock>();
}

void TelemetryOptions::setNotice(QStringView path)
{
    d->noticePath = path.toString();
}
void TelemetryOptions::setCatalogue(QStringView path)
{
    d->cataloguePath = path.toString();
}
void TelemetryOptions::setDestination(const Destination &destination)
{
    d->destination = destination;
}
void TelemetryOptions::setSettingsPlace(std::function<QString()> place)
{
    d->settingsPlace = std::move(place);
}
void TelemetryOptions::shareWithRedHatTools()
{
    d->sharedWithRedHatTools = true;
}
void TelemetryOptions::setIdentity(Identity identity)
{
    d->identity = identity;
}
void TelemetryOptions::setRunRecorded(bool recorded)
{
    d->runRecorded = recorded;
}

void TelemetryOptions::beginPaused()
{
    d->beginsPaused = true;
}

void TelemetryOptions::setStartPatience(std::chrono::milliseconds longest)
{
    d->startPatience = longest;
}
void TelemetryOptions::setFlushAt(int events)
{
    d->flushAt = std::max(events, 1);
}
void TelemetryOptions::setFlushInterval(std::chrono::milliseconds interval)
{
    d->flushInterval = interval;
}
void TelemetryOptions::setMaximumAttempts(int attempts)
{
    d->maximumAttempts = std::max(attempts, 0);
}
void TelemetryOptions::setProxy(const QNetworkProxy &proxy)
{
    d->proxy = proxy;
}

void TelemetryOptions::setEnvironment(const QProcessEnvironment &environment)
{
    d->environment = environment;
    d->directories = Directories::fromEnvironment(environment);
}

void TelemetryOptions::setFileLayer(QStringView sqliteVfs)
{
    d->fileLayer = sqliteVfs.toUtf8().toStdString();
}

void TelemetryOptions::setStartDelay(std::chrono::milliseconds longest)
{
    d->startDelay = longest;
}

QString TelemetryOptions::applicationId() const
{
    return d->applicationId;
}
QString TelemetryOptions::applicationName() const
{
    return d->applicationName;
}
QString TelemetryOptions::version() const
{
    return d->version;
}
Destination TelemetryOptions::destination() const
{
    return d->destination;
}
Identity TelemetryOptions::identity() const
{
    return d->identityMode();
}
const TelemetryOptionsData &TelemetryOptions::data() const
{
    return *d;
}
TelemetryOptionsData &TelemetryOptions::data()
{
    return *d;
}

} // namespace candor
