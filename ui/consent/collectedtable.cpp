// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/collectedtable.h"

#include "page/card.h"
#include "page/rowlayout.h"
#include "page/textlabel.h"
#include "theme/measure.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

CollectedTable::CollectedTable(Detail detail, QWidget *parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_card(new Card)
    , m_problem(new TextLabel(typescale::Role::Body))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    layout->addWidget(m_problem);
    m_card->setObjectName(u"collectedTable"_s);
    m_card->hide();
    m_problem->setObjectName(u"collectedProblem"_s);
    m_problem->hide();
}

void CollectedTable::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->show();
    m_card->hide();
}

void CollectedTable::setEvents(const std::vector<CollectedEvent> &events)
{
    using typescale::Role;
    const auto label = [](Role role, const QString &text, bool secondary = false) {
        auto *result = new TextLabel(role, text);
        result->setSecondary(secondary);
        return result;
    };
    m_card->clear();
    m_problem->hide();
    //: @title:column of what is collected
    addRow(label(Role::Small, tr("Event"), true), label(Role::Small, tr("Why"), true),
           //: @title:column of what is collected
           label(Role::Small, tr("Properties"), true));

    for (const CollectedEvent &event : events) {
        auto *name = label(event.isEveryEvent ? Role::Small : Role::Monospace, event.name);
        const QString properties = propertiesText(event);
        const QString why = event.rules.isEmpty() ? event.purpose : event.purpose + u'\n' + event.rules;
        auto *what = label(Role::Small, properties);
        if (m_detail == Detail::Names)
            what->setToolTip(describedProperties(event).join(u'\n'));
        addRow(name, label(Role::Small, why), what, event.category);
        //: @info:whatsthis read aloud: %1 an event, %2 a category, %3 why, %4 the properties
        const QString spoken = event.category.isEmpty()
            ? tr("%1: %2 Properties: %3").arg(event.name, why, properties)
            : tr("%1 (%2): %3 Properties: %4").arg(event.name, event.category, why, properties);
        name->parentWidget()->parentWidget()->setAccessibleName(spoken);
    }
    fitColumns();
    m_card->show();
}

void CollectedTable::fitColumns()
{
    // The first column has one width; the other two share the rest in the same way in every row.
    const QList<TextLabel *> names = m_card->findChildren<TextLabel *>(u"name"_s);
    int width = measure::characters(this, 20);
    for (const TextLabel *name : names)
        width = std::max(width, name->sizeHint().width());
    for (RowLayout *row : m_card->findChildren<RowLayout *>())
        row->setColumn(width);
    // No word may be cut off; names of properties are long.
    const QList<TextLabel *> texts = m_card->findChildren<TextLabel *>(u"text"_s);
    int word = measure::characters(this, 14);
    for (const TextLabel *text : texts) {
        const QFontMetrics metrics(text->font());
        for (const QString &each : text->text().split(QRegularExpression(u"\\s"_s)))
            word = std::max(word, metrics.horizontalAdvance(each) + 1);
    }
    for (TextLabel *text : texts)
        text->setMinimumWidth(word);
}

void CollectedTable::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

QStringList CollectedTable::describedProperties(const CollectedEvent &event)
{
    QStringList lines;
    for (const CollectedProperty &property : event.properties)
        //: @info %1 is the name of a property, %2 what it means, %3 what it may hold; two sentences
        lines.append(tr("%1: %2 %3").arg(property.name, property.description, property.type));
    return lines;
}

QString CollectedTable::propertiesText(const CollectedEvent &event) const
{
    if (event.properties.empty())
        //: @item:intable an event without properties
        return tr("none");
    if (m_detail == Detail::Descriptions)
        return describedProperties(event).join(u'\n');
    QStringList names;
    for (const CollectedProperty &property : event.properties)
        names.append(property.name);
    return names.join(u", "_s);
}

void CollectedTable::addRow(TextLabel *name, TextLabel *purpose, TextLabel *properties, const QString &category)
{
    auto *row = new QWidget;
    auto *line = new RowLayout(RowLayout::Grows::Second, 0, row);
    line->setContentsMargins(spacing::card, 10, spacing::card, 10);
    line->setSpacing(spacing::section);
    auto *first = new QWidget;
    auto *lines = new QVBoxLayout(first);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(spacing::half);
    name->setObjectName(u"name"_s);
    lines->addWidget(name);
    if (!category.isEmpty()) {
        auto *of = new TextLabel(typescale::Role::Small, category);
        of->setSecondary(true);
        lines->addWidget(of);
    }
    line->addWidget(first);
    line->setAlignment(first, Qt::AlignTop);
    auto *texts = new QHBoxLayout;
    texts->setSpacing(spacing::section);
    const auto share = [texts](TextLabel *label, int stretch) {
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        label->setSizePolicy(policy);
        label->setObjectName(u"text"_s);
        label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        texts->addWidget(label, stretch);
    };
    // Descriptions are longer than the purpose, names are shorter.
    share(purpose, m_detail == Detail::Descriptions ? 3 : 5);
    share(properties, m_detail == Detail::Descriptions ? 5 : 4);
    line->addLayout(texts);
    line->setAlignment(texts, Qt::AlignTop);
    m_card->addRow(row);
}

} // namespace candor
