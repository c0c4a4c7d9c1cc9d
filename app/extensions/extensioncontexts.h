// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/extension.h"
#include "extensions/extensionmanifest.h"
#include "settings/settingsfile.h"
#include "system/jobqueue.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>

namespace candor {

class ExtensionRecording;

/// The settings of all extensions, each below its own prefix: as they were when it was started, and as it has set them
/// since. No file is read when an extension asks. Belongs to the thread that made it.
class ExtensionSettings
{
public:
    /// \a problem: called in any thread with what could not be written, for a person.
    ExtensionSettings(SettingsFile file, std::function<void(const QString &)> problem);
    ~ExtensionSettings(); ///< waits at most 250 ms for writes

    /// All of \a id, by key. Reads the file; any thread.
    [[nodiscard]] static QHash<QString, QString> read(const SettingsFile &file, const QString &id);
    /// What read() gave; what was set here since is newer.
    void know(const QHash<QString, QString> &values);

    [[nodiscard]] std::optional<QString> value(const QString &id, QStringView name) const;
    bool set(const QString &id, QStringView name, const QString &value);

private:
    SettingsFile m_file;
    std::function<void(const QString &)> m_problem;
    QHash<QString, QString> m_values;
    QSet<QString> m_set; // in this process
    JobQueue m_writer;
};

/// What one extension is given.
class HostedContext final : public ExtensionContext
{
public:
    /// \a settings outlives this; \a recording may be null; \a folder: the extension's own, empty where there is none.
    HostedContext(const ExtensionManifest &manifest, std::unique_ptr<ExtensionRecording> recording,
                  ExtensionSettings *settings, QString folder);
    ~HostedContext();

    /// Whatever is asked of it from now on does nothing.
    void end();

    /// Its events carry the extension's version, where the catalogue declares `extension_version` for them.
    [[nodiscard]] TelemetryLogger *logger() override;
    [[nodiscard]] ExtensionRecording *recording() const { return m_recording.get(); }
    [[nodiscard]] std::optional<QString> setting(QStringView name) const override;
    bool setSetting(QStringView name, const QString &value) override;
    [[nodiscard]] QString dataFolder() override;

private:
    QString m_id;
    QString m_version;
    std::unique_ptr<ExtensionRecording> m_recording;
    TelemetryLogger *m_given = nullptr;
    bool m_isEnded = false;
    ExtensionSettings *m_settings;
    QString m_folder;
};

} // namespace candor
