// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/directories.h"

#include <QDir>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#include <shlobj.h>
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// A relative value would make the place of the files depend on where the program was started.
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

/// Fixed by the system, on purpose not by the environment: what an administrator forbids, a variable must not allow.
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
    // Inside a Flatpak /etc and /usr belong to the runtime; the machine's own stand below /run/host.
    return {u"/etc/candor"_s, u"/run/host/etc/candor"_s, u"/usr/share/podman-desktop"_s,
            u"/run/host/usr/share/podman-desktop"_s};
#endif
}

} // namespace

Directories Directories::fromEnvironment(const QProcessEnvironment &environment)
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
    result.machineIdFile = u"/etc/machine-id"_s;
#endif
    result.podmanDesktopHome = folder(u"PODMAN_DESKTOP_HOME_DIR");
    result.managed = managedFolders();
    return result;
}

} // namespace candor
