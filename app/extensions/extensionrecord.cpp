// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionrecord.h"

#include "extensions/extensionmanifest.h"
#include "system/durablefile.h"
#include "system/jsonfile.h"
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

std::optional<QString> textIn(const JsonValue &object, std::string_view name)
{
    const JsonValue *const member = object.find(name);
    return member && member->text() ? std::optional(QString::fromStdString(*member->text())) : std::nullopt;
}

bool areIds(const QStringList &texts)
{
    return texts.size() <= mostExtensions && std::all_of(texts.begin(), texts.end(), isExtensionId);
}

std::optional<QStringList> idsFrom(const JsonValue &value)
{
    if (!value.list())
        return std::nullopt;
    QStringList result;
    for (const JsonValue &each : *value.list()) {
        if (!each.text())
            return std::nullopt;
        result.append(QString::fromStdString(*each.text()));
    }
    return areIds(result) ? std::optional(result) : std::nullopt;
}

bool hasMembers(const JsonValue &value, std::size_t count)
{
    return value.object() && value.object()->size() == count;
}

std::optional<ExtensionOrigin> originFrom(const JsonValue &value)
{
    const auto folder = textIn(value, "folder");
    const auto publisher = textIn(value, "publisher");
    if (!hasMembers(value, 2) || !folder || !publisher || (*folder != systemFolder && *folder != userFolder))
        return std::nullopt;
    return ExtensionOrigin{*folder == systemFolder, *publisher};
}

/// Reads one failure from the file.
std::optional<ExtensionFailure> failureFrom(const JsonValue &value)
{
    const auto what = textIn(value, "what");
    const auto time = textIn(value, "time");
    const auto detail = textIn(value, "detail");
    if (!hasMembers(value, 3) || !what || !time || !detail || detail->size() > longestDetail)
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
    QStringList cut; // the extensions that were on at an unexpected end
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

Result<ExtensionRecord> ExtensionRecord::fromJson(const QByteArray &bytes)
{
    JsonFile file("extensions.json", {bytes.constData(), std::size_t(bytes.size())});
    const auto expect = [&file](bool fine, std::string_view name, std::string_view what) {
        if (!fine)
            file.failMember(name, what);
    };
    constexpr std::string_view anId = "expected the id of an extension";
    const auto readAll = [&](std::string_view name, std::string_view what, const auto &take) {
        const JsonValue *const object = file.object(name);
        if (!object)
            return;
        expect(object->object()->size() <= std::size_t(mostExtensions), name, "too many");
        for (const JsonMember &each : *object->object()) {
            if (!take(QString::fromStdString(each.name), each.value))
                file.fail(each.value, '"' + std::string(name) + "\": " + std::string(what));
        }
    };

    ExtensionRecord result;
    readAll("on", "expected folder and publisher by id", [&result](const QString &id, const JsonValue &value) {
        const auto origin = originFrom(value);
        if (origin)
            result.on.insert(id, *origin);
        return origin && isExtensionId(id);
    });
    for (const std::string &id : file.texts("onTrial"))
        result.onTrial.append(QString::fromStdString(id));
    expect(areIds(result.onTrial), "onTrial", anId);
    readAll("runs", "expected ids by run", [&result](const QString &run, const JsonValue &value) {
        const auto ids = idsFrom(value);
        if (ids)
            result.runs.insert(run, *ids);
        return ids && isRunName(run);
    });
    result.starting = QString::fromStdString(file.text("starting"));
    expect(result.starting.isEmpty() || isExtensionId(result.starting), "starting", anId);
    const QString since = QString::fromStdString(file.text("startingSince"));
    result.startingSince = QDateTime::fromString(since, Qt::ISODateWithMs);
    expect(timeText(result.startingSince) == since && since.isEmpty() == result.starting.isEmpty(), "startingSince",
           "expected a time such as \"2026-11-21T12:00:00.000Z\"");
    readAll("failed", "expected failures by id", [&result](const QString &id, const JsonValue &value) {
        const auto failure = failureFrom(value);
        if (failure)
            result.failures.insert(id, *failure);
        return failure && isExtensionId(id);
    });
    return file.finish(std::move(result));
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
        const Result<ExtensionRecord> record = fromJson(contents.bytes);
        if (record) {
            result.record = *record;
            return result;
        }
        why = QString::fromStdString(record.error);
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
            continue; // an earlier copy is never overwritten
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
