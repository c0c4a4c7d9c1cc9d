// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/collectedevents.h"

#include <QWidget>

#include <vector>

namespace candor {

class Card;
class TextLabel;

/// A table of what is collected, which reads like text: event and category, purpose and rules, properties.
class CollectedTable : public QWidget
{
    Q_OBJECT

public:
    enum class Detail {
        Names, ///< properties by name
        Descriptions, ///< each property with its meaning, on a line of its own
    };

    explicit CollectedTable(Detail detail, QWidget *parent = nullptr);

    void setEvents(const std::vector<CollectedEvent> &events);
    void setProblem(const QString &problem); ///< shown instead of the table

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitColumns();
    void addRow(TextLabel *name, TextLabel *purpose, TextLabel *properties, const QString &category = QString());
    [[nodiscard]] QString propertiesText(const CollectedEvent &event) const;
    /// Each property with its meaning and possible values.
    [[nodiscard]] static QStringList describedProperties(const CollectedEvent &event);

    Detail m_detail;
    Card *m_card;
    TextLabel *m_problem;
};

} // namespace candor
