// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/containertable.h"

#include "page/badge.h"
#include "resources/containermodel.h"
#include "resources/resourcetext.h"
#include "theme/measure.h"
#include "theme/typescale.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestTitle = 40; // characters; a longer title is elided

/// Draws unobtrusive lines, a tinted row for the selected container, a badge for the state.
class ContainerDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors colors = Colors::of(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        if (selected)
            painter->fillRect(option.rect, colors.selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.line);

        const int inset = index.column() == ContainerModel::NameColumn ? spacing::card : spacing::unit;
        const bool rightToLeft = option.direction == Qt::RightToLeft;
        const QRect inner =
            option.rect.adjusted(rightToLeft ? spacing::half : inset, 0, rightToLeft ? -inset : -spacing::half, 0);
        const QString text = index.data().toString();
        if (index.column() == ContainerModel::StateColumn) {
            const QSize size = Badge::sizeOf(text, option.font);
            const QRect badge(inner.left(), inner.top() + (inner.height() - size.height()) / 2, size.width(),
                              size.height());
            Badge::paint(painter, QStyle::visualRect(option.direction, inner, badge), text,
                         static_cast<Colors::Tone>(index.data(ContainerModel::ToneRole).toInt()), option.palette,
                         option.font);
        } else {
            const bool isName = index.column() == ContainerModel::NameColumn;
            painter->setFont(typescale::font(isName ? typescale::Role::Emphasis : typescale::Role::Body, option.font));
            const QColor &usual = isName ? colors.text : colors.secondary;
            painter->setPen(selected ? colors.selectionText : usual);
            // Names are read from left to right in every language.
            painter->setLayoutDirection(Qt::LeftToRight);
            painter->drawText(inner,
                              Qt::AlignVCenter | (rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute
                                  | Qt::TextSingleLine,
                              QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, inner.width()));
        }
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int text = QFontMetrics(option.font).horizontalAdvance(index.data().toString());
        return {text + 3 * spacing::unit, SteadyTable::rowHeight(option.font)};
    }
};

} // namespace

ContainerTable::ContainerTable(QAbstractItemModel *model, QWidget *parent)
    : SteadyTable(model, parent)
{
    setObjectName(u"containerTable"_s);
    setItemDelegate(new ContainerDelegate(this));
    for (const int column : {ContainerModel::NameColumn, ContainerModel::ImageColumn})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void ContainerTable::setEngineTitles(const QStringList &titles)
{
    if (m_titles == titles)
        return;
    m_titles = titles;
    fitColumns();
}

void ContainerTable::fitColumns()
{
    horizontalHeader()->setMinimumSectionSize(measure::characters(this, 12)); // a narrower view scrolls
    const QFontMetrics metrics(font());
    int engine = horizontalHeader()->sectionSizeHint(ContainerModel::EngineColumn);
    for (const QString &title : m_titles)
        engine = std::max(engine, metrics.horizontalAdvance(title) + 3 * spacing::unit);
    int state = horizontalHeader()->sectionSizeHint(ContainerModel::StateColumn);
    const auto make = [this, &state](const QString &text) {
        state = std::max(state, Badge::sizeOf(text, font()).width() + 3 * spacing::unit);
    };
    for (const auto each : {ContainerState::Unknown, ContainerState::Created, ContainerState::Running,
                            ContainerState::Paused, ContainerState::Exited, ContainerState::Dead})
        make(resourcetext::containerState(each));
    for (const auto each :
         {ContainerAction::Start, ContainerAction::Stop, ContainerAction::Restart, ContainerAction::Remove})
        make(resourcetext::underWay(each));
    horizontalHeader()->resizeSection(ContainerModel::EngineColumn,
                                      std::min(engine, measure::characters(this, widestTitle)));
    horizontalHeader()->resizeSection(ContainerModel::StateColumn, state);
}

} // namespace candor
