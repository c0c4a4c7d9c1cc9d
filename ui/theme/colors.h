// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPalette>

namespace candor {

/// All colours that the widgets paint with, derived from a palette: the app's own light and dark ones, or that of the
/// application that embeds a widget. Text has a contrast of at least 4.5:1 and the border of a control 3:1 with every
/// palette, because a colour with less contrast is shifted until it has enough.
struct Colors
{
    enum class Tone { Neutral, Ok, Waiting, Problem };
    struct Pair
    {
        QColor background;
        QColor text;
    };

    bool dark = false;
    bool highContrast = false;
    QColor window; ///< background of everything
    QColor sidebar; ///< background of the navigation
    QColor card; ///< background of grouped rows, fields and buttons
    QColor code; ///< background of monospaced text inside a card
    QColor text;
    QColor secondary; ///< descriptions and column headings
    QColor disabled; ///< from the palette, since WCAG 1.4.3 exempts it; with high contrast it is readable all the same
    QColor line; ///< borders of cards and lines between rows; decoration only
    QColor controlBorder; ///< borders of buttons, fields, check boxes
    QColor accent; ///< checked boxes, the focus ring
    QColor onAccent;
    QColor link;
    QColor selection; ///< background of the selected row
    QColor selectionText;
    QColor hover; ///< background of a button under the pointer

    [[nodiscard]] Pair tone(Tone tone) const;

    [[nodiscard]] static Colors of(const QPalette &palette);
    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();
    /// \a palette with readable colours for placeholders and disabled text. High-contrast palettes often define
    /// neither, and Qt then makes them black on black.
    [[nodiscard]] static QPalette withReadableText(QPalette palette);
    /// Is it a palette of few, extreme colours, for people who need contrast?
    [[nodiscard]] static bool isHighContrast(const QPalette &palette);
    [[nodiscard]] static bool isDark(const QPalette &palette);
    /// WCAG 2 contrast ratio, 1 to 21.
    [[nodiscard]] static double contrast(const QColor &a, const QColor &b);
};

} // namespace candor
