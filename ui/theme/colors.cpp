// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "theme/colors.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace candor {

namespace {

// Slightly above WCAG's 4.5 and 3, so that rounding to eight bits can't fall below.
constexpr double textContrast = 4.6;
constexpr double borderContrast = 3.1;

double channel(float value)
{
    const double v = value;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QColor mix(const QColor &from, const QColor &to, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return QColor(part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue()));
}

/// Shifts \a color towards \a towards (and then towards black or white) until its contrast with every background is
/// sufficient.
QColor readable(const QColor &color, const QColor &towards, std::initializer_list<QColor> backgrounds, double ratio)
{
    const auto good = [&](const QColor &candidate) {
        return std::all_of(backgrounds.begin(), backgrounds.end(),
                           [&](const QColor &background) { return Colors::contrast(candidate, background) >= ratio; });
    };
    for (int step = 0; step <= 20; ++step) {
        const QColor candidate = mix(color, towards, step / 20.0);
        if (good(candidate))
            return candidate;
    }
    const QColor extreme = luminance(*backgrounds.begin()) < 0.18 ? QColor(Qt::white) : QColor(Qt::black);
    for (int step = 1; step < 20; ++step) {
        const QColor candidate = mix(towards, extreme, step / 20.0);
        if (good(candidate))
            return candidate;
    }
    return extreme;
}

struct Base
{
    QRgb window, card, text, accent, onAccent, link, tooltip, tooltipText;
};

QPalette paletteOf(const Base &base)
{
    const QColor window(base.window);
    const QColor card(base.card);
    const QColor text(base.text);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, card);
    palette.setColor(QPalette::AlternateBase, mix(card, text, 0.03));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, card);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(base.accent));
    palette.setColor(QPalette::HighlightedText, QColor(base.onAccent));
    palette.setColor(QPalette::Link, QColor(base.link));
    palette.setColor(QPalette::LinkVisited, QColor(base.link));
    palette.setColor(QPalette::ToolTipBase, QColor(base.tooltip));
    palette.setColor(QPalette::ToolTipText, QColor(base.tooltipText));
    palette.setColor(QPalette::PlaceholderText, readable(mix(text, card, 0.35), text, {card, window}, textContrast));
    // Fusion shades its frames and grooves with these.
    palette.setColor(QPalette::Light, mix(card, Qt::white, 0.5));
    palette.setColor(QPalette::Midlight, mix(window, text, 0.06));
    palette.setColor(QPalette::Mid, mix(window, text, 0.25));
    palette.setColor(QPalette::Dark, mix(window, text, 0.4));
    palette.setColor(QPalette::Shadow, mix(window, Qt::black, 0.7));
    const QColor off = mix(text, window, 0.55);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, off);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mix(window, text, 0.3));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, window);
    return palette;
}

} // namespace

double Colors::contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

bool Colors::isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::WindowText))
        > luminance(palette.color(QPalette::Active, QPalette::Window));
}

bool Colors::isHighContrast(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    // Ordinary light themes also have black text, but on a grey window with white fields; here there is only one
    // extreme pair.
    return window == palette.color(QPalette::Active, QPalette::Base)
        && window == palette.color(QPalette::Active, QPalette::Button)
        && (window == QColor(Qt::black) || window == QColor(Qt::white))
        && contrast(palette.color(QPalette::Active, QPalette::WindowText), window) >= 10;
}

