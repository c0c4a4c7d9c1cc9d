// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitycontroller.h"

#include "activity/activitymodel.h"
#include "catalogue/catalogue.h"
#include "page/prettyjson.h"
#include "telemetry/telemetry.h"

#include <QLocale>

#include <algorithm>
#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int pageRows = 500; // no statement of the store stays open longer than one page takes
}

ActivityController::ActivityController(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
    , m_model(new ActivityModel(this))
{
    // Events come in bursts; the list follows a burst once, and no later than this after its begin.
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(100ms);
    connect(&m_coalesce, &QTimer::timeout, this, &ActivityController::refresh);
    connect(m_telemetry, &Telemetry::activityChanged, this, [this] {
        if (m_active && !m_coalesce.isActive())
            m_coalesce.start();
        Q_EMIT lastRequestChanged();
    });
    connect(m_telemetry, &Telemetry::statusChanged, this, [this] {
        Q_EMIT statusChanged();
        Q_EMIT listChanged();
    });
    connect(m_model, &ActivityModel::moreWanted, this, &ActivityController::fetchOlder);
    const auto changed = [this] { updateChosen(); };
    connect(m_model, &ActivityModel::dataChanged, this, changed);
    connect(m_model, &ActivityModel::rowsRemoved, this, changed);
    connect(m_model, &ActivityModel::modelReset, this, changed);
}

void ActivityController::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_coalesce.stop();
    if (active) {
        m_sendAsked = false;
        m_telemetry->refresh();
        refresh();
    }
}

void ActivityController::setFilterText(const QString &text)
{
    m_filter.text = text.trimmed();
    refresh();
}

void ActivityController::setFilterState(std::optional<ActivityEvent::State> state)
{
    m_filter.state = state;
    refresh();
}

bool ActivityController::isFiltered() const
{
    return !m_filter.text.isEmpty() || m_filter.state.has_value();
}

void ActivityController::refresh()
{
    if (m_active)
        fetch({}, m_model->events().size(), ++m_generation);
}

void ActivityController::fetch(std::vector<ActivityEvent> before, std::size_t wanted, int generation)
{
    ActivityFilter filter = m_filter;
    filter.limit = pageRows;
    filter.beforeRow = before.empty() ? 0 : before.back().row;
    m_telemetry->fetchActivity(filter, this,
                               [this, wanted, generation, all = std::move(before)](
                                   const std::vector<ActivityEvent> &events, const QString &problem) mutable {
                                   if (generation != m_generation)
                                       return;
                                   all.insert(all.end(), events.begin(), events.end());
                                   const bool more = events.size() >= static_cast<std::size_t>(pageRows);
                                   // As many as were there before, so that a person far down the list is not thrown
                                   // back to its begin.
                                   if (more && problem.isEmpty() && all.size() < wanted)
                                       fetch(std::move(all), wanted, generation);
                                   else
                                       show(all, more, problem);
                               });
}

void ActivityController::fetchOlder()
{
    if (m_model->events().empty())
        return;
    ActivityFilter filter = m_filter;
    filter.limit = pageRows;
    filter.beforeRow = m_model->events().back().row;
    m_telemetry->fetchActivity(
        filter, this,
        [this, generation = m_generation](const std::vector<ActivityEvent> &events, const QString &problem) {
            if (generation != m_generation)
                return; // a refresh has begun; it tells whether there is more
            m_problem = problem;
            m_model->append(events, events.size() >= static_cast<std::size_t>(pageRows));
            Q_EMIT listChanged();
        });
}

void ActivityController::show(const std::vector<ActivityEvent> &events, bool more, const QString &problem)
{
    m_known = true;
    m_problem = problem;
    m_model->replace(events, more);
    Q_EMIT listChanged();
}

QString ActivityController::emptyText() const
{
    if (!m_known || !m_problem.isEmpty() || m_model->rowCount() > 0)
        return {};
    if (isFiltered())
        //: @info the filter of the activity list hides everything
        return tr("No event matches the filter.");
    const TelemetryStatus &status = m_telemetry->status();
    if (status.allowed)
        //: @info the activity list is empty after a yes
        return tr(
            "Nothing has been recorded yet. Events appear here as you use the application, before they are sent.");
    if (status.rule != u"person"_s && status.rule != u"nobody"_s && !status.reason.isEmpty())
        return status.reason;
    if (status.decision == Decision::Denied)
        //: @info the activity list is empty after a no
        return tr("You refused usage data, so nothing is recorded and nothing is kept.");
    //: @info the activity list is empty before an answer
    return tr("Nothing is recorded before you agree. After a yes, every event appears here before it is sent.");
}

QString ActivityController::countsText() const
{
    const TelemetryStatus &status = m_telemetry->status();
    if (!status.countsKnown)
        return status.storeProblem;
    if (!status.allowed && status.accepted == 0 && status.waiting == 0 && status.delivered == 0)
        return {};
    QStringList parts;
    //: @info:status number of events; %1 is a number with separators
    parts << tr("%1 waiting", nullptr, static_cast<int>(status.waiting)).arg(QLocale().toString(status.waiting));
    if (status.sending > 0)
        //: @info:status number of events
        parts << tr("%1 sending", nullptr, static_cast<int>(status.sending)).arg(QLocale().toString(status.sending));
    //: @info:status number of events
    parts << tr("%1 delivered", nullptr, static_cast<int>(status.delivered)).arg(QLocale().toString(status.delivered));
    if (const qint64 rejected = status.dropped.value(u"rejected"_s); rejected > 0)
        //: @info:status number of events that the server did not want
        parts << tr("%1 rejected", nullptr, static_cast<int>(rejected)).arg(QLocale().toString(rejected));
    return parts.join(u" · "_s);
}

