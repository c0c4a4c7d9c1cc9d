// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/policykey.h"

#include "settings/settingkeys.h"

#ifdef Q_OS_WIN
#include "system/registryvalues.h"
#endif

#include <QCoreApplication>
#include <QHash>
#include <QSettings>
#include <QStringList>
#include <QVariant>

#include <string>
#include <utility>
#ifdef Q_OS_WIN
#include <vector>
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct Values
{
    bool readable = true;
    QHash<QString, QVariant> values; // invalid: neither a number nor a text
};

constexpr QLatin1StringView registry("HKEY_LOCAL_MACHINE\\");

#ifdef Q_OS_WIN
Values readRegistry(const QString &key, const QStringList &names)
{
    std::vector<std::wstring> wanted;
    for (const QString &name : names)
        wanted.push_back(name.toStdWString());
    const RegistryValues found = RegistryValues::read(key.toStdWString(), wanted);
    Values result;
    result.readable = found.readable;
    for (const auto &[name, value] : found.values) {
        QVariant &variant = result.values[QString::fromStdWString(name)];
        if (const auto *const number = std::get_if<std::uint64_t>(&value))
            variant = qulonglong(*number);
        else if (const auto *const text = std::get_if<std::wstring>(&value))
            variant = QString::fromStdWString(*text);
    }
    return result;
}
#endif

Values readFile(const QString &path, const QStringList &names)
{
    Values result;
    const QSettings file(path, QSettings::IniFormat);
    result.readable = file.status() == QSettings::NoError;
    for (const QString &name : names) {
        if (file.contains(name))
            result.values.insert(name, file.value(name));
    }
    return result;
}

Values readValues(const QString &path, const QStringList &names)
{
    if (!path.startsWith(registry))
        return readFile(path, names);
#ifdef Q_OS_WIN
    return readRegistry(path.mid(registry.size()), names);
#else
    return {};
#endif
}

/// The values of a file are texts.
bool isOn(const QVariant &value)
{
    const QString word = value.toString().trimmed().toLower();
    return word == "1"_L1 || word == "true"_L1;
}

} // namespace

PolicyKey::PolicyKey(QString path)
    : m_path(std::move(path))
{
}

ManagedSettings PolicyKey::read() const
{
    ManagedSettings result;
    if (m_path.isEmpty())
        return result;
    const std::pair<const SettingKey &, Categories> keys[]{{settingkeys::telemetryEnabled, {}},
                                                           {settingkeys::telemetryUsage, Category::Usage},
                                                           {settingkeys::telemetryErrors, Category::Errors}};
    QStringList names;
    for (const auto &each : keys)
        names.append(each.first.name);
    const Values found = readValues(m_path, names);
    if (!found.readable) {
        result.unusableFile = m_path;
        //: @info %1 is a key of the Windows registry
        result.problem =
            QCoreApplication::translate("candor::PolicyKey",
                                        "The administrator's policy %1 can't be read, so nothing is collected.")
                .arg(m_path);
        return result;
    }
    for (const auto &[setting, category] : keys) {
        const auto value = found.values.constFind(setting.name);
        if (value == found.values.cend())
            continue;
        if (isOn(*value)) {
            result.withoutEffect.append(
                ManagedSettings::agreesForOthers(setting.name + u'=' + value->toString(), m_path));
            continue;
        }
        result.file = m_path;
        if (category)
            result.refusedCategories |= category;
        else
            result.refusesAll = true;
    }
    return result;
}

} // namespace candor
