// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/action.h"

#include <QObject>
#include <QString>

#include <list>
#include <utility>

namespace candor {

class Settings;
class Telemetry;
struct SettingKey;

/// Records `preference.changed` for each preference that the user changes in this window: its name, never its value,
/// and whether it could be saved.
class PreferenceRecorder final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this object.
    PreferenceRecorder(Settings *settings, Telemetry *telemetry, QObject *parent = nullptr);

private:
    void begin(const SettingKey &key);
    void end(const SettingKey &key, const QString &error);

    Telemetry *m_telemetry;
    std::list<std::pair<QString, Action>> m_open; ///< by the name of the preference, oldest first
};

} // namespace candor
