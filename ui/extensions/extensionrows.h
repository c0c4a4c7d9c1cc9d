// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionscontroller.h"
#include "theme/colors.h"

namespace candor {

/// The tone of a badge.
[[nodiscard]] inline Colors::Tone toneOf(ExtensionsController::Tone tone)
{
    switch (tone) {
    case ExtensionsController::Tone::Good:
        return Colors::Tone::Ok;
    case ExtensionsController::Tone::Bad:
        return Colors::Tone::Problem;
    case ExtensionsController::Tone::None:
    case ExtensionsController::Tone::Neutral:
        break;
    }
    return Colors::Tone::Neutral;
}

/// Removes the rows whose key is no longer in \a keys.
template<typename Rows, typename Keys>
void removeOtherRows(Rows *rows, const Keys &keys)
{
    for (auto each = rows->begin(); each != rows->end();) {
        if (keys.contains(each.key())) {
            ++each;
            continue;
        }
        each->row->deleteLater(); // a signal of one of its controls may be running
        each->row->hide();
        each = rows->erase(each);
    }
}

} // namespace candor
