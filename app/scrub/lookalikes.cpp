// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "scrub/lookalikes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace candor {

namespace {

struct Twin
{
    char32_t character;
    char plain;
};

// Sorted. Only what passes for ASCII at a glance: the aim is a name somebody disguised, not a transliteration.
constexpr std::array twins{
    Twin{0x00A0, ' '},
    Twin{0x00AB, '"'},
    Twin{0x00B4, '\''},
    Twin{0x00BB, '"'},
    // Greek; small letters as their capitals, so that a name is found in either
    Twin{0x0391, 'A'},
    Twin{0x0392, 'B'},
    Twin{0x0395, 'E'},
    Twin{0x0396, 'Z'},
    Twin{0x0397, 'H'},
    Twin{0x0399, 'I'},
    Twin{0x039A, 'K'},
    Twin{0x039C, 'M'},
    Twin{0x039D, 'N'},
    Twin{0x039F, 'O'},
    Twin{0x03A1, 'P'},
    Twin{0x03A4, 'T'},
    Twin{0x03A5, 'Y'},
    Twin{0x03A7, 'X'},
    Twin{0x03B1, 'a'},
    Twin{0x03B2, 'b'},
    Twin{0x03B5, 'e'},
    Twin{0x03B6, 'z'},
    Twin{0x03B7, 'h'},
    Twin{0x03B9, 'i'},
    Twin{0x03BA, 'k'},
    Twin{0x03BC, 'm'},
    Twin{0x03BD, 'n'},
    Twin{0x03BF, 'o'},
    Twin{0x03C1, 'p'},
    Twin{0x03C4, 't'},
    Twin{0x03C5, 'y'},
    Twin{0x03C7, 'x'},
    Twin{0x03F2, 'c'},
    Twin{0x03F3, 'j'},
    // Cyrillic
    Twin{0x0405, 'S'},
    Twin{0x0406, 'I'},
    Twin{0x0408, 'J'},
    Twin{0x0410, 'A'},
    Twin{0x0412, 'B'},
    Twin{0x0415, 'E'},
    Twin{0x041A, 'K'},
    Twin{0x041C, 'M'},
    Twin{0x041D, 'H'},
    Twin{0x041E, 'O'},
    Twin{0x0420, 'P'},
    Twin{0x0421, 'C'},
    Twin{0x0422, 'T'},
    Twin{0x0423, 'Y'},
    Twin{0x0425, 'X'},
    Twin{0x0430, 'a'},
    Twin{0x0432, 'b'},
    Twin{0x0435, 'e'},
    Twin{0x043A, 'k'},
    Twin{0x043C, 'm'},
    Twin{0x043D, 'h'},
    Twin{0x043E, 'o'},
    Twin{0x0440, 'p'},
    Twin{0x0441, 'c'},
    Twin{0x0442, 't'},
    Twin{0x0443, 'y'},
    Twin{0x0445, 'x'},
    Twin{0x0455, 's'},
    Twin{0x0456, 'i'},
    Twin{0x0458, 'j'},
    Twin{0x04BB, 'h'},
    Twin{0x0501, 'd'},
    Twin{0x051B, 'q'},
    Twin{0x051D, 'w'},
    // Armenian
    Twin{0x0578, 'n'},
    Twin{0x057D, 'u'},
    Twin{0x0585, 'o'},
    // punctuation
    Twin{0x2010, '-'},
    Twin{0x2011, '-'},
    Twin{0x2012, '-'},
    Twin{0x2013, '-'},
    Twin{0x2014, '-'},
    Twin{0x2015, '-'},
    Twin{0x2018, '\''},
    Twin{0x2019, '\''},
    Twin{0x201A, '\''},
    Twin{0x201B, '\''},
    Twin{0x201C, '"'},
    Twin{0x201D, '"'},
    Twin{0x201E, '"'},
    Twin{0x201F, '"'},
    Twin{0x2024, '.'},
    Twin{0x2028, '\n'},
    Twin{0x2029, '\n'},
    Twin{0x202F, ' '},
    Twin{0x2032, '\''},
    Twin{0x2033, '"'},
    Twin{0x2039, '\''},
    Twin{0x203A, '\''},
    Twin{0x2044, '/'},
    Twin{0x205F, ' '},
    Twin{0x2212, '-'},
    Twin{0x2215, '/'},
    Twin{0x2216, '\\'},
    Twin{0x2236, ':'},
    Twin{0x223C, '~'},
    Twin{0x29F5, '\\'},
    Twin{0x29F8, '/'},
    Twin{0x3000, ' '},
    Twin{0x3002, '.'},
    Twin{0x300C, '"'},
    Twin{0x300D, '"'},
    Twin{0x300E, '"'},
    Twin{0x300F, '"'},
    Twin{0xA789, ':'},
    Twin{0xFE52, '.'},
    Twin{0xFE55, ':'},
    Twin{0xFE68, '\\'},
    Twin{0xFE6B, '@'},
    Twin{0xFF61, '.'},
    Twin{0xFF62, '"'},
    Twin{0xFF63, '"'},
};
static_assert(std::is_sorted(twins.begin(), twins.end(),
                             [](const Twin &a, const Twin &b) { return a.character < b.character; }));

// U+00C0 to U+017F without their accents. '?': no letter with one.
constexpr std::string_view latin = "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
                                   "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
                                   "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(latin.size() == 0x180 - 0xC0);

// Zeros of decimal digits.
constexpr std::array<char32_t, 12> zeros{0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66,
                                         0x0AE6, 0x0B66, 0x0BE6, 0x0E50, 0x0ED0, 0x1040};

char32_t mathematical(char32_t character)
{
    if (character >= 0x1D7CE)
        return U'0' + (character - 0x1D7CE) % 10;
    if (character >= 0x1D6A8)
        return character; // Greek and dotless letters
    const char32_t letter = (character - 0x1D400) % 52;
    return letter < 26 ? U'A' + letter : U'a' + letter - 26;
}

} // namespace

