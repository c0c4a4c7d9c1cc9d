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
    QString error; ///< for the user: names the path and what to do; empty when Ok or Missing
    qint64 owner = -1; ///< when Ok: the user id; -1 where the system has none
    bool isLink = false; ///< the path itself is a symbolic link
    bool othersMayWrite = false; ///< by its mode

    /// True if only \a user (effectiveUser()) can have written these contents.
    [[nodiscard]] bool isAloneOf(qint64 user) const { return owner == user && !isLink && !othersMayWrite; }
};

/// The effective user id of this process; -1 where the system has no user ids.
[[nodiscard]] qint64 effectiveUser();

/// Reads a whole regular file of at most \a limit bytes. Never blocks on a FIFO or a device: those are Unreadable.
[[nodiscard]] FileContents readFile(const QString &path, qint64 limit = 4 * 1024 * 1024);

/// Replaces the contents of \a path by \a bytes atomically: a reader, and the disk after a power cut, has either the
/// old or the new contents (temporary file in the same folder, fsync, rename, fsync of the folder). A symbolic link is
/// followed, so that the link stays a link. A new file gets mode 0600; an existing one keeps its mode, access control
/// list and extended attributes. Missing folders are created with mode 0700. A file that its mode or access control
/// list protects from this user is not written, and one that is protected from everybody is not even written by root.
/// Returns false and sets \a error (path and reason) if anything fails: the old contents are then still there and no
/// temporary file is left. There is one exception: if the last step fails, the sync of the folder, the new contents are
/// in place, but a power cut may undo that.
[[nodiscard]] bool replaceFile(const QString &path, const QByteArray &bytes, QString *error);

/// Like replaceFile(), for a file that only Candor writes: \a path itself is replaced, even if it is a link or
/// write-protected, by a file of this user with mode 0600. The new file keeps no attributes of the old one.
[[nodiscard]] bool replacePrivateFile(const QString &path, const QByteArray &bytes, QString *error);

/// Does the file at \a path, with links followed, have other names (hard links)? Those keep the old contents after
/// replaceFile().
[[nodiscard]] bool hasOtherNames(const QString &path);

enum class CreateResult { Created, AlreadyThere, Failed };

/// Like replaceFile(), but never replaces an existing file: if several processes call this, exactly one gets Created.
[[nodiscard]] CreateResult createFile(const QString &path, const QByteArray &bytes, QString *error);

/// Creates \a path and its missing parents with mode 0700. True if it exists afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path, QString *error);

} // namespace candor
