// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionfiles.h"

#include "extensions/extensioncontexts.h"
#include "extensions/extensionhostworld.h"
#include "system/clock.h"
#include "system/durablefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QUuid>

#include <chrono>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logExtensions, "candor.extensions", QtWarningMsg)

constexpr auto closingPatience = 250ms; // the end of the program does not wait longer, either

/// Exists while the program runs, and is removed when it ends normally. If the mark exists but nobody holds the lock of
/// the folder, the run ended unexpectedly. A folder alone proves nothing: trying its lock creates it.
QString markIn(const QString &folder)
{
    return folder + u"/running"_s;
}

} // namespace

ExtensionFiles::ExtensionFiles(const ExtensionWorld &world)
    : m_folders(world.folders)
    , m_recordFile(world.recordFile)
    , m_dataFolder(world.dataFolder)
    , m_runFolder(world.runFolder)
    , m_settings(world.settings)
    , m_clock(world.clock)
    , m_run(QString::fromLatin1(QUuid::createUuid().toRfc4122().toHex()))
{
}

ExtensionFiles::~ExtensionFiles() = default;

ExtensionFiles::Look ExtensionFiles::look() const
{
    return {findExtensions(m_folders),
            m_recordFile.isEmpty() ? ExtensionRecord::Reading() : ExtensionRecord::read(m_recordFile, m_folders.owner)};
}

/// From now on the next start can determine how this run has ended.
bool ExtensionFiles::beginRun()
{
    if (m_running)
        return true;
    QString error;
    const QString folder = m_runFolder + u'/' + m_run;
    auto running = FolderLock::acquire(folder, 0ms, &error);
    QFile mark(markIn(folder));
    if (!running || !mark.open(QIODevice::WriteOnly)) {
        qCWarning(logExtensions).noquote() << "how this run ends can't be told by the next one:" << folder << error;
        return false;
    }
    m_running = std::move(running);
    return true;
}

RunEnd ExtensionFiles::endOf(const QString &run) const
{
    if (run == m_run)
        return RunEnd::NotYet;
    const QString folder = m_runFolder + u'/' + run;
    if (!QFileInfo::exists(markIn(folder)))
        return RunEnd::Well;
    QString ignored;
    const auto lock = FolderLock::acquire(folder, 0ms, &ignored);
    if (!lock)
        return RunEnd::NotYet;
    const RunEnd result = QFileInfo::exists(markIn(folder)) ? RunEnd::Unexpected : RunEnd::Well;
    QFile::remove(markIn(folder));
    QDir().rmdir(folder);
    return result;
}

std::optional<Prepared> ExtensionFiles::prepare(const Task &task, const QString &path, QString *busy)
{
    m_lock = FolderLock::acquire(m_dataFolder, 0ms, busy);
    if (!m_lock)
        return std::nullopt;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_clock->now()), Qt::UTC);
    ExtensionRecord::Reading reading = ExtensionRecord::readToChange(m_recordFile, m_folders.owner);
    Prepared result;
    result.problem = reading.problem;
    ExtensionRecord &record = reading.record;
    result.settled = record.settle([this](const QString &run) { return endOf(run); }, now);
    bool runs = task.wish == Wish::SwitchOn || (task.wish == Wish::Resume && record.on.contains(task.id));
    ExtensionOrigin origin;
    if (runs) {
        // The file may have been replaced since it was found.
        const FoundExtension found = lookAtExtension(path, m_folders);
        origin = found.origin;
        result.objection = !found.problem.isEmpty() || found.manifest.id == task.id ? found.problem : path;
        const bool isTheSame = task.wish == Wish::SwitchOn || record.on.value(task.id) == origin;
        runs = result.objection.isEmpty() && isTheSame;
    }
    if (task.wish == Wish::SwitchOff || task.wish == Wish::SwitchOn)
        record.switchOff(task.id);
    if (runs) {
        if (task.wish == Wish::SwitchOn) {
            record.on.insert(task.id, origin);
            record.onTrial.append(task.id);
        }
        if (beginRun() && !record.runs[m_run].contains(task.id))
            record.runs[m_run].append(task.id);
        record.starting = task.id;
        record.startingSince = now;
        result.settings = ExtensionSettings::read(m_settings, task.id);
        QString ignored;
        const QString folder = m_dataFolder + u'/' + task.id;
        if (makePrivateFolder(folder, &ignored))
            result.dataFolder = folder;
    }
    (void)record.write(m_recordFile, &result.error);
    if (!runs)
        m_lock.reset();
    result.record = record;
    return result;
}

QString ExtensionFiles::conclude(const QString &id, const std::optional<ExtensionFailure> &failure)
{
    ExtensionRecord::Reading reading = ExtensionRecord::read(m_recordFile, m_folders.owner);
    QString error = reading.problem;
    // A record that can't be read at the moment must not be replaced by an empty one.
    if (error.isEmpty()) {
        if (failure)
            reading.record.fail(id, *failure);
        reading.record.starting.clear();
        (void)reading.record.write(m_recordFile, &error);
    }
    m_lock.reset();
    return error;
}

void ExtensionFiles::close(const QStringList &off)
{
    // Done first, and without the lock of the record, which another copy may hold for long.
    if (m_running) {
        const QString folder = m_runFolder + u'/' + m_run;
        QFile::remove(markIn(folder));
        QDir().rmdir(folder);
        m_running.reset();
    }
    const bool wasStarting = m_lock.has_value(); // that is over: the next start must not take it for an unexpected end
    QString error;
    if (!wasStarting && !off.isEmpty())
        m_lock = FolderLock::acquire(m_dataFolder, closingPatience, &error);
    if (m_lock) {
        ExtensionRecord record = ExtensionRecord::readToChange(m_recordFile, m_folders.owner).record;
        record.starting.clear();
        for (const QString &id : off)
            record.switchOff(id);
        (void)record.write(m_recordFile, &error);
        m_lock.reset();
    }
    if (!error.isEmpty())
        qCWarning(logExtensions).noquote() << "what is on can't be saved:" << error;
}

} // namespace candor
