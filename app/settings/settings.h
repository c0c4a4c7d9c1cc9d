// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/settingsfile.h"

#include <QObject>

#include <memory>

namespace candor {

/// settings.json, live: what a window binds to. Notices changes by others (PathWatcher) and writes in the background,
/// one write after another, on a thread that exists only while something is being written.
/// Not for telemetry.*: those are written with the answer itself, by Consent.
class Settings final : public QObject
{
    Q_OBJECT

public:
    explicit Settings(SettingsFile file, QObject *parent = nullptr);
    ~Settings() override; ///< waits at most 250 ms for writes already begun; they go on as long as the process does

    /// The last snapshot; read once in the constructor, then after every change.
    [[nodiscard]] const SettingsSnapshot &snapshot() const;

    /// The key's value or its default.
    [[nodiscard]] QString string(const SettingKey &key) const;

    /// Shows at once in snapshot(), reaches the disk soon; a failure comes as problem() and the old value returns.
    void set(const SettingKey &key, const SettingValue &value);

    /// Reads the file again now (window activated).
    void reload();

Q_SIGNALS:
    void changed(); ///< snapshot() has other values than before
    void changedHere(const candor::SettingKey &key); ///< by set() in this process, and the value is another one
    /// What changedHere() told has reached the disk, or failed for the reason \a error: once for each, in their order.
    void savedHere(const candor::SettingKey &key, const QString &error);
    void problem(const QString &message); ///< once for each distinct message

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
