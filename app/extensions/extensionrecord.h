// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace candor {

/// Why an extension was switched off by Candor.
struct ExtensionFailure
{
    enum class What {
        Ended, ///< the program ended, or was ended, while it was starting
        Thrown, ///< an exception came out of it
        NotLoaded, ///< the system could not load it, or it is not what it says
    };

    What what = What::Ended;
    QDateTime time; ///< UTC
    QString detail; ///< what the system or the exception says; empty for Ended

    /// For a person, in the language of this moment.
    [[nodiscard]] QString text() const;
};

/// Which extensions the person has switched on, and what happened to them. One file of the person's own; a value.
struct ExtensionRecord
{
    QStringList on;
    /// Written before an extension is run, and taken away after that: found there by a later start, its code ended the
    /// program.
    QString starting;
    QDateTime startingSince;
    QMap<QString, ExtensionFailure> failures; ///< of extensions that are off because of it

    /// The extension that was starting when a program ended is off and has failed from now on. True if there was one.
    bool settle();
    void fail(const QString &id, const ExtensionFailure &failure);

    [[nodiscard]] QByteArray toJson() const;
    /// Nothing, and \a error, for whatever toJson() could not have written.
    [[nodiscard]] static std::optional<ExtensionRecord> fromJson(const QByteArray &bytes, QString *error);

    struct Reading;
    /// A file that is not there is an empty record; one that is damaged, or that somebody else could have written, is
    /// one too, with everything off.
    [[nodiscard]] static Reading read(const QString &path, qint64 user);
    /// The same; what is damaged is kept under another name first. Call under the lock, before write().
    [[nodiscard]] static Reading readToChange(const QString &path, qint64 user);
    [[nodiscard]] bool write(const QString &path, QString *error) const;
};

struct ExtensionRecord::Reading
{
    ExtensionRecord record;
    QString problem; ///< for a person; empty: all is well
    bool isThere = false;
};

} // namespace candor
