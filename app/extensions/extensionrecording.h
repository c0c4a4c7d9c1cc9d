// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionmanifest.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace candor {

class Telemetry;
class TelemetryLogger;
class TelemetryOptions;
struct ExtensionStatus;

/// The recording of one extension, as long as it is on.
///
/// Without a catalogue of its own it records what the application's catalogue declares, under the application's yes.
/// With one it records in files of its own, under a yes of its own, and only while the application's yes applies, too.
class ExtensionRecording final : public QObject
{
    Q_OBJECT

public:
    /// Creates the options of an extension with a catalogue of its own; the manifest is already validated.
    using MakeOptions = std::function<TelemetryOptions(const ExtensionManifest &)>;

    /// \a application must outlive this object.
    ExtensionRecording(Telemetry *application, ExtensionManifest manifest, const MakeOptions &options,
                       QObject *parent = nullptr);
    ~ExtensionRecording() override;

    /// From now on recording does nothing, and own() is destroyed.
    void end();

    [[nodiscard]] TelemetryLogger *logger() const { return m_logger.get(); }
    /// The facade through which the extension's own question is asked and answered; null without a catalogue of its
    /// own. It records nothing unless the application's answer is yes, and erases its records after a no.
    [[nodiscard]] Telemetry *own() const { return m_own.get(); }

    /// The prefix of the folder with an extension's own records; the id follows it.
    [[nodiscard]] static QString folderPrefix();
    /// The options for \a manifest, derived from those of \a application: another id ("candor-extension-acme.sync"),
    /// notice, catalogue and recipient, but the same environment, folders and clock.
    [[nodiscard]] static TelemetryOptions optionsFor(const ExtensionManifest &manifest,
                                                     const TelemetryOptions &application);

Q_SIGNALS:
    void ownAboutToGo(const QString &id); ///< stop using own()

private:
    Telemetry *m_application;
    ExtensionManifest m_manifest;
    std::unique_ptr<Telemetry> m_own;
    std::unique_ptr<TelemetryLogger> m_logger;
    std::unique_ptr<TelemetryLogger>
        m_applications; ///< reports changes of the application's answer before they are written
};

/// Records `extensions.activated` for each extension that could be on: once, at the start, after the catalogue was
/// read. The catalogue decides which extensions are recorded with their id and version.
void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions);

} // namespace candor
