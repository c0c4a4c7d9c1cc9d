// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/extensionworld.h"

#include "system/durablefile.h"

#include <QDir>
#include <QFile>

namespace candor::test {

using namespace Qt::StringLiterals;

QMap<QString, ExtensionOrigin> switchedOn(const QStringList &ids)
{
    QMap<QString, ExtensionOrigin> result;
    for (const QString &id : ids)
        result.insert(id, {false, u"Acme"_s});
    return result;
}

ExtensionPlace::ExtensionPlace(const TemporaryHome &home)
    : m_home(home)
{
    for (const Folder which : {Folder::User, Folder::System}) {
        QString error;
        if (!makePrivateFolder(folder(which), &error))
            qFatal("%s", qUtf8Printable(error));
    }
    // Created before by other code, with the umask of this process.
    for (const QString &part : {u".local"_s, u".local/share"_s, u".local/share/candor"_s})
        QFile::setPermissions(m_home.path(part), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString ExtensionPlace::folder(Folder which) const
{
    return m_home.path(which == Folder::User ? u".local/share/candor/extensions"_s : u"system"_s);
}

QString ExtensionPlace::put(const QString &name, Folder where) const
{
    const QString from = QStringLiteral(CANDOR_TEST_EXTENSIONS) + u'/' + name + QStringLiteral(CANDOR_MODULE_SUFFIX);
    const QString path = folder(where) + u'/' + name + QStringLiteral(CANDOR_MODULE_SUFFIX);
    if (!QFile::copy(from, path)
        || !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        qFatal("can't copy %s to %s", qUtf8Printable(from), qUtf8Printable(path));
    return path;
}

ExtensionWorld ExtensionPlace::world() const
{
    ExtensionWorld result(m_home.directories(), u"candor"_s, folder(Folder::System),
                          SettingsFile(m_home.directories(), SettingsLayout::PodmanDesktop, u"candor"_s));
    result.folders.believed = m_home.path();
    return result;
}

QString ExtensionPlace::recordFile() const
{
    return m_home.path(u".local/share/candor/extensions.json"_s);
}

void ExtensionPlace::writeRecord(const ExtensionRecord &record) const
{
    QString error;
    if (!record.write(recordFile(), &error))
        qFatal("%s", qUtf8Printable(error));
}

ExtensionRecord ExtensionPlace::record() const
{
    const ExtensionRecord::Reading reading = ExtensionRecord::read(recordFile(), effectiveUser());
    if (!reading.problem.isEmpty())
        qFatal("%s", qUtf8Printable(reading.problem));
    return reading.record;
}

QByteArray ExtensionPlace::log(const QString &id) const
{
    return m_home.read(u".local/share/candor/extension-data/"_s + id + u"/log"_s);
}

} // namespace candor::test
