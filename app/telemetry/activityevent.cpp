// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/activityeventdata.h"

#include <utility>

namespace candor {

ActivityEvent::ActivityEvent()
    : d(ActivityEventData())
{
}

ActivityEvent::ActivityEvent(ActivityEventData data)
    : d(std::move(data))
{
}

// clang-format off: one line for each
const ActivityEventData &ActivityEvent::data() const { return *d; }
qint64 ActivityEvent::row() const { return d->row; }
QString ActivityEvent::id() const { return d->id; }
QString ActivityEvent::name() const { return d->name; }
QDateTime ActivityEvent::time() const { return d->time; }
ActivityEvent::State ActivityEvent::state() const { return d->state; }
QByteArray ActivityEvent::bytes() const { return d->bytes; }
int ActivityEvent::attempts() const { return d->attempts; }
QDateTime ActivityEvent::finished() const { return d->finished; }
QString ActivityEvent::reason() const { return d->reason; }
QString ActivityEvent::dropReason() const { return d->dropReason; }
int ActivityEvent::copies() const { return d->copies; }
// clang-format on

struct ActivityFilterData
{
    QString text;
    QString name;
    std::optional<ActivityEvent::State> state;
    QDateTime from;
    QDateTime until;
    qint64 beforeRow = 0;
    int limit = 500;
};

ActivityFilter::ActivityFilter()
    : d(ActivityFilterData())
{
}
// clang-format off: one line for each
QString ActivityFilter::text() const { return d->text; }
QString ActivityFilter::name() const { return d->name; }
std::optional<ActivityEvent::State> ActivityFilter::state() const { return d->state; }
QDateTime ActivityFilter::from() const { return d->from; }
QDateTime ActivityFilter::until() const { return d->until; }
qint64 ActivityFilter::beforeRow() const { return d->beforeRow; }
int ActivityFilter::limit() const { return d->limit; }
void ActivityFilter::setText(const QString &text) { d->text = text; }
void ActivityFilter::setName(const QString &name) { d->name = name; }
void ActivityFilter::setState(std::optional<ActivityEvent::State> state) { d->state = state; }
void ActivityFilter::setFrom(const QDateTime &time) { d->from = time; }
void ActivityFilter::setUntil(const QDateTime &time) { d->until = time; }
void ActivityFilter::setBeforeRow(qint64 row) { d->beforeRow = row; }
void ActivityFilter::setLimit(int events) { d->limit = events; }
// clang-format on

} // namespace candor
