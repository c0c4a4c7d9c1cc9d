// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensioncontexts.h"

#include "extensions/extensionrecording.h"
#include "settings/settingsvalue.h"
#include "system/durablefile.h"

#include <QRegularExpression>

#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds exitBudget{250};
constexpr qsizetype longestValue = 4096; // the file is shared, and other programs read it completely

/// Begins with a name of Candor, so that no extension reaches a key of another program or of telemetry.
QByteArray prefixOf(const QString &id)
{
    return "candor.extension." + id.toLatin1() + '.';
}

/// Ids contain dots, so names must not: "x.y" of "acme.sync" would be the same key as "y" of "acme.sync.x".
QByteArray keyOf(const QString &id, QStringView name)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?\\z"_s);
    return form.match(name.toString()).hasMatch() ? prefixOf(id) + name.toLatin1() : QByteArray();
}

bool isKeyOf(const QString &id, const QByteArray &key)
{
    const QByteArray prefix = prefixOf(id);
    return key.startsWith(prefix) && keyOf(id, QString::fromUtf8(key.mid(prefix.size()))) == key;
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

QHash<QString, QString> ExtensionSettings::read(const SettingsFile &file, const QString &id)
{
    QHash<QString, QString> result;
    const QByteArray bytes = readFile(file.path()).bytes;
    const JsonResult found = findJsonMembers(view(bytes));
    if (!found.value)
        return result;
    for (const JsonMember &member : *found.value->object()) {
        const QByteArray key = QByteArray::fromStdString(member.name);
        if (!isKeyOf(id, key) || membersNamed(*found.value, member.name).size() != 1)
            continue;
        const SettingValue value = decodeSettingValue(settingKey(key), member.value.bytesIn(view(bytes)));
        const auto *const text = std::get_if<QString>(&value);
        if (text)
            result.insert(QString::fromLatin1(key), *text);
    }
    return result;
}

void ExtensionSettings::know(const QHash<QString, QString> &values)
{
    for (auto each = values.begin(); each != values.end(); ++each) {
        if (!m_set.contains(each.key()))
            m_values.insert(each.key(), *each);
    }
}

std::optional<QString> ExtensionSettings::value(const QString &id, QStringView name) const
{
    const auto found = m_values.find(QString::fromLatin1(keyOf(id, name)));
    return found == m_values.end() ? std::nullopt : std::optional(*found);
}

bool ExtensionSettings::set(const QString &id, QStringView name, const QString &value)
{
    const QByteArray key = keyOf(id, name);
    if (key.isEmpty() || value.size() > longestValue)
        return false;
    m_set.insert(QString::fromLatin1(key));
    m_values.insert(QString::fromLatin1(key), value);
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

void HostedContext::end()
{
    m_isEnded = true;
    m_folder.clear();
    if (m_recording)
        m_recording->end();
}

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
    return m_isEnded ? std::nullopt : m_settings->value(m_id, name);
}

bool HostedContext::setSetting(QStringView name, const QString &value)
{
    return !m_isEnded && m_settings->set(m_id, name, value);
}

QString HostedContext::dataFolder()
{
    return m_folder;
}

} // namespace candor
