// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"
#include "system/watchengine.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace candor {

class ActivityExport;
class ActivityFeed;
class ActivityFilterController;
class ActivityModel;
class Catalogue;
class Telemetry;

/// What the Activity page shows, without a widget: the list and its filter, the chosen event, what became of all of
/// them, and whether something can be sent now.
class ActivityController final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry outlives this.
    explicit ActivityController(Telemetry *telemetry, QObject *parent = nullptr);

    [[nodiscard]] ActivityModel *model() const { return m_model; }
    [[nodiscard]] ActivityFilterController *filter() const { return m_filter; }
    [[nodiscard]] ActivityExport *exporter() const { return m_export; }

    /// Fetches nothing while inactive: nobody looks.
    void setActive(bool active);
    /// Rows of the model that a person sees: these are kept up to date.
    void setVisibleRows(int first, int last);

    /// Why the list is empty, and what will appear; nothing while it is not known yet.
    [[nodiscard]] QString emptyText() const;
    /// What became of all that was recorded, in numbers that add up: the whole store, whatever the filter; empty until
    /// it is known.
    [[nodiscard]] QString countsText() const;
    /// Why the list can't be read; empty if it can.
    [[nodiscard]] QString problem() const;

    /// Is there something to send, and may it be sent?
    [[nodiscard]] bool canSend() const;
    /// What sendNow() did or why it can do nothing: for a person.
    [[nodiscard]] QString sendText() const;
    void sendNow();

    /// Is there something that the filter shows?
    [[nodiscard]] bool canExport() const;
    /// Where to, for a start: a name with today's date, in the folder of the person's documents.
    [[nodiscard]] QString suggestedFile() const;
    /// Writes what the filter shows to \a path in the background; exporter() tells what became of it.
    void exportTo(const QString &path);

    /// The event that the details are of; row -1 for none.
    void choose(int row);
    [[nodiscard]] const std::optional<ActivityEvent> &chosen() const { return m_chosen; }
    [[nodiscard]] QString chosenName() const;
    /// Why it is collected, how large it is, and what became of it.
    [[nodiscard]] QString chosenSummary() const;
    [[nodiscard]] QString chosenPretty() const;
    /// What each of its properties means.
    [[nodiscard]] QString chosenMeaning() const;
    [[nodiscard]] QByteArray chosenBytes() const;
    /// Only what waits: what is on its way, or there, can't be called back.
    [[nodiscard]] bool canDeleteChosen() const;
    /// deleteAnswered() follows.
    void deleteChosen();

    /// The last request that left, as text; empty if none did.
    [[nodiscard]] QByteArray lastRequest() const;
    /// What it is and how large, or that there is none.
    [[nodiscard]] QString lastRequestSummary() const;

    void retranslate();

Q_SIGNALS:
    void listChanged(); ///< emptyText(), problem(), canExport()
    void statusChanged(); ///< countsText(), canSend(), sendText()
    void chosenChanged();
    void lastRequestChanged();
    void deleteAnswered(bool deleted, const QString &message); ///< for a person

private:
    void fetchNames();
    void watchStore();
    void updateChosen();
    [[nodiscard]] bool showsRecords() const;

    Telemetry *m_telemetry;
    ActivityModel *m_model;
    ActivityFeed *m_feed;
    ActivityFilterController *m_filter;
    ActivityExport *m_export;
    std::shared_ptr<const Catalogue> m_catalogue;
    bool m_catalogueAsked = false;
    std::optional<ActivityEvent> m_chosen;
    qint64 m_deleting = 0; ///< row; 0: none
    std::unique_ptr<WatchEngine> m_store; // while active: other processes write into it too
    QHash<QString, std::pair<qint64, QDateTime>> m_storeSeen; // size and time of what is watched
    QTimer m_elsewhere; // several of their commits are one change
    QTimer m_names;
    bool m_namesAsked = false;
    bool m_namesChanged = false;
    bool m_sendAsked = false;
};

} // namespace candor
