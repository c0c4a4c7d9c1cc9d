// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionfolders.h"
#include "extensions/extensionrecord.h"
#include "settings/settingsfile.h"
#include "system/folderlock.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace candor {

class Clock;
struct ExtensionWorld;

/// The tasks of an ExtensionHost.
enum class Wish {
    Settle, ///< only determine how earlier runs have ended
    Resume, ///< run an extension that was on when the program last ended
    SwitchOn,
    SwitchOff,
};

struct Task
{
    Wish wish = Wish::Settle;
    QString id;
};

/// What was read from the disk before a task continues.
struct Prepared
{
    ExtensionRecord record;
    QStringList settled; ///< ids of the extensions that were found to have failed in an earlier run
    QString problem; ///< about the record, for the user
    QString error; ///< not empty: the record could not be written, so nothing is run
    QString objection; ///< the objection to the present file of the extension
    QHash<QString, QString> settings; ///< those of the extension, by key
    QString dataFolder; ///< that of the extension; empty if it can't be created
};

/// The file operations of an ExtensionHost. Its jobs share one object, which lives until the last job is done, so that
/// its locks are not released while something is still to be written under them. Synchronous; one call at a time.
class ExtensionFiles
{
public:
    explicit ExtensionFiles(const ExtensionWorld &world);
    ~ExtensionFiles();

    struct Look
    {
        FoundExtensions found;
        ExtensionRecord::Reading reading;
    };
    [[nodiscard]] Look look() const;

    /// Takes the lock of the record, reads the record again, determines how earlier runs have ended, and writes what
    /// the task changes. A task that runs an extension also writes that the extension is starting now, and keeps the
    /// lock until conclude() or close(). Nothing, and \a busy (for the user), if another copy of the program holds the
    /// lock. \a path: that of the extension's file.
    [[nodiscard]] std::optional<Prepared> prepare(const Task &task, const QString &path, QString *busy);
    /// The start of \a id is over. \returns why that can't be written, for the user, or nothing.
    [[nodiscard]] QString conclude(const QString &id, const std::optional<ExtensionFailure> &failure);
    /// This copy of the program ends normally. \a off: the extensions that were switched off without this being written
    /// yet.
    void close(const QStringList &off);

private:
    [[nodiscard]] bool beginRun();
    [[nodiscard]] RunEnd endOf(const QString &run) const;

    const ExtensionFolders m_folders;
    const QString m_recordFile;
    const QString m_dataFolder;
    const QString m_runFolder;
    const SettingsFile m_settings;
    const std::shared_ptr<const Clock> m_clock;
    const QString m_run; ///< the name of this run
    // Kept across jobs, which a lock on Windows does not support; extensions do not run there.
    std::optional<FolderLock> m_lock; ///< on the record: the lock is on the data folder
    std::optional<FolderLock> m_running; ///< on this run's folder, as long as the program lives
};

} // namespace candor
