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
    /// \a model: has the columns of ContainerModel and must outlive this object.
    explicit ContainerTable(QAbstractItemModel *model, QWidget *parent = nullptr);

    void fitColumns() override;
    /// The engine names that may appear in it.
    void setEngineTitles(const QStringList &titles);

private:
    QStringList m_titles;
};

} // namespace candor