Colors Colors::of(const QPalette &palette)
{
    const auto active = [&palette](QPalette::ColorRole role) { return palette.color(QPalette::Active, role); };
    Colors c;
    c.dark = isDark(palette);
    c.highContrast = isHighContrast(palette);
    c.window = active(QPalette::Window);
    c.card = active(QPalette::Base);
    c.text = readable(active(QPalette::WindowText), active(QPalette::Text), {c.window, c.card}, textContrast);
    c.sidebar = c.highContrast ? c.window : mix(c.window, c.dark ? QColor(Qt::black) : c.text, c.dark ? 0.18 : 0.035);
    c.code = c.highContrast ? c.window : mix(c.card, c.text, 0.045);
    c.secondary = c.highContrast
        ? c.text
        : readable(mix(c.text, c.window, 0.28), c.text, {c.window, c.card, c.sidebar, c.code}, textContrast);
    c.disabled = (c.highContrast ? withReadableText(palette) : palette).color(QPalette::Disabled, QPalette::WindowText);
    c.line = c.highContrast ? c.text : mix(c.window, c.text, c.dark ? 0.16 : 0.1);
    c.controlBorder = c.highContrast
        ? c.text
        : readable(mix(c.card, c.text, 0.5), c.text, {c.card, c.window, c.sidebar}, borderContrast);
    c.accent = readable(active(QPalette::Highlight), c.text, {c.card, c.window, c.sidebar}, borderContrast);
    c.onAccent = readable(active(QPalette::HighlightedText), luminance(c.accent) < 0.18 ? Qt::white : Qt::black,
                          {c.accent}, textContrast);
    c.link = readable(active(QPalette::Link), c.text, {c.window, c.card}, textContrast);
    c.selection = c.highContrast ? active(QPalette::Highlight) : c.card;
    // The strongest tint that the text on it allows.
    for (double share = c.dark ? 0.24 : 0.15; !c.highContrast && share > 0; share -= 0.01) {
        c.selection = mix(c.card, c.accent, share);
        if (contrast(c.text, c.selection) >= textContrast)
            break;
    }
    c.selectionText = c.highContrast ? readable(active(QPalette::HighlightedText), c.text, {c.selection}, textContrast)
                                     : readable(mix(c.accent, c.text, 0.25), c.text, {c.selection}, textContrast);
    c.hover = c.highContrast ? c.card : mix(c.card, c.text, 0.05);
    // Text must be readable on these two as well; if it is too pale there is no tint.
    for (QColor *tint : {&c.hover, &c.code}) {
        if (contrast(c.text, *tint) < textContrast || contrast(c.secondary, *tint) < textContrast)
            *tint = c.card;
    }
    return c;
}

Colors::Pair Colors::tone(Tone tone) const
{
    if (highContrast)
        return {card, text};
    QColor hue;
    switch (tone) {
    case Tone::Neutral:
        hue = mix(card, text, 0.6);
        break;
    case Tone::Ok:
        hue = QColor(0x1f, 0xa5, 0x4c);
        break;
    case Tone::Waiting:
        hue = QColor(0xe8, 0xb0, 0x10);
        break;
    case Tone::Problem:
        hue = QColor(0xe5, 0x3e, 0x3e);
        break;
    }
    Pair pair;
    pair.background = mix(card, hue, tone == Tone::Waiting && !dark ? 0.26 : (dark ? 0.24 : 0.17));
    pair.text = readable(mix(hue, text, dark ? 0.3 : 0.35), text, {pair.background}, textContrast + 0.6);
    return pair;
}

QPalette Colors::withReadableText(QPalette palette)
{
    struct Pair
    {
        QPalette::ColorRole text;
        QPalette::ColorRole background;
    };
    const auto repair = [&palette](QPalette::ColorGroup group, Pair pair, double calmer) {
        const QColor background = palette.color(QPalette::Active, pair.background);
        const QColor now = palette.color(group, pair.text);
        const QColor normal =
            palette.color(QPalette::Active, pair.text == QPalette::PlaceholderText ? QPalette::Text : pair.text);
        // A translucent colour is judged by the visible result.
        if (contrast(mix(background, now, now.alphaF()), background) < textContrast)
            palette.setColor(group, pair.text,
                             readable(mix(normal, background, calmer), normal, {background}, textContrast));
    };
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        repair(group, {QPalette::PlaceholderText, QPalette::Base}, 0.35);
    for (const Pair pair : {Pair{QPalette::WindowText, QPalette::Window}, Pair{QPalette::Text, QPalette::Base},
                            Pair{QPalette::ButtonText, QPalette::Button}})
        repair(QPalette::Disabled, pair, 0.45);
    return palette;
}

QPalette Colors::lightPalette()
{
    static constexpr Base base{0xfff5f6f8, 0xffffffff, 0xff1d2130, 0xff2150b0,
                               0xffffffff, 0xff2257b8, 0xff1d2130, 0xffffffff};
    return paletteOf(base);
}

QPalette Colors::darkPalette()
{
    static constexpr Base base{0xff1c1e24, 0xff262931, 0xffeceef4, 0xff86aefa,
                               0xff10182a, 0xff94b8ff, 0xff3a3e49, 0xffffffff};
    return paletteOf(base);
}

} // namespace candor
