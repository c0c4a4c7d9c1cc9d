// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsfile.h"

#include "settings/settingsvalue.h"
#include "settings/telemetryswitches.h"
#include "system/durablefile.h"
#include "system/folderlock.h"
#include "system/strictjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(candor::SettingsFile)
};

constexpr auto lockTimeout = 5s; // a holder needs milliseconds; a stopped process must not block the others forever

QString legacyFolder(const Directories &directories)
{
    return directories.home + u"/.local/share/containers/podman-desktop/configuration"_s;
}

/// Where Podman Desktop keeps the file after a fresh installation on Linux; empty on other systems.
QString xdgPath([[maybe_unused]] const Directories &directories)
{
#ifdef Q_OS_LINUX
    if (!directories.config.isEmpty())
        return directories.config + u"/containers/podman-desktop/settings.json"_s;
#endif
    return {};
}

/// A dangling link exists, too: writing through it creates its target.
bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

QString damaged(const QString &path, const QString &why)
{
    //: @info %1 is a file, %2 says what is wrong in it, in English
    return Text::tr("%1 is damaged (%2). Correct it, or remove it to begin with an empty one.").arg(path, why);
}

QString refusesInItsOwnWay(const QString &path, const QStringList &written)
{
    //: @info %1 is a file, %2 what stands in it, such as "telemetry.enabled": "false"
    return Text::tr("%1 says %2. Anything but true refuses, so this counts as a no; an answer replaces it.")
        .arg(path, written.join(u", "_s));
}

QString noHome(const Directories &directories)
{
    if (!directories.problem.isEmpty())
        return directories.problem;
    //: @info
    return Text::tr("There is no home folder, so settings can't be kept. Set HOME to your folder.");
}

/// Copies a file that is about to be replaced. Returns the path of the copy; empty, with \a error set, on failure.
QString backUp(const QString &path, const QByteArray &bytes, QString *error)
{
    using namespace std::chrono;
    qint64 stamp = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    for (;; ++stamp) {
        const QString backup = path + u".backup-"_s + QString::number(stamp);
        switch (createFile(backup, bytes, error)) {
        case CreateResult::Created:
            return backup;
        case CreateResult::Failed:
            return {};
        case CreateResult::AlreadyThere:
            break; // an earlier backup is never overwritten: the next millisecond's name is free
        }
    }
}

QString otherNames(const QString &path)
{
    //: @info after a file was written; %1 is its path
    return Text::tr("%1 had other names too (hard links). Those still hold the old content; link them again.")
        .arg(path);
}

/// The names of our keys to which \a bytes give a value other than true.
QStringList refusedIn(const QByteArray &bytes)
{
    QStringList result;
    // A file with a duplicate key is damaged, too, but the depth of its keys can be trusted.
    const bool isObject = findJsonMembers(view(bytes)).value.has_value();
    for (const TelemetrySwitch &each : isObject ? findTelemetrySwitches(bytes) : findTelemetrySwitchesInDamage(bytes)) {
        if (!each.on)
            result.append(each.key.name);
    }
    return result;
}

SettingsFile::WriteResult failure(const QString &error)
{
    SettingsFile::WriteResult result;
    result.error = error;
    return result;
}

} // namespace

QString settingsPath(const Directories &directories, SettingsLayout layout, const QString &applicationId)
{
    if (layout == SettingsLayout::Application) {
        return directories.config.isEmpty() ? QString()
                                            : directories.config + u'/' + applicationId + u"/settings.json"_s;
    }
    if (!directories.podmanDesktopHome.isEmpty())
        return directories.podmanDesktopHome + u"/configuration/settings.json"_s;
    if (directories.home.isEmpty())
        return {};
    const QString xdg = xdgPath(directories);
    if (!xdg.isEmpty() && !isThere(legacyFolder(directories)) && isThere(xdg))
        return xdg;
    return legacyFolder(directories) + u"/settings.json"_s;
}

SettingValue decodeSettingValue(const SettingKey &key, std::string_view bytes)
{
    const JsonResult result = parseStrictJson(bytes);
    const JsonValue value = result.value.value_or(JsonValue());
    if (const bool *const boolean = value.boolean(); boolean && key.type == SettingKey::Type::Boolean)
        return *boolean;
    if (const std::string *const text = value.text(); text && key.type == SettingKey::Type::String)
        return QString::fromStdString(*text);
    return {};
}

std::vector<const JsonMember *> membersNamed(const JsonValue &object, std::string_view name)
{
    std::vector<const JsonMember *> result;
    for (const JsonMember &member : *object.object()) {
        if (member.name == name)
            result.push_back(&member);
    }
    return result;
}

std::optional<QString> keyThatStandsTwice(const JsonValue &settings)
{
    for (const SettingKey &key : settingkeys::all) {
        if (membersNamed(settings, view(key)).size() > 1) {
            //: @info:inline %1 is the name of a setting; stands in brackets after the name of a file
            return Text::tr("%1 stands in it more than once").arg(key.name);
        }
    }
    return std::nullopt;
}

std::optional<bool> SettingsSnapshot::boolean(const SettingKey &key) const
{
    const SettingValue value = values.value(key.name);
    const auto *boolean = std::get_if<bool>(&value);
    return boolean ? std::optional(*boolean) : std::nullopt;
}

std::optional<QString> SettingsSnapshot::string(const SettingKey &key) const
{
    const SettingValue value = values.value(key.name);
    const auto *string = std::get_if<QString>(&value);
    return string ? std::optional(*string) : std::nullopt;
}

