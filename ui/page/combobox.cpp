// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/combobox.h"

#include "page/accessible.h"

#include <QAbstractItemView>
#include <QWheelEvent>

namespace candor {

namespace {

class AccessibleComboBox final : public QAccessibleWidget
{
public:
    explicit AccessibleComboBox(QWidget *box)
        : QAccessibleWidget(box, QAccessible::ComboBox)
    {
    }

    // Its only child is the list, whose own parent is already the box.
    [[nodiscard]] int childCount() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(box()->view()) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == box()->view() ? 0 : -1;
    }

    [[nodiscard]] QString text(QAccessible::Text text) const override
    {
        return text == QAccessible::Value ? box()->currentText() : QAccessibleWidget::text(text);
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.hasPopup = true;
        state.expandable = true;
        state.expanded = isOpen();
        state.collapsed = !state.expanded;
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return box()->isEnabled() ? QStringList{showMenuAction(), pressAction()} + QAccessibleWidget::actionNames()
                                  : QStringList();
    }
    void doAction(const QString &action) override
    {
        if (action != showMenuAction() && action != pressAction())
            QAccessibleWidget::doAction(action);
        else if (!box()->isEnabled())
            return;
        else if (isOpen())
            box()->hidePopup();
        else
            box()->showPopup();
    }

private:
    [[nodiscard]] QComboBox *box() const { return static_cast<QComboBox *>(widget()); }
    [[nodiscard]] bool isOpen() const { return box()->view()->isVisible(); }
};

} // namespace

ComboBox::ComboBox(QWidget *parent)
    : QComboBox(parent)
{
    describeToScreenReaders<ComboBox, AccessibleComboBox>();
    setFocusPolicy(Qt::StrongFocus); // the wheel must not give it the focus
    // Select the current choice in the list even before it is opened: screen readers read it from there.
    connect(this, &QComboBox::currentIndexChanged, this,
            [this](int row) { view()->setCurrentIndex(model()->index(row, modelColumn(), rootModelIndex())); });
}

void ComboBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace candor
