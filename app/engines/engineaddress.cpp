// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/engineaddress.h"

#include "system/socketfile.h"

#include <QDir>
#include <QSet>
#include <QUrl>

#include <array>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using Platform = EngineSearch::Platform;

constexpr qint64 root = 0;

/// The base of a relative path.
enum class Base { System, Runtime, Home, Temporary };

struct UsualPlace
{
    Platform platform;
    Base base;
    const char16_t *path; ///< the last component may be a pattern
};

constexpr std::array usualPlaces{
    UsualPlace{Platform::Linux, Base::Runtime, u"podman/podman.sock"},
    UsualPlace{Platform::Linux, Base::System, u"/run/podman/podman.sock"},
    UsualPlace{Platform::Linux, Base::System, u"/var/run/docker.sock"},
    // The link of the machine comes first: it stays when the provider changes.
    UsualPlace{Platform::MacOs, Base::Home, u".local/share/containers/podman/machine/podman.sock"},
    UsualPlace{Platform::MacOs, Base::Home, u".local/share/containers/podman/machine/applehv/podman.sock"},
    UsualPlace{Platform::MacOs, Base::Home, u".local/share/containers/podman/machine/libkrun/podman.sock"},
    UsualPlace{Platform::MacOs, Base::Home, u".local/share/containers/podman/machine/qemu/podman.sock"},
    UsualPlace{Platform::MacOs, Base::Temporary, u"podman/*-api.sock"},
    UsualPlace{Platform::MacOs, Base::System, u"/var/run/docker.sock"},
    UsualPlace{Platform::Windows, Base::System, u"\\\\.\\pipe\\podman-machine-default"},
    UsualPlace{Platform::Windows, Base::System, u"\\\\.\\pipe\\docker_engine"},
};

QString below(const QString &folder, const QString &path)
{
    return folder.isEmpty() ? QString() : folder + u'/' + path;
}

QStringList pathsOf(const UsualPlace &place, const EngineSearch &search)
{
    const QString path = QString::fromUtf16(place.path);
    switch (place.base) {
    case Base::System:
        return {search.systemRoot + path};
    case Base::Runtime:
        return {below(search.directories.runtime, path)};
    case Base::Home:
        return {below(search.directories.home, path)};
    case Base::Temporary:
        break;
    }
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString temporary = search.environment.value(u"TMPDIR"_s);
    if (!QDir::isAbsolutePath(temporary))
        return {};
    const QDir folder(QDir::cleanPath(temporary + u'/' + path.left(slash)));
    QStringList result;
    for (const QString &name : folder.entryList({path.mid(slash + 1)}, QDir::System | QDir::Files, QDir::Name))
        result.append(folder.filePath(name));
    return result;
}

QString nameOf(const QString &socket, Platform platform)
{
    return platform == Platform::Windows ? u"npipe://"_s + QString(socket).replace(u'\\', u'/') : u"unix://"_s + socket;
}

EngineAddress unusable(EngineAddress address, EngineObstacle obstacle)
{
    address.obstacle = obstacle;
    return address;
}

/// Parses the value of a variable such as DOCKER_HOST.
EngineAddress addressFrom(const QString &variable, const QString &value, Platform platform)
{
    EngineAddress result{value, {}, variable};
    const QString scheme = value.section(u':', 0, 0).toLower();
    QString rest = value.mid(scheme.size() + 1);
    if (rest.startsWith("//"_L1))
        rest.remove(0, 2);
    if (scheme == "unix"_L1 && platform != Platform::Windows && QDir::isAbsolutePath(rest)) {
        result.socket = QDir::cleanPath(rest);
        result.name = nameOf(result.socket, platform);
        return result;
    }
    if (scheme == "npipe"_L1 && platform == Platform::Windows) {
        const QString pipe = QString(rest).replace(u'/', u'\\');
        if (!pipe.startsWith("\\\\.\\pipe\\"_L1, Qt::CaseInsensitive))
            return unusable(result, EngineObstacle::OverNetwork);
        result.socket = pipe;
        result.name = nameOf(pipe, platform);
        return result;
    }
    const bool isNetwork = scheme == "tcp"_L1 || scheme == "http"_L1 || scheme == "https"_L1;
    const QUrl url(value);
    if (!url.isValid() || !(isNetwork || scheme == "ssh"_L1)) {
        result.name = u'$' + variable; // the name instead of the value, which may contain a password
        return unusable(result, EngineObstacle::NotUnderstood);
    }
    result.name = url.toString(QUrl::RemovePassword | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return unusable(result, isNetwork ? EngineObstacle::OverNetwork : EngineObstacle::OverSsh);
}

} // namespace

EngineSearch::Platform EngineSearch::current()
{
#if defined(Q_OS_WIN)
    return Platform::Windows;
#elif defined(Q_OS_MACOS)
    return Platform::MacOs;
#else
    return Platform::Linux;
#endif
}

EngineObstacle obstacleNow(const EngineAddress &address, qint64 user)
{
    if (address.socket.isEmpty())
        return address.obstacle;
    const qint64 owner = SocketFile::at(address.socket).owner;
    return owner < 0 || owner == user || owner == root ? EngineObstacle::None : EngineObstacle::ForeignSocket;
}

QList<EngineAddress> findEngines(const EngineSearch &search)
{
    QList<EngineAddress> found;
    for (const QString &variable : {u"CONTAINER_HOST"_s, u"DOCKER_HOST"_s}) {
        const QString value = search.environment.value(variable).trimmed();
        if (!value.isEmpty())
            found.append(addressFrom(variable, value, search.platform));
    }
    for (const UsualPlace &place : usualPlaces) {
        if (place.platform != search.platform)
            continue;
        for (const QString &path : pathsOf(place, search)) {
            if (!path.isEmpty() && SocketFile::at(path).exists)
                found.append({nameOf(path, search.platform), path, {}});
        }
    }

    QList<EngineAddress> result;
    QSet<QString> seen;
    for (EngineAddress &address : found) {
        const QString identity = address.socket.isEmpty() ? QString() : SocketFile::at(address.socket).identity;
        const QString key = identity.isEmpty() ? address.name : identity;
        if (seen.contains(key))
            continue;
        seen.insert(key);
        address.obstacle = obstacleNow(address, search.directories.user);
        result.append(address);
    }
    return result;
}

} // namespace candor
