// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/policykey.h"

#ifdef Q_OS_WIN
#include "system/registryvalues.h"
#endif

#include <QCoreApplication>
#include <QHash>
#include <QSettings>
#include <QVariant>

#include <optional>
#ifdef Q_OS_WIN
#include <string>
#include <vector>
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using Values = QHash<QString, QVariant>; // invalid: neither a number nor a text

constexpr QLatin1StringView registry("HKEY_LOCAL_MACHINE\\");

#ifdef Q_OS_WIN
std::optional<Values> readRegistry(const QString &key)
{
    std::vector<std::wstring> names;
    for (const SettingKey &each : settingkeys::ofTelemetry)
        names.push_back(QString(each.name).toStdWString());
    const RegistryValues found = RegistryValues::read(key.toStdWString(), names);
    if (!found.readable)
        return std::nullopt;
    Values result;
    for (const auto &[name, value] : found.values) {
        QVariant &variant = result[QString::fromStdWString(name)];
        if (const auto *const number = std::get_if<std::uint64_t>(&value))
            variant = qulonglong(*number);
        else if (const auto *const text = std::get_if<std::wstring>(&value))
            variant = QString::fromStdWString(*text);
    }
    return result;
}
#endif

/// Nothing if there is something that can't be read.
std::optional<Values> readValues(const QString &path)
{
    if (path.startsWith(registry)) {
#ifdef Q_OS_WIN
        return readRegistry(path.mid(registry.size()));
#else
        return Values();
#endif
    }
    const QSettings file(path, QSettings::IniFormat);
    if (file.status() != QSettings::NoError)
        return std::nullopt;
    Values result;
    for (const SettingKey &key : settingkeys::ofTelemetry) {
        if (file.contains(key.name))
            result.insert(key.name, file.value(key.name));
    }
    return result;
}

/// The values of a file are texts.
bool isOn(const QVariant &value)
{
    const QString word = value.toString().trimmed().toLower();
    return word == "1"_L1 || word == "true"_L1;
}

} // namespace

ManagedSettings readPolicy(const QString &path)
{
    ManagedSettings result;
    if (path.isEmpty())
        return result;
    const std::optional<Values> values = readValues(path);
    if (!values) {
        //: @info %1 is a key of the Windows registry
        return ManagedSettings::unusable(
            path,
            QCoreApplication::translate("candor::PolicyKey",
                                        "The administrator's policy %1 can't be read, so nothing is collected.")
                .arg(path));
    }
    for (const SettingKey &key : settingkeys::ofTelemetry) {
        const auto value = values->constFind(key.name);
        if (value == values->cend())
            continue;
        if (isOn(*value))
            result.withoutEffect.append(ManagedSettings::agreesForOthers(key.name + u'=' + value->toString(), path));
        else
            result.refuse(key, path);
    }
    return result;
}

} // namespace candor
