// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/policykey.h"

#include "settings/settingkeys.h"

#include <QCoreApplication>
#include <QSettings>
#include <QVariant>

#include <optional>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

std::optional<QSettings::Format> formatOf(const QString &path)
{
    if (!path.startsWith("HKEY_"_L1))
        return QSettings::IniFormat;
#ifdef Q_OS_WIN
    return QSettings::Registry64Format; // a 32-bit program is ruled by the same key
#else
    return std::nullopt;
#endif
}

/// REG_DWORD comes as a number, REG_SZ and the values of a file as texts.
std::optional<bool> asBoolean(const QVariant &value)
{
    const QString word = value.toString().trimmed().toLower();
    if (word == "0"_L1 || word == "false"_L1)
        return false;
    if (word == "1"_L1 || word == "true"_L1)
        return true;
    return std::nullopt;
}

} // namespace

PolicyKey::PolicyKey(QString path)
    : m_path(std::move(path))
{
}

ManagedSettings PolicyKey::read() const
{
    ManagedSettings result;
    const std::optional<QSettings::Format> format = formatOf(m_path);
    if (m_path.isEmpty() || !format)
        return result;
    const auto refuse = [this, &result](const QString &problem) {
        result.refusesAll = true;
        result.file = m_path;
        result.problem = problem;
    };

    const QSettings key(m_path, *format);
    if (key.status() != QSettings::NoError) {
        //: @info %1 is a key of the Windows registry
        refuse(QCoreApplication::translate("candor::PolicyKey",
                                           "The administrator's policy %1 can't be read, so nothing is collected.")
                   .arg(m_path));
        return result;
    }
    const std::pair<const SettingKey &, Categories> keys[]{{settingkeys::telemetryEnabled, {}},
                                                           {settingkeys::telemetryUsage, Category::Usage},
                                                           {settingkeys::telemetryErrors, Category::Errors}};
    for (const auto &[setting, category] : keys) {
        if (!key.contains(setting.name))
            continue;
        const std::optional<bool> allowed = asBoolean(key.value(setting.name));
        if (!allowed) {
            //: @info %1 is a key of the Windows registry, %2 the name of a value in it
            refuse(QCoreApplication::translate("candor::PolicyKey",
                                               "The administrator's policy %1 can't be understood (%2 is neither 0 nor "
                                               "1), so nothing is collected.")
                       .arg(m_path, setting.name));
            return result;
        }
        if (*allowed)
            continue;
        result.file = m_path;
        if (category)
            result.refusedCategories |= category;
        else
            result.refusesAll = true;
    }
    return result;
}

} // namespace candor
