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

/// The settings of all extensions, each with its own prefix: their values when the extension was started, and those
/// that it has set since. Queries of an extension read no file. Belongs to the thread that created it.
class ExtensionSettings
{
public:
    /// \a problem: called on any thread with a message for the user about what could not be written.
    ExtensionSettings(SettingsFile file, std::function<void(const QString &)> problem);
    ~ExtensionSettings(); ///< waits at most 250 ms for writes

    /// All settings of \a id, by key. Reads the file; any thread.
    [[nodiscard]] static QHash<QString, QString> read(const SettingsFile &file, const QString &id);
    /// Takes over the result of read(), except for keys that were set here since.
    void know(const QHash<QString, QString> &values);

    [[nodiscard]] std::optional<QString> value(const QString &id, QStringView name) const;
    bool set(const QString &id, QStringView name, const QString &value);

private:
    SettingsFile m_file;
    std::function<void(const QString &)> m_problem;
    QHash<QString, QString> m_values;
    QSet<QString> m_set; // keys set in this process
    JobQueue m_writer;
};

/// The context that one extension gets.
class HostedContext final : public ExtensionContext
{
public:
    /// \a settings must outlive this object; \a recording may be null; \a folder: that of the extension, empty if there
    /// is none.
    HostedContext(const ExtensionManifest &manifest, std::unique_ptr<ExtensionRecording> recording,
                  ExtensionSettings *settings, QString folder);
    ~HostedContext();

    /// From now on all calls do nothing.
    void end();

    /// Its events contain the version of the extension if the catalogue declares `extension_version` for them.
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