bool ActivityController::canSend() const
{
    const TelemetryStatus &status = m_telemetry->status();
    return status.allowed && status.canSend && status.waiting > 0;
}

QString ActivityController::sendText() const
{
    const TelemetryStatus &status = m_telemetry->status();
    if (!status.allowed)
        return {};
    if (!status.canSend)
        //: @info why Send now is off: no recipient is configured
        return tr("Nothing can be sent: no recipient is set up, records stay on this computer.");
    if (status.sending > 0)
        //: @info:status %1 is a host
        return tr("Sending to %1…").arg(status.recipient);
    if (!status.pauseReason.isEmpty())
        return status.pauseReason;
    if (m_sendAsked && !status.lastResult.isEmpty())
        return status.lastResult;
    return {};
}

void ActivityController::sendNow()
{
    if (!canSend())
        return;
    m_sendAsked = true;
    m_telemetry->flush();
    Q_EMIT statusChanged();
}

void ActivityController::choose(int row)
{
    const auto &events = m_model->events();
    if (row < 0 || row >= static_cast<int>(events.size()))
        m_chosen.reset();
    else
        m_chosen = events[static_cast<std::size_t>(row)];
    if (m_chosen && !m_catalogueAsked) {
        m_catalogueAsked = true; // it is parsed when it is first needed
        m_telemetry->fetchCatalogue(this, [this](std::shared_ptr<const Catalogue> catalogue, const QString &) {
            m_catalogue = std::move(catalogue);
            Q_EMIT chosenChanged();
        });
    }
    Q_EMIT chosenChanged();
}

void ActivityController::updateChosen()
{
    if (!m_chosen)
        return;
    const auto &events = m_model->events();
    const auto at = std::find_if(events.begin(), events.end(),
                                 [this](const ActivityEvent &event) { return event.row == m_chosen->row; });
    if (at == events.end())
        m_chosen.reset();
    else
        m_chosen = *at;
    Q_EMIT chosenChanged();
}

QString ActivityController::purpose(const QString &event) const
{
    if (!m_catalogue)
        return {};
    const EventDefinition *definition = m_catalogue->find(event.toStdString());
    return definition ? QString::fromStdString(Catalogue::in(definition->purpose, QLocale().name().toStdString()))
                      : QString();
}

QString ActivityController::chosenSummary() const
{
    if (!m_chosen)
        return {};
    QStringList parts;
    // A sentence in the catalogue, one part of a line here.
    if (const QString why = purpose(m_chosen->name); !why.isEmpty())
        parts << (why.endsWith(u'.') ? why.chopped(1) : why);
    //: @info size of an event
    parts << tr("%1 bytes", nullptr, static_cast<int>(m_chosen->bytes.size()))
                 .arg(QLocale().toString(m_chosen->bytes.size()));
    const QLocale locale;
    const QString finished = locale.toString(m_chosen->finished.toLocalTime(), QLocale::ShortFormat);
    switch (m_chosen->state) {
    case ActivityEvent::State::Waiting:
        if (m_chosen->attempts > 0)
            //: @info what became of an event; %1 is how often sending it failed
            parts << tr("not sent yet, failed attempts: %1").arg(QLocale().toString(m_chosen->attempts));
        else
            //: @info what became of an event
            parts << tr("not sent yet");
        break;
    case ActivityEvent::State::Sending:
        //: @info what became of an event
        parts << tr("being sent");
        break;
    case ActivityEvent::State::Delivered:
        //: @info what became of an event; %1 is date and time
        parts << tr("delivered %1").arg(finished);
        break;
    case ActivityEvent::State::Rejected:
        if (m_chosen->reason.isEmpty())
            //: @info what became of an event; %1 is date and time
            parts << tr("rejected by the server %1").arg(finished);
        else
            //: @info what became of an event; %1 is date and time, %2 the server's reason
            parts << tr("rejected by the server %1: %2").arg(finished, m_chosen->reason);
        break;
    case ActivityEvent::State::NotRecorded:
        parts << m_chosen->reason;
        break;
    }
    return parts.join(u" · "_s);
}

QString ActivityController::chosenPretty() const
{
    return QString::fromUtf8(prettyJson(chosenBytes()));
}

QByteArray ActivityController::chosenBytes() const
{
    return m_chosen ? m_chosen->bytes : QByteArray();
}

QByteArray ActivityController::lastRequest() const
{
    return m_telemetry->lastRequest();
}

QString ActivityController::lastRequestSummary() const
{
    const QByteArray request = lastRequest();
    if (request.isEmpty())
        //: @info in place of the last request
        return tr("Nothing was sent since the application was started.");
    //: @info what is shown as the last request; %1 is a number with separators
    return tr("Headers and body as they left, before compression, with the key masked · %1 bytes", nullptr,
              static_cast<int>(request.size()))
        .arg(QLocale().toString(request.size()));
}

void ActivityController::retranslate()
{
    m_model->retranslate();
    Q_EMIT listChanged();
    Q_EMIT statusChanged();
    Q_EMIT chosenChanged();
    Q_EMIT lastRequestChanged();
}

} // namespace candor
