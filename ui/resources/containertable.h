// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/steadytable.h"

namespace candor {

/// The list of containers.
class ContainerTable final : public SteadyTable
{
    Q_OBJECT

public:
    /// \a model: with the columns of ContainerModel; outlives this.
    explicit ContainerTable(QAbstractItemModel *model, QWidget *parent = nullptr);

    void fitColumns() override;
    /// The widest name of an engine that may stand in it.
    void setEngineTitles(const QStringList &titles);

private:
    QStringList m_titles;
};

} // namespace candor
