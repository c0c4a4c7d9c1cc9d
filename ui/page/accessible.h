// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>

namespace candor {

/// From now on screen readers are told of widgets of the class \a Widget, and of classes derived from it, by an
/// \a Interface, which is made with the widget. For where Qt's own interface says something untrue. To be called by the
/// constructor of \a Widget; only the first call has an effect. Qt has one list of these for the whole program: other
/// classes are not touched.
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

/// A dialog that says whether it is modal: Qt's own does not.
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
