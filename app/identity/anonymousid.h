// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QString>

#include <optional>

namespace candor {

/// The file of the `Stable` identity: ~/.redhat/anonymousId, shared with Red Hat's developer tools, or a file of the
/// application's own. It is written in the form that the other tools use: exactly 36 ASCII characters, lower-case UUID
/// v4, no newline, no byte order mark. Stateless; safe on any thread and between processes; obtain() syncs and may take
/// 500 ms, so call it off the GUI thread.
class AnonymousId
{
public:
    /// The shared file.
    explicit AnonymousId(const Directories &directories);
    /// The file at \a path; empty: there is no folder for it.
    explicit AnonymousId(QString path);

    struct Result
    {
        QString id; ///< always a valid lower-case UUID
        bool persistent = true; ///< false: an id for this process only, because the file can't be written
        QString problem; ///< for the user, when not persistent or when an invalid file was renamed
    };

    /// Is \a id a UUID in the form that is written here, of any version?
    [[nodiscard]] static bool isWellFormed(const QString &id);

    /// The id on disk, or nothing. Tolerates a byte order mark, white space and upper case. Never writes.
    [[nodiscard]] std::optional<QString> read() const;

    /// The id on disk, created if there is none. Call this only after a yes. Processes that start at the same time all
    /// get the same id: the one that is on disk in the end. A valid id is never overwritten. An empty or invalid file
    /// is read again for 500 ms (another tool may be writing it), then renamed and replaced.
    [[nodiscard]] Result obtain() const;

    struct Replacement
    {
        QString id; ///< the id on disk afterwards; empty: still the old one, as far as can be read
        QString error; ///< for the user, when the id is empty
    };
    /// Durably replaces the id \a old by a new one. A symbolic link is followed, and the file keeps its mode. If
    /// another process has just done the same, its id is the new one. A reader gets the old or the new id, and all
    /// processes end up with the one on disk.
    [[nodiscard]] Replacement replace(const QString &old) const;

    [[nodiscard]] QString path() const;

private:
    QString m_path;
};

} // namespace candor
