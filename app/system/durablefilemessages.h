// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>

#include <system_error>

/// The messages of durablefile for the user, the same on every system.
namespace candor::durablefilemessages {

inline QString reason(int code)
{
    return QString::fromLocal8Bit(std::system_category().message(code).c_str());
}

inline QString cannotRead(const QString &path, const QString &why)
{
    //: @info %1 is a file, %2 what the operating system says
    return QCoreApplication::translate("candor::DurableFile", "Can't read %1: %2. Check the file's permissions.")
        .arg(path, why);
}

inline QString cannotWrite(const QString &path, const QString &why)
{
    //: @info %1 is a file, %2 what the operating system says
    return QCoreApplication::translate("candor::DurableFile",
                                       "Can't write %1: %2. Check the permissions and the free space there.")
        .arg(path, why);
}

inline QString cannotMakeFolder(const QString &path, const QString &why)
{
    //: @info %1 is a folder, %2 what the operating system says
    return QCoreApplication::translate("candor::DurableFile",
                                       "Can't make the folder %1: %2. Check the permissions of the folder above it.")
        .arg(path, why);
}

inline QString notRegularFile()
{
    //: @info:inline stands after the name of a file, as the reason why it can't be used
    return QCoreApplication::translate("candor::DurableFile", "it is not a regular file");
}

inline QString writeProtected()
{
    //: @info:inline stands after the name of a file, as the reason why it can't be written
    return QCoreApplication::translate("candor::DurableFile", "it is write-protected");
}

inline QString tooLarge(const QString &path, qint64 limit)
{
    //: @info %1 is a file, %2 a number of kilobytes
    return QCoreApplication::translate("candor::DurableFile",
                                       "%1 is larger than %2 KB and was not read. Move it away or make it smaller.")
        .arg(path)
        .arg(limit / 1024);
}

} // namespace candor::durablefilemessages
