// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/routetemplates.h"

#include <algorithm>
#include <charconv>

namespace candor {

namespace {

constexpr std::size_t longestPath = 8192;

std::optional<std::string> decoded(std::string_view segment)
{
    std::string result;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment[i] != '%') {
            result += segment[i];
            continue;
        }
        const std::string_view digits = segment.substr(i + 1, 2);
        unsigned char byte = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() < 2 || read.ptr != digits.data() + digits.size())
            return std::nullopt;
        result += static_cast<char>(byte);
        i += 2;
    }
    return result;
}

bool isParameter(std::string_view segment)
{
    return segment.size() > 1 && segment.front() == ':';
}

} // namespace

RouteTemplates::RouteTemplates(const std::vector<std::string> &templates)
{
    for (const std::string &text : templates) {
        if (text.empty() || text.front() != '/')
            continue;
        std::optional<std::vector<std::string>> parts = segments(text);
        if (!parts)
            continue;
        Route route{text, std::move(*parts), {}};
        for (const std::string &part : route.segments)
            route.kinds += isParameter(part) ? 'p' : 'l';
        m_routes.push_back(std::move(route));
    }
    std::stable_sort(m_routes.begin(), m_routes.end(),
                     [](const Route &a, const Route &b) { return a.kinds < b.kinds; });
}

std::optional<std::string_view> RouteTemplates::match(std::span<const std::string> parts) const
{
    for (const Route &route : m_routes) {
        const auto fits = [](const std::string &declared, const std::string &given) {
            return isParameter(declared) || declared == given;
        };
        if (std::equal(route.segments.begin(), route.segments.end(), parts.begin(), parts.end(), fits))
            return route.text;
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> RouteTemplates::segments(std::string_view path)
{
    if (path.size() > longestPath)
        return std::nullopt;
    std::vector<std::string> result;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        std::optional<std::string> part = decoded(path.substr(0, slash));
        if (!part)
            return std::nullopt;
        // Encoded ones count, too: servers resolve them as well.
        if (*part == "..") {
            if (result.empty())
                return std::nullopt;
            result.pop_back();
        } else if (!part->empty() && *part != ".") {
            result.push_back(std::move(*part));
        }
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return result;
}

} // namespace candor
