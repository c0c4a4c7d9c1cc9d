// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPalette>

namespace candor {

/// Every colour the widgets paint with, derived from a palette: the application's own light and dark ones, or that of
/// the application that embeds a widget. Text keeps a contrast of 4.5:1 and the border of a control 3:1, whatever the
/// palette says, because a colour that falls short is moved until it does.
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
    QColor window; ///< behind everything
    QColor sidebar; ///< behind the navigation
    QColor card; ///< behind grouped rows, fields and buttons
    QColor code; ///< behind monospaced text inside a card
    QColor text;
    QColor secondary; ///< descriptions, headings of columns
    QColor disabled; ///< as the palette has it: WCAG 1.4.3 exempts it; with high contrast it can be read all the same
    QColor line; ///< borders of cards and lines between rows; decoration only
    QColor controlBorder; ///< borders of buttons, fields, check boxes
    QColor accent; ///< checked boxes, the focus ring
    QColor onAccent;
    QColor link;
    QColor selection; ///< behind the selected row
    QColor selectionText;
    QColor hover; ///< behind a button under the pointer

    [[nodiscard]] Pair tone(Tone tone) const;

    [[nodiscard]] static Colors of(const QPalette &palette);
    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();
    /// \a palette, with colours for placeholders and for the text of what is disabled that can be read on its
    /// background. Palettes of high contrast often name neither, and what Qt makes of that is black on black.
    [[nodiscard]] static QPalette withReadableText(QPalette palette);
    /// Is it a palette of few, extreme colours, as people choose who need contrast?
    [[nodiscard]] static bool isHighContrast(const QPalette &palette);
    [[nodiscard]] static bool isDark(const QPalette &palette);
    /// WCAG 2 contrast ratio, 1 to 21.
    [[nodiscard]] static double contrast(const QColor &a, const QColor &b);
};

} // namespace candor
