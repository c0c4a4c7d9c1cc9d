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
    ExtensionRecording(Telemetry *application, ExtensionManifest manifest, MakeOptions options,
                       QObject *parent = nullptr);
    ~ExtensionRecording() override;

    /// The one of now; those that it was before do nothing, and stay as long as this does.
    [[nodiscard]] TelemetryLogger *logger() const;
    /// Where its own question can be asked and answered; null without a catalogue of its own, and another one after
    /// ownChanged().
    [[nodiscard]] Telemetry *own() const { return m_own.get(); }

    /// The options of \a manifest beside those of \a application: another id ("candor-extension-acme.sync"), notice,
    /// catalogue and recipient, the same world.
    [[nodiscard]] static TelemetryOptions optionsFor(const ExtensionManifest &manifest,
                                                     const TelemetryOptions &application);

Q_SIGNALS:
    void ownAboutToChange(const QString &id); ///< own() goes: let go of it
    void ownChanged();

private:
    void makeOwn();

    Telemetry *m_application;
    ExtensionManifest m_manifest;
    MakeOptions m_options;
    bool m_applicationAllows = false;
    std::unique_ptr<Telemetry> m_own;
    std::vector<std::unique_ptr<TelemetryLogger>> m_loggers;
};

/// `extensions.activated` for each that could be on: once, at the start. Which ones are named by their id, the
/// catalogue says.
void recordActivations(Telemetry *telemetry, const std::vector<ExtensionStatus> &extensions);

} // namespace candor
