// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/managedsettings.h"

#include "settings/settingkeys.h"
#include "system/durablefile.h"
#include "system/strictjson.h"

#include <QCoreApplication>

#include <array>
#include <optional>
#include <string>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString lockedPath(const QString &folder)
{
    return folder + u"/locked.json"_s;
}

QString defaultsPath(const QString &folder)
{
    return folder + u"/default-settings.json"_s;
}

/// One file of an administrator: an object, or absent, or a problem. A problem refuses: the file was put there to
/// decide something, and what it decides can't be known.
struct AdministratorFile
{
    bool present = false;
    QString problem;
    rapidjson::Document document;
};

QString malformed(const QString &path, const QString &reason)
{
    //: @info %1 is the path of a file, %2 a technical reason in English
    return QCoreApplication::translate("candor::ManagedSettings",
                                       "The administrator's file %1 can't be understood (%2), so nothing is collected.")
        .arg(path, reason);
}

AdministratorFile load(const QString &path)
{
    AdministratorFile result;
    const FileContents contents = readFile(path);
    switch (contents.status) {
    case FileStatus::Missing:
        return result;
    case FileStatus::Unreadable:
    case FileStatus::TooLarge:
        //: @info %1 is the path of a file, %2 a reason
        result.problem =
            QCoreApplication::translate("candor::ManagedSettings",
                                        "The administrator's file %1 can't be read (%2), so nothing is collected.")
                .arg(path, contents.error);
        return result;
    case FileStatus::Ok:
        break;
    }
    std::string error;
    const std::string_view text(contents.bytes.constData(), std::size_t(contents.bytes.size()));
    if (!parseStrictJson(text, &result.document, &error))
        result.problem = malformed(path, QString::fromStdString(error));
    else if (!result.document.IsObject())
        result.problem = malformed(path, u"expected one JSON object"_s);
    else
        result.present = true;
    return result;
}

ManagedSettings refuse(const QString &file, const QString &problem)
{
    return {true, {}, file, problem};
}

/// Is \a key in the list of locked keys? Nothing if the list is not one of texts.
std::optional<bool> isLocked(const rapidjson::Value &list, QLatin1StringView key)
{
    bool found = false;
    for (const rapidjson::Value &item : list.GetArray()) {
        if (!item.IsString())
            return std::nullopt;
        if (QLatin1StringView(item.GetString(), qsizetype(item.GetStringLength())) == key)
            found = true;
    }
    return found;
}

ManagedSettings readFolder(const QString &folder)
{
    const QString lockedFile = lockedPath(folder);
    const QString defaultsFile = defaultsPath(folder);
    const AdministratorFile locked = load(lockedFile);
    const AdministratorFile defaults = load(defaultsFile);
    if (!locked.problem.isEmpty())
        return refuse(lockedFile, locked.problem);
    if (!defaults.problem.isEmpty())
        return refuse(defaultsFile, defaults.problem);
    if (!locked.present)
        return {};

    const auto list = locked.document.FindMember("locked");
    if (list == locked.document.MemberEnd() || !list->value.IsArray())
        return refuse(lockedFile, malformed(lockedFile, u"expected {\"locked\": [\"key\", ...]}"_s));

    struct Lockable
    {
        const SettingKey &key;
        Categories category; ///< none: everything
    };
    const std::array<Lockable, 3> keys{Lockable{settingkeys::telemetryEnabled, {}},
                                       Lockable{settingkeys::telemetryUsage, Category::Usage},
                                       Lockable{settingkeys::telemetryErrors, Category::Errors}};
    ManagedSettings result;
    for (const Lockable &lockable : keys) {
        const std::optional<bool> isInList = isLocked(list->value, lockable.key.name);
        if (!isInList)
            return refuse(lockedFile, malformed(lockedFile, u"\"locked\" holds something else than texts"_s));
        if (!*isInList || !defaults.present)
            continue;
        // Locked without a value: the person's own value counts, as in Podman Desktop.
        const auto value = defaults.document.FindMember(lockable.key.name.data());
        if (value == defaults.document.MemberEnd())
            continue;
        if (!value->value.IsBool()) {
            return refuse(defaultsFile,
                          malformed(defaultsFile, u"\"%1\" is neither true nor false"_s.arg(lockable.key.name)));
        }
        // Locked to true: nobody can agree on a person's behalf.
        if (value->value.GetBool())
            continue;
        result.file = lockedFile;
        if (lockable.category)
            result.refusedCategories |= lockable.category;
        else
            result.refusesAll = true;
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

void ManagedSettings::add(const ManagedSettings &other)
{
    // A place that refuses everything is the better explanation than one that takes a category away.
    if (file.isEmpty() || (other.refusesAll && !refusesAll))
        file = other.file;
    if (problem.isEmpty())
        problem = other.problem;
    refusesAll = refusesAll || other.refusesAll;
    refusedCategories |= other.refusedCategories;
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
