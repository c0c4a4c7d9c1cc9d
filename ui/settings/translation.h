// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QTranslator>

class QCoreApplication;

namespace candor {

/// The language of the user interface: "system", "en" (the source texts) or a translation that is built in.
class Translation
{
public:
    explicit Translation(QCoreApplication *application);
    ~Translation();
    Translation(const Translation &) = delete;
    Translation &operator=(const Translation &) = delete;

    /// Takes effect at once: every widget gets QEvent::LanguageChange, and the layout direction follows.
    void setLanguage(const QString &tag);

    /// The languages that are built in, without English: ":/candor/translations/candor_<tag>.qm".
    [[nodiscard]] static QStringList available();

private:
    QCoreApplication *m_application;
    QTranslator m_own;
    QTranslator m_toolkit; ///< the toolkit's own dialogs and menus
};

} // namespace candor
