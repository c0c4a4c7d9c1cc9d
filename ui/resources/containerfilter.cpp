// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/containerfilter.h"

#include <algorithm>
#include <utility>

namespace candor {

ContainerFilter::ContainerFilter(ContainerModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void ContainerFilter::setText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (std::exchange(m_words, words) != words)
        invalidateFilter();
}

void ContainerFilter::setShown(Shown shown)
{
    if (std::exchange(m_shown, shown) != shown)
        invalidateFilter();
}

ContainerKey ContainerFilter::key(int row) const
{
    const QModelIndex source = mapToSource(index(row, 0));
    return source.isValid() ? m_model->key(source.row()) : ContainerKey();
}

int ContainerFilter::rowOf(const ContainerKey &key) const
{
    const int row = m_model->rowOf(key);
    return row < 0 ? -1 : mapFromSource(m_model->index(row, 0)).row();
}

bool ContainerFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Container &container = m_model->container(row);
    if (m_shown != Shown::All && container.isRunning() != (m_shown == Shown::Running))
        return false;
    const QString engine = m_model->engineTitle(row);
    return std::all_of(m_words.cbegin(), m_words.cend(), [&container, &engine](const QString &word) {
        return container.name.contains(word, Qt::CaseInsensitive) || container.image.contains(word, Qt::CaseInsensitive)
            || engine.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace candor
