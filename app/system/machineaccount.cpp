// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/machineaccount.h"

#include "system/ascii.h"
#include "system/durablefile.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#include <sddl.h>
#include <vector>
#else
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace candor {

namespace {

/// 32 hex digits, or empty. systemd writes "uninitialized" into an image that has not been booted yet.
QByteArray machineId(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QByteArray id = readFile(path, 4096).bytes.trimmed().toLower();
    if (id.size() != 32 || !std::all_of(id.begin(), id.end(), ascii::isHexDigit) || id.count('0') == id.size())
        return {};
    return "machine " + id;
}

#ifdef Q_OS_WIN

QByteArray folderIdentity(const QString &folder)
{
    HANDLE handle = CreateFileW(reinterpret_cast<LPCWSTR>(folder.utf16()), 0,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return {};
    BY_HANDLE_FILE_INFORMATION information = {};
    const bool known = GetFileInformationByHandle(handle, &information);
    CloseHandle(handle);
    if (!known)
        return {};
    return "folder " + QByteArray::number(quint64(information.dwVolumeSerialNumber)) + ' '
        + QByteArray::number(quint64(information.nFileIndexHigh)) + ' '
        + QByteArray::number(quint64(information.nFileIndexLow));
}

QByteArray userId()
{
    QByteArray result;
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return result;
    DWORD size = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    std::vector<char> buffer(size);
    LPWSTR text = nullptr;
    if (size > 0 && GetTokenInformation(token, TokenUser, buffer.data(), size, &size)
        && ConvertSidToStringSidW(reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid, &text)) {
        result = QString::fromWCharArray(text).toUtf8();
        LocalFree(text);
    }
    CloseHandle(token);
    return result;
}

#else

QByteArray folderIdentity(const QString &folder)
{
    struct stat status = {};
    if (folder.isEmpty() || ::stat(QFile::encodeName(folder).constData(), &status) != 0)
        return {};
    return "folder " + QByteArray::number(quint64(status.st_dev)) + ' ' + QByteArray::number(quint64(status.st_ino));
}

QByteArray userId()
{
    return QByteArray::number(quint64(::getuid()));
}

#endif

} // namespace

QByteArray machineAccountHash(const Directories &directories, const QString &folder, const QByteArray &salt)
{
    QByteArray machine = machineId(directories.machineIdFile);
    if (machine.isEmpty())
        machine = folderIdentity(folder);
    const QByteArray user = userId();
    if (machine.isEmpty() || user.isEmpty())
        return {};

    QCryptographicHash hash(QCryptographicHash::Sha256);
    // The length precedes each part, so that different lists of parts never give the same bytes.
    for (const QByteArray &part : {salt, machine, user}) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result().toHex();
}

} // namespace candor
