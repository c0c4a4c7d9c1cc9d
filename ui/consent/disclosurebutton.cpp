// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/disclosurebutton.h"

#include "page/accessible.h"
#include "theme/colors.h"
#include "theme/typescale.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace candor {

namespace {
constexpr int gap = 6;
constexpr int ring = 4; ///< room for the focus ring around the text

/// A button that is expanded or collapsed. For Qt every checkable button is a check box, which inside a question sounds
/// like something to agree to.
class AccessibleDisclosure final : public QAccessibleWidget
{
public:
    explicit AccessibleDisclosure(QWidget *button)
        : QAccessibleWidget(button, QAccessible::Button)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text text) const override
    {
        if (text == QAccessible::Accelerator)
            return button()->shortcut().toString(QKeySequence::NativeText);
        const QString given = QAccessibleWidget::text(text);
        return text == QAccessible::Name && given.isEmpty() ? button()->text().remove(u'&') : given;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = button()->isChecked();
        state.collapsed = !button()->isChecked();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return button()->isEnabled() ? QStringList{pressAction()} + QAccessibleWidget::actionNames() : QStringList();
    }
    void doAction(const QString &action) override
    {
        if (action == pressAction())
            button()->click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    [[nodiscard]] QToolButton *button() const { return static_cast<QToolButton *>(widget()); }
};

} // namespace

DisclosureButton::DisclosureButton(QWidget *parent)
    : QToolButton(parent)
{
    describeToScreenReaders<DisclosureButton, AccessibleDisclosure>();
    setCheckable(true);
    connect(this, &QToolButton::toggled, this, [this] {
        QAccessible::State changed;
        changed.expanded = true;
        changed.collapsed = true;
        QAccessibleStateChangeEvent event(this, changed);
        QAccessible::updateAccessibility(&event);
    });
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QFont heavier;
    heavier.setWeight(QFont::DemiBold); // everything else is inherited
    setFont(heavier);
}

int DisclosureButton::triangle() const
{
    return fontMetrics().height() / 2 + 1;
}

QSize DisclosureButton::sizeHint() const
{
    const QSize label = fontMetrics().size(Qt::TextShowMnemonic, text());
    return {triangle() + gap + label.width() + ring, label.height() + 2 * ring};
}

QSize DisclosureButton::minimumSizeHint() const
{
    return sizeHint();
}

void DisclosureButton::paintEvent(QPaintEvent *)
{
    const Colors colors = Colors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = !isEnabled() ? colors.disabled : underMouse() ? colors.link : colors.text;

    const auto mirrored = [this](const QRect &where) { return QStyle::visualRect(layoutDirection(), rect(), where); };
    const QRectF sign = mirrored(QRect(0, (height() - triangle()) / 2, triangle(), triangle()));
    QPainterPath path;
    if (isChecked()) {
        path.moveTo(sign.left(), sign.top() + 1.5);
        path.lineTo(sign.right(), sign.top() + 1.5);
        path.lineTo(sign.center().x(), sign.bottom() - 0.5);
    } else if (isRightToLeft()) {
        path.moveTo(sign.right() - 1, sign.top());
        path.lineTo(sign.left() + 0.5, sign.center().y());
        path.lineTo(sign.right() - 1, sign.bottom());
    } else {
        path.moveTo(sign.left() + 1, sign.top());
        path.lineTo(sign.right() - 0.5, sign.center().y());
        path.lineTo(sign.left() + 1, sign.bottom());
    }
    path.closeSubpath();
    painter.fillPath(path, color);

    const int start = triangle() + gap;
    const QRect label = mirrored(QRect(start, 0, width() - start, height()));
    int flags = static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    flags |=
        style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    painter.setPen(color);
    painter.drawText(label, flags, text());

    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 2));
        painter.setBrush(Qt::NoBrush);
        const QRect around = mirrored(QRect(start - ring, 1, width() - start + ring - 1, height() - 2));
        painter.drawRoundedRect(around, spacing::half, spacing::half);
    }
}

} // namespace candor
