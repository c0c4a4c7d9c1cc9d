// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"

#include <QProcessEnvironment>
#include <QString>

#include <cstdint>
#include <optional>

namespace candor {

/// The id that another program has handed to this one, by the environment of a workspace it made (Telemetry::
/// environmentForWorkspace()). It is used after this program's own yes, by this process only, and never stored but in
/// the records that carry it.
struct GivenIdentity
{
    static constexpr const char *idVariable = "CANDOR_ANONYMOUS_ID"; ///< a UUID of version 4
    /// For whom it is: recipientDigest(). Another program in the workspace, with another recipient, must not join its
    /// records to these.
    static constexpr const char *recipientVariable = "CANDOR_ANONYMOUS_ID_FOR";
    /// The UTC day of a Daily id, "2026-11-22"; there is none with a Stable one.
    static constexpr const char *dateVariable = "CANDOR_ANONYMOUS_ID_DATE";

    QString id; ///< empty: none that is to be used
    std::optional<std::int64_t> day; ///< UTC, since 1970: events of another day carry this program's own
    QString problem; ///< for a person: what stands there is meant for this program, and is no id

    /// What \a environment gives to a program of this \a identity. One of another mode is left alone: an id that stays
    /// would make a lie of what the notice of a Daily program says, and the other way round.
    [[nodiscard]] static GivenIdentity read(const QProcessEnvironment &environment, Identity identity,
                                            const QString &recipientDigest);
    /// \a fingerprint: Destination::fingerprint(), so that only what goes to the same project of the same recipient
    /// shares an id.
    [[nodiscard]] static QString recipientDigest(const QString &fingerprint);
};

} // namespace candor
