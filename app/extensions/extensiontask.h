// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionrecord.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace candor {

/// What an ExtensionHost does next, and what of it is done in files. Synchronous; call it off the GUI thread and under
/// the lock.
enum class Wish {
    Settle, ///< what the record says of an earlier run that ended is found out, and nothing else
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
    QString settled; ///< the id of one that turned out to have ended an earlier program
    QString problem; ///< of the record, for a person
    QString error; ///< the record could not be written: nothing is run
    QString objection; ///< to the extension's file, as it is now
};

/// Reads the record again, finds out what became of an earlier run, and writes what the task changes; of one that runs
/// an extension that it is starting now. \a path: of the extension's file.
[[nodiscard]] Prepared prepareTask(const Task &task, const QString &path, const QString &recordFile, qint64 user,
                                   std::chrono::system_clock::time_point now);

/// \a record at the end of a program: nothing is starting any more, so that the next start does not take it for the end
/// of this one.
[[nodiscard]] ExtensionRecord closed(ExtensionRecord record, const QStringList &off);

} // namespace candor
