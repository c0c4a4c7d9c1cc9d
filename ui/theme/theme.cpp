// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/theme.h"

#include "theme/colors.h"
#include "theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>

namespace candor {

using namespace Qt::StringLiterals;

Theme::Theme(QApplication *application, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_choice(u"system"_s)
{
    m_application->setStyle(new Style); // the application owns it
    m_platform = m_application->palette();
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    // If no desktop sets a font Qt uses 9 points, which is smaller than on any desktop.
    QFont font = m_application->font();
    if (font.pointSizeF() > 0 && font.pointSizeF() < 10) {
        font.setPointSizeF(10);
        m_application->setFont(font);
    }
#endif
    m_application->installEventFilter(this);
    apply();
}

void Theme::setChoice(const QString &choice)
{
    const QString known = choice == u"light"_s || choice == u"dark"_s ? choice : u"system"_s;
    if (known == m_choice)
        return;
    m_choice = known;
    apply();
}

bool Theme::isDark() const
{
    return Colors::isDark(m_application->palette());
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // There are two notifications of a change of the platform's palette: the palette below ours changes, or only the
    // windows are notified, because ours covers it.
    if (!m_applying && watched == m_application && event->type() == QEvent::ApplicationPaletteChange
        && m_application->palette() != m_applied) {
        m_platform = m_application->palette();
        apply();
    } else if (!m_applying && event->type() == QEvent::ThemeChange) {
        m_applying = true;
        m_application->setPalette(QPalette());
        m_platform = m_application->palette();
        m_applying = false;
        apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    QPalette palette = Colors::lightPalette();
    if (m_choice == u"system"_s && Colors::isHighContrast(m_platform))
        palette = Colors::withReadableText(m_platform);
    else if (m_choice == u"dark"_s || (m_choice == u"system"_s && Colors::isDark(m_platform)))
        palette = Colors::darkPalette();
    m_applied = palette;
    m_applying = true;
    m_application->setPalette(palette);
    m_applying = false;
    Q_EMIT changed();
}

} // namespace candor
