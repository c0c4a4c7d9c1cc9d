// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/appearancecontroller.h"

#include "settings/settings.h"

#include <QLocale>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

AppearanceController::AppearanceController(Settings *settings, const QStringList &languages, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_languages(languages)
{
    m_languages.removeAll(u"system"_s);
    if (!m_languages.contains(u"en"_s))
        m_languages.append(u"en"_s);
    std::sort(m_languages.begin(), m_languages.end(), [](const QString &a, const QString &b) {
        return languageName(a).localeAwareCompare(languageName(b)) < 0;
    });
    m_languages.prepend(u"system"_s);
    m_theme = theme();
    m_language = language();
    connect(m_settings, &Settings::changed, this, &AppearanceController::read);
    connect(m_settings, &Settings::problem, this, &AppearanceController::problem);
}

QString AppearanceController::theme() const
{
    const QString value = m_settings->string(settingkeys::theme);
    return value == u"light"_s || value == u"dark"_s ? value : u"system"_s;
}

void AppearanceController::setTheme(const QString &theme)
{
    m_settings->set(settingkeys::theme, theme);
    read();
}

QString AppearanceController::language() const
{
    const QString value = m_settings->string(settingkeys::language);
    return m_languages.contains(value) ? value : u"system"_s;
}

void AppearanceController::setLanguage(const QString &tag)
{
    m_settings->set(settingkeys::language, tag);
    read();
}

QString AppearanceController::languageName(const QString &tag)
{
    if (tag == u"system"_s)
        return {};
    if (tag == u"en"_s)
        return u"English"_s; // QLocale's name is "American English"
    QString name = QLocale(tag).nativeLanguageName();
    if (name.isEmpty())
        return tag;
    name[0] = name[0].toUpper();
    return name;
}

void AppearanceController::restoreDefaults()
{
    // Remove the key instead of writing the default: so a changed default of a later version applies.
    m_settings->set(settingkeys::theme, std::monostate());
    m_settings->set(settingkeys::language, std::monostate());
    read();
}

void AppearanceController::read()
{
    if (const QString now = theme(); now != m_theme) {
        m_theme = now;
        Q_EMIT themeChanged(now);
    }
    if (const QString now = language(); now != m_language) {
        m_language = now;
        Q_EMIT languageChanged(now);
    }
}

} // namespace candor
