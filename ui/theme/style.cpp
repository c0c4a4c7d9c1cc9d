// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "theme/style.h"

#include "theme/colors.h"
#include "theme/typescale.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr int smallestIndicator = 18;
constexpr int controlHeight = 34;
constexpr int compactHeight = 28;
constexpr int scrollBarExtent = 12;

int textHeight(const QStyleOption *option, const QWidget *widget)
{
    return (widget       ? widget->fontMetrics()
                : option ? option->fontMetrics
                         : QFontMetrics(QApplication::font()))
        .height();
}

/// Draws a box with a thin border, which is thicker and in the accent colour with keyboard focus.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border, bool focus,
             const Colors &colors)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal width = focus ? 2 : 1;
    painter->setPen(QPen(focus ? colors.accent : border, width));
    painter->setBrush(fill);
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), spacing::controlRadius,
                             spacing::controlRadius);
    painter->restore();
}

void drawChevron(QPainter *painter, const QRectF &rect, const QColor &color, int text)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = rect.center();
    const qreal size = qMax(4.0, text / 4.0);
    const QPointF points[] = {middle + QPointF(-size, -size / 2), middle + QPointF(0, size / 2),
                              middle + QPointF(size, -size / 2)};
    painter->drawPolyline(points, 3);
    painter->restore();
}

void drawIndicator(const QStyleOption *option, QPainter *painter, bool round, const Colors &colors)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const QColor mark = enabled ? colors.onAccent : colors.window;
    const QColor filled = enabled ? colors.accent : colors.disabled;
    const QColor border = on || partly ? filled : (enabled ? colors.controlBorder : colors.disabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(border, 1.2));
    painter->setBrush(on || partly ? filled
                                   : (option->state & QStyle::State_MouseOver && enabled ? colors.hover : colors.card));
    const QRectF box = QRectF(option->rect).adjusted(0.6, 0.6, -0.6, -0.6);
    const qreal radius = round ? box.width() / 2 : spacing::half;
    painter->drawRoundedRect(box, radius, radius);
    if (round && on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(box.center(), box.width() * 0.2, box.height() * 0.2);
    } else if (on) {
        painter->setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&box](qreal x, qreal y) {
            return QPointF(box.x() + box.width() * x, box.y() + box.height() * y);
        };
        const QPointF tick[] = {at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.32)};
        painter->drawPolyline(tick, 3);
    } else if (partly) {
        painter->setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(QPointF(box.left() + box.width() * 0.28, box.center().y()),
                          QPointF(box.right() - box.width() * 0.28, box.center().y()));
    }
    painter->restore();
}

QRect scrollBarSlider(const QStyleOptionSlider *bar)
{
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    int size = length;
    if (range > 0) {
        const auto share = static_cast<qint64>(bar->pageStep) * length / (static_cast<qint64>(range) + bar->pageStep);
        size = qBound(qMin(32, length), static_cast<int>(share), length);
    }
    const int position = QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - size,
                                                         bar->upsideDown);
    const QRect slider =
        horizontal ? QRect(position, 0, size, bar->rect.height()) : QRect(0, position, bar->rect.width(), size);
    return QStyle::visualRect(bar->direction, bar->rect, slider);
}

} // namespace

