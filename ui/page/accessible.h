// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>

namespace candor {

/// Makes \a Interface the accessibility interface of the class \a Widget and of classes derived from it; it is
/// constructed with the widget. For classes about which Qt's own interface is wrong. Call it in the constructor of \a
/// Widget; only the first call has an effect. Qt has one list of factories for the whole program: other classes are not
/// affected.
template<typename Widget, typename Interface>
void describeToScreenReaders()
{
    static const bool once = [] {
        QAccessible::installFactory([](const QString &className, QObject *object) -> QAccessibleInterface * {
            if (className != QLatin1StringView(Widget::staticMetaObject.className()))
                return nullptr;
            return new Interface(static_cast<QWidget *>(object));
        });
        return true;
    }();
    Q_UNUSED(once)
}

/// A dialog that reports whether it is modal, which Qt's own interface does not.
class AccessibleDialog final : public QAccessibleWidget
{
public:
    explicit AccessibleDialog(QWidget *dialog)
        : QAccessibleWidget(dialog, QAccessible::Dialog)
    {
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.modal = widget()->isModal();
        return state;
    }
};

} // namespace candor
