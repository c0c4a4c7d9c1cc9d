// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensioncontexts.h"

#include "extensions/extensionrecording.h"
#include "settings/settingsmembers.h"
#include "settings/settingsvalue.h"
#include "system/durablefile.h"

#include <QRegularExpression>

#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds exitBudget{250};
constexpr qsizetype longestValue = 4096; // the file is shared, and other programs read all of it

/// Below a name of Candor's, so that no extension reaches a key of another program or of telemetry's.
QByteArray keyOf(const QString &id, QStringView name)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?\\z"_s);
    return form.match(name.toString()).hasMatch() ? "candor.extension." + id.toLatin1() + '.' + name.toLatin1()
                                                  : QByteArray();
}

SettingKey settingKey(const QByteArray &name)
{
    return {QLatin1StringView(name), SettingKey::Type::String, QLatin1StringView(""), false};
}

} // namespace

ExtensionSettings::ExtensionSettings(SettingsFile file, std::function<void(const QString &)> problem)
    : m_file(std::move(file))
    , m_problem(std::move(problem))
{
}

ExtensionSettings::~ExtensionSettings()
{
    (void)m_writer.finish(exitBudget);
}

std::optional<QString> ExtensionSettings::value(const QString &id, QStringView name) const
{
    const QByteArray key = keyOf(id, name);
    if (key.isEmpty())
        return std::nullopt;
    if (const auto set = m_set.find(QString::fromLatin1(key)); set != m_set.end())
        return *set;
    const QByteArray bytes = readFile(m_file.path()).bytes;
    std::string ignored;
    const auto found = findSettingsMembers({bytes.constData(), std::size_t(bytes.size())}, &ignored);
    if (!found)
        return std::nullopt;
    const auto places = found->find({key.constData(), std::size_t(key.size())});
    if (places.size() != 1)
        return std::nullopt;
    const SettingsMember &member = found->members.at(places.front());
    const SettingValue value = decodeSettingValue(
        settingKey(key), bytes.mid(qsizetype(member.valueBegin), qsizetype(member.valueEnd - member.valueBegin)));
    const auto *const text = std::get_if<QString>(&value);
    return text ? std::optional(*text) : std::nullopt;
}

bool ExtensionSettings::set(const QString &id, QStringView name, const QString &value)
{
    const QByteArray key = keyOf(id, name);
    if (key.isEmpty() || value.size() > longestValue)
        return false;
    m_set.insert(QString::fromLatin1(key), value);
    m_writer.post([file = m_file, problem = m_problem, key, value] {
        const SettingsFile::WriteResult result = file.write({{settingKey(key), value}});
        if (!result.ok)
            problem(result.error);
    });
    return true;
}

HostedContext::HostedContext(const ExtensionManifest &manifest, std::unique_ptr<ExtensionRecording> recording,
                             ExtensionSettings *settings, QString folder)
    : m_id(manifest.id)
    , m_version(manifest.version)
    , m_recording(std::move(recording))
    , m_settings(settings)
    , m_folder(std::move(folder))
{
}

HostedContext::~HostedContext() = default;

TelemetryLogger *HostedContext::logger()
{
    TelemetryLogger *const now = m_recording ? m_recording->logger() : nullptr;
    if (now && now != m_given)
        now->addCommonProperties({{"extension_version", m_version}});
    m_given = now;
    return now;
}

std::optional<QString> HostedContext::setting(QStringView name) const
{
    return m_settings->value(m_id, name);
}

bool HostedContext::setSetting(QStringView name, const QString &value)
{
    return m_settings->set(m_id, name, value);
}

QString HostedContext::dataFolder()
{
    QString ignored;
    return makePrivateFolder(m_folder, &ignored) ? m_folder : QString();
}

} // namespace candor
