// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace candor {

class Settings;

/// Theme and language as settings.json has them. Changes take effect at once and are written in the background.
class AppearanceController final : public QObject
{
    Q_OBJECT

public:
    /// \a languages: tags that a translation exists for, besides English; \a settings outlives this.
    AppearanceController(Settings *settings, const QStringList &languages, QObject *parent = nullptr);

    /// "system", "light" or "dark"; what the file says otherwise is "system".
    [[nodiscard]] QString theme() const;
    void setTheme(const QString &theme);

    /// "system" or one of languages(); what the file says otherwise is "system".
    [[nodiscard]] QString language() const;
    void setLanguage(const QString &tag);
    /// "system", "en" and the translations, in the order in which people look for them: by their own names.
    [[nodiscard]] QStringList languages() const { return m_languages; }
    /// A language in its own words, so that whoever needs it can read it; empty for "system".
    [[nodiscard]] static QString languageName(const QString &tag);

    void restoreDefaults();

Q_SIGNALS:
    void themeChanged(const QString &theme);
    void languageChanged(const QString &tag);
    void problem(const QString &message); ///< for a person; the old value is shown again

private:
    void read();

    Settings *m_settings;
    QStringList m_languages;
    QString m_theme;
    QString m_language;
};

} // namespace candor
