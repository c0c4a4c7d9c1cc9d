// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "theme/typescale.h"

#include <QFontDatabase>

namespace candor::typescale {

namespace {

QFont scaled(QFont font, double factor)
{
    // The size of a font is either in points or in pixels.
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    return font;
}

} // namespace

QFont font(Role role, const QFont &base)
{
    QFont result = base;
    switch (role) {
    case Role::Title:
        result = scaled(base, 1.5);
        result.setWeight(QFont::Bold);
        break;
    case Role::Section:
        result = scaled(base, 1.1);
        result.setWeight(QFont::DemiBold);
        break;
    case Role::Emphasis:
        result.setWeight(QFont::DemiBold);
        break;
    case Role::Body:
        break;
    case Role::Small:
        result = scaled(base, 0.9);
        break;
    case Role::Monospace:
        result = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        if (base.pointSizeF() > 0)
            result.setPointSizeF(base.pointSizeF() * 0.92);
        else
            result.setPixelSize(qMax(1, qRound(base.pixelSize() * 0.92)));
        break;
    }
    return result;
}

} // namespace candor::typescale
