// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/durablefile.h"

// The implementation for all other systems is durablefile_posix.cpp.
#ifdef Q_OS_WIN

#include "system/durablefilemessages.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include <qt_windows.h>

namespace candor {

using namespace durablefilemessages;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto sharingPatience = 1s; // virus scanners and indexers open new files for a moment
constexpr auto sharingPause = 10ms;
constexpr int maximumLinks = 40;

class FileHandle
{
public:
    explicit FileHandle(HANDLE handle)
        : m_handle(handle)
    {
    }
    FileHandle(const FileHandle &) = delete;
    FileHandle &operator=(const FileHandle &) = delete;
    ~FileHandle() { close(); }

    [[nodiscard]] bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const { return m_handle; }

    bool close()
    {
        const HANDLE handle = std::exchange(m_handle, INVALID_HANDLE_VALUE);
        return handle == INVALID_HANDLE_VALUE || CloseHandle(handle);
    }

private:
    HANDLE m_handle;
};

std::wstring native(const QString &path)
{
    return QDir::toNativeSeparators(path).toStdWString();
}

/// Repeats \a attempt, which returns a Windows error code, while another program has the file open in a mode that
/// forbids it.
template<typename Attempt>
DWORD whileShared(Attempt attempt)
{
    const auto deadline = std::chrono::steady_clock::now() + sharingPatience;
    for (;;) {
        const DWORD code = attempt();
        const bool shared =
            code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION || code == ERROR_ACCESS_DENIED;
        if (!shared || std::chrono::steady_clock::now() >= deadline)
            return code;
        std::this_thread::sleep_for(sharingPause);
    }
}

/// Follows symbolic links in the last component of \a path, dangling ones too. Empty for a loop.
QString followLinks(QString path)
{
    for (int links = 0; links <= maximumLinks; ++links) {
        const QFileInfo info(path);
        if (!info.isSymbolicLink())
            return path;
        path = info.symLinkTarget();
    }
    return {};
}

bool isMissing(DWORD code)
{
    return code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND;
}

/// Writes \a bytes to a new file beside \a target and flushes it to the disk. Empty, with \a code set, on failure.
QString writeTemporary(const QString &target, const QByteArray &bytes, DWORD *code)
{
    const QString path = QFileInfo(target).path() + u"/.candor-"_s
        + QString::number(QRandomGenerator::system()->generate64(), 16) + u".tmp"_s;
    const std::wstring name = native(path);
    // The file inherits its access rights from the folder: only the user can read the profile.
    FileHandle file(CreateFileW(name.c_str(), GENERIC_WRITE, FILE_SHARE_DELETE, nullptr, CREATE_NEW,
                                FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen()) {
        *code = GetLastError();
        return {};
    }
    DWORD written = 0;
    const bool ok = WriteFile(file.get(), bytes.constData(), static_cast<DWORD>(bytes.size()), &written, nullptr)
        && written == static_cast<DWORD>(bytes.size()) && FlushFileBuffers(file.get());
    *code = ok ? ERROR_SUCCESS : GetLastError();
    if (file.close() && ok)
        return path;
    if (ok)
        *code = ERROR_WRITE_FAULT;
    DeleteFileW(name.c_str());
    return {};
}

/// Renames the temporary file to its real name; removes it if that fails.
DWORD move(const QString &from, const QString &to, DWORD flags)
{
    const std::wstring source = native(from);
    const std::wstring destination = native(to);
    const DWORD code = whileShared([&] {
        return MoveFileExW(source.c_str(), destination.c_str(), flags | MOVEFILE_WRITE_THROUGH) ? DWORD(ERROR_SUCCESS)
                                                                                                : GetLastError();
    });
    if (code != ERROR_SUCCESS)
        DeleteFileW(source.c_str());
    return code;
}

QString windowsReason(DWORD code)
{
    return reason(static_cast<int>(code));
}

bool put(const QString &path, const QString &target, const QByteArray &bytes, QString *error)
{
    DWORD code = ERROR_SUCCESS;
    const QString temporary = writeTemporary(target, bytes, &code);
    if (!temporary.isEmpty())
        code = move(temporary, target, MOVEFILE_REPLACE_EXISTING);
    if (code == ERROR_SUCCESS)
        return true;
    *error = cannotWrite(path, windowsReason(code));
    return false;
}

} // namespace

qint64 effectiveUser()
{
    return -1; // Windows has no such ids: the profile's access control list decides
}

FileContents readFile(const QString &path, qint64 limit)
{
    const std::wstring name = native(path);
    HANDLE opened = INVALID_HANDLE_VALUE;
    const DWORD code = whileShared([&] {
        opened = CreateFileW(name.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                             nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
        const DWORD result = opened == INVALID_HANDLE_VALUE ? GetLastError() : DWORD(ERROR_SUCCESS);
        // Opening a folder is denied, too, and a retry would not help.
        return result == ERROR_ACCESS_DENIED && QFileInfo(path).isDir() ? DWORD(ERROR_DIRECTORY) : result;
    });
    const FileHandle file(opened);
    if (isMissing(code))
        return {};
    if (code == ERROR_DIRECTORY || (file.isOpen() && GetFileType(file.get()) != FILE_TYPE_DISK))
        return {FileStatus::Unreadable, {}, cannotRead(path, notRegularFile())};
    if (code != ERROR_SUCCESS)
        return {FileStatus::Unreadable, {}, cannotRead(path, windowsReason(code))};

    FileContents result;
    QByteArray chunk(64 * 1024, Qt::Uninitialized);
    while (result.bytes.size() <= limit) {
        DWORD count = 0;
        if (!ReadFile(file.get(), chunk.data(), static_cast<DWORD>(chunk.size()), &count, nullptr))
            return {FileStatus::Unreadable, {}, cannotRead(path, windowsReason(GetLastError()))};
        if (count == 0) {
            result.status = FileStatus::Ok;
            return result;
        }
        result.bytes.append(chunk.constData(), static_cast<qsizetype>(count));
    }
    return {FileStatus::TooLarge, {}, tooLarge(path, limit)};
}

bool replaceFile(const QString &path, const QByteArray &bytes, QString *error)
{
    const QString target = followLinks(path);
    if (target.isEmpty()) {
        *error = cannotWrite(path, windowsReason(ERROR_CANT_RESOLVE_FILENAME));
        return false;
    }
    if (!makePrivateFolder(QFileInfo(target).path(), error))
        return false;
    if (QFileInfo(target).isDir()) {
        *error = cannotWrite(path, notRegularFile());
        return false;
    }
    return put(path, target, bytes, error);
}

bool replacePrivateFile(const QString &path, const QByteArray &bytes, QString *error)
{
    return makePrivateFolder(QFileInfo(path).path(), error) && put(path, path, bytes, error);
}

bool hasOtherNames(const QString &path)
{
    const std::wstring name = native(path);
    const FileHandle file(CreateFileW(name.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                      OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
    BY_HANDLE_FILE_INFORMATION information = {};
    return file.isOpen() && GetFileInformationByHandle(file.get(), &information) && information.nNumberOfLinks > 1;
}

CreateResult createFile(const QString &path, const QByteArray &bytes, QString *error)
{
    const QString target = followLinks(path);
    if (target.isEmpty()) {
        *error = cannotWrite(path, windowsReason(ERROR_CANT_RESOLVE_FILENAME));
        return CreateResult::Failed;
    }
    if (QFileInfo::exists(target))
        return CreateResult::AlreadyThere;
    if (!makePrivateFolder(QFileInfo(target).path(), error))
        return CreateResult::Failed;
    DWORD code = ERROR_SUCCESS;
    const QString temporary = writeTemporary(target, bytes, &code);
    if (!temporary.isEmpty())
        code = move(temporary, target, 0);
    if (code == ERROR_SUCCESS)
        return CreateResult::Created;
    if (code == ERROR_ALREADY_EXISTS || code == ERROR_FILE_EXISTS)
        return CreateResult::AlreadyThere;
    *error = cannotWrite(path, windowsReason(code));
    return CreateResult::Failed;
}

bool makePrivateFolder(const QString &path, QString *error)
{
    if (!path.isEmpty() && QDir().mkpath(path))
        return true;
    *error = cannotMakeFolder(path, windowsReason(path.isEmpty() ? ERROR_PATH_NOT_FOUND : ERROR_ACCESS_DENIED));
    return false;
}

} // namespace candor

#endif
