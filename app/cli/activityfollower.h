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

/// Looks at the store twice a second, which nothing tells of what other processes write, and says what has come and
/// what has changed its state. Nothing is opened while recording is not allowed: beside a no the store is being erased.
/// A store that was begun anew since the last look, whose rows are numbered from the beginning, is told from its
/// beginning.
class ActivityFollower final : public QObject
{
    Q_OBJECT

public:
    static constexpr int followed = 500; ///< of so many, the newest, changes of state are told

    /// \a context outlives this.
    explicit ActivityFollower(const TelemetryContext *context, QObject *parent = nullptr);

    /// What is known already, and not told.
    void setSeen(const std::vector<ActivityEvent> &events);
    void start();

    /// Looks once; start() does it by itself.
    void look();

Q_SIGNALS:
    void happened(const candor::ActivityEvent &event); ///< it is new, or its state is
    void problem(const QString &problem); ///< for a person; once until it is over

private:
    struct Seen
    {
        QString id;
        QDateTime time;
        ActivityEvent::State state = ActivityEvent::State::Waiting;
        int attempts = 0;
        QByteArray bytes; ///< a waiting event that stands for several grows

        bool operator==(const Seen &) const = default;
    };
    [[nodiscard]] static Seen seen(const ActivityEvent &event);
    [[nodiscard]] qint64 newestSeen() const; ///< 0: nothing
    /// The newest page, and as many more as reach \a row; newest first.
    [[nodiscard]] ActivityReading readDownTo(qint64 row) const;
    /// Are \a events, which begin with the newest, not those of the store that was looked at before?
    [[nodiscard]] bool isOtherStore(const std::vector<ActivityEvent> &events) const;
    void forgetOld();

    const TelemetryContext *m_context;
    QTimer m_timer;
    std::map<qint64, Seen> m_seen;
    QString m_problem;
};

} // namespace candor
