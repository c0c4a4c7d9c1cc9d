// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/directories.h"

#include <QByteArray>

namespace candor {

/// What ties an answer to one machine and one account, so that a copied home folder, /etc/skel or a golden image
/// can't agree for anybody. Never leaves the computer; stored only as a salted hash.
///
/// \returns SHA-256, in lower-case hex, of salt, machine id and user id. Where the system has no machine id that lasts
/// (see Directories::machineIdFile), device and inode of \a folder (where consent.json stands) take its place. Empty
/// when neither can be had: then nothing matches.
[[nodiscard]] QByteArray machineAccountHash(const Directories &directories, const QString &folder,
                                            const QByteArray &salt);

} // namespace candor
