// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/systemfacts.h"

#include <QLocale>
#include <QString>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <string_view>

namespace candor {

namespace {

using namespace std::string_view_literals;

// The same lists as catalogue.json's, where "other" stands for the rest: a rare system must not single anybody out.
constexpr std::array knownDistributions{"debian"sv,    "ubuntu"sv,        "fedora"sv,
                                        "rhel"sv,      "centos"sv,        "arch"sv,
                                        "manjaro"sv,   "opensuse-leap"sv, "opensuse-tumbleweed"sv,
                                        "linuxmint"sv, "alpine"sv,        "gentoo"sv,
                                        "nixos"sv};
constexpr std::array knownArchitectures{"x86_64"sv, "arm64"sv, "i386"sv, "arm"sv, "riscv64"sv};

template<std::size_t size>
std::string oneOf(const std::array<std::string_view, size> &known, const std::string &value)
{
    return std::find(known.begin(), known.end(), value) != known.end() ? value : std::string("other");
}

std::string majorVersion(const QString &version)
{
    std::string result;
    for (const QChar character : version) {
        if (character < u'0' || character > u'9' || result.size() == 8)
            break;
        result += character.toLatin1();
    }
    return result.empty() ? std::string("0") : result;
}

} // namespace

SystemFacts SystemFacts::read()
{
    SystemFacts facts;
#if defined(Q_OS_WIN)
    facts.os = "windows";
    facts.distribution = "none";
#elif defined(Q_OS_MACOS)
    facts.os = "macos";
    facts.distribution = "none";
#elif defined(Q_OS_LINUX)
    facts.os = "linux";
    facts.distribution = oneOf(knownDistributions, QSysInfo::productType().toStdString());
#else
    facts.os = "other";
    facts.distribution = "other";
#endif
    facts.osVersion = majorVersion(QSysInfo::productVersion());
    facts.architecture = oneOf(knownArchitectures, QSysInfo::currentCpuArchitecture().toStdString());

    // "de_AT" of the system's settings, not of a language chosen for this application alone.
    const QString name = QLocale::system().name();
    const qsizetype separator = name.indexOf(u'_');
    facts.language = separator > 0 ? name.left(separator).toStdString() : std::string("und");
    facts.region =
        separator > 0 && name.size() == separator + 3 ? name.mid(separator + 1).toStdString() : std::string("ZZ");
    return facts;
}

} // namespace candor
