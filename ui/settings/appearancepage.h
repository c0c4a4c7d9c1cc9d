// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/scrollpage.h"

class QButtonGroup;
class QComboBox;
class QPushButton;

namespace candor {

class AppearanceController;
class Card;
class CardRow;
class MessageBar;

/// Preferences > Appearance: theme and language.
class AppearancePage final : public ScrollPage
{
    Q_OBJECT

public:
    /// \a controller must outlive the page.
    explicit AppearancePage(AppearanceController *controller, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString recordedName() const override;
    [[nodiscard]] QStringList searchWords() const override;
    void load() override;
    void restoreDefaults() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    AppearanceController *m_controller;
    MessageBar *m_message;
    CardRow *m_themeRow;
    QButtonGroup *m_themes;
    CardRow *m_languageRow;
    QComboBox *m_languages;
    QPushButton *m_restore;
};

} // namespace candor
