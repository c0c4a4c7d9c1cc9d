// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// Could anybody but \a user (effectiveUser()) and root put another file or folder at the absolute \a path? \returns a
/// sentence for the user that says what is wrong, or an empty text. From the root downwards each component must belong
/// to the user or to root, and its mode must not let others write to it. On the way to \a path there may be a folder
/// such as /tmp, in which others can't rename what is not theirs, and a link, if it, its target, and every link and
/// folder on the way there are as safe; \a path itself must not be a link. On Windows, whose access control lists are
/// not read yet, every path is rejected.
///
/// \a believed: folders above this one are assumed to be safe; for tests, which can't choose where they run.
[[nodiscard]] QString objectionToPlace(const QString &path, qint64 user, const QString &believed = {});

} // namespace candor
