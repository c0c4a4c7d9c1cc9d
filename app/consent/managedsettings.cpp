// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/managedsettings.h"

#include "settings/telemetryswitches.h"
#include "system/didyoumean.h"
#include "system/durablefile.h"
#include "system/strictjson.h"
#include "system/visibletext.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(candor::ManagedSettings)
};

QString lockedPath(const QString &folder)
{
    return folder + u"/locked.json"_s;
}

QString defaultsPath(const QString &folder)
{
    return folder + u"/default-settings.json"_s;
}

/// One file of an administrator: an object, or absent, or a problem. With a problem nothing is collected: the file
/// exists to decide something, and its decision is unknown.
struct AdministratorFile
{
    bool present = false;
    QString problem;
    QByteArray bytes;
    JsonValue root;
};

QString malformed(const QString &path, const QString &reason)
{
    //: @info %1 is the path of a file, %2 a technical reason in English
    return Text::tr("The administrator's file %1 can't be understood (%2), so nothing is collected.").arg(path, reason);
}

/// The target of a dangling link may only be unavailable now, such as on a store or share that is not mounted yet.
bool isDanglingLink(const QString &path)
{
    const QFileInfo info(path);
    return info.isSymLink() && !info.exists();
}

AdministratorFile load(const QString &path)
{
    AdministratorFile result;
    const FileContents contents = readFile(path);
    switch (contents.status) {
    case FileStatus::Missing:
        for (const QString &each : {path, QFileInfo(path).path()}) {
            if (isDanglingLink(each)) {
                //: @info %1 is the path of a file
                result.problem =
                    Text::tr("The administrator's %1 is a link to what is not there, so nothing is collected.")
                        .arg(each);
                break;
            }
        }
        return result;
    case FileStatus::Unreadable:
    case FileStatus::TooLarge:
        //: @info %1 is the path of a file, %2 a reason
        result.problem = Text::tr("The administrator's file %1 can't be read (%2), so nothing is collected.")
                             .arg(path, contents.error);
        return result;
    case FileStatus::Ok:
        break;
    }
    result.bytes = contents.bytes;
    JsonResult read = parseStrictJson({contents.bytes.constData(), std::size_t(contents.bytes.size())});
    result.root = read.value ? std::move(*read.value) : JsonValue();
    if (result.root.object())
        result.present = true;
    else
        result.problem =
            malformed(path, read.value ? u"expected one JSON object"_s : QString::fromStdString(read.error));
    return result;
}

/// The list of locked keys; nothing if it is not a list of texts.
std::optional<QStringList> lockedKeys(const JsonValue &file)
{
    const JsonValue::List *const list = file.at("locked").list();
    if (!list)
        return std::nullopt;
    QStringList result;
    for (const JsonValue &item : *list) {
        if (!item.text())
            return std::nullopt;
        result.append(QString::fromStdString(*item.text()));
    }
    return result;
}

/// Is \a name an unknown key about telemetry? telemetry.check is Podman Desktop's own.
bool isMistaken(const QString &name)
{
    QStringList known;
    for (const SettingKey &key : settingkeys::ofTelemetry)
        known.append(key.name);
    if (known.contains(name) || name == "telemetry.check"_L1)
        return false;
    return name.contains("telemetry"_L1, Qt::CaseInsensitive) || !didYouMean(name.toLower(), known).isEmpty();
}

QString unknownName(const QString &name, const QString &file)
{
    //: @info %1 is the name of a setting, %2 a file; the three names of settings stay as they are
    return Text::tr("“%1” found in %2, without effect, because only telemetry.enabled, telemetry.usage and "
                    "telemetry.errors are known.")
        .arg(visibleText(name), file);
}

QString valueWithoutLock(const QString &written, const QString &file, const QString &lockedFile)
{
    //: @info %1 is what stands there, such as "telemetry.enabled": false; %2 and %3 are files
    return Text::tr("%1 found in %2, without effect, because %3 does not lock it.").arg(written, file, lockedFile);
}

QString lockWithoutValue(const QString &name, const QString &file, const QString &defaultsFile)
{
    //: @info %1 is the name of a setting, %2 and %3 are files
    return Text::tr("“%1” found in %2, without effect, because %3 gives it no value.").arg(name, file, defaultsFile);
}