SettingsFile::SettingsFile(Directories directories, SettingsLayout layout, QString applicationId)
    : m_directories(std::move(directories))
    , m_layout(layout)
    , m_applicationId(std::move(applicationId))
{
}

QString SettingsFile::path() const
{
    return settingsPath(m_directories, m_layout, m_applicationId);
}

QStringList SettingsFile::possiblePaths() const
{
    if (m_layout == SettingsLayout::PodmanDesktop && m_directories.podmanDesktopHome.isEmpty()
        && !m_directories.home.isEmpty()) {
        QStringList result{legacyFolder(m_directories) + u"/settings.json"_s, xdgPath(m_directories)};
        result.removeAll(QString());
        result.removeDuplicates();
        return result;
    }
    const QString only = path(); // fixed: nothing is looked up
    return only.isEmpty() ? QStringList() : QStringList(only);
}

SettingsSnapshot SettingsFile::read() const
{
    SettingsSnapshot result;
    result.path = path();
    if (result.path.isEmpty()) {
        result.status = SettingsStatus::Unreadable;
        result.problem = noHome(m_directories);
        return result;
    }
    const FileContents contents = readFile(result.path);
    if (contents.status == FileStatus::Missing)
        return result;
    if (contents.status != FileStatus::Ok) {
        result.status = SettingsStatus::Unreadable;
        result.problem = contents.error;
        return result;
    }

    const JsonResult found = findJsonMembers(view(contents.bytes));
    const std::optional<QString> why =
        found.value ? keyThatStandsTwice(*found.value) : QString::fromStdString(found.error);
    if (why) {
        result.status = SettingsStatus::Corrupt;
        result.problem = damaged(result.path, *why);
        result.refusedInDamage = refusedIn(contents.bytes);
        // Queried after reading: if another file has replaced this one meanwhile, the bytes count as new.
        result.unchangedSince = QFileInfo(result.path).metadataChangeTime();
        return result;
    }
    result.status = SettingsStatus::Ok;
    QStringList odd;
    for (const TelemetrySwitch &each : findTelemetrySwitches(contents.bytes)) {
        SettingValue &value = result.values[each.key.name];
        value = each.on && value != SettingValue(false);
        if (!each.on && !each.plain)
            odd.append(each.written);
    }
    if (!odd.isEmpty())
        result.problem = refusesInItsOwnWay(result.path, odd);
    for (const SettingKey &key : settingkeys::all) {
        if (key.type == SettingKey::Type::Boolean)
            continue;
        const JsonValue *const member = found.value->find(view(key));
        const SettingValue value =
            member ? decodeSettingValue(key, member->bytesIn(view(contents.bytes))) : SettingValue();
        if (!std::holds_alternative<std::monostate>(value))
            result.values.insert(key.name, value);
    }
    return result;
}

SettingsFile::WriteResult SettingsFile::write(const std::vector<SettingsChange> &changes) const
{
    QString path = this->path();
    if (path.isEmpty())
        return failure(noHome(m_directories));
    // Without a file there is nothing to remove, and no folder is created.
    const bool removesOnly = std::all_of(changes.begin(), changes.end(), [](const SettingsChange &change) {
        return std::holds_alternative<std::monostate>(change.value);
    });
    if (removesOnly && !isThere(path)) {
        WriteResult result;
        result.ok = true;
        return result;
    }
    QString error;
    std::optional<FolderLock> lock;
    // The path can change while another process holds the lock, but the locked folder must be the one that is written
    // to. Podman Desktop creates its folder once, so a second round is enough; more are harmless.
    for (;;) {
        lock.reset();
        lock = FolderLock::acquire(QFileInfo(path).path(), lockTimeout, &error);
        if (!lock)
            return failure(error);
        const QString now = this->path();
        if (now == path)
            break;
        path = now;
    }

    const FileContents contents = readFile(path);
    if (contents.status == FileStatus::Unreadable || contents.status == FileStatus::TooLarge)
        return failure(contents.error);

    WriteResult result;
    const bool exists = contents.status == FileStatus::Ok;
    std::optional<QByteArray> spliced;
    if (!exists || !contents.bytes.isEmpty())
        spliced = spliceSettings(contents.bytes, changes).value;
    if (!spliced) {
        result.backupPath = backUp(path, contents.bytes, &error);
        if (result.backupPath.isEmpty())
            return failure(error);
        // A key that refused continues to refuse until an answer says otherwise.
        std::vector<SettingsChange> all;
        const QStringList refused = refusedIn(contents.bytes);
        for (const SettingKey &key : settingkeys::ofTelemetry) {
            if (refused.contains(key.name))
                all.push_back({key, false});
        }
        all.insert(all.end(), changes.begin(), changes.end());
        spliced = spliceSettings({}, all).value;
    }
    spliced = withoutNestedRefusals(*spliced, changes);
    const QByteArray before = exists ? contents.bytes : QByteArrayLiteral("{}");
    if (*spliced == before) {
        result.ok = true;
        return result;
    }
    const bool otherwiseNamed = hasOtherNames(path);
    result.ok = replaceFile(path, *spliced, &result.error);
    if (result.ok && otherwiseNamed)
        result.note = otherNames(path);
    if (!result.ok && !result.backupPath.isEmpty())
        QFile::remove(std::exchange(result.backupPath, QString())); // the original is still there
    result.changed = result.ok;
    return result;
}

} // namespace candor
