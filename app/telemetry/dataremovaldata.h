// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/dataremoval.h"

namespace candor {

/// What stands behind an Erasure.
struct ErasureData
{
    bool ok = false;
    QString error;
    qint64 events = -1;
};

/// What stands behind an IdentityReset.
struct IdentityResetData
{
    bool ok = false;
    QString error;
    bool nothingToReset = false;
    QString id;
    QString notErased;
    qint64 events = 0;
};

} // namespace candor
