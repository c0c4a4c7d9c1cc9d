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
    ~Settings() override; ///< waits at most 250 ms for pending writes; they continue until the process ends

    /// The last snapshot; read once in the constructor, then after every change.
    [[nodiscard]] const SettingsSnapshot &snapshot() const;

    /// The key's value or its default.
    [[nodiscard]] QString string(const SettingKey &key) const;

    /// Changes snapshot() at once and the file soon. If the write fails, problem() is emitted and the old value
    /// returns.
    void set(const SettingKey &key, const SettingValue &value);

    /// Reads the file again now (window activated).
    void reload();

Q_SIGNALS:
    void changed(); ///< the values of snapshot() have changed
    void changedHere(const candor::SettingKey &key); ///< set() in this process has changed the value
    /// A change that changedHere() has reported is on disk, or could not be written because of \a error. Emitted once
    /// for each of them, in the same order.
    void savedHere(const candor::SettingKey &key, const QString &error);
    void problem(const QString &message); ///< once for each distinct message

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
