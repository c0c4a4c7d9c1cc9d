// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>

namespace candor {

struct ActivityEventData;
struct ActivityFilterData;

/// One event of the store, as a window shows it. Public API (C++17).
class CANDOR_EXPORT ActivityEvent
{
public:
    enum class State {
        Waiting,
        Sending,
        Delivered,
        Rejected, ///< by the server
        NotRecorded, ///< something happened and is not kept, and this is why; never leaves
    };

    /// Of nothing: waiting, without an id, a name and a time.
    ActivityEvent();
    /// For Candor's own sources.
    ActivityEvent(ActivityEventData data);
    [[nodiscard]] const ActivityEventData &data() const;

    [[nodiscard]] qint64 row() const; ///< position in the store: later events have higher ones
    [[nodiscard]] QString id() const; ///< empty for what was not recorded
    /// Empty for what no catalogue declares: what was given as its name is not kept.
    [[nodiscard]] QString name() const;
    [[nodiscard]] QDateTime time() const; ///< when it happened, UTC
    [[nodiscard]] State state() const;
    /// The JSON object, exactly as stored and sent; empty for what was not recorded.
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] int attempts() const;
    [[nodiscard]] QDateTime finished() const; ///< when it was delivered or rejected, UTC
    [[nodiscard]] QString reason() const; ///< why it was rejected, or not recorded: for a person
    [[nodiscard]] QString dropReason() const; ///< why it was not recorded, as a key of TelemetryStatus::dropped
    [[nodiscard]] int copies() const; ///< so many were not recorded for the same reason at about the same time

private:
    SharedData<ActivityEventData> d;
};

/// Which events Telemetry::fetchActivity() finds. A value; public API (C++17).
class CANDOR_EXPORT ActivityFilter
{
public:
    /// Everything, the newest 500.
    ActivityFilter();

    /// Part of the name, or of the JSON as it is stored; ASCII letters of either case are the same. Default: empty,
    /// all.
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// Of the events wanted. Default: empty, all.
    void setName(const QString &name);
    [[nodiscard]] QString name() const;
    /// Default: nothing, all.
    void setState(std::optional<ActivityEvent::State> state);
    [[nodiscard]] std::optional<ActivityEvent::State> state() const;
    /// Happened then or later. Default: null, from the beginning.
    void setFrom(const QDateTime &time);
    [[nodiscard]] QDateTime from() const;
    /// Happened before. Default: null, to the end.
    void setUntil(const QDateTime &time);
    [[nodiscard]] QDateTime until() const;
    /// Only what is older than the event with this ActivityEvent::row(). Default: 0, from the newest.
    void setBeforeRow(qint64 row);
    [[nodiscard]] qint64 beforeRow() const;
    /// At most so many events. Default 500.
    void setLimit(int events);
    [[nodiscard]] int limit() const;

private:
    SharedData<ActivityFilterData> d;
};

} // namespace candor

Q_DECLARE_METATYPE(candor::ActivityEvent)
