// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Why somebody else than \a user (effectiveUser()) and root could put another file or folder at \a path, an absolute
/// one: a sentence for a person that names what is wrong, or nothing. Looks from the root downwards: each part belongs
/// to the user or to root, and nobody else may write to it by its mode. A folder such as /tmp, in which others can't
/// rename what is not theirs, may lead to it. A link may lead to it, too, if it, its target, and every link and folder
/// on the way there are as safe; \a path itself must be none. Where the system has no such rights (Windows, where
/// nothing reads its access lists yet) every path is objected to.
///
/// \a believed: folders above this one are taken to be safe, for tests, which can't choose where they run.
[[nodiscard]] QString objectionToPlace(const QString &path, qint64 user, const QString &believed = {});

} // namespace candor
