// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "resources/containermodel.h"

#include <QSortFilterProxyModel>
#include <QStringList>

namespace candor {

/// The containers that a person wants to see.
class ContainerFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Shown { All, Running, Stopped };

    /// \a model outlives this.
    explicit ContainerFilter(ContainerModel *model, QObject *parent = nullptr);

    /// Each word of it stands in the name, the image or the engine.
    void setText(const QString &text);
    void setShown(Shown shown);
    [[nodiscard]] bool isFiltered() const { return !m_words.isEmpty() || m_shown != Shown::All; }

    /// None where \a row is not there.
    [[nodiscard]] ContainerKey key(int row) const;
    /// -1 where it is not shown.
    [[nodiscard]] int rowOf(const ContainerKey &key) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    ContainerModel *m_model;
    QStringList m_words;
    Shown m_shown = Shown::All;
};

} // namespace candor
