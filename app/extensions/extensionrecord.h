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

/// Which file a yes was given to. One of the same id in another folder, or of somebody else, needs a yes of its own.
struct ExtensionOrigin
{
    bool isSystem = false; ///< in the folder of packages, not in the person's own
    QString publisher;

    friend bool operator==(const ExtensionOrigin &, const ExtensionOrigin &) = default;
};

/// Why an extension was switched off by Candor.
struct ExtensionFailure
{
    enum class What {
        Ended, ///< the program ended, or was ended, while it was starting
        Suspected, ///< the program ended, or was ended, while it was on, and on trial
        Thrown, ///< an exception came out of it
        NotLoaded, ///< the system could not load it, or it is not what it says
    };

    What what = What::Ended;
    QDateTime time; ///< UTC
    QString detail; ///< what the system or the exception says; empty for Ended and Suspected

    /// For a person, in the language of this moment.
    [[nodiscard]] QString text() const;
};

/// What became of a run: a running copy of the program that has extensions on.
enum class RunEnd { NotYet, Well, Unexpected };

/// Which extensions the person has switched on, and what happened to them. One file of the person's own; a value.
///
/// Who is to blame when the program ends unexpectedly can't be seen from outside: a crash, a kill and a power cut look
/// the same. So:
/// - The one that was starting is off. That its code ended the program, or did not come back, is the likeliest.
/// - One that was on is off if it was on trial. It is from the moment it is switched on until a program in which it
///   was on has ended well.
/// - One that had proven itself in that way is on trial again. A logout that kills, or a power cut, costs it nothing,
///   and a second unexpected end in a row switches it off.
struct ExtensionRecord
{
    QMap<QString, ExtensionOrigin> on; ///< by id
    QStringList onTrial;
    QMap<QString, QStringList> runs; ///< ids of what was on in each that is not known to have ended; by name
    /// Written before an extension is run, and taken away after that: found there by a later start, its code ended the
    /// program.
    QString starting;
    QDateTime startingSince;
    QMap<QString, ExtensionFailure> failures; ///< of extensions that are off because of it

    /// Draws the conclusions of runs that have ended, under the lock: nothing of another copy's is starting then.
    /// \returns the ids of those that have failed from now on.
    [[nodiscard]] QStringList settle(const std::function<RunEnd(const QString &run)> &endOf, const QDateTime &now);
    void fail(const QString &id, const ExtensionFailure &failure);
    /// It is not on any more, as far as this file says.
    void switchOff(const QString &id);

    [[nodiscard]] QByteArray toJson() const;
    /// An error for whatever toJson() could not have written.
    [[nodiscard]] static Result<ExtensionRecord> fromJson(const QByteArray &bytes);

    struct Reading;
    /// A file that is not there is an empty record; one that is damaged, or that somebody else could have written, is
    /// one too, with everything off.
    [[nodiscard]] static Reading read(const QString &path, qint64 user);
    /// The same; what is damaged is kept under another name first. Call under the lock, before write().
    [[nodiscard]] static Reading readToChange(const QString &path, qint64 user);
    [[nodiscard]] bool write(const QString &path, QString *error) const;
};

/// Could \a name be a run's? 32 hexadecimal digits.
[[nodiscard]] bool isRunName(const QString &name);

struct ExtensionRecord::Reading
{
    ExtensionRecord record;
    QString problem; ///< for a person; empty: all is well
    bool isThere = false;
};

} // namespace candor
