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
};

/// Reads a whole regular file of at most \a limit bytes. Never blocks on a FIFO or a device: those are Unreadable.
[[nodiscard]] FileContents readFile(const QString &path, qint64 limit = 4 * 1024 * 1024);

/// Replaces \a path by \a bytes so that a reader, and the disk after a power cut, has the old or the new content:
/// temporary file in the same folder, fsync, rename, fsync of the folder. A symbolic link is followed, so that the
/// link stays a link. A new file gets mode 0600, an existing one keeps its mode; missing folders are made 0700.
/// Returns false and sets \a error (path and reason) when anything failed; the old content is then still there
/// and no temporary file is left. Only where the last step fails, the sync of the folder, the new content is there
/// already, but may be gone after a power cut.
[[nodiscard]] bool replaceFile(const QString &path, const QByteArray &bytes, QString *error);

enum class CreateResult { Created, AlreadyThere, Failed };

/// Like replaceFile(), but never replaces: of any number of processes exactly one gets Created.
[[nodiscard]] CreateResult createFile(const QString &path, const QByteArray &bytes, QString *error);

/// Makes \a path and what is missing above it with mode 0700. True if it exists afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path, QString *error);

} // namespace candor
