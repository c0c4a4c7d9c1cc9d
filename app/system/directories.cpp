// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/directories.h"

#include "system/filesystemtype.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <array>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#include <shlobj.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// Rejects relative values: with them the location of the files would depend on the working directory.
QString absoluteOrEmpty(const QString &value)
{
    const QString path = QDir::fromNativeSeparators(value);
    return !path.isEmpty() && QDir::isAbsolutePath(path) ? QDir::cleanPath(path) : QString();
}

#ifndef Q_OS_WIN
QString below(const QString &folder, const QString &relative)
{
    return folder.isEmpty() ? QString() : QDir::cleanPath(folder + u'/' + relative);
}
#endif

#ifdef Q_OS_LINUX
QString firstOf(const QString &value, const QString &otherwise)
{
    return value.isEmpty() ? otherwise : value;
}
#endif

/// Deliberately independent of the environment: a variable must not allow what an administrator forbids.
QStringList managedFolders()
{
#if defined(Q_OS_WIN)
    QString programData = u"C:/ProgramData"_s;
    PWSTR known = nullptr;
    if (SUCCEEDED(SHGetKnownFolderPath(FOLDERID_ProgramData, 0, nullptr, &known)))
        programData = QDir::cleanPath(QDir::fromNativeSeparators(QString::fromWCharArray(known)));
    CoTaskMemFree(known);
    return {programData + u"/Candor"_s, programData + u"/Podman Desktop"_s};
#elif defined(Q_OS_MACOS)
    return {u"/Library/Application Support/Candor"_s,
            u"/Library/Application Support/io.podman_desktop.PodmanDesktop"_s};
#else
    // Inside a Flatpak /etc and /usr belong to the runtime; those of the machine are below /run/host.
    return {u"/etc/candor"_s,
            u"/run/host/etc/candor"_s,
            u"/usr/share/podman-desktop"_s,
            u"/run/host/usr/share/podman-desktop"_s,
            u"/etc/podman-desktop"_s,
            u"/run/host/etc/podman-desktop"_s};
#endif
}

constexpr qint64 root = 0;

/// The owner of \a folder; if it does not exist yet, the owner of the folder in which it would be created.
qint64 ownerOf(QString folder)
{
    while (folder.size() > 1 && !QFileInfo::exists(folder))
        folder = QFileInfo(folder).path();
    return QFileInfo(folder).ownerId();
}

QString noText(const QString &variable)
{
    //: @info %1 is the name of an environment variable, such as HOME
    return QCoreApplication::translate("candor::Directories",
                                       "The environment variable %1 is not valid UTF-8, so it is not known where your "
                                       "files are, and nothing is collected. Set it to the path of your folder.")
        .arg(variable);
}

QString ofAnotherUser(const QString &folder)
{
    //: @info %1 is a folder; root is the name of the administrator's account
    return QCoreApplication::translate("candor::Directories",
                                       "%1 belongs to another user, and this program runs as root. Nothing is changed "
                                       "there, and nothing is collected. Run it as that user.")
        .arg(folder);
}

} // namespace

Directories Directories::fromEnvironment(const QProcessEnvironment &environment, qint64 user)
{
    const auto folder = [&environment](QStringView name) {
        return absoluteOrEmpty(environment.value(name.toString()));
    };

    Directories result;
#if defined(Q_OS_WIN)
    result.home = folder(u"USERPROFILE");
    result.localData = folder(u"LOCALAPPDATA");
    result.config = folder(u"APPDATA");
    result.policyKey = u"HKEY_LOCAL_MACHINE\\Software\\Policies\\Candor"_s;
#elif defined(Q_OS_MACOS)
    result.home = folder(u"HOME");
    result.localData = below(result.home, u"Library/Application Support"_s);
    result.config = below(result.home, u"Library/Preferences"_s);
#else
    result.home = folder(u"HOME");
    result.localData = firstOf(folder(u"XDG_DATA_HOME"), below(result.home, u".local/share"_s));
    result.config = firstOf(folder(u"XDG_CONFIG_HOME"), below(result.home, u".config"_s));
    result.runtime = folder(u"XDG_RUNTIME_DIR");
    if (!filesystemtype::isVolatile("/etc/machine-id"))
        result.machineIdFile = u"/etc/machine-id"_s;
#endif
    result.podmanDesktopHome = folder(u"PODMAN_DESKTOP_HOME_DIR");
    result.managed = managedFolders();
    result.user = user;

    // Decoding replaced bytes that are not valid UTF-8 by this character.
    for (const QString &name :
         {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"PODMAN_DESKTOP_HOME_DIR"_s}) {
        if (result.problem.isEmpty() && environment.value(name).contains(QChar::ReplacementCharacter))
            result.problem = noText(name);
    }
    const std::array folders{&result.home, &result.localData, &result.config, &result.podmanDesktopHome};
    for (const QString *each : folders) {
        if (result.problem.isEmpty() && user == root && !each->isEmpty() && ownerOf(*each) != user)
            result.problem = ofAnotherUser(*each);
    }
    if (!result.problem.isEmpty())
        result.home = result.localData = result.config = result.runtime = result.podmanDesktopHome = QString();
    return result;
}

} // namespace candor
