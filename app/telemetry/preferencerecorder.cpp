// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/preferencerecorder.h"

#include "candor/telemetry.h"
#include "settings/settingkeys.h"
#include "settings/settings.h"

#include <algorithm>

namespace candor {

PreferenceRecorder::PreferenceRecorder(Settings *settings, Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
{
    connect(settings, &Settings::changedHere, this, &PreferenceRecorder::begin);
    connect(settings, &Settings::savedHere, this, &PreferenceRecorder::end);
}

void PreferenceRecorder::begin(const SettingKey &key)
{
    if (!key.recordable)
        return;
    const QString name(key.name);
    m_open.emplace_back(name, m_telemetry->begin("preference.changed", {{"preference", name}}));
}

void PreferenceRecorder::end(const SettingKey &key, const QString &error)
{
    const auto found =
        std::find_if(m_open.begin(), m_open.end(), [&key](const auto &open) { return open.first == key.name; });
    if (found == m_open.end())
        return;
    if (!error.isEmpty())
        found->second.fail(Error("not_saved").message(error));
    m_open.erase(found); // this ends the action
}

} // namespace candor
