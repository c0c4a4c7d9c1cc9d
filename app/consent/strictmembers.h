// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <rapidjson/document.h>

#include <string>

namespace candor {

/// Reads a JSON file that is one object whose members are all known: a missing, unknown, doubled or wrongly typed
/// member is an error that names file and line. The first error stands; what is read after it is empty, so that a
/// caller can ask for every member and look at error() once, at the end.
class StrictMembers
{
public:
    /// \a fileName: as messages name it, without a folder.
    StrictMembers(QString fileName, const QByteArray &bytes);

    [[nodiscard]] QString string(const char *name);
    [[nodiscard]] QStringList strings(const char *name) { return texts(name, true); }
    /// Empty if the member is missing, which is no error.
    [[nodiscard]] QStringList optionalStrings(const char *name) { return texts(name, false); }
    [[nodiscard]] int integer(const char *name, int minimum);
    [[nodiscard]] bool boolean(const char *name);
    /// Null after an error.
    [[nodiscard]] const rapidjson::Value *object(const char *name);
    /// Null if the member is missing, which is no error.
    [[nodiscard]] const rapidjson::Value *optionalObject(const char *name);

    /// Reports what is wrong with the value of \a path, a member ("time") or one of its members ("purpose/de").
    void fail(const QString &path, const QString &what);
    /// Call after the last member: whatever was not asked for is unknown.
    void refuseUnknown();

    /// Empty if all is well.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    [[nodiscard]] const rapidjson::Value *member(const char *name, bool required);
    [[nodiscard]] QStringList texts(const char *name, bool required);
    [[nodiscard]] int lineOf(const QString &path) const; ///< of a member, by path
    void failAtLine(int line, const QString &what);

    QString m_fileName;
    QByteArray m_bytes;
    rapidjson::Document m_document;
    QSet<QByteArray> m_known;
    QString m_error;
};

} // namespace candor
