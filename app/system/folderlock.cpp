// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/folderlock.h"

#include "system/durablefile.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <system_error>
#include <thread>

#ifdef Q_OS_WIN
#include <QCryptographicHash>
#include <QFileInfo>
#include <qt_windows.h>
#else
#include "system/filelock.h"

#include <cerrno>
#include <fcntl.h>
#endif

namespace candor {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

void setBusy(const QString &folder, QString *error)
{
    //: @info %1 is a folder
    *error = QCoreApplication::translate("candor::FolderLock",
                                         "Another program is using %1 and did not finish in time. Try again.")
                 .arg(folder);
}

void setFailure(const QString &folder, const std::error_code &code, QString *error)
{
    //: @info %1 is a folder, %2 what the operating system says
    *error = QCoreApplication::translate("candor::FolderLock", "Can't lock the folder %1: %2.")
                 .arg(folder, QString::fromLocal8Bit(code.message().c_str()));
}

} // namespace

#ifdef Q_OS_WIN

std::optional<FolderLock> FolderLock::acquire(const QString &folder, std::chrono::milliseconds timeout, QString *error)
{
    if (!makePrivateFolder(folder, error))
        return std::nullopt;
    const QByteArray place = QFileInfo(folder).canonicalFilePath().toLower().toUtf8();
    const QString name = QStringLiteral("Global\\candor-")
        + QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex());
    HANDLE mutex = CreateMutexW(nullptr, FALSE, reinterpret_cast<LPCWSTR>(name.utf16()));
    if (!mutex) {
        setFailure(folder, std::error_code(static_cast<int>(GetLastError()), std::system_category()), error);
        return std::nullopt;
    }
    const DWORD waited = WaitForSingleObject(mutex, static_cast<DWORD>(std::max<qint64>(timeout.count(), 0)));
    // An abandoned mutex is acquired too: files are replaced atomically, so a holder that died has left nothing half
    // written.
    if (waited == WAIT_OBJECT_0 || waited == WAIT_ABANDONED) {
        // A Windows mutex belongs to the thread that acquired it: the lock must be destroyed on that thread.
        return FolderLock(std::shared_ptr<void>(mutex, [](HANDLE held) {
            ReleaseMutex(held);
            CloseHandle(held);
        }));
    }
    if (waited == WAIT_TIMEOUT)
        setBusy(folder, error);
    else
        setFailure(folder, std::error_code(static_cast<int>(GetLastError()), std::system_category()), error);
    CloseHandle(mutex);
    return std::nullopt;
}

#else

namespace {

/// One attempt, without waiting. Busy also if the folder was removed, or replaced by another one of the same name,
/// while we took the lock: other processes would lock the new folder, so our lock would exclude nobody.
FileLock::Result attempt(const QByteArray &path, FileLock *lock)
{
    const int descriptor = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? FileLock::Result::Busy : FileLock::Result::Failed;
    *lock = FileLock(descriptor, path.toStdString());
    const FileLock::Result result = lock->take(FileLock::Kind::Exclusive);
    return result == FileLock::Result::Taken && !lock->isCurrent() ? FileLock::Result::Busy : result;
}

} // namespace

std::optional<FolderLock> FolderLock::acquire(const QString &folder, std::chrono::milliseconds timeout, QString *error)
{
    const QByteArray path = QFile::encodeName(folder);
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    // We do not wait inside FileLock: the folder may be removed meanwhile and must then be created again.
    std::chrono::microseconds pause(500);
    for (;;) {
        if (!makePrivateFolder(folder, error))
            return std::nullopt;
        FileLock lock;
        const FileLock::Result result = attempt(path, &lock);
        if (result == FileLock::Result::Taken)
            return FolderLock(std::make_shared<FileLock>(std::move(lock)));
        if (result == FileLock::Result::Failed) {
            setFailure(folder, std::error_code(errno, std::generic_category()), error);
            return std::nullopt;
        }
        lock = FileLock();
        const auto left =
            std::chrono::duration_cast<std::chrono::microseconds>(deadline - std::chrono::steady_clock::now());
        if (left <= std::chrono::microseconds::zero()) {
            setBusy(folder, error);
            return std::nullopt;
        }
        std::this_thread::sleep_for(std::min(pause, left));
        pause = std::min(pause * 2, std::chrono::microseconds(8000));
    }
}

#endif

} // namespace candor
