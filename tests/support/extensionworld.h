// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionhost.h"
#include "extensions/extensionrecord.h"
#include "support/temporaryhome.h"

namespace candor::test {

/// As the record has it: a yes to those in the person's own folder, which the test plug-ins' publisher made.
[[nodiscard]] QMap<QString, ExtensionOrigin> switchedOn(const QStringList &ids);

/// The folders and plug-ins of an ExtensionHost in a home folder. Compiled into each program that needs it, since not
/// every build has extensions. The plug-ins come from where they were built, a folder that others may write to, as they
/// may to those that lead to the home folder.
class ExtensionPlace
{
public:
    enum class Folder { User, System };

    /// \a home outlives this. Makes the folders, as private as they have to be.
    explicit ExtensionPlace(const TemporaryHome &home);

    [[nodiscard]] QString folder(Folder which = Folder::User) const;
    /// Copies the plug-in \a name, such as "good", and returns its path.
    QString put(const QString &name, Folder where = Folder::User) const;

    [[nodiscard]] ExtensionWorld world() const;
    [[nodiscard]] QString recordFile() const;
    void writeRecord(const ExtensionRecord &record) const;
    [[nodiscard]] ExtensionRecord record() const;

    /// What the extension \a id noted when it was called.
    [[nodiscard]] QByteArray log(const QString &id) const;

private:
    const TemporaryHome &m_home;
};

} // namespace candor::test
