// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QPointer>
#include <QWidget>

class QPushButton;

namespace candor {

class Badge;
class Card;
class CardRow;
class ConsentDialog;
class ExtensionsController;

/// A row for each extension with a notice of its own: its answer, its question for users who want to read it, and a way
/// to withdraw the answer. It never asks automatically, and is hidden if there are no such extensions. It is on the
/// page of extensions and on that of telemetry.
///
/// Object names, for each extension <id>: extensionAsk-<id>, extensionRefuse-<id> (buttons).
class ExtensionNotices final : public QWidget
{
    Q_OBJECT

public:
    /// \a controller must outlive this object.
    explicit ExtensionNotices(ExtensionsController *controller, QWidget *parent = nullptr);
    ~ExtensionNotices() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Notice
    {
        CardRow *row = nullptr;
        Badge *badge = nullptr;
        QPushButton *ask = nullptr;
        QPushButton *refuse = nullptr;
    };

    void update();
    [[nodiscard]] Notice makeNotice(const QString &id);
    void ask(const QString &id);

    ExtensionsController *m_controller;
    Card *m_card;
    QHash<QString, Notice> m_notices; ///< by id
    QPointer<ConsentDialog> m_question;
    QString m_asked; ///< the id of the extension whose question it is
};

} // namespace candor