bool isInvisible(char32_t character)
{
    return character == 0xAD || character == 0x34F || character == 0x61C || character == 0x180E
        || (character >= 0x0300 && character <= 0x036F) || (character >= 0x200B && character <= 0x200F)
        || (character >= 0x202A && character <= 0x202E) || (character >= 0x2060 && character <= 0x206F)
        || (character >= 0xFE00 && character <= 0xFE0F) || character == 0xFEFF
        || (character >= 0xE0000 && character <= 0xE0FFF);
}

char32_t plainCharacter(char32_t character)
{
    if (character < 0x80)
        return character;
    if (isInvisible(character))
        return 0;
    if (character >= 0xC0 && character < 0x180) {
        const char plain = latin[character - 0xC0];
        return plain == '?' ? character : static_cast<char32_t>(plain);
    }
    if (character >= 0xFF01 && character <= 0xFF5E)
        return character - 0xFF01 + U'!';
    if (character >= 0x2000 && character <= 0x200A)
        return U' ';
    if (character >= 0x24B6 && character <= 0x24E9)
        return character < 0x24D0 ? U'A' + (character - 0x24B6) : U'a' + (character - 0x24D0);
    if (character >= 0x1D400 && character <= 0x1D7FF)
        return mathematical(character);
    const auto twin = std::lower_bound(twins.begin(), twins.end(), character,
                                       [](const Twin &a, char32_t b) { return a.character < b; });
    if (twin != twins.end() && twin->character == character)
        return static_cast<unsigned char>(twin->plain);
    for (const char32_t zero : zeros) {
        if (character >= zero && character < zero + 10)
            return U'0' + (character - zero);
    }
    if ((character >= 0x0391 && character <= 0x03A9) || (character >= 0x0410 && character <= 0x042F))
        return plainCharacter(character + 32);
    if (character >= 0x0400 && character <= 0x040F)
        return character + 80;
    return character;
}

} // namespace candor
