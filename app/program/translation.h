// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTranslator>

class QCoreApplication;

namespace candor {

/// The language of the user interface: "system", "en" (the source texts) or a translation that is built into the
/// libraries.
class Translation
{
public:
    explicit Translation(QCoreApplication *application);
    ~Translation();
    Translation(const Translation &) = delete;
    Translation &operator=(const Translation &) = delete;

    /// Takes effect at once: every widget gets QEvent::LanguageChange, and the layout direction follows.
    void setLanguage(const QString &tag);

private:
    QCoreApplication *m_application;
    QTranslator m_toolkit; ///< the toolkit's own dialogs and menus
};

} // namespace candor
