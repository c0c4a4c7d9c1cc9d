// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The routes of an interface, such as "/containers/:id/start": finds the one that a path belongs to, so that nothing
/// of the path itself need be looked at any further. Qt-free, immutable; any thread.
class RouteTemplates
{
public:
    /// A segment that begins with a colon stands for any one segment. What does not begin with a slash is no route.
    explicit RouteTemplates(const std::vector<std::string> &templates);

    /// The route of a percent-encoded path (no query, no fragment); of two that fit, the one with the earlier literal
    /// segment. Slashes at the end and next to each other don't count.
    [[nodiscard]] std::optional<std::string_view> match(std::string_view path) const;
    [[nodiscard]] std::optional<std::string_view> match(std::span<const std::string> segments) const;

    /// The segments of a percent-encoded path, decoded after it was taken apart, without empty ones, "." and ".."
    /// resolved. Nothing for a path that is malformed, leads above its root or is longer than 8 KiB.
    [[nodiscard]] static std::optional<std::vector<std::string>> segments(std::string_view path);

private:
    struct Route
    {
        std::string text;
        std::vector<std::string> segments;
        std::string kinds; // 'l'iteral or 'p'arameter, for each: in the order in which they are preferred
    };
    std::vector<Route> m_routes; // the preferred ones first
};

} // namespace candor
