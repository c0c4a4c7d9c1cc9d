// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionhost.h"
#include "extensions/extensionrecord.h"
#include "support/temporaryhome.h"

namespace candor::test {

/// The entries of the record: a yes to each of \a ids in the user's own folder, from the publisher of the test
/// plug-ins.
[[nodiscard]] QMap<QString, ExtensionOrigin> switchedOn(const QStringList &ids);

/// The folders and plug-ins of an ExtensionHost in a home folder. Compiled into each program that needs it, since not
/// every build has extensions. The plug-ins come from the build folder, to which others may write, as to the folders
/// above the home folder.
class ExtensionPlace
{
public:
    enum class Folder { User, System };

    /// Creates the folders with the required modes. \a home must outlive this object.
    explicit ExtensionPlace(const TemporaryHome &home);

    [[nodiscard]] QString folder(Folder which = Folder::User) const;
    /// Copies the plug-in \a name, such as "good", and returns its path.
    QString put(const QString &name, Folder where = Folder::User) const;

    [[nodiscard]] ExtensionWorld world() const;
    [[nodiscard]] QString recordFile() const;
    void writeRecord(const ExtensionRecord &record) const;
    [[nodiscard]] ExtensionRecord record() const;

    /// What the extension \a id has logged about its calls.
    [[nodiscard]] QByteArray log(const QString &id) const;

private:
    const TemporaryHome &m_home;
};

} // namespace candor::test
