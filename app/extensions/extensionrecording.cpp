// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionrecording.h"

#include "delivery/destinationconfig.h"
#include "extensions/extensionstatus.h"
#include "telemetry/telemetry.h"
#include "telemetry/telemetrylogger.h"
#include "telemetry/telemetryoptionsdata.h"

#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

const char *errorClass(ExtensionFailure::What what)
{
    switch (what) {
    case ExtensionFailure::What::Ended:
        return "ended";
    case ExtensionFailure::What::Thrown:
        return "thrown";
    case ExtensionFailure::What::NotLoaded:
        return "not_loaded";
    }
    return "other";
}

} // namespace

ExtensionRecording::ExtensionRecording(Telemetry *application, ExtensionManifest manifest, MakeOptions options,
                                       QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_manifest(std::move(manifest))
    , m_options(std::move(options))
    , m_applicationAllows(application->isAllowed())
{
    if (m_manifest.catalogue.isEmpty()) {
        m_loggers.push_back(m_application->loggerFor(m_manifest.id));
        return;
    }
    makeOwn();
    connect(m_application, &Telemetry::consentChanged, this, [this] {
        if (std::exchange(m_applicationAllows, m_application->isAllowed()) == m_application->isAllowed())
            return;
        Q_EMIT ownAboutToChange(m_manifest.id);
        m_own.reset(); // what is running stops at once
        makeOwn();
        Q_EMIT ownChanged();
    });
}

ExtensionRecording::~ExtensionRecording()
{
    if (m_own)
        Q_EMIT ownAboutToChange(m_manifest.id);
}

void ExtensionRecording::makeOwn()
{
    TelemetryOptions options = m_options(m_manifest);
    if (!m_applicationAllows) {
        // A refusal for this process alone: its own answer stays as it is, and has no effect until the application's
        // own is a yes again.
        QProcessEnvironment environment = options.data().environment;
        environment.insert(u"CANDOR_TELEMETRY"_s, u"0"_s);
        options.setEnvironment(environment);
    }
    m_own = std::make_unique<Telemetry>(options);
    m_loggers.push_back(m_own->loggerFor(m_manifest.id));
}

TelemetryLogger *ExtensionRecording::logger() const
{
    return m_loggers.back().get();
}

TelemetryOptions ExtensionRecording::optionsFor(const ExtensionManifest &manifest, const TelemetryOptions &application)
{
    const TelemetryOptionsData &data = application.data();
    TelemetryOptions result(u"candor-extension-"_s + manifest.id, manifest.name, manifest.version);
    result.setEnvironment(data.environment);
    result.setDirectories(data.directories);
    result.setClock(data.clock);
    result.setFileLayer(QString::fromStdString(data.fileLayer));
    result.setWatchEngine(data.watchEngine);
    result.setStartDelay(data.startDelay);
    if (data.proxy)
        result.setProxy(*data.proxy);
    result.setNotice(manifest.notice);
    result.setCatalogue(manifest.catalogue);
    // Without an address of its own its records stay on this computer. Where the build sends nothing, nobody does.
    const bool sendsNothing = data.destination.protocol() == Destination::Protocol::None;
    const bool sendsNowhere = manifest.protocol.isEmpty();
    const QString protocol = sendsNothing ? u"none"_s : sendsNowhere ? u"posthog"_s : manifest.protocol;
    // Without a key: never used.
    const QString endpoint = sendsNowhere ? u"https://nowhere.invalid"_s : manifest.endpoint;
    result.setDestination(
        DestinationConfig::resolve(protocol, endpoint, manifest.writeKey, data.environment).destination);
    return result;
}

void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions)
{
    for (const ExtensionStatus &each : extensions) {
        if (each.state == ExtensionState::Refused)
            continue;
        const bool isOn = each.state == ExtensionState::On;
        std::vector<Property> properties{
            {"extension", each.manifest.id}, {"version", each.manifest.version}, {"on", isOn}};
        if (isOn || each.failedNow) {
            properties.push_back({"duration_ms", qint64(each.duration.count())});
            properties.push_back({"success", isOn});
        }
        const QByteArray detail = each.failure ? each.failure->detail.toUtf8() : QByteArray();
        if (each.failedNow) {
            properties.push_back({"error.class", each.failure ? errorClass(each.failure->what) : "not_started"});
            // What the system says of a file that can't be loaded names it.
            if (!detail.isEmpty() && each.failure->what == ExtensionFailure::What::Thrown)
                properties.push_back({"error.message", detail.constData()});
        }
        telemetry->track("extensions.activated", properties.data(), properties.size());
    }
}

} // namespace candor
