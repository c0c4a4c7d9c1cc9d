// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QString>

#include <optional>

namespace candor {

/// The file of the `Stable` identity: ~/.redhat/anonymousId, shared with Red Hat's developer tools, or one of an
/// application's own (as the tools that share it write it: exactly 36 ASCII characters, lower-case UUID v4, no
/// newline, no byte order mark). Stateless; safe on any thread and between processes; obtain() syncs and may take 500
/// ms, so call it off the GUI thread.
class AnonymousId
{
public:
    /// The shared one.
    explicit AnonymousId(const Directories &directories);
    /// The one at \a path; empty: there is no folder for it.
    explicit AnonymousId(QString path);

    struct Result
    {
        QString id; ///< always a valid lower-case UUID
        bool persistent = true; ///< false: an id for this process only, because the file can't be written
        QString problem; ///< for a person, when not persistent or when an invalid file was set aside
    };

    /// The id on disk, or nothing. Tolerates a byte order mark, white space and upper case. Never writes.
    [[nodiscard]] std::optional<QString> read() const;

    /// The id on disk, made now if there is none. Only called after a yes. Of any number of processes that start at
    /// once all get the same id: the one that stands on disk in the end. A valid id is never overwritten; an empty or
    /// invalid one is read again for 500 ms (another tool may be writing), then set aside beside it and replaced.
    [[nodiscard]] Result obtain() const;

    struct Replacement
    {
        QString id; ///< the one that stands on disk afterwards; empty: the old one, as far as can be read
        QString error; ///< for a person, when empty
    };
    /// Puts a new id in the place of \a old, durably: through a symbolic link to what that points to, with the mode it
    /// had. Where another process has just done the same, its id is the new one; whoever reads gets the old or the new
    /// one, and of any number of processes everybody ends with the one that stands on disk.
    [[nodiscard]] Replacement replace(const QString &old) const;

    [[nodiscard]] QString path() const;

private:
    QString m_path;
};

} // namespace candor
