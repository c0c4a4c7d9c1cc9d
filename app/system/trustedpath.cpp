// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/trustedpath.h"

#include <QCoreApplication>

#ifndef Q_OS_WIN
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>
#include <climits>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

#ifdef Q_OS_WIN

QString objectionToPlace(const QString &path, qint64, const QString &)
{
    //: @info %1 is a file or folder
    return QCoreApplication::translate("candor::TrustedPath",
                                       "Who can write to %1 can't be told on this system, so it is not used.")
        .arg(path);
}

#else

namespace {

constexpr uid_t root = 0;

constexpr int mostLinks = 40; // as the kernel follows

QString cantBeLookedAt(const QString &part)
{
    //: @info %1 is a file or folder
    return QCoreApplication::translate("candor::TrustedPath", "%1 can't be looked at.").arg(part);
}

QString objectionTo(const QString &part, const struct stat &info, bool isLast, qint64 user)
{
    if (info.st_uid != root && static_cast<qint64>(info.st_uid) != user) {
        //: @info %1 is a file or folder
        return QCoreApplication::translate("candor::TrustedPath", "%1 belongs to another user.").arg(part);
    }
    if (S_ISLNK(info.st_mode)) {
        if (!isLast)
            return {}; // the mode of a link says nothing; its target is checked
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

std::optional<QString> targetOf(const QString &link)
{
    std::array<char, PATH_MAX> target;
    const ssize_t size = ::readlink(QFile::encodeName(link).constData(), target.data(), target.size());
    if (size <= 0 || std::size_t(size) >= target.size())
        return std::nullopt;
    return QFile::decodeName(QByteArray(target.data(), qsizetype(size)));
}

} // namespace

// Walks as the kernel does: ".." is relative to the target of a link, not to the path as it is written, and each link
// of a chain is in a folder of its own, whose owner could redirect it.
QString objectionToPlace(const QString &path, qint64 user, const QString &believed)
{
    const QString top = believed.isEmpty() ? QString() : QFileInfo(believed).canonicalFilePath();
    QString reached; // without links; empty: the root
    QStringList ahead = path.split(u'/', Qt::SkipEmptyParts);
    int links = 0;
    struct stat info = {};
    const auto look = [&](const QString &part) {
        if (::lstat(QFile::encodeName(part).constData(), &info) != 0)
            return cantBeLookedAt(part);
        const bool leadsToTop = part == "/"_L1 ? !top.isEmpty() : top.startsWith(part + u'/');
        return leadsToTop ? QString() : objectionTo(part, info, ahead.isEmpty(), user);
    };
    if (QString objection = look(u"/"_s); !objection.isEmpty())
        return objection;
    while (!ahead.isEmpty()) {
        const QString name = ahead.takeFirst();
        if (name == "."_L1)
            continue;
        if (name == ".."_L1) {
            reached.truncate(std::max<qsizetype>(reached.lastIndexOf(u'/'), 0));
            continue;
        }
        const QString part = reached + u'/' + name;
        if (QString objection = look(part); !objection.isEmpty())
            return objection;
        if (!S_ISLNK(info.st_mode)) {
            reached = part;
            continue;
        }
        const std::optional<QString> target = targetOf(part);
        if (!target || ++links > mostLinks)
            return cantBeLookedAt(part);
        if (target->startsWith(u'/'))
            reached.clear();
        ahead = target->split(u'/', Qt::SkipEmptyParts) + ahead;
    }
    return {};
}

#endif

} // namespace candor
