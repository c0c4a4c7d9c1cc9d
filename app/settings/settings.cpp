// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include "system/jobqueue.h"
#include "system/mailbox.h"
#include "system/pathwatcher.h"

#include <QCoreApplication>
#include <QSet>

#include <chrono>
#include <memory>
#include <utility>

namespace candor {

namespace {

// How long the end of the program waits for a write; a write that hangs longer is abandoned.
constexpr std::chrono::milliseconds exitBudget{250};

} // namespace

struct Settings::Private
{
    Private(SettingsFile settingsFile, Settings *owner)
        : file(std::move(settingsFile))
        , mailbox(std::make_shared<Mailbox>(owner))
    {
    }

    SettingsFile file;
    SettingsSnapshot onDisk;
    SettingsSnapshot shown; ///< onDisk with the changes that are not written yet
    std::vector<SettingsChange> waiting; ///< changes made during a write
    std::vector<SettingsChange> writing;
    std::vector<SettingKey> toldWaiting; ///< the changes in waiting that changedHere() has reported
    std::vector<SettingKey> toldWriting;
    const std::shared_ptr<Mailbox> mailbox;
    JobQueue writer;
    PathWatcher watcher;
    QSet<QString> said;

    [[nodiscard]] SettingsSnapshot withUnwritten() const
    {
        SettingsSnapshot result = onDisk;
        for (const auto *changes : {&writing, &waiting}) {
            for (const SettingsChange &change : *changes) {
                if (std::holds_alternative<std::monostate>(change.value))
                    result.values.remove(change.key.name);
                else
                    result.values.insert(change.key.name, change.value);
            }
        }
        return result;
    }

    void say(Settings *owner, const QString &message)
    {
        if (message.isEmpty() || said.contains(message))
            return;
        said.insert(message);
        Q_EMIT owner->problem(message);
    }

    void show(Settings *owner)
    {
        const SettingsSnapshot before = std::exchange(shown, withUnwritten());
        if (before.values != shown.values || before.status != shown.status || before.path != shown.path)
            Q_EMIT owner->changed();
    }

    void write(Settings *owner)
    {
        writing = std::exchange(waiting, {});
        toldWriting = std::exchange(toldWaiting, {});
        writer.post([this, owner, post = mailbox, settingsFile = file, changes = writing] {
            const SettingsFile::WriteResult result = settingsFile.write(changes);
            post->post([this, owner, result] { written(owner, result); });
        });
    }

    void written(Settings *owner, const SettingsFile::WriteResult &result)
    {
        writing.clear();
        const std::vector<SettingKey> told = std::exchange(toldWriting, {});
        onDisk = file.read();
        if (!waiting.empty())
            write(owner);
        show(owner);
        for (const SettingKey &key : told)
            Q_EMIT owner->savedHere(key, result.ok ? QString() : result.error);
        if (!result.ok)
            say(owner, result.error);
        say(owner, result.note);
        if (!result.backupPath.isEmpty()) {
            //: @info %1 and %2 are files
            say(owner,
                QCoreApplication::translate("candor::Settings",
                                            "%1 was damaged and has been replaced. What stood in it is now in %2.")
                    .arg(onDisk.path, result.backupPath));
        }
    }
};

Settings::Settings(SettingsFile file, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(file), this))
{
    // Watch first, then read: a change in between is read again.
    connect(&d->watcher, &PathWatcher::changed, this, &Settings::reload);
    d->watcher.setFiles(d->file.possiblePaths(), d->file.directories().home);
    d->onDisk = d->file.read();
    d->shown = d->onDisk;
    // Posted, because nobody can be connected yet.
    if (!d->onDisk.problem.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, message = d->onDisk.problem] { d->say(this, message); }, Qt::QueuedConnection);
    }
}

Settings::~Settings()
{
    d->mailbox->close();
    // Changes made during another write were shown as done, so they must not be lost.
    if (!d->waiting.empty()) {
        d->writer.post([settingsFile = d->file, changes = d->waiting] {
            const SettingsFile::WriteResult result = settingsFile.write(changes);
            if (!result.ok)
                qWarning("%s", qUtf8Printable(result.error));
        });
    }
    (void)d->writer.finish(exitBudget);
}

const SettingsSnapshot &Settings::snapshot() const
{
    return d->shown;
}

QString Settings::string(const SettingKey &key) const
{
    return d->shown.string(key).value_or(QString(key.defaultValue));
}

void Settings::set(const SettingKey &key, const SettingValue &value)
{
    if (d->shown.values.value(key.name) == value)
        return;
    const auto effective = [this, &key] {
        const SettingValue now = d->shown.values.value(key.name);
        const bool absent = std::holds_alternative<std::monostate>(now);
        return absent && key.type == SettingKey::Type::String ? SettingValue(QString(key.defaultValue)) : now;
    };
    const SettingValue before = effective();
    d->waiting.push_back({key, value});
    d->show(this);
    if (effective() != before) {
        d->toldWaiting.push_back(key);
        Q_EMIT changedHere(key);
    }
    if (d->writing.empty() && !d->waiting.empty())
        d->write(this);
}

void Settings::reload()
{
    d->onDisk = d->file.read();
    d->show(this);
    d->say(this, d->onDisk.problem);
}

} // namespace candor
