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
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using What = ExtensionFailure::What;

constexpr std::array whatNames{std::pair{What::Ended, "ended"_L1}, std::pair{What::Suspected, "suspected"_L1},
                               std::pair{What::Thrown, "thrown"_L1}, std::pair{What::NotLoaded, "not-loaded"_L1}};
constexpr QLatin1StringView systemFolder("system");
constexpr QLatin1StringView userFolder("user");
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

QString textOf(const rapidjson::Value &value)
{
    return QString::fromUtf8(value.GetString(), qsizetype(value.GetStringLength()));
}

std::optional<QString> textIn(const rapidjson::Value &object, const char *name)
{
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsString())
        return std::nullopt;
    return textOf(found->value);
}

bool areIds(const QStringList &texts)
{
    return texts.size() <= mostExtensions && std::all_of(texts.begin(), texts.end(), isExtensionId);
}

std::optional<QStringList> idsFrom(const rapidjson::Value &value)
{
    if (!value.IsArray())
        return std::nullopt;
    QStringList result;
    for (const rapidjson::Value &each : value.GetArray()) {
        if (!each.IsString())
            return std::nullopt;
        result.append(textOf(each));
    }
    return areIds(result) ? std::optional(result) : std::nullopt;
}

std::optional<ExtensionOrigin> originFrom(const rapidjson::Value &value)
{
    if (!value.IsObject() || value.MemberCount() != 2)
        return std::nullopt;
    const auto folder = textIn(value, "folder");
    const auto publisher = textIn(value, "publisher");
    if (!folder || !publisher || (*folder != systemFolder && *folder != userFolder))
        return std::nullopt;
    return ExtensionOrigin{*folder == systemFolder, *publisher};
}

/// One failure, as the file has it.
std::optional<ExtensionFailure> failureFrom(const rapidjson::Value &value)
{
    if (!value.IsObject() || value.MemberCount() != 3)
        return std::nullopt;
    const auto what = textIn(value, "what");
    const auto time = textIn(value, "time");
    const auto detail = textIn(value, "detail");
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
    case What::Suspected:
        //: @info why an extension is off; %1 is a date
        return QCoreApplication::translate("candor::ExtensionRecord",
                                           "switched off: it was running when Candor ended unexpectedly, noticed on "
                                           "%1; it may not be to blame")
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

bool isRunName(const QString &name)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{32}\\z"_s);
    return form.match(name).hasMatch();
}

QStringList ExtensionRecord::settle(const std::function<RunEnd(const QString &)> &endOf, const QDateTime &now)
{
    QStringList failed;
    const auto blame = [&](const QString &id, const ExtensionFailure &failure) {
        fail(id, failure);
        failed.append(id);
    };
    QStringList cut; // what was on at an unexpected end
    for (const QString &run : runs.keys()) {
        const RunEnd end = endOf(run);
        if (end == RunEnd::NotYet)
            continue;
        for (const QString &id : runs.take(run)) {
            if (end == RunEnd::Well)
                onTrial.removeAll(id);
            else
                cut.append(id);
        }
    }
    if (!starting.isEmpty())
        blame(QString(starting), {What::Ended, startingSince, {}});
    cut.removeDuplicates();
    for (const QString &id : std::as_const(cut)) {
        if (!on.contains(id))
            continue;
        if (onTrial.contains(id))
            blame(id, {What::Suspected, now, {}});
        else
            onTrial.append(id);
    }
    return failed;
}

void ExtensionRecord::fail(const QString &id, const ExtensionFailure &failure)
{
    switchOff(id);
    failures.insert(id, failure);
    failures[id].detail.truncate(longestDetail);
}

void ExtensionRecord::switchOff(const QString &id)
{
    on.remove(id);
    onTrial.removeAll(id);
    for (QStringList &ids : runs)
        ids.removeAll(id);
    failures.remove(id);
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
    QJsonObject switchedOn;
    for (auto each = on.begin(); each != on.end(); ++each) {
        switchedOn.insert(each.key(),
                          QJsonObject{{u"folder"_s, QString(each->isSystem ? systemFolder : userFolder)},
                                      {u"publisher"_s, each->publisher}});
    }
    QJsonObject running;
    for (auto each = runs.begin(); each != runs.end(); ++each)
        running.insert(each.key(), QJsonArray::fromStringList(*each));
    return QJsonDocument(QJsonObject{{u"on"_s, switchedOn},
                                     {u"onTrial"_s, QJsonArray::fromStringList(onTrial)},
                                     {u"runs"_s, running},
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
    const auto readAll = [&](const char *name, const QString &what, const auto &take) {
        const rapidjson::Value *const object = members.object(name);
        if (!object)
            return;
        expect(object->MemberCount() <= std::size_t(mostExtensions), name, u"too many"_s);
        for (const auto &each : object->GetObject())
            expect(take(textOf(each.name), each.value), name, what);
    };

    ExtensionRecord result;
    readAll("on", u"expected folder and publisher by id"_s,
            [&result](const QString &id, const rapidjson::Value &value) {
                const auto origin = originFrom(value);
                if (origin)
                    result.on.insert(id, *origin);
                return origin && isExtensionId(id);
            });
    result.onTrial = members.strings("onTrial");
    expect(areIds(result.onTrial), "onTrial", anId);
    readAll("runs", u"expected ids by run"_s, [&result](const QString &run, const rapidjson::Value &value) {
        const auto ids = idsFrom(value);
        if (ids)
            result.runs.insert(run, *ids);
        return ids && isRunName(run);
    });
    result.starting = members.string("starting");
    expect(result.starting.isEmpty() || isExtensionId(result.starting), "starting", anId);
    const QString since = members.string("startingSince");
    result.startingSince = QDateTime::fromString(since, Qt::ISODateWithMs);
    expect(timeText(result.startingSince) == since && since.isEmpty() == result.starting.isEmpty(), "startingSince",
           u"expected a time such as \"2026-11-21T12:00:00.000Z\""_s);
    readAll("failed", u"expected failures by id"_s, [&result](const QString &id, const rapidjson::Value &value) {
        const auto failure = failureFrom(value);
        if (failure)
            result.failures.insert(id, *failure);
        return failure && isExtensionId(id);
    });
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
