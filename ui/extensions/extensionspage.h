// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/scrollpage.h"

#include <QHash>
#include <QPointer>

class QCheckBox;
class QPushButton;

namespace candor {

class Badge;
class Card;
class CardRow;
class ConsentDialog;
class ExtensionsController;
class MessageBar;
class TextLabel;

/// Settings > Extensions: what there is, what is on, and why something is not.
///
/// Object names, for tests and for driving it from outside: extensionsMessage and extensionsProblems (bars),
/// extensionsCard, noExtensions; for each extension <id>: extensionSwitch-<id> (a check box), extensionTryAgain-<id>,
/// extensionAsk-<id>, extensionRefuse-<id> (buttons).
class ExtensionsPage final : public ScrollPage
{
    Q_OBJECT

public:
    /// \a controller outlives the page.
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
    struct Notice
    {
        CardRow *row = nullptr;
        Badge *badge = nullptr;
        QPushButton *ask = nullptr;
        QPushButton *refuse = nullptr;
    };

    void update();
    void updateRows();
    void updateNotices();
    [[nodiscard]] Row makeRow(const QString &id);
    [[nodiscard]] Notice makeNotice(const QString &id);
    void ask(const QString &id);
    void retranslate();

    ExtensionsController *m_controller;
    MessageBar *m_message;
    MessageBar *m_problems;
    TextLabel *m_rights;
    TextLabel *m_none;
    Card *m_card;
    TextLabel *m_reportTitle;
    Card *m_reports;
    CardRow *m_applicationRow = nullptr;
    Badge *m_applicationBadge = nullptr;
    QHash<QString, Row> m_rows; ///< by path
    QHash<QString, Notice> m_notices; ///< by id
    QPointer<ConsentDialog> m_question;
    QString m_asked; ///< whose question it is
};

} // namespace candor