ManagedSettings readFolder(const QString &folder)
{
    const QString lockedFile = lockedPath(folder);
    const QString defaultsFile = defaultsPath(folder);
    const AdministratorFile locked = load(lockedFile);
    const AdministratorFile defaults = load(defaultsFile);
    if (!locked.problem.isEmpty())
        return ManagedSettings::unusable(lockedFile, locked.problem);
    if (!defaults.problem.isEmpty())
        return ManagedSettings::unusable(defaultsFile, defaults.problem);
    std::optional<QStringList> names = QStringList();
    if (locked.present)
        names = lockedKeys(locked.root);
    if (!names)
        return ManagedSettings::unusable(lockedFile, malformed(lockedFile, u"expected {\"locked\": [\"key\", ...]}"_s));

    ManagedSettings result;
    const std::vector<TelemetrySwitch> values =
        defaults.present ? findTelemetrySwitches(defaults.bytes) : std::vector<TelemetrySwitch>();
    for (const SettingKey &key : settingkeys::ofTelemetry) {
        const bool isLocked = names->contains(key.name);
        bool hasValue = false;
        for (const TelemetrySwitch &value : values) {
            if (value.key.name != key.name)
                continue;
            hasValue = true;
            if (!isLocked) {
                result.withoutEffect.append(valueWithoutLock(value.written, defaultsFile, lockedFile));
            } else if (value.on) {
                result.withoutEffect.append(ManagedSettings::agreesForOthers(value.written, defaultsFile));
            } else {
                result.refuse(key, lockedFile);
            }
        }
        if (isLocked && !hasValue)
            result.withoutEffect.append(lockWithoutValue(key.name, lockedFile, defaultsFile));
    }
    for (const QString &name : std::as_const(*names)) {
        if (isMistaken(name))
            result.withoutEffect.append(unknownName(name, lockedFile));
    }
    if (!defaults.present)
        return result;
    for (const JsonMember &member : *defaults.root.object()) {
        const QString name = QString::fromStdString(member.name);
        // The members of the object "telemetry" are checked instead of the object itself.
        if (isMistaken(name) && (name != "telemetry"_L1 || values.empty()))
            result.withoutEffect.append(unknownName(name, defaultsFile));
    }
    return result;
}

} // namespace

ManagedSettings ManagedSettings::read(const QStringList &folders)
{
    ManagedSettings result;
    for (const QString &folder : folders) {
        if (!folder.isEmpty())
            result.add(readFolder(folder));
    }
    return result;
}

ManagedSettings ManagedSettings::unusable(const QString &place, const QString &problem)
{
    ManagedSettings result;
    result.unusableFile = place;
    result.problem = problem;
    return result;
}

void ManagedSettings::refuse(const SettingKey &key, const QString &place)
{
    file = place;
    if (key.name == settingkeys::telemetryUsage.name)
        refusedCategories |= Category::Usage;
    else if (key.name == settingkeys::telemetryErrors.name)
        refusedCategories |= Category::Errors;
    else
        refusesAll = true;
}

void ManagedSettings::add(const ManagedSettings &other)
{
    // A place that refuses everything explains more than one that refuses a category.
    if (file.isEmpty() || (other.refusesAll && !refusesAll))
        file = other.file;
    if (unusableFile.isEmpty()) {
        unusableFile = other.unusableFile;
        problem = other.problem;
    }
    withoutEffect += other.withoutEffect;
    refusesAll = refusesAll || other.refusesAll;
    refusedCategories |= other.refusedCategories;
}

QString ManagedSettings::agreesForOthers(const QString &written, const QString &place)
{
    //: @info %1 is what stands there, such as "telemetry.enabled": true; %2 is a file or a registry key
    return Text::tr("%1 found in %2, without effect, because nobody can agree for others.").arg(written, place);
}

QStringList ManagedSettings::files(const QStringList &folders)
{
    QStringList result;
    for (const QString &folder : folders) {
        if (!folder.isEmpty())
            result << lockedPath(folder) << defaultsPath(folder);
    }
    return result;
}

} // namespace candor
