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

/// The contents of the Activity page, without widgets: the list and its filter, the selected event, the account of all
/// events, and whether something can be sent now.
class ActivityController final : public QObject
{
    Q_OBJECT

public:
    /// \a telemetry must outlive this object.
    explicit ActivityController(Telemetry *telemetry, QObject *parent = nullptr);

    [[nodiscard]] ActivityModel *model() const { return m_model; }
    [[nodiscard]] ActivityFilterController *filter() const { return m_filter; }
    [[nodiscard]] ActivityExport *exporter() const { return m_export; }

    /// Fetches nothing while inactive, since the page is not visible.
    void setActive(bool active);
    /// The visible rows of the model, which are kept up to date.
    void setVisibleRows(int first, int last);

    /// Why the list is empty, and what will appear there; empty while that is unknown.
    [[nodiscard]] QString emptyText() const;
    /// The account of all recorded events, in numbers that add up: for the whole store, regardless of the filter; empty
    /// until it is known.
    [[nodiscard]] QString countsText() const;
    /// Why the store can't be read; empty if it can.
    [[nodiscard]] QString problem() const;

    /// Are there events to send, and may they be sent?
    [[nodiscard]] bool canSend() const;
    /// For the user: the effect of sendNow(), or why it has none.
    [[nodiscard]] QString sendText() const;
    void sendNow();

    /// Does the filter match any event?
    [[nodiscard]] bool canExport() const;
    /// The suggested path: a name with today's date, in the user's folder of documents.
    [[nodiscard]] QString suggestedFile() const;
    /// Writes the events that the filter matches to \a path in the background; exporter() reports the result.
    void exportTo(const QString &path);

    /// Selects the event whose details are shown; row -1 for none.
    void choose(int row);
    [[nodiscard]] const std::optional<ActivityEvent> &chosen() const { return m_chosen; }
    [[nodiscard]] QString chosenName() const;
    /// Its purpose, its size, and its state.
    [[nodiscard]] QString chosenSummary() const;
    [[nodiscard]] QString chosenPretty() const;
    /// The meaning of each of its properties.
    [[nodiscard]] QString chosenMeaning() const;
    [[nodiscard]] QByteArray chosenBytes() const;
    /// Only a waiting event: one that is being sent or was delivered can't be recalled.
    [[nodiscard]] bool canDeleteChosen() const;
    /// deleteAnswered() follows.
    void deleteChosen();

    /// The last request that was sent, as text; empty if there was none.
    [[nodiscard]] QByteArray lastRequest() const;
    /// Its description and size, or that there is none.
    [[nodiscard]] QString lastRequestSummary() const;

    void retranslate();

Q_SIGNALS:
    void listChanged(); ///< emptyText(), problem(), canExport()
    void statusChanged(); ///< countsText(), canSend(), sendText()
    void chosenChanged();
    void lastRequestChanged();
    void deleteAnswered(bool deleted, const QString &message); ///< for the user

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
    std::unique_ptr<WatchEngine> m_store; // while active: other processes write to the store, too
    QHash<QString, std::pair<qint64, QDateTime>> m_storeSeen; // size and time of the watched files
    QTimer m_elsewhere; // combines several of their commits into one change
    QTimer m_names;
    bool m_namesAsked = false;
    bool m_namesChanged = false;
    bool m_sendAsked = false;
};

} // namespace candor
