// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Folders that only this user may use. POSIX; Qt-free; any thread.
namespace candor::privatefolder {

/// Creates \a folder and its missing parents with mode 0700, regardless of the umask. \returns 0, or an errno: ENOTDIR
/// where something else has the name.
[[nodiscard]] int make(const std::string &folder);
/// The same with a sentence.
[[nodiscard]] bool make(const std::string &folder, std::string *error);
/// The same for a single folder in an existing one. False, with errno, if it is a link or if others have rights to it.
[[nodiscard]] bool makeAlone(const std::string &folder);

/// Does only this user have rights to \a folder? False with errno; EPERM: others have rights, too.
[[nodiscard]] bool isAlone(const std::string &folder);
/// Removes the rights of others to \a folder. False, with \a error, if it belongs to another user. With \a looks
/// nothing is changed, and a missing folder is no error.
[[nodiscard]] bool claim(const std::string &folder, bool looks, std::string *error);

/// Writes the entries of \a folder to the disk: without this a power cut may lose a new file. Also true if the file
/// system does not support that.
bool sync(const std::string &folder);

/// Removes the file \a name from \a folder, then the folder if it is empty. \returns whether the folder was removed.
bool removeFile(const std::string &folder, const std::string &name);
/// Removes \a folder if it is one and is empty: neither a file nor a link. \returns whether it was removed.
bool removeEmpty(const std::string &folder);

} // namespace candor::privatefolder
