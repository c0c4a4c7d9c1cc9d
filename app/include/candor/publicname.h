// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QStringView>

#include <string>
#include <string_view>

namespace candor {

/// What of a name that a person or a file gave may be looked at for telemetry. Both return "other" for everything they
/// are not sure of; they look at the text alone, never at the network. What really leaves is decided by the catalogue:
/// declare the property as an "enum" of the names you want to know, with "otherwise": "other", never as a token, since
/// whether a name is one of Docker's or of somebody's own, a text can't tell. Pure; any thread. Public API (C++17).

/// The name of an official image on Docker Hub, without registry, tag and digest: "nginx" for "nginx:1.25" and
/// "docker.io/library/nginx@sha256:...". Everything with another registry or a namespace is "other", and so is what is
/// no valid reference, or could be a host ("nginx.example", "localhost").
[[nodiscard]] CANDOR_EXPORT std::string officialImage(std::string_view reference);

/// The host of a repository's address, in lower case, without user, password and port: "github.com" for
/// "https://user:token@GitHub.com/acme/notes.git" and "git@github.com:acme/notes.git". Everything else is "other":
/// paths and file URLs, addresses in numbers, hosts of one word or with letters outside ASCII.
[[nodiscard]] CANDOR_EXPORT std::string repositoryHost(std::string_view url);

[[nodiscard]] CANDOR_EXPORT std::string officialImage(QStringView reference);
[[nodiscard]] CANDOR_EXPORT std::string repositoryHost(QStringView url);

} // namespace candor
