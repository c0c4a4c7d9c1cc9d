// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace candor {

/// What Telemetry::erase() came to. Public API (C++17).
struct Erasure
{
    bool ok = false; ///< nothing of it is left on this computer
    QString error; ///< for a person, when not ok: what is left and why
    qint64 events = -1; ///< that there were; -1: they could not be counted
};

/// What Telemetry::resetId() came to. Public API (C++17).
struct IdentityReset
{
    bool ok = false;
    QString error; ///< for a person, when not ok
    bool nothingToReset = false; ///< there is no id, or nobody has ever answered: nothing was changed
    QString id; ///< the new one; empty where that is made for each process, when it is needed
    /// Why what carries the old id is still on this computer: for a person; empty as a rule. It is not sent any more,
    /// and erased by whoever opens the store next.
    QString notErased;
    qint64 events = 0; ///< that were erased, because they carried the old one; -1: they could not be counted
};

} // namespace candor
