// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "identity/anonymousid.h"

#include "system/durablefile.h"
#include "system/folderlock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(candor::AnonymousId)
};

constexpr qint64 sizeLimit = 4096; // an id has 36 bytes; a larger file is something else
constexpr auto patience = 500ms; // another tool may have created the file and not written it yet
constexpr auto pollInterval = 20ms;
constexpr auto lockTimeout = 2s;
constexpr int maximumAttempts = 20; // each follows a change by another process, which does not go on forever

/// The id in \a bytes, in the form in which it is sent. Other tools have written it with a byte order mark, with a
/// newline, or in upper case.
std::optional<QString> parseId(QByteArray bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes.remove(0, 3);
    const QString id = QString::fromLatin1(bytes.trimmed().toLower());
    return AnonymousId::isWellFormed(id) ? std::optional(id) : std::nullopt;
}

bool isInvalid(const FileContents &contents)
{
    return contents.status == FileStatus::TooLarge || (contents.status == FileStatus::Ok && !parseId(contents.bytes));
}

QString freshId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

AnonymousId::Result forThisProcessOnly(const QString &problem)
{
    return {freshId(), false, problem};
}

QString setAsideMessage(const QString &path, const QString &aside)
{
    //: @info %1 and %2 are files
    return Text::tr("%1 did not hold a valid identifier and has been replaced. What stood in it is now in %2.")
        .arg(path, aside);
}

QString keepsChanging(const QString &path)
{
    //: @info %1 is a file
    return Text::tr("%1 keeps changing, so the identifier can't be kept.").arg(path);
}

/// Reads until the file contains an id, is gone or can't be read, at most for the time that another tool may need to
/// write it.
FileContents readPatiently(const QString &path)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        FileContents contents = readFile(path, sizeLimit);
        if (!isInvalid(contents) || std::chrono::steady_clock::now() >= deadline)
            return contents;
        std::this_thread::sleep_for(pollInterval);
    }
}

/// Renames an invalid file. The lock keeps other Candor processes from renaming the valid file that the first of them
/// then creates. \returns false, with \a error set, if that failed.
bool setAside(const QString &path, QString *problem, QString *error)
{
    const std::optional<FolderLock> lock = FolderLock::acquire(QFileInfo(path).path(), lockTimeout, error);
    if (!lock)
        return false;
    if (!isInvalid(readFile(path, sizeLimit)))
        return true;

    // Follow a link, so that it stays and the new file is created at its target.
    const QString target = QFileInfo(path).canonicalFilePath();
    if (target.isEmpty())
        return true; // already gone
    qint64 stamp = QDateTime::currentMSecsSinceEpoch();
    QString aside;
    do {
        aside = target + u".invalid-"_s + QString::number(stamp++);
    } while (QFileInfo::exists(aside));
    QFile file(target);
    if (!file.rename(aside)) { // never replaces a file
        //: @info %1 is a file, %2 what the operating system says
        *error =
            Text::tr("%1 does not hold a valid identifier and can't be replaced: %2.").arg(path, file.errorString());
        return false;
    }
    // A tool that does not use the lock may have written an id at that moment: that id stays.
    if (const auto id = parseId(readFile(aside, sizeLimit).bytes)) {
        if (createFile(path, id->toLatin1(), error) == CreateResult::Failed)
            return false;
        QFile::remove(aside);
        return true;
    }
    *problem = setAsideMessage(path, aside);
    return true;
}

} // namespace

AnonymousId::AnonymousId(const Directories &directories)
    : AnonymousId(directories.home.isEmpty() ? QString() : directories.home + u"/.redhat/anonymousId"_s)
{
}

AnonymousId::AnonymousId(QString path)
    : m_path(std::move(path))
{
}

bool AnonymousId::isWellFormed(const QString &id)
{
    const QUuid uuid = QUuid::fromString(id);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == id; // null is no id: many would share it
}

QString AnonymousId::path() const
{
    return m_path;
}

std::optional<QString> AnonymousId::read() const
{
    if (m_path.isEmpty())
        return std::nullopt;
    return parseId(readFile(m_path, sizeLimit).bytes);
}

AnonymousId::Result AnonymousId::obtain() const
{
    if (m_path.isEmpty()) {
        //: @info
        return forThisProcessOnly(
            Text::tr("There is no home folder, so the identifier can't be kept. Set HOME to your folder."));
    }

    Result result;
    QString error;
    for (int attempt = 0; attempt < maximumAttempts; ++attempt) {
        const FileContents contents = readPatiently(m_path);
        switch (contents.status) {
        case FileStatus::Unreadable:
            return forThisProcessOnly(contents.error);
        case FileStatus::Missing:
            // Another process may have created it first: only what is on disk afterwards counts.
            if (createFile(m_path, freshId().toLatin1(), &error) == CreateResult::Failed)
                return forThisProcessOnly(error);
            break;
        case FileStatus::Ok:
            if (const auto id = parseId(contents.bytes)) {
                result.id = *id;
                return result;
            }
            [[fallthrough]];
        case FileStatus::TooLarge:
            if (!setAside(m_path, &result.problem, &error))
                return forThisProcessOnly(error);
            break;
        }
    }
    return forThisProcessOnly(keepsChanging(m_path));
}

AnonymousId::Replacement AnonymousId::replace(const QString &old) const
{
    Replacement result;
    std::optional<FolderLock> lock = FolderLock::acquire(QFileInfo(m_path).path(), lockTimeout, &result.error);
    if (!lock)
        return result;
    const FileContents contents = readPatiently(m_path);
    const std::optional<QString> there = parseId(contents.bytes);
    if (contents.status == FileStatus::Unreadable) {
        result.error = contents.error;
        return result;
    }
    if (contents.status == FileStatus::Missing || !there) {
        // The file is missing or invalid: obtain() creates a new id anyway.
        lock.reset();
        const Result made = obtain();
        result = made.persistent ? Replacement{made.id, {}} : Replacement{{}, made.problem};
        return result;
    }
    if (*there != old) {
        result.id = *there;
        return result;
    }
    const QString fresh = freshId();
    const bool written = replaceFile(m_path, fresh.toLatin1(), &result.error);
    // A tool that does not use the lock may have written an id of its own. And if only the last step has failed, the
    // sync of the folder, the new id is on disk all the same.
    const std::optional<QString> now = parseId(readPatiently(m_path).bytes);
    if (now && *now != old)
        return {*now, {}};
    if (written && !now)
        return {fresh, {}};
    if (written)
        result.error = keepsChanging(m_path);
    return result;
}

} // namespace candor
