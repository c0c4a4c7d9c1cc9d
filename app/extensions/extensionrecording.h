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

/// What one extension records with, as long as it is on.
///
/// Without a catalogue of its own: under the application's yes, what the application's catalogue declares. With one: in
/// files of its own, under a yes of its own, and only while the application's yes holds as well.
class ExtensionRecording final : public QObject
{
    Q_OBJECT

public:
    /// Of an extension with a catalogue of its own; what it is made of is checked already.
    using MakeOptions = std::function<TelemetryOptions(const ExtensionManifest &)>;

    /// \a application outlives this.
    ExtensionRecording(Telemetry *application, ExtensionManifest manifest, const MakeOptions &options,
                       QObject *parent = nullptr);
    ~ExtensionRecording() override;

    /// What it records with does nothing from now on, and own() is gone.
    void end();

    [[nodiscard]] TelemetryLogger *logger() const { return m_logger.get(); }
    /// Where its own question can be asked and answered; null without a catalogue of its own. While the application's
    /// answer is no yes it records nothing, and after a no it erases what it has.
    [[nodiscard]] Telemetry *own() const { return m_own.get(); }

    /// Of the folder with an extension's own records, its id follows.
    [[nodiscard]] static QString folderPrefix();
    /// The options of \a manifest beside those of \a application: another id ("candor-extension-acme.sync"), notice,
    /// catalogue and recipient, the same world.
    [[nodiscard]] static TelemetryOptions optionsFor(const ExtensionManifest &manifest,
                                                     const TelemetryOptions &application);

Q_SIGNALS:
    void ownAboutToGo(const QString &id); ///< let go of own()

private:
    Telemetry *m_application;
    ExtensionManifest m_manifest;
    std::unique_ptr<Telemetry> m_own;
    std::unique_ptr<TelemetryLogger> m_logger;
    std::unique_ptr<TelemetryLogger>
        m_applications; ///< tells when the application's answer changes, before it is written
};

/// `extensions.activated` for each that could be on: once, at the start, after the catalogue was read. Which ones are
/// named by their id, and with their version, that says.
void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions);

} // namespace candor
