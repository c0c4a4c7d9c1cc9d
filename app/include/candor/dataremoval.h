// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <QString>
#include <QtGlobal>

namespace candor {

struct ErasureData;
struct IdentityResetData;

/// What Telemetry::erase() came to. Public API (C++17).
class CANDOR_EXPORT Erasure
{
public:
    /// Nothing was erased.
    Erasure();
    /// For Candor's own sources.
    Erasure(ErasureData data);

    [[nodiscard]] bool ok() const; ///< nothing of it is left on this computer
    [[nodiscard]] QString error() const; ///< for a person, when not ok: what is left and why
    [[nodiscard]] qint64 events() const; ///< that there were; -1: they could not be counted

private:
    SharedData<ErasureData> d;
};

/// What Telemetry::resetId() came to. Public API (C++17).
class CANDOR_EXPORT IdentityReset
{
public:
    /// Nothing was reset.
    IdentityReset();
    /// For Candor's own sources.
    IdentityReset(IdentityResetData data);

    [[nodiscard]] bool ok() const;
    [[nodiscard]] QString error() const; ///< for a person, when not ok
    [[nodiscard]] bool nothingToReset() const; ///< there is no id, or nobody has ever answered: nothing was changed
    [[nodiscard]] QString id() const; ///< the new one; empty where that is made for each process, when it is needed
    /// Why what carries the old id is still on this computer: for a person; empty as a rule. It is not sent any more,
    /// and erased by whoever opens the store next.
    [[nodiscard]] QString notErased() const;
    /// That were erased, because they carried the old one; -1: they could not be counted.
    [[nodiscard]] qint64 events() const;

private:
    SharedData<IdentityResetData> d;
};

} // namespace candor
