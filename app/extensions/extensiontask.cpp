// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensiontask.h"

#include "extensions/extensionfolders.h"
#include "system/clock.h"

namespace candor {

Prepared prepareTask(const Task &task, const QString &path, const QString &recordFile, qint64 user,
                     std::chrono::system_clock::time_point now)
{
    ExtensionRecord::Reading reading = ExtensionRecord::readToChange(recordFile, user);
    Prepared result;
    result.problem = reading.problem;
    ExtensionRecord &record = reading.record;
    result.settled = record.starting;
    record.settle();
    bool runs = task.wish == Wish::SwitchOn || (task.wish == Wish::Resume && record.on.contains(task.id));
    if (runs) {
        // It may be another file than the one that was found.
        const FoundExtension found = lookAtExtension(path, user);
        result.objection = !found.problem.isEmpty() || found.manifest.id == task.id ? found.problem : path;
        runs = result.objection.isEmpty();
    }
    if (task.wish == Wish::SwitchOff || task.wish == Wish::SwitchOn) {
        record.on.removeAll(task.id);
        record.failures.remove(task.id);
    }
    if (runs) {
        if (task.wish == Wish::SwitchOn)
            record.on.append(task.id);
        record.starting = task.id;
        record.startingSince = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(now), Qt::UTC);
    }
    (void)record.write(recordFile, &result.error);
    result.record = record;
    return result;
}

ExtensionRecord closed(ExtensionRecord record, const QStringList &off)
{
    record.starting.clear();
    for (const QString &id : off) {
        record.on.removeAll(id);
        record.failures.remove(id);
    }
    return record;
}

} // namespace candor
