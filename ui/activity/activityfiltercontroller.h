// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"

#include <QDate>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>

namespace candor {

class Clock;

/// The filter of the Activity page and its choices. The choices follow the existing events; the user's choice stays
/// even when the last matching event is gone.
class ActivityFilterController final : public QObject
{
    Q_OBJECT

public:
    explicit ActivityFilterController(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    /// Takes effect when the user pauses typing.
    void setText(const QString &text);
    void setName(const QString &name); ///< empty: all
    void setState(std::optional<ActivityEvent::State> state);
    void setDay(const QDate &day); ///< in local time; null: all
    void clear();

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] std::optional<ActivityEvent::State> state() const { return m_state; }
    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] bool isFiltered() const;
    /// The filter for the store: a day is the time between two local midnights.
    [[nodiscard]] ActivityFilter filter() const;

    /// Names of events, sorted.
    [[nodiscard]] QStringList names() const;
    void setKnownNames(const QStringList &names);
    /// Today, the earlier days for which sent events are kept, and the chosen day.
    [[nodiscard]] QList<QDate> days() const;
    /// "Today", "Yesterday", or the date with the day of the week.
    [[nodiscard]] QString dayText(const QDate &day) const;

    /// While active, the days change at midnight.
    void setActive(bool active);

Q_SIGNALS:
    void filterChanged(); ///< filter()
    void choiceChanged(); ///< text(), name(), state() or day(), at once
    void choicesChanged(); ///< names() or days()

private:
    [[nodiscard]] QDate today() const;
    void waitForMidnight();
    void changed();

    std::shared_ptr<const Clock> m_clock;
    QTimer m_typing;
    QTimer m_midnight;
    QString m_text;
    QString m_name;
    std::optional<ActivityEvent::State> m_state;
    QDate m_day;
    QStringList m_known;
};

} // namespace candor
