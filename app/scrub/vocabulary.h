// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace candor {

/// Words that error messages are made of, in small ASCII letters. What a message says in them no person chose, so they
/// may stay where anything else would be taken for a name. A list and not a dictionary: it has no first names, no
/// surnames, and few of the words that people name their things with.
[[nodiscard]] bool isKnownWord(std::string_view lower);

/// Of those, the ones that a sentence goes on with: "container is", "no such image: not". They may stay even where a
/// name is due.
[[nodiscard]] bool isGrammarWord(std::string_view lower);

/// What a name follows: "container web", "user nina", "no such volume: data".
[[nodiscard]] bool isNamedThing(std::string_view lower);

/// What is followed by what was acted on: "lookup db", "pull acme".
[[nodiscard]] bool isActionOnName(std::string_view lower);

/// "connected to db", "denied for nina".
[[nodiscard]] bool isPreposition(std::string_view lower);

/// What stands before a value that nobody but its owner may know: password, token, api_key.
[[nodiscard]] bool isSecretWord(std::string_view lower);

/// Compounds with a hyphen: read-only.
[[nodiscard]] bool isKnownCompound(std::string_view lower);

/// Protocols a URL may keep.
[[nodiscard]] bool isKnownScheme(std::string_view lower);

/// What host names end with. Two letters: always (a country).
[[nodiscard]] bool isHostEnding(std::string_view lower);

/// What file names end with, without the dot.
[[nodiscard]] bool isFileEnding(std::string_view lower);

} // namespace candor
