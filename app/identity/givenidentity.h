// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"

#include <QProcessEnvironment>
#include <QString>

#include <cstdint>
#include <optional>

namespace candor {

/// The id that another program has passed to this one in the environment of a workspace that it created
/// (Telemetry::environmentForWorkspace()). It is used only after this program's own yes and only by this process, and
/// is stored only in the records that carry it.
struct GivenIdentity
{
    static constexpr const char *idVariable = "CANDOR_ANONYMOUS_ID"; ///< a UUID of version 4
    /// The recipient that it is meant for: recipientDigest(). Another program in the workspace, with another recipient,
    /// must not link its records to these.
    static constexpr const char *recipientVariable = "CANDOR_ANONYMOUS_ID_FOR";
    /// The UTC day of a Daily id, "2026-11-22"; not set for a Stable id.
    static constexpr const char *dateVariable = "CANDOR_ANONYMOUS_ID_DATE";

    QString id; ///< empty: there is no id to use
    std::optional<std::int64_t> day; ///< UTC days since 1970; events of another day carry this program's own id
    QString problem; ///< for the user: the value is meant for this program, but is not an id

    /// Reads the id in \a environment for a program of this \a identity. An id of the other mode is ignored: a stable
    /// id would contradict the notice of a Daily program, and vice versa.
    [[nodiscard]] static GivenIdentity read(const QProcessEnvironment &environment, Identity identity,
                                            const QString &recipientDigest);
    /// \a fingerprint: Destination::fingerprint(), so that only records for the same project of the same recipient
    /// share an id.
    [[nodiscard]] static QString recipientDigest(const QString &fingerprint);
};

} // namespace candor
