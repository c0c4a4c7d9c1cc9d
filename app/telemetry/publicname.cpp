// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/publicname.h"

#include "system/ascii.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace candor {

namespace {

using ascii::isDigit;
using ascii::isLower;
using ascii::isUpper;

constexpr std::string_view other = "other";

bool startsWith(std::string_view text, std::string_view with)
{
    return text.substr(0, with.size()) == with;
}

template<typename Allowed>
bool consistsOf(std::string_view text, Allowed allowed)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

bool isDigest(std::string_view text)
{
    constexpr std::string_view sha256 = "sha256:";
    constexpr std::string_view sha512 = "sha512:";
    const bool sized = (startsWith(text, sha256) && text.size() == sha256.size() + 64)
        || (startsWith(text, sha512) && text.size() == sha512.size() + 128);
    return sized && consistsOf(text.substr(sha256.size()), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

bool isTag(std::string_view text)
{
    return text.size() <= 128 && text.substr(0, 1) != "." && text.substr(0, 1) != "-" && consistsOf(text, [](char c) {
               return isLower(c) || isUpper(c) || isDigit(c) || c == '_' || c == '.' || c == '-';
           });
}

/// A word of a reference. References may contain dots, but a dot may also mean a host.
bool isImageName(std::string_view text)
{
    const auto isLetter = [](char c) { return isLower(c) || isDigit(c); };
    return text.size() <= 64 && consistsOf(text, [&](char c) { return isLetter(c) || c == '_' || c == '-'; })
        && isLetter(text.front()) && isLetter(text.back()) && text != "localhost";
}

bool isDockerHub(std::string_view registry)
{
    return registry == "docker.io" || registry == "index.docker.io" || registry == "registry-1.docker.io"
        || registry == "registry.hub.docker.com";
}

/// The part between the scheme and the path, or before the colon of "user@host:path".
std::optional<std::string_view> authority(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) {
        std::string name(url.substr(0, scheme));
        std::transform(name.begin(), name.end(), name.begin(), ascii::toLower);
        if (name != "https" && name != "http" && name != "ssh" && name != "git" && name != "git+ssh"
            && name != "git+https")
            return std::nullopt;
        url.remove_prefix(scheme + 3);
        return url.substr(0, url.find_first_of("/?#"));
    }
    // A path may have a colon, too: "./a:b", "C:\\notes".
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos || url.find('/') < colon)
        return std::nullopt;
    return url.substr(0, colon);
}

/// At least two words, of which the last is not a number: neither an address nor a name in a local network.
bool isPublicHost(std::string_view host)
{
    if (host.size() > 253)
        return false;
    int words = 0;
    for (;;) {
        const std::size_t dot = host.find('.');
        const std::string_view word = host.substr(0, dot);
        if (word.size() > 63 || !consistsOf(word, [](char c) { return isLower(c) || isDigit(c) || c == '-'; })
            || word.front() == '-' || word.back() == '-')
            return false;
        ++words;
        if (dot == std::string_view::npos)
            return words >= 2 && std::any_of(word.begin(), word.end(), isLower) && isLower(word.front());
        host.remove_prefix(dot + 1);
    }
}

} // namespace

std::string officialImage(std::string_view reference)
{
    const std::string nothing(other);
    if (const std::size_t at = reference.find('@'); at != std::string_view::npos) {
        if (!isDigest(reference.substr(at + 1)))
            return nothing;
        reference = reference.substr(0, at);
    }
    const std::size_t lastSlash = reference.rfind('/');
    const std::size_t nameAt = lastSlash == std::string_view::npos ? 0 : lastSlash + 1;
    if (const std::size_t colon = reference.find(':', nameAt); colon != std::string_view::npos) {
        if (!isTag(reference.substr(colon + 1)))
            return nothing;
        reference = reference.substr(0, colon);
    }
    const std::string_view name = reference.substr(nameAt);
    std::string_view before = reference.substr(0, nameAt); // with its slash
    if (const std::size_t slash = before.find('/'); isDockerHub(before.substr(0, slash)))
        before.remove_prefix(slash + 1);
    return isImageName(name) && (before.empty() || before == "library/") ? std::string(name) : nothing;
}

std::string repositoryHost(std::string_view url)
{
    const std::string nothing(other);
    // Programs interpret other characters in addresses differently.
    if (!consistsOf(url, [](char c) { return c > ' ' && c < 0x7F && c != '\\'; }))
        return nothing;
    std::optional<std::string_view> found = authority(url);
    if (!found)
        return nothing;
    found->remove_prefix(found->rfind('@') + 1); // npos + 1 is 0
    if (const std::size_t colon = found->find(':'); colon != std::string_view::npos) {
        if (!std::all_of(found->begin() + static_cast<std::ptrdiff_t>(colon) + 1, found->end(), isDigit))
            return nothing;
        *found = found->substr(0, colon);
    }
    std::string host(*found);
    std::transform(host.begin(), host.end(), host.begin(), ascii::toLower);
    if (!host.empty() && host.back() == '.')
        host.pop_back();
    return isPublicHost(host) ? host : nothing;
}

std::string officialImage(QStringView reference)
{
    return officialImage(std::string_view(reference.toUtf8().toStdString()));
}

std::string repositoryHost(QStringView url)
{
    return repositoryHost(std::string_view(url.toUtf8().toStdString()));
}

} // namespace candor
