// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "resources/containermodel.h"

#include <QSortFilterProxyModel>
#include <QStringList>

namespace candor {

/// Filters the containers by the user's choice.
class ContainerFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Shown { All, Running, Stopped };

    /// \a model must outlive this object.
    explicit ContainerFilter(ContainerModel *model, QObject *parent = nullptr);

    /// A container matches if its name, image or engine contains each word of \a text.
    void setText(const QString &text);
    void setShown(Shown shown);
    [[nodiscard]] bool isFiltered() const { return !m_words.isEmpty() || m_shown != Shown::All; }

    /// An empty key if there is no such row.
    [[nodiscard]] ContainerKey key(int row) const;
    /// -1 if it is not shown.
    [[nodiscard]] int rowOf(const ContainerKey &key) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    ContainerModel *m_model;
    QStringList m_words;
    Shown m_shown = Shown::All;
};

} // namespace candor
