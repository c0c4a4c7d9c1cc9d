// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The routes of an interface, such as "/containers/:id/start". Finds the route of a path, so that the path itself is
/// not needed any more. Qt-free, immutable; any thread.
class RouteTemplates
{
public:
    /// A segment that begins with a colon matches any single segment. A template that does not begin with a slash is
    /// ignored.
    explicit RouteTemplates(const std::vector<std::string> &templates);

    /// The route of a path of these segments(); if two match, the one with the earlier literal segment.
    [[nodiscard]] std::optional<std::string_view> match(std::span<const std::string> segments) const;

    /// The segments of a percent-encoded path (no query, no fragment), decoded after splitting; empty segments are
    /// removed, so that trailing and repeated slashes are ignored, "." and ".." are resolved. Nothing for a path that
    /// is malformed, leads above its root or is longer than 8 KiB.
    [[nodiscard]] static std::optional<std::vector<std::string>> segments(std::string_view path);

private:
    struct Route
    {
        std::string text;
        std::vector<std::string> segments;
        std::string kinds; // 'l'iteral or 'p'arameter for each segment; sorts the preferred routes first
    };
    std::vector<Route> m_routes; // the preferred ones first
};

} // namespace candor
