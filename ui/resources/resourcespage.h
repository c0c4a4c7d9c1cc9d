// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/scrollpage.h"
#include "resources/resourcescontroller.h"

#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace candor {

class ContainerTable;
class EngineList;
class LinkLabel;
class MessageBar;
class RemovalDialog;
class TextLabel;

/// Settings > Resources: the container engines of this computer, and their containers.
class ResourcesPage final : public ScrollPage
{
    Q_OBJECT

public:
    /// \a engines may be destroyed first: then there are none.
    explicit ResourcesPage(Engines *engines, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString recordedName() const override;
    [[nodiscard]] QStringList searchWords() const override;
    void load() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void viewActivityRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct ActionButton
    {
        ContainerAction action;
        QPushButton *button;
    };

    void buildTools();
    void buildActions();
    void buildMessage();
    void buildTable();
    void buildFoot();
    void orderTabs();
    void showState();
    void showContainers();
    void showChosen();
    void showProblem();
    void restoreChosen();
    void askToRemove();
    void look(bool isShown);
    void retranslate();
    [[nodiscard]] QString description() const;

    ResourcesController *m_controller;
    EngineList *m_engines;
    QLineEdit *m_filter;
    QComboBox *m_shown;
    TextLabel *m_chosen;
    std::vector<ActionButton> m_actions;
    QPushButton *m_stopWaiting = nullptr;
    MessageBar *m_message;
    QPushButton *m_tryAgain = nullptr;
    QPushButton *m_force = nullptr;
    QPushButton *m_copy = nullptr;
    QStackedWidget *m_tableOrEmpty;
    ContainerTable *m_table;
    TextLabel *m_empty;
    TextLabel *m_recorded;
    LinkLabel *m_activity;
    QPointer<RemovalDialog> m_question;
    QPointer<QWidget> m_watched; ///< the window, which is watched for being minimised
};

} // namespace candor
