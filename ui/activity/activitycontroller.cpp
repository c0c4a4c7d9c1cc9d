// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "activity/activitycontroller.h"

#include "activity/activityexport.h"
#include "activity/activityfeed.h"
#include "activity/activityfiltercontroller.h"
#include "activity/activitymodel.h"
#include "activity/activitytext.h"
#include "candor/catalogue.h"
#include "candor/telemetry.h"
#include "page/prettyjson.h"
#include "system/clock.h"
#include "telemetry/accountingtext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>

#include <chrono>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto namesPause = 2s; // between two searches of the whole store for names
constexpr auto elsewherePause = 250ms;

std::pair<qint64, QDateTime> stampOf(const QString &file)
{
    const QFileInfo info(file);
    return {info.size(), info.lastModified()};
}
} // namespace

ActivityController::ActivityController(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
    , m_model(new ActivityModel(this))
    , m_feed(new ActivityFeed(
          m_model,
          [telemetry](const ActivityFilter &filter, QObject *context, ActivityFeed::Done done) {
              telemetry->fetchActivity(filter, context, std::move(done));
          },
          this))
    , m_filter(new ActivityFilterController(telemetry->options().data().clock, this))
    , m_export(new ActivityExport(telemetry, this))
    , m_store(telemetry->options().data().watchEngine())
{
    m_names.setSingleShot(true);
    m_names.setInterval(namesPause);
    connect(&m_names, &QTimer::timeout, this, [this] {
        if (std::exchange(m_namesChanged, false))
            fetchNames();
    });
    m_elsewhere.setSingleShot(true);
    m_elsewhere.setInterval(elsewherePause);
    connect(&m_elsewhere, &QTimer::timeout, this, [this] {
        if (!m_feed->isActive())
            return;
        m_telemetry->refresh();
        m_feed->follow();
        watchStore();
    });
    m_store->start();
    connect(m_store.get(), &WatchEngine::changed, this, [this] {
        // There is also a notification if a reader has set the owner of a file again, as SQLite does for root.
        bool different = false;
        for (auto seen = m_storeSeen.begin(); seen != m_storeSeen.end(); ++seen) {
            const std::pair<qint64, QDateTime> stamp = stampOf(seen.key());
            different = std::exchange(seen.value(), stamp) != stamp || different;
        }
        if (different && !m_elsewhere.isActive())
            m_elsewhere.start();
    });
    connect(m_telemetry, &Telemetry::activityChanged, this, [this] {
        m_feed->follow();
        Q_EMIT lastRequestChanged();
    });
    m_model->setCanSend(m_telemetry->status().canSend());
    connect(m_telemetry, &Telemetry::statusChanged, this, [this] {
        m_model->setCanSend(m_telemetry->status().canSend());
        Q_EMIT statusChanged();
        Q_EMIT listChanged();
    });
    connect(m_filter, &ActivityFilterController::filterChanged, this,
            [this] { m_feed->setFilter(m_filter->filter()); });
    connect(m_feed, &ActivityFeed::changed, this, [this] {
        updateChosen();
        fetchNames();
        watchStore();
        Q_EMIT listChanged();
    });
}

void ActivityController::setActive(bool active)
{
    if (active == m_feed->isActive())
        return;
    if (active) {
        m_sendAsked = false;
        m_telemetry->refresh();
    }
    m_filter->setActive(active);
    m_feed->setActive(active);
    if (active)
        return watchStore();
    for (auto seen = m_storeSeen.cbegin(); seen != m_storeSeen.cend(); ++seen)
        m_store->remove(seen.key());
    m_storeSeen.clear();
}

/// Only the file system reports what another process stores and sends. Reading changes neither size nor time.
void ActivityController::watchStore()
{
    const QString folder = m_telemetry->status().storeFolder();
    if (!m_feed->isActive() || folder.isEmpty())
        return;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.sqlite"_s, u"*.sqlite-wal"_s}, QDir::Files)) {
        if (m_store->isWatching(file.filePath()))
            continue;
        m_storeSeen.insert(file.filePath(), stampOf(file.filePath()));
        // If it can't be watched, changes by other processes appear when the page is shown again.
        (void)m_store->add(file.filePath(), WatchEngine::Kind::File);
    }
}

void ActivityController::setVisibleRows(int first, int last)
{
    m_feed->setVisible(first, last);
}

void ActivityController::fetchNames()
{
    if (m_namesAsked || m_names.isActive()) {
        m_namesChanged = true;
        return;
    }
    m_namesAsked = true;
    m_telemetry->fetchEventNames(this, [this](const QStringList &names) {
        m_namesAsked = false;
        m_names.start();
        m_filter->setKnownNames(names);
    });
}

QString ActivityController::problem() const
{
    return m_feed->problem();
}

