// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/steadytable.h"

namespace candor {

class ActivityModel;

/// The list of events.
class ActivityTable final : public SteadyTable
{
    Q_OBJECT

public:
    /// \a model must outlive this object.
    explicit ActivityTable(ActivityModel *model, QWidget *parent = nullptr);

    void fitColumns() override;

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    void deleteRequested(); ///< by the keyboard

protected:
    void keyPressEvent(QKeyEvent *event) override;

protected Q_SLOTS:
    void updateGeometries() override;

private:
    void tellVisibleRows();

    ActivityModel *m_model;
};

} // namespace candor
