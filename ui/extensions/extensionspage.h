// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/scrollpage.h"

#include <QHash>

class QCheckBox;
class QPushButton;

namespace candor {

class Badge;
class Card;
class CardRow;
class ExtensionsController;
class MessageBar;
class TextLabel;

/// Settings > Extensions: which extensions exist, which are on, and why others are not.
///
/// Object names, for tests and for driving it from outside: extensionsMessage and extensionsProblems (bars),
/// extensionsCard, noExtensions; for each extension <id>: extensionSwitch-<id> (a check box), extensionTryAgain-<id> (a
/// button), and what ExtensionNotices names.
class ExtensionsPage final : public ScrollPage
{
    Q_OBJECT

public:
    /// \a controller must outlive the page.
    explicit ExtensionsPage(ExtensionsController *controller, QWidget *parent = nullptr);
    ~ExtensionsPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString recordedName() const override;
    [[nodiscard]] QStringList searchWords() const override;
    void load() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        CardRow *row = nullptr;
        Badge *badge = nullptr;
        QCheckBox *box = nullptr;
        QPushButton *tryAgain = nullptr;
    };
    void update();
    void updateRows();
    [[nodiscard]] Row makeRow(const QString &id);
    void retranslate();

    ExtensionsController *m_controller;
    MessageBar *m_message;
    MessageBar *m_problems;
    TextLabel *m_rights;
    TextLabel *m_safety;
    TextLabel *m_none;
    Card *m_card;
    TextLabel *m_reportTitle;
    Card *m_reports;
    CardRow *m_applicationRow = nullptr;
    Badge *m_applicationBadge = nullptr;
    QHash<QString, Row> m_rows; ///< by path
};

} // namespace candor
