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

/// What an ExtensionHost does next.
enum class Wish {
    Settle, ///< what became of earlier runs is found out, and nothing else
    Resume, ///< it was on when the program ended last
    SwitchOn,
    SwitchOff,
};

struct Task
{
    Wish wish = Wish::Settle;
    QString id;
};

/// What the disk says before a task goes on.
struct Prepared
{
    ExtensionRecord record;
    QStringList settled; ///< ids of those that turned out to have failed in an earlier run
    QString problem; ///< of the record, for a person
    QString error; ///< the record could not be written: nothing is run
    QString objection; ///< to the extension's file, as it is now
    QHash<QString, QString> settings; ///< the extension's own, by key
    QString dataFolder; ///< the extension's own; empty where it can't be made
};

/// What an ExtensionHost does in files. Its jobs share one, which stays until the last of them is done: the locks in it
/// are not let go while something is still to be written under them. Synchronous; one call at a time.
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

    /// Takes the record's lock, reads the record again, finds out what became of earlier runs, and writes what the task
    /// changes; of one that runs an extension that it is starting now, and then the lock is kept until conclude() or
    /// close(). Nothing, and \a busy (for a person), where another copy has it.
    /// \a path: of the extension's file.
    [[nodiscard]] std::optional<Prepared> prepare(const Task &task, const QString &path, QString *busy);
    /// What \a id was starting is over. \returns why that can't be written, for a person, or nothing.
    [[nodiscard]] QString conclude(const QString &id, const std::optional<ExtensionFailure> &failure);
    /// This copy of the program ends well. \a off: what was switched off and is not written yet.
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
    const QString m_run; ///< the name of this one
    // Kept from one job to another, which a lock of Windows does not stand; nothing runs there.
    std::optional<FolderLock> m_lock; ///< on the record, by way of the data folder
    std::optional<FolderLock> m_running; ///< on this run's folder, as long as the program lives
};

} // namespace candor
