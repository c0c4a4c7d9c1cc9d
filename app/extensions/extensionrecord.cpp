// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionrecord.h"

#include "consent/strictmembers.h"
#include "extensions/extensionmanifest.h"
#include "system/durablefile.h"
#include "system/visibletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using What = ExtensionFailure::What;

constexpr std::array whatNames{std::pair{What::Ended, "ended"_L1}, std::pair{What::Thrown, "thrown"_L1},
                               std::pair{What::NotLoaded, "not-loaded"_L1}};
constexpr qint64 largestFile = 256 * 1024;
constexpr qsizetype mostExtensions = 500;
constexpr qsizetype longestDetail = 500;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString damaged(const QString &path, const QString &why)
{
    //: @info %1 is a file, %2 says what is wrong in it, in English
    return QCoreApplication::translate("candor::ExtensionRecord",
                                       "%1 is damaged (%2), so all extensions are off. Switch them on again.")
        .arg(path, why);
}

/// One failure, as the file has it.
std::optional<ExtensionFailure> failureFrom(const rapidjson::Value &value)
{
    if (!value.IsObject() || value.MemberCount() != 3)
        return std::nullopt;
    const auto text = [&value](const char *name) -> std::optional<QString> {
        const auto found = value.FindMember(name);
        if (found == value.MemberEnd() || !found->value.IsString())
            return std::nullopt;
        return QString::fromUtf8(found->value.GetString(), qsizetype(found->value.GetStringLength()));
    };
    const auto what = text("what");
    const auto time = text("time");
    const auto detail = text("detail");
    if (!what || !time || !detail || detail->size() > longestDetail)
        return std::nullopt;
    const auto *const known =
        std::find_if(whatNames.begin(), whatNames.end(), [&what](const auto &each) { return each.second == *what; });
    ExtensionFailure result;
    result.time = QDateTime::fromString(*time, Qt::ISODateWithMs);
    if (known == whatNames.end() || timeText(result.time) != *time)
        return std::nullopt;
    result.what = known->first;
    result.detail = *detail;
    return result;
}

} // namespace

QString ExtensionFailure::text() const
{
    const QString day = QLocale().toString(time.toLocalTime().date(), QLocale::LongFormat);
    switch (what) {
    case What::Ended:
        //: @info why an extension is off; %1 is a date
        return QCoreApplication::translate("candor::ExtensionRecord",
                                           "switched off: the program ended while it was starting, on %1")
            .arg(day);
    case What::Thrown:
        //: @info why an extension is off; %1 is a date, %2 what it says itself
        return QCoreApplication::translate("candor::ExtensionRecord", "switched off: it failed to start on %1 (%2)")
            .arg(day, visibleText(detail));
    case What::NotLoaded:
        //: @info why an extension is off; %1 is a date, %2 what the system says, in English
        return QCoreApplication::translate("candor::ExtensionRecord", "switched off: it can't be loaded, on %1 (%2)")
            .arg(day, visibleText(detail));
    }
    return {};
}

bool ExtensionRecord::settle()
{
    if (starting.isEmpty())
        return false;
    fail(starting, {What::Ended, startingSince, {}});
    return true;
}

void ExtensionRecord::fail(const QString &id, const ExtensionFailure &failure)
{
    on.removeAll(id);
    failures.insert(id, failure);
    failures[id].detail.truncate(longestDetail);
    if (starting == id)
        starting.clear();
}

QByteArray ExtensionRecord::toJson() const
{
    QJsonObject failed;
    for (auto each = failures.begin(); each != failures.end(); ++each) {
        const auto *const name = std::find_if(whatNames.begin(), whatNames.end(),
                                              [&each](const auto &known) { return known.first == each->what; });
        failed.insert(each.key(),
                      QJsonObject{{u"what"_s, QString(name->second)},
                                  {u"time"_s, timeText(each->time)},
                                  {u"detail"_s, each->detail}});
    }
    return QJsonDocument(QJsonObject{{u"on"_s, QJsonArray::fromStringList(on)},
                                     {u"starting"_s, starting},
                                     {u"startingSince"_s, starting.isEmpty() ? QString() : timeText(startingSince)},
                                     {u"failed"_s, failed}})
        .toJson();
}

std::optional<ExtensionRecord> ExtensionRecord::fromJson(const QByteArray &bytes, QString *error)
{
    StrictMembers members(u"extensions.json"_s, bytes);
    const auto expect = [&members](bool fine, const char *name, const QString &what) {
        if (!fine)
            members.fail(QLatin1StringView(name), what);
    };
    const QString anId = u"expected the id of an extension"_s;

    ExtensionRecord result;
    result.on = members.strings("on");
    expect(result.on.size() <= mostExtensions && std::all_of(result.on.begin(), result.on.end(), isExtensionId), "on",
           anId);
    result.starting = members.string("starting");
    expect(result.starting.isEmpty() || isExtensionId(result.starting), "starting", anId);
    const QString since = members.string("startingSince");
    result.startingSince = QDateTime::fromString(since, Qt::ISODateWithMs);
    expect(timeText(result.startingSince) == since && since.isEmpty() == result.starting.isEmpty(), "startingSince",
           u"expected a time such as \"2026-11-21T12:00:00.000Z\""_s);
    if (const rapidjson::Value *failed = members.object("failed")) {
        expect(failed->MemberCount() <= std::size_t(mostExtensions), "failed", u"too many"_s);
        for (const auto &each : failed->GetObject()) {
            const QString id = QString::fromUtf8(each.name.GetString(), qsizetype(each.name.GetStringLength()));
            const auto failure = failureFrom(each.value);
            expect(isExtensionId(id) && failure, "failed", u"expected failures by id"_s);
            if (failure)
                result.failures.insert(id, *failure);
        }
    }
    members.refuseUnknown();
    if (members.error().isEmpty())
        return result;
    *error = members.error();
    return std::nullopt;
}

ExtensionRecord::Reading ExtensionRecord::read(const QString &path, qint64 user)
{
    Reading result;
    const FileContents contents = readFile(path, largestFile);
    if (contents.status == FileStatus::Missing)
        return result;
    result.isThere = true;
    if (contents.status != FileStatus::Ok) {
        result.problem = contents.error;
        return result;
    }
    QString why = u"somebody else can write to it"_s;
    if (contents.isAloneOf(user)) {
        if (auto record = fromJson(contents.bytes, &why)) {
            result.record = *record;
            return result;
        }
    }
    result.problem = damaged(path, why);
    return result;
}

ExtensionRecord::Reading ExtensionRecord::readToChange(const QString &path, qint64 user)
{
    Reading result = read(path, user);
    if (result.problem.isEmpty())
        return result;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (qint64 stamp = now; stamp < now + 100; ++stamp) {
        const QString kept = path + u".damaged-"_s + QString::number(stamp);
        if (!QFile::rename(path, kept))
            continue; // an earlier one is never overwritten
        //: @info goes after another sentence; %1 is a file
        result.problem +=
            u' ' + QCoreApplication::translate("candor::ExtensionRecord", "What stood there is now in %1.").arg(kept);
        break;
    }
    return result;
}

bool ExtensionRecord::write(const QString &path, QString *error) const
{
    return replacePrivateFile(path, toJson(), error);
}

} // namespace candor
