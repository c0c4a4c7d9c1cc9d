// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QByteArray>

namespace candor {

/// Ties an answer to one machine and one account, so that a copied home folder, /etc/skel or a golden image can't agree
/// for anybody. The identity never leaves the computer and is stored only as a salted hash.
///
/// \returns SHA-256, in lower-case hex, of salt, machine id and user id. If the system has no lasting machine id (see
/// Directories::machineIdFile), device and inode of \a folder (that of consent.json) take its place. Empty if neither
/// is available: then nothing matches.
[[nodiscard]] QByteArray machineAccountHash(const Directories &directories, const QString &folder,
                                            const QByteArray &salt);

} // namespace candor
