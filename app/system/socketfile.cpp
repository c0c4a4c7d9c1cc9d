// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/socketfile.h"

#include <QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <sys/stat.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

SocketFile SocketFile::at(const QString &path)
{
    SocketFile result;
#ifdef Q_OS_WIN
    // Opening a pipe would use up one of its instances; finding its name in the list of pipes does not.
    WIN32_FIND_DATAW data;
    const HANDLE found = FindFirstFileW(reinterpret_cast<const wchar_t *>(path.utf16()), &data);
    if (found != INVALID_HANDLE_VALUE) {
        FindClose(found);
        result.exists = true;
        result.identity = path.toLower();
    }
#else
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISSOCK(status.st_mode)) {
        result.exists = true;
        result.owner = status.st_uid;
        result.identity = u"%1:%2"_s.arg(quint64(status.st_dev)).arg(quint64(status.st_ino));
    }
#endif
    return result;
}

} // namespace candor
