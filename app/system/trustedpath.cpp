// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/trustedpath.h"

#include <QCoreApplication>

#ifndef Q_OS_WIN
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

#ifdef Q_OS_WIN

QString objectionToPlace(const QString &path, qint64)
{
    //: @info %1 is a file or folder
    return QCoreApplication::translate("candor::TrustedPath",
                                       "Who can write to %1 can't be told on this system, so it is not used.")
        .arg(path);
}

#else

namespace {

constexpr uid_t root = 0;

QString objectionToPart(const QString &part, bool isLast, qint64 user)
{
    struct stat info = {};
    if (::lstat(QFile::encodeName(part).constData(), &info) != 0) {
        //: @info %1 is a file or folder
        return QCoreApplication::translate("candor::TrustedPath", "%1 can't be looked at.").arg(part);
    }
    if (info.st_uid != root && static_cast<qint64>(info.st_uid) != user) {
        //: @info %1 is a file or folder
        return QCoreApplication::translate("candor::TrustedPath", "%1 belongs to another user.").arg(part);
    }
    if (S_ISLNK(info.st_mode)) {
        if (!isLast)
            return {}; // its own mode says nothing; where it leads to is looked at
        //: @info %1 is a file or folder
        return QCoreApplication::translate("candor::TrustedPath", "%1 is a link. Put the file itself there.").arg(part);
    }
    const bool othersMayWrite = (info.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    const bool keepsNames = !isLast && S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX) != 0;
    if (!othersMayWrite || keepsNames)
        return {};
    //: @info %1 is a file or folder; the part in parentheses is a command, not to be translated
    return QCoreApplication::translate("candor::TrustedPath",
                                       "Others can write to %1. Take that right from them (chmod go-w).")
        .arg(part);
}

QString objectionToParts(const QString &path, qint64 user)
{
    qsizetype end = 0;
    do {
        const QString part = end == 0 ? u"/"_s : path.left(end);
        if (const QString objection = objectionToPart(part, end == path.size(), user); !objection.isEmpty())
            return objection;
        if (end == path.size())
            return {};
        end = path.indexOf(u'/', end + 1);
        if (end < 0)
            end = path.size();
    } while (true);
}

} // namespace

QString objectionToPlace(const QString &path, qint64 user)
{
    const QString clean = QDir::cleanPath(path);
    if (QString objection = objectionToParts(clean, user); !objection.isEmpty())
        return objection;
    const QString canonical = QFileInfo(clean).canonicalFilePath();
    return canonical == clean ? QString() : objectionToParts(canonical, user);
}

#endif

} // namespace candor
