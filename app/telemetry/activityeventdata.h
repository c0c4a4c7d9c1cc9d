// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"

namespace candor {

/// What stands behind an ActivityEvent.
struct ActivityEventData
{
    qint64 row = 0;
    QString id;
    QString name;
    QDateTime time;
    ActivityEvent::State state = ActivityEvent::State::Waiting;
    QByteArray bytes;
    int attempts = 0;
    QDateTime finished;
    QString reason;
    QString dropReason;
    int copies = 1;
};

} // namespace candor
