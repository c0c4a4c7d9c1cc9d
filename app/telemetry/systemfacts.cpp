// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/systemfacts.h"

#include <QFile>
#include <QLocale>
#include <QString>
#include <QSysInfo>

#include <algorithm>
#include <optional>

namespace candor {

namespace {

using namespace std::string_view_literals;

constexpr qint64 osReleaseLimit = 64 * 1024;

/// The leading digits. More than four digits are a date or nonsense rather than a major version: "0".
std::string majorVersion(std::string_view version)
{
    const std::size_t digits = std::min(version.find_first_not_of("0123456789"), version.size());
    version = version.substr(0, digits);
    version.remove_prefix(std::min(version.find_first_not_of('0'), version.size()));
    return version.empty() || version.size() > 4 ? std::string("0") : std::string(version);
}

/// Unquotes \a word, the right side of an assignment, as a shell does. Nothing if a quotation does not end or if
/// something follows the word: a shell would run that.
std::optional<std::string> unquoted(std::string_view word)
{
    std::string result;
    char quote = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (quote == '\'' ? c != '\'' : c == '\\') {
            if (quote == '\'') {
                result += c;
                continue;
            }
            if (++i == word.size())
                return std::nullopt;
            // Between double quotes a backslash before any other character is literal.
            if (quote == '"' && "\"\\$`"sv.find(word[i]) == std::string_view::npos)
                result += c;
            result += word[i];
        } else if (c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (quote == 0 && (c == ' ' || c == '\t')) {
            const std::size_t next = word.find_first_not_of(" \t", i);
            if (next != std::string_view::npos && word[next] != '#')
                return std::nullopt;
            break;
        } else {
            result += c;
        }
    }
    return quote == 0 ? std::optional(result) : std::nullopt;
}

#ifdef Q_OS_LINUX
std::string osRelease()
{
    for (const char *path : {"/etc/os-release", "/usr/lib/os-release"}) {
        QFile file{QLatin1StringView(path)};
        if (file.open(QIODevice::ReadOnly))
            return file.read(osReleaseLimit).toStdString();
    }
    return {};
}
#endif

} // namespace

void SystemFacts::readOsRelease(std::string_view osRelease)
{
    distribution = "other";
    osVersion = "0";
    while (!osRelease.empty()) {
        const std::size_t end = std::min(osRelease.find('\n'), osRelease.size());
        std::string_view line = osRelease.substr(0, end);
        osRelease.remove_prefix(std::min(end + 1, osRelease.size()));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view name = line.substr(0, equals);
        if (name != "ID" && name != "VERSION_ID")
            continue;
        const std::string value = unquoted(line.substr(equals + 1)).value_or(std::string());
        if (name == "VERSION_ID") // the last assignment counts, as in a shell
            osVersion = majorVersion(value);
        else
            distribution = value.empty() ? std::string("other") : value;
    }
}

SystemFacts SystemFacts::read()
{
    SystemFacts facts;
#if defined(Q_OS_LINUX)
    facts.os = "linux";
    facts.readOsRelease(osRelease());
#else
    facts.osVersion = majorVersion(QSysInfo::productVersion().toStdString());
    facts.distribution = "none";
#if defined(Q_OS_WIN)
    facts.os = "windows";
#elif defined(Q_OS_MACOS)
    facts.os = "macos";
#else
    facts.os = "other";
    facts.distribution = "other";
#endif
#endif
    facts.architecture = QSysInfo::currentCpuArchitecture().toStdString();

    // "de_AT" from the settings of the system, not from a language that was chosen for this application only.
    const QString name = QLocale::system().name();
    const qsizetype separator = name.indexOf(u'_');
    facts.language = separator > 0 ? name.left(separator).toStdString() : std::string("und");
    facts.region =
        separator > 0 && name.size() == separator + 3 ? name.mid(separator + 1).toStdString() : std::string("ZZ");
    return facts;
}

std::array<Property, 6> SystemFacts::properties() const
{
    return {Property{"os", os},
            Property{"os_version", osVersion},
            Property{"distribution", distribution},
            Property{"architecture", architecture},
            Property{"language", language},
            Property{"region", region}};
}

} // namespace candor
