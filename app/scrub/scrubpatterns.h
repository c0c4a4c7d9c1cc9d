// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace candor {

class KnownNames;
class ScrubText;

/// What stands where something went.
enum class Placeholder : std::uint8_t { Path, Host, Email, Ip, Mac, Id, Key, User, Name, Quoted, Text };

/// ASCII in angle brackets. Where less than that was taken out, shortPlaceholder stands.
[[nodiscard]] std::string_view placeholderText(Placeholder placeholder);
inline constexpr std::string_view shortPlaceholder = "*";

/// The placeholder that \a text begins with, or nothing.
[[nodiscard]] std::string_view leadingPlaceholder(std::string_view text);

/// What a pattern does, to read, and its test: a computer with the user nina (/home/nina) and the name kestrel.
struct ScrubExample
{
    std::string_view text;
    std::string_view scrubbed;
};

struct ScrubPattern
{
    std::string_view name;
    std::string_view what; ///< for people
    void (*find)(ScrubText &text, const KnownNames &names);
    std::span<const ScrubExample> examples;
};

/// In the order in which they run, and why in that order: see there.
[[nodiscard]] std::span<const ScrubPattern> scrubPatterns();

} // namespace candor
