// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

namespace candor {

/// Distances, in device-independent pixels, on a grid of eight.
namespace spacing {
inline constexpr int half = 4;
inline constexpr int unit = 8; ///< between a label and its control
inline constexpr int rows = 12; ///< above and below a row's content
inline constexpr int card = 16; ///< left and right of a row's content; between neighbouring cards
inline constexpr int section = 24; ///< above a section
inline constexpr int page = 32; ///< left and right of a page
inline constexpr int radius = 8; ///< of a card
inline constexpr int controlRadius = 6;
} // namespace spacing

/// The sizes of text, all relative to the platform's font.
namespace typescale {
enum class Role { Title, Section, Emphasis, Body, Small, Monospace };

/// The font for \a role, derived from \a base (usually the application's font).
[[nodiscard]] QFont font(Role role, const QFont &base);
} // namespace typescale

} // namespace candor
