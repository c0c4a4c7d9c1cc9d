// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString folder()
{
    return u":/candor/translations"_s;
}

} // namespace

Translation::Translation(QCoreApplication *application)
    : m_application(application)
{
}

Translation::~Translation()
{
    m_application->removeTranslator(&m_own);
    m_application->removeTranslator(&m_toolkit);
}

void Translation::setLanguage(const QString &tag)
{
    const QLocale locale = tag == "system"_L1 ? QLocale::system() : QLocale(tag);
    m_application->removeTranslator(&m_own);
    m_application->removeTranslator(&m_toolkit);
    if (m_own.load(locale, u"candor"_s, u"_"_s, folder()))
        m_application->installTranslator(&m_own);
    if (m_toolkit.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_application->installTranslator(&m_toolkit);
    // Dates and numbers of the window follow its language; what is recorded always follows the system.
    QLocale::setDefault(locale);
}

QStringList Translation::available()
{
    QStringList result;
    const QStringList files = QDir(folder()).entryList({u"candor_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        result.append(file.mid(7).chopped(3));
    return result;
}

} // namespace candor
