// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace candor {

/// The file for which the user said yes. A file with the same id in another folder, or of another publisher, needs a
/// yes of its own.
struct ExtensionOrigin
{
    bool isSystem = false; ///< in the folder of packages, not in that of the user
    QString publisher;

    friend bool operator==(const ExtensionOrigin &, const ExtensionOrigin &) = default;
};

/// Why an extension was switched off by Candor.
struct ExtensionFailure
{
    enum class What {
        Ended, ///< the program ended, or was killed, while the extension was starting
        Suspected, ///< the program ended, or was killed, while the extension was on and on trial
        Thrown, ///< it has thrown an exception
        NotLoaded, ///< the system could not load it, or it does not match its manifest
    };

    What what = What::Ended;
    QDateTime time; ///< UTC
    QString detail; ///< the text of the system or the exception; empty for Ended and Suspected

    /// For the user, in the current language.
    [[nodiscard]] QString text() const;
};

/// How a run has ended. A run is a running copy of the program with extensions on.
enum class RunEnd { NotYet, Well, Unexpected };

/// Which extensions the user has switched on, and what happened to them. One file of the user; a value type.
///
/// When the program ends unexpectedly the cause can't be determined: a crash, a kill and a power cut look the same. So:
/// - The extension that was starting is switched off. Most likely its code ended the program or did not return.
/// - An extension that was on is switched off if it was on trial. It is on trial from the moment it is switched on
///   until a run in which it was on has ended normally.
/// - An extension that had passed its trial is on trial again. So a logout that kills the program or a power cut costs
///   it nothing, and a second unexpected end in a row switches it off.
struct ExtensionRecord
{
    QMap<QString, ExtensionOrigin> on; ///< by id
    QStringList onTrial;
    QMap<QString, QStringList> runs; ///< by run: the ids that were on in it; only runs not known to have ended
    /// Written before an extension is run, and removed afterwards. If a later start finds it, the code of the extension
    /// has ended the program.
    QString starting;
    QDateTime startingSince;
    QMap<QString, ExtensionFailure> failures; ///< by id, of extensions that are off because of it

    /// Evaluates the runs that have ended. Call it under the lock, so that no other copy is starting an extension.
    /// \returns the ids of the extensions that count as failed from now on.
    [[nodiscard]] QStringList settle(const std::function<RunEnd(const QString &run)> &endOf, const QDateTime &now);
    void fail(const QString &id, const ExtensionFailure &failure);
    /// Removes the extension from those that are on in this file.
    void switchOff(const QString &id);

    [[nodiscard]] QByteArray toJson() const;
    /// An error for everything that toJson() could not have written.
    [[nodiscard]] static Result<ExtensionRecord> fromJson(const QByteArray &bytes);

    struct Reading;
    /// A missing file is an empty record. So is one that is damaged or that another user could have written: everything
    /// is off.
    [[nodiscard]] static Reading read(const QString &path, qint64 user);
    /// The same, but a damaged file is first renamed, so that it is kept. Call it under the lock, before write().
    [[nodiscard]] static Reading readToChange(const QString &path, qint64 user);
    [[nodiscard]] bool write(const QString &path, QString *error) const;
};

/// Is \a name a valid name of a run: 32 hexadecimal digits?
[[nodiscard]] bool isRunName(const QString &name);

struct ExtensionRecord::Reading
{
    ExtensionRecord record;
    QString problem; ///< for the user; empty: there is none
    bool isThere = false;
};

} // namespace candor
