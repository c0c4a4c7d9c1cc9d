// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace candor {

class Settings;

/// Theme and language in settings.json. Changes take effect at once and are written in the background.
class AppearanceController final : public QObject
{
    Q_OBJECT

public:
    /// \a languages: tags of the existing translations, without English; \a settings must outlive this object.
    AppearanceController(Settings *settings, const QStringList &languages, QObject *parent = nullptr);

    /// "system", "light" or "dark"; any other value in the file counts as "system".
    [[nodiscard]] QString theme() const;
    void setTheme(const QString &theme);

    /// "system" or one of languages(); any other value in the file counts as "system".
    [[nodiscard]] QString language() const;
    void setLanguage(const QString &tag);
    /// "system", "en" and the translations, sorted by the languages' own names, as users look for them.
    [[nodiscard]] QStringList languages() const { return m_languages; }
    /// The name of a language in that language, so that its speakers can read it; empty for "system".
    [[nodiscard]] static QString languageName(const QString &tag);

    void restoreDefaults();

Q_SIGNALS:
    void themeChanged(const QString &theme);
    void languageChanged(const QString &tag);
    void problem(const QString &message); ///< for the user; the old value is shown again

private:
    void read();

    Settings *m_settings;
    QStringList m_languages;
    QString m_theme;
    QString m_language;
};

} // namespace candor
