// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace candor {

enum class FileStatus {
    Ok,
    Missing, ///< the file, or a folder on the way to it, does not exist
    Unreadable, ///< it exists but can't be read (permissions, a folder, an I/O error); see FileContents::error
    TooLarge, ///< larger than the limit: nothing was read
};

struct FileContents
{
    FileStatus status = FileStatus::Missing;
    QByteArray bytes;
    QString error; ///< for a person: names the path and what to do; empty when Ok or Missing
    qint64 owner = -1; ///< when Ok: the user's number; -1 where the system has none
    bool isLink = false; ///< the path itself is a symbolic link
    bool othersMayWrite = false; ///< by its mode

    /// Can nobody but \a user (effectiveUser()) have written what was read?
    [[nodiscard]] bool isAloneOf(qint64 user) const { return owner == user && !isLink && !othersMayWrite; }
};

/// The user that this process acts as; -1 where the system has no numbers for them.
[[nodiscard]] qint64 effectiveUser();

/// Reads a whole regular file of at most \a limit bytes. Never blocks on a FIFO or a device: those are Unreadable.
[[nodiscard]] FileContents readFile(const QString &path, qint64 limit = 4 * 1024 * 1024);

/// Replaces \a path by \a bytes so that a reader, and the disk after a power cut, has the old or the new content:
/// temporary file in the same folder, fsync, rename, fsync of the folder. A symbolic link is followed, so that the
/// link stays a link. A new file gets mode 0600, an existing one keeps its mode, access control list and extended
/// attributes; missing folders are made 0700. One that its mode or list protects from this user is not written, and one
/// that it protects from everybody not even by root.
/// Returns false and sets \a error (path and reason) when anything failed; the old content is then still there
/// and no temporary file is left. Only where the last step fails, the sync of the folder, the new content is there
/// already, but may be gone after a power cut.
[[nodiscard]] bool replaceFile(const QString &path, const QByteArray &bytes, QString *error);

/// The same for a file that is nobody else's: \a path itself is replaced, even if it is a link or write-protected, by a
/// file of this user with mode 0600 and nothing of what was there.
[[nodiscard]] bool replacePrivateFile(const QString &path, const QByteArray &bytes, QString *error);

/// Does the file that \a path leads to have other names (hard links)? replaceFile() leaves the old content under those.
[[nodiscard]] bool hasOtherNames(const QString &path);

enum class CreateResult { Created, AlreadyThere, Failed };

/// Like replaceFile(), but never replaces: of any number of processes exactly one gets Created.
[[nodiscard]] CreateResult createFile(const QString &path, const QByteArray &bytes, QString *error);

/// Makes \a path and what is missing above it with mode 0700. True if it exists afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path, QString *error);

} // namespace candor