QString ActivityController::emptyText() const
{
    if (m_model->rowCount() > 0)
        return {};
    if (!problem().isEmpty())
        //: @info the activity list is empty; a message above it says why
        return tr("What was recorded can’t be read at the moment.");
    if (!m_feed->isKnown())
        return {};
    const TelemetryStatus &status = m_telemetry->status();
    if (!status.isKnown())
        return status.reason();
    if (showsRecords() && m_filter->isFiltered())
        //: @info the filter of the activity list hides everything
        return tr("No event matches the filter.");
    if (status.allowed() && !status.canSend())
        //: @info the activity list is empty after a yes; no recipient is set up
        return tr("Nothing has been recorded yet. Events appear here as you use the application; they stay on this "
                  "computer.");
    if (status.allowed())
        //: @info the activity list is empty after a yes
        return tr(
            "Nothing has been recorded yet. Events appear here as you use the application, before they are sent.");
    if (status.rule() != Rule::Person && status.rule() != Rule::Nobody && !status.reason().isEmpty())
        return status.reason();
    if (status.decision() == Decision::Denied && !status.countsKnown()) // it could not be erased, as countsText() says
        return status.reason();
    if (status.decision() == Decision::Denied)
        //: @info the activity list is empty after a no
        return tr("You refused usage data, so nothing is recorded and nothing is kept.");
    if (!status.canSend())
        //: @info the activity list is empty before an answer; no recipient is set up
        return tr("Nothing is recorded before you agree. After a yes, every event appears here and stays on this "
                  "computer.");
    //: @info the activity list is empty before an answer
    return tr("Nothing is recorded before you agree. After a yes, every event appears here before it is sent.");
}

/// True also while nothing is recorded and there is no answer yet: the records that are kept have then been counted.
bool ActivityController::showsRecords() const
{
    const TelemetryStatus &status = m_telemetry->status();
    return status.allowed() || (status.decision() != Decision::Denied && status.recordsExist() && status.countsKnown());
}

QString ActivityController::countsText() const
{
    const TelemetryStatus &status = m_telemetry->status();
    if (!status.countsKnown())
        return status.storeProblem();
    return accountingText(status);
}

bool ActivityController::canSend() const
{
    const TelemetryStatus &status = m_telemetry->status();
    return status.allowed() && status.canSend() && status.waiting() > 0;
}

QString ActivityController::sendText() const
{
    const TelemetryStatus &status = m_telemetry->status();
    if (!status.allowed())
        return {};
    if (!status.canSend())
        //: @info why Send now is off: no recipient is configured
        return tr("Nothing can be sent: no recipient is set up, records stay on this computer.");
    if (status.sending() > 0)
        //: @info:status %1 is a host
        return tr("Sending to %1…").arg(status.recipient());
    if (!status.pauseReason().isEmpty())
        return status.pauseReason();
    if (m_sendAsked && !status.lastResult().isEmpty())
        return status.lastResult();
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

bool ActivityController::canExport() const
{
    return m_model->rowCount() > 0 && m_telemetry->isAllowed();
}

QString ActivityController::suggestedFile() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = QFileInfo::exists(documents) ? documents : QDir::homePath(); // not every account has it
    const auto now = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_telemetry->options().data().clock->now()));
    //: @info name of a file with exported events; %1 is the application, %2 a date such as 2026-02-03
    const QString name =
        tr("%1 activity %2").arg(m_telemetry->options().applicationName(), now.date().toString(Qt::ISODate));
    return QDir(folder).filePath(name + u".jsonl"_s);
}

void ActivityController::exportTo(const QString &path)
{
    m_export->start(path, m_filter->filter());
}

void ActivityController::choose(int row)
{
    const auto &events = m_model->events();
    if (row < 0 || row >= static_cast<int>(events.size()))
        m_chosen.reset();
    else
        m_chosen = events[static_cast<std::size_t>(row)];
    m_feed->setChosen(m_chosen ? m_chosen->row() : 0);
    if (m_chosen && !m_catalogueAsked) {
        m_catalogueAsked = true; // the catalogue is parsed when it is first needed
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
    const int position = m_model->positionOf(m_chosen->row());
    if (position < 0)
        m_chosen.reset();
    else
        m_chosen = m_model->events()[static_cast<std::size_t>(position)];
    Q_EMIT chosenChanged();
}

bool ActivityController::canDeleteChosen() const
{
    return m_chosen && m_chosen->state() == ActivityEvent::State::Waiting && m_deleting != m_chosen->row();
}

void ActivityController::deleteChosen()
{
    if (!canDeleteChosen())
        return;
    m_deleting = m_chosen->row();
    Q_EMIT chosenChanged();
    m_telemetry->deleteWaiting(
        m_chosen->row(), m_chosen->id(), this, [this, name = chosenName()](bool deleted, const QString &problem) {
            m_deleting = 0;
            m_feed->follow(); // even if it was not deleted: its shown state is outdated
            Q_EMIT chosenChanged();
            if (deleted)
                //: @info:status %1 is an event
                Q_EMIT deleteAnswered(true, tr("%1 was deleted and will not be sent.").arg(name));
            else if (!problem.isEmpty())
                //: @info:status %1 is an event, %2 says what is wrong
                Q_EMIT deleteAnswered(false, tr("%1 could not be deleted: %2 Try again.").arg(name, problem));
            else if (!showsRecords()) // it may still be waiting, or have been erased with all others
                Q_EMIT deleteAnswered(false, tr("Single events can’t be deleted while usage data is off."));
            else
                //: @info:status %1 is an event
                Q_EMIT deleteAnswered(
                    false, tr("%1 does not wait any more: it is being sent, was sent, or was removed.").arg(name));
        });
}

QString ActivityController::chosenName() const
{
    return m_chosen ? ActivityModel::nameText(*m_chosen) : QString();
}

QString ActivityController::chosenSummary() const
{
    return m_chosen ? activitySummary(*m_chosen, m_catalogue.get()) : QString();
}

QString ActivityController::chosenMeaning() const
{
    return m_chosen ? activityMeaning(*m_chosen, m_catalogue.get()) : QString();
}

QString ActivityController::chosenPretty() const
{
    return QString::fromUtf8(prettyJson(chosenBytes()));
}

QByteArray ActivityController::chosenBytes() const
{
    return m_chosen ? m_chosen->bytes() : QByteArray();
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
