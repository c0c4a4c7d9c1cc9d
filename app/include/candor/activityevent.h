// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>

namespace candor {

/// One event of the store, as a window shows it. Public API (C++17).
struct ActivityEvent
{
    enum class State {
        Waiting,
        Sending,
        Delivered,
        Rejected, ///< by the server
        NotRecorded, ///< something happened and is not kept, and this is why; never leaves
    };

    qint64 row = 0; ///< position in the store: later events have higher ones
    QString id; ///< empty for what was not recorded
    QString name; ///< empty for what no catalogue declares: what was given as its name is not kept
    QDateTime time; ///< when it happened, UTC
    State state = State::Waiting;
    QByteArray bytes; ///< the JSON object, exactly as stored and sent; empty for what was not recorded
    int attempts = 0;
    QDateTime finished; ///< when it was delivered or rejected, UTC
    QString reason; ///< why it was rejected, or not recorded: for a person
    QString dropReason; ///< why it was not recorded, as a key of TelemetryStatus::dropped
    int copies = 1; ///< so many were not recorded for the same reason at about the same time
};

struct ActivityFilter
{
    QString text; ///< part of the name, or of the JSON as it is stored; ASCII letters of either case are the same
    QString name; ///< of the events wanted; empty: all
    std::optional<ActivityEvent::State> state; ///< nothing: all
    QDateTime from; ///< happened then or later; null: from the beginning
    QDateTime until; ///< happened before; null: to the end
    qint64 beforeRow = 0; ///< 0: from the newest
    int limit = 500;
};

} // namespace candor

Q_DECLARE_METATYPE(candor::ActivityEvent)
