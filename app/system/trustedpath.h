// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Why somebody else than \a user (effectiveUser()) and root could put another file or folder at \a path, an absolute
/// one: a sentence for a person that names what is wrong, or nothing. Looks from the root downwards: each part belongs
/// to the user or to root, and nobody else may write to it by its mode. A folder such as /tmp, in which others can't
/// rename what is not theirs, may lead to it. A link may lead to it, too, if its target is as safe; \a path itself must
/// be none. Where the system has no such rights (Windows, where nothing reads its access lists yet) every path is
/// objected to.
[[nodiscard]] QString objectionToPlace(const QString &path, qint64 user);

} // namespace candor