Style::Style()
    : QProxyStyle(u"fusion"_s)
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colors colors = Colors::of(option->palette);
    const bool enabled = option->state & State_Enabled;
    const bool focus = option->state & State_HasFocus;
    switch (element) {
    case PE_PanelButtonCommand: {
        // A pressed button is tinted; a checked one also has a stronger border, so that it does not rely on colour.
        const bool on = option->state & State_On;
        const bool tinted = (on || option->state & State_Sunken) && !colors.highContrast;
        const QColor fill = !enabled          ? colors.window
            : tinted                          ? colors.selection
            : option->state & State_MouseOver ? colors.hover
                                              : colors.card;
        drawBox(painter, option->rect, fill, enabled ? colors.controlBorder : colors.line, focus || on, colors);
        return;
    }
    case PE_PanelButtonTool:
        if (focus || option->state & (State_MouseOver | State_Sunken | State_On))
            drawBox(painter, option->rect, option->state & (State_Sunken | State_On) ? colors.selection : colors.hover,
                    Qt::transparent, focus, colors);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            drawBox(painter, option->rect, enabled ? colors.card : colors.window,
                    enabled ? colors.controlBorder : colors.line, focus, colors);
            return;
        }
        break;
    case PE_FrameLineEdit:
        return; // drawn with the panel
    case PE_IndicatorCheckBox:
        drawIndicator(option, painter, false, colors);
        return;
    case PE_IndicatorRadioButton:
        drawIndicator(option, painter, true, colors);
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QComboBox *>(widget))
            return; // their own border shows the focus
        drawBox(painter, option->rect, Qt::transparent, colors.accent, true, colors);
        return;
    case PE_IndicatorArrowDown:
        drawChevron(painter, option->rect, enabled ? colors.text : colors.disabled, textHeight(option, widget));
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        const Colors colors = Colors::of(option->palette);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), colors.line);
        return;
    }
    if (element == CE_HeaderLabel) {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (header && header->orientation == Qt::Horizontal) {
            const Colors colors = Colors::of(option->palette);
            const int start =
                (header->section == 0 ? spacing::card : spacing::unit) - pixelMetric(PM_HeaderMargin, option, widget);
            const QRect inner = visualRect(option->direction, option->rect, option->rect.adjusted(start, 0, 0, 0));
            painter->save();
            painter->setFont(typescale::font(typescale::Role::Small, widget ? widget->font() : QApplication::font()));
            painter->setPen(colors.secondary);
            painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, header->text);
            painter->restore();
            return;
        }
    }
    if (element == CE_Splitter)
        return; // the space between two cards is enough; the pointer's shape shows that it can be moved
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const Colors colors = Colors::of(option->palette);
    const bool enabled = option->state & State_Enabled;
    if (control == CC_ComboBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (box && !box->editable) {
            const bool over = enabled && option->state & State_MouseOver;
            drawBox(painter, option->rect, !enabled ? colors.window : (over ? colors.hover : colors.card),
                    enabled ? colors.controlBorder : colors.line, option->state & State_HasFocus, colors);
            drawChevron(painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget),
                        enabled ? colors.text : colors.disabled, textHeight(option, widget));
            return;
        }
    }
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (bar && bar->maximum > bar->minimum) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            const bool active = option->state & State_MouseOver || bar->activeSubControls & SC_ScrollBarSlider;
            painter->setBrush(active ? colors.secondary : colors.controlBorder);
            const qreal inset = active ? 2 : 3;
            const QRectF thumb = QRectF(scrollBarSlider(bar)).adjusted(inset, inset, -inset, -inset);
            const qreal radius = qMin(thumb.width(), thumb.height()) / 2;
            painter->drawRoundedRect(thumb, radius, radius);
            painter->restore();
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return qMax(smallestIndicator, textHeight(option, widget) + 2);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return spacing::rows;
    case PM_ScrollBarExtent:
        return scrollBarExtent;
    case PM_ScrollBarSliderMin:
        return spacing::page;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (widget && widget->property("compact").toBool()) {
            result.setWidth(size.width() + 3 * spacing::unit);
            result.setHeight(qMax(compactHeight, size.height() + spacing::unit));
            break;
        }
        result.setWidth(qMax(size.width() + 4 * spacing::unit, 9 * spacing::unit));
        result.setHeight(qMax(controlHeight, size.height() + 2 * spacing::unit - 2));
        break;
    case CT_ComboBox:
        result.setWidth(result.width() + 3 * spacing::unit);
        result.setHeight(qMax(controlHeight, size.height() + 2 * spacing::unit - 2));
        break;
    case CT_LineEdit:
        result.setHeight(qMax(controlHeight, size.height() + 2 * spacing::unit - 2));
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(controlHeight, result.height()));
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                            const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        const QRect slider = scrollBarSlider(bar);
        const bool horizontal = bar->orientation == Qt::Horizontal;
        switch (sub) {
        case SC_ScrollBarGroove:
            return rect;
        case SC_ScrollBarSlider:
            return slider;
        case SC_ScrollBarSubPage:
            return horizontal ? QRect(rect.left(), rect.top(), slider.left() - rect.left(), rect.height())
                              : QRect(rect.left(), rect.top(), rect.width(), slider.top() - rect.top());
        case SC_ScrollBarAddPage:
            return horizontal ? QRect(slider.right() + 1, rect.top(), rect.right() - slider.right(), rect.height())
                              : QRect(rect.left(), slider.bottom() + 1, rect.width(), rect.bottom() - slider.bottom());
        default:
            return {}; // no arrows
        }
    }
    if (control == CC_ComboBox) {
        const int arrow = 3 * spacing::unit + spacing::half;
        if (sub == SC_ComboBoxArrow)
            return visualRect(option->direction, rect, QRect(rect.right() - arrow, rect.top(), arrow, rect.height()));
        if (sub == SC_ComboBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(spacing::rows, 2, -arrow, -2));
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return rect.adjusted(spacing::unit, 0, -spacing::unit, 0);
    }
    return rect;
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    if (hint == SH_EtchDisabledText || hint == SH_ItemView_ShowDecorationSelected)
        return 0;
    if (hint == SH_ComboBox_Popup)
        return 0; // the list opens below the box instead of covering it
    return QProxyStyle::styleHint(hint, option, widget, result);
}

} // namespace candor
