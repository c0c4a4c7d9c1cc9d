// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "program/translation.h"

#include "system/librarytranslation.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

Translation::Translation(QCoreApplication *application)
    : m_application(application)
{
    installLibraryTranslation();
}

Translation::~Translation()
{
    m_application->removeTranslator(&m_toolkit);
}

void Translation::setLanguage(const QString &tag)
{
    const QLocale locale = tag == "system"_L1 ? QLocale::system() : QLocale(tag);
    // Dates, numbers and the libraries' texts follow it; what is recorded always follows the system.
    QLocale::setDefault(locale);
    m_application->removeTranslator(&m_toolkit);
    if (m_toolkit.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_application->installTranslator(&m_toolkit);
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(m_application, &change);
}

} // namespace candor
