// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "page/card.h"

#include <vector>

class QPushButton;

namespace candor {

class Badge;
class CardRow;
class ResourcesController;

/// The engines of this computer: one row each, or a row that says that there is none.
class EngineList final : public Card
{
    Q_OBJECT

public:
    /// \a controller must outlive this object.
    explicit EngineList(ResourcesController *controller, QWidget *parent = nullptr);

    void load();
    /// In visual order; load() replaces them.
    [[nodiscard]] QWidgetList buttons() const;

Q_SIGNALS:
    void buttonsChanged();

private:
    void build(const QStringList &addresses);

    struct Row
    {
        QString address; ///< empty: there is no engine
        CardRow *row;
        Badge *state;
        QPushButton *button;
    };

    ResourcesController *m_controller;
    std::vector<Row> m_list;
};

} // namespace candor
