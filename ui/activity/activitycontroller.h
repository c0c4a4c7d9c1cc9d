// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "telemetry/activityevent.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace candor {

class ActivityModel;
class Catalogue;
class Telemetry;

/// What the Activity page shows, without a widget: the list and its filter, the chosen event, and whether something can
/// be sent now. Reads only; the one thing it can cause is sending what waits.
class ActivityController final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry outlives this.
    explicit ActivityController(Telemetry *telemetry, QObject *parent = nullptr);

    [[nodiscard]] ActivityModel *model() const { return m_model; }

    /// Fetches nothing while inactive: nobody looks.
    void setActive(bool active);
    void setFilterText(const QString &text);
    void setFilterState(std::optional<ActivityEvent::State> state);
    [[nodiscard]] bool isFiltered() const;

    /// Why the list is empty, and what will appear; nothing while it is not known yet.
    [[nodiscard]] QString emptyText() const;
    /// "12 waiting, 40 delivered": the whole store, whatever the filter; empty until it is known.
    [[nodiscard]] QString countsText() const;
    /// Why the list can't be read; empty if it can.
    [[nodiscard]] QString problem() const { return m_problem; }

    /// Is there something to send, and may it be sent?
    [[nodiscard]] bool canSend() const;
    /// What sendNow() did or why it can do nothing: for a person.
    [[nodiscard]] QString sendText() const;
    void sendNow();

    /// The event that the details are of; row -1 for none.
    void choose(int row);
    [[nodiscard]] const std::optional<ActivityEvent> &chosen() const { return m_chosen; }
    /// Why it is collected, how large it is, and what became of it.
    [[nodiscard]] QString chosenSummary() const;
    [[nodiscard]] QString chosenPretty() const;
    [[nodiscard]] QByteArray chosenBytes() const;

    /// The last request that left, as text; empty if none did.
    [[nodiscard]] QByteArray lastRequest() const;
    /// What it is and how large, or that there is none.
    [[nodiscard]] QString lastRequestSummary() const;

    void retranslate();

Q_SIGNALS:
    void listChanged(); ///< emptyText(), problem()
    void statusChanged(); ///< countsText(), canSend(), sendText()
    void chosenChanged();
    void lastRequestChanged();

private:
    void refresh();
    void fetch(std::vector<ActivityEvent> before, std::size_t wanted, int generation);
    void fetchOlder();
    void show(const std::vector<ActivityEvent> &events, bool more, const QString &problem);
    void updateChosen();
    [[nodiscard]] QString purpose(const QString &event) const;

    Telemetry *m_telemetry;
    ActivityModel *m_model;
    ActivityFilter m_filter;
    QTimer m_coalesce;
    std::shared_ptr<const Catalogue> m_catalogue;
    bool m_catalogueAsked = false;
    std::optional<ActivityEvent> m_chosen;
    QString m_problem;
    int m_generation = 0; ///< answers to an older question are not shown
    bool m_active = false;
    bool m_known = false;
    bool m_sendAsked = false;
};

} // namespace candor
