// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/activityevent.h"
#include "telemetry/activityreading.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <vector>

namespace candor {

class TelemetryContext;

/// Polls the store twice a second, because nothing notifies it of what other processes write, and reports new events
/// and changed states. It opens nothing while recording is not allowed: after a no the store is being erased. If the
/// store was recreated since the last look, so that its rows are numbered from the beginning, it is reported from its
/// beginning.
class ActivityFollower final : public QObject
{
    Q_OBJECT

public:
    static constexpr int followed = 500; ///< changes of state are reported for so many of the newest events

    /// \a context must outlive this object.
    explicit ActivityFollower(const TelemetryContext *context, QObject *parent = nullptr);

    /// Events that are already known and are not reported.
    void setSeen(const std::vector<ActivityEvent> &events);
    void start();

    /// Looks once; start() does this automatically.
    void look();

Q_SIGNALS:
    void happened(const candor::ActivityEvent &event); ///< the event or its state is new
    void problem(const QString &problem); ///< for the user; once until the problem is over

private:
    struct Seen
    {
        QString id;
        QDateTime time;
        ActivityEvent::State state = ActivityEvent::State::Waiting;
        int attempts = 0;
        QByteArray bytes; ///< a waiting event that aggregates others changes

        bool operator==(const Seen &) const = default;
    };
    [[nodiscard]] static Seen seen(const ActivityEvent &event);
    [[nodiscard]] qint64 newestSeen() const; ///< 0: none
    /// Reads the newest page, and further pages as far as \a row; newest first.
    [[nodiscard]] ActivityReading readDownTo(qint64 row) const;
    /// Do \a events, newest first, come from another store than at the last look?
    [[nodiscard]] bool isOtherStore(const std::vector<ActivityEvent> &events) const;
    void forgetOld();

    const TelemetryContext *m_context;
    QTimer m_timer;
    std::map<qint64, Seen> m_seen;
    QString m_problem;
};

} // namespace candor
