// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/settingspage.h"

#include "theme/measure.h"

#include <QKeyEvent>

namespace candor {

QSize SettingsPage::sizeHint() const
{
    return measure::onScreen(this, {measure::characters(this, 106), measure::lines(this, 45)});
}

void SettingsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QWidget::keyPressEvent(event);
}

} // namespace candor
