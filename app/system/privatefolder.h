// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Folders that only this user may use. POSIX; Qt-free; any thread.
namespace candor::privatefolder {

/// Makes \a folder and the folders above it that are missing, with mode 0700 whatever the umask is.
[[nodiscard]] bool make(const std::string &folder, std::string *error);
/// The same for one folder below an existing one. False, with errno, if it is a link or not this user's alone.
[[nodiscard]] bool makeAlone(const std::string &folder);

/// Does only this user have rights to \a folder? False with errno; EPERM: others have.
[[nodiscard]] bool isAlone(const std::string &folder);
/// Takes the rights of others away. False, with \a error, if it belongs to another user. A caller that only \a looks
/// changes nothing, and a missing folder is fine for it.
[[nodiscard]] bool claim(const std::string &folder, bool looks, std::string *error);

/// Writes the entries of \a folder to the disk: without this a power cut may lose a new file. True also where the file
/// system has no such thing.
bool sync(const std::string &folder);

/// Removes the file \a name from \a folder, then the folder if it is empty. \returns whether the folder was removed.
bool removeFile(const std::string &folder, const std::string &name);

} // namespace candor::privatefolder
