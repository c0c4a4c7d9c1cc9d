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
    enum class State { Waiting, Sending, Delivered, Rejected };

    qint64 row = 0; ///< position in the store: later events have higher ones
    QString id;
    QString name;
    QDateTime time; ///< when it happened, UTC
    State state = State::Waiting;
    QByteArray bytes; ///< the JSON object, exactly as stored and sent
    int attempts = 0;
    QDateTime finished; ///< when it was delivered or rejected, UTC
    QString reason; ///< why it was rejected
};

struct ActivityFilter
{
    QString text; ///< part of the event's name
    std::optional<ActivityEvent::State> state; ///< nothing: all
    qint64 beforeRow = 0; ///< 0: from the newest
    int limit = 500;
};

} // namespace candor

Q_DECLARE_METATYPE(candor::ActivityEvent)
