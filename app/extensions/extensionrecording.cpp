// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionrecording.h"

#include "candor/catalogue.h"
#include "candor/telemetry.h"
#include "candor/telemetrylogger.h"
#include "delivery/destinationconfig.h"
#include "extensions/extensionstatus.h"
#include "extensions/extensionwithdrawal.h"
#include "telemetry/telemetryoptionsdata.h"

#include <algorithm>
#include <string>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

const char *errorClass(ExtensionFailure::What what)
{
    switch (what) {
    case ExtensionFailure::What::Ended:
        return "ended";
    case ExtensionFailure::What::Suspected:
        return "ended_later";
    case ExtensionFailure::What::Thrown:
        return "thrown";
    case ExtensionFailure::What::NotLoaded:
        return "not_loaded";
    }
    return "other";
}

/// Does the catalogue list \a id for `extensions.activated`?
bool isListed(const Catalogue &catalogue, const QString &id)
{
    const EventDefinition *const event = catalogue.find("extensions.activated");
    const EventProperty *const extension = event ? event->property("extension") : nullptr;
    const std::string name = id.toStdString();
    return extension && name != extension->otherwise
        && std::find(extension->values.begin(), extension->values.end(), name) != extension->values.end();
}

void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions, const Catalogue &catalogue)
{
    for (const ExtensionStatus &each : extensions) {
        if (each.state == ExtensionState::Refused)
            continue;
        const bool isOn = each.state == ExtensionState::On;
        std::vector<Property> properties{{"extension", each.manifest.id}, {"on", isOn}};
        // The version of an extension that is not named could reveal who made it.
        if (isListed(catalogue, each.manifest.id))
            properties.push_back({"version", each.manifest.version});
        if (isOn || each.failedNow) {
            properties.push_back({"duration_ms", qint64(each.duration.count())});
            properties.push_back({"success", isOn});
        }
        const QByteArray detail = each.failure ? each.failure->detail.toUtf8() : QByteArray();
        if (each.failedNow) {
            properties.push_back({"error.class", each.failure ? errorClass(each.failure->what) : "not_started"});
            // The system's text about a file that can't be loaded contains its name.
            if (!detail.isEmpty() && each.failure->what == ExtensionFailure::What::Thrown)
                properties.push_back({"error.message", detail.constData()});
        }
        telemetry->track("extensions.activated", properties.data(), properties.size());
    }
}

} // namespace

ExtensionRecording::ExtensionRecording(Telemetry *application, ExtensionManifest manifest, const MakeOptions &options,
                                       QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_manifest(std::move(manifest))
{
    if (m_manifest.catalogue.isEmpty()) {
        m_logger = m_application->loggerFor(m_manifest.id);
        return;
    }
    TelemetryOptions own = options(m_manifest);
    own.beginPaused();
    m_own = std::make_unique<Telemetry>(own);
    m_logger = m_own->loggerFor(m_manifest.id);
    const auto follow = [this] { m_own->overrule(overrulingBy(*m_application)); };
    m_applications = m_application->loggerFor(m_manifest.id);
    connect(m_applications.get(), &TelemetryLogger::enabledChanged, m_own.get(), follow);
    connect(m_application, &Telemetry::statusChanged, m_own.get(), follow);
    follow();
}

ExtensionRecording::~ExtensionRecording()
{
    end();
}

void ExtensionRecording::end()
{
    if (m_logger)
        m_logger->close();
    if (!m_own)
        return;
    Q_EMIT ownAboutToGo(m_manifest.id);
    m_own.reset();
}

QString ExtensionRecording::folderPrefix()
{
    return u"candor-extension-"_s;
}

TelemetryOptions ExtensionRecording::optionsFor(const ExtensionManifest &manifest, const TelemetryOptions &application)
{
    const TelemetryOptionsData &data = application.data();
    TelemetryOptions result(folderPrefix() + manifest.id, manifest.name, manifest.version);
    result.setEnvironment(data.environment);
    result.data().directories = data.directories;
    result.data().clock = data.clock;
    result.setFileLayer(QString::fromStdString(data.fileLayer));
    result.data().watchEngine = data.watchEngine;
    result.setStartPatience(data.startPatience);
    result.setStartDelay(data.startDelay);
    if (data.proxy)
        result.setProxy(*data.proxy);
    result.setNotice(manifest.notice);
    result.setCatalogue(manifest.catalogue);
    // Without an address of its own its records stay on this computer. In a build that sends nothing no extension
    // sends.
    const bool sendsNothing = data.destination.protocol() == Destination::Protocol::None;
    const bool sendsNowhere = manifest.protocol.isEmpty();
    const QString protocol = sendsNothing ? u"none"_s : sendsNowhere ? u"posthog"_s : manifest.protocol;
    // Without a key this address is never used.
    const QString endpoint = sendsNowhere ? u"https://nowhere.invalid"_s : manifest.endpoint;
    result.setDestination(
        DestinationConfig::resolve(protocol, endpoint, manifest.writeKey, data.environment).destination);
    return result;
}

void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions)
{
    if (!telemetry->isAllowed())
        return; // the catalogue would be read for nothing
    // Only the catalogue knows which names may be sent.
    telemetry->fetchCatalogue(
        telemetry, [telemetry, extensions](const std::shared_ptr<const Catalogue> &catalogue, const QString &) {
            if (catalogue)
                recordActivations(telemetry, extensions, *catalogue);
        });
}

} // namespace candor
