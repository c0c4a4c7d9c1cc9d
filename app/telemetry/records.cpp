// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/records.h"

#include "queue/storefolder.h"
#include "telemetry/ringrecovery.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString folderFor(const TelemetryOptionsData &options)
{
    return options.directories.localData.isEmpty()
        ? QString()
        : QString(options.directories.localData + u'/' + options.applicationId + "/events"_L1);
}

RingFolder ringsFor(const TelemetryOptionsData &options)
{
    // The runtime folder belongs to the user, the store to a home folder: one user may have several, in tests as in
    // containers.
    const QByteArray store = folderFor(options).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(store, QCryptographicHash::Sha256).toHex().first(8);
    return {options.directories.runtime.toStdString(), options.applicationId.toStdString() + '-' + hash.toStdString()};
}

} // namespace

Records::Records(const TelemetryOptionsData &options)
    : m_clock(options.clock)
    , m_fileLayer(options.fileLayer)
    , m_folder(folderFor(options).toStdString())
    , m_rings(ringsFor(options))
    , m_start(static_cast<std::int64_t>(QRandomGenerator::system()->generate64()))
{
}

EventStore::Options Records::storeOptions(std::chrono::milliseconds patience) const
{
    EventStore::Options result;
    result.fileLayer = m_fileLayer;
    result.start = m_start;
    result.patience = patience;
    return result;
}

bool Records::storeExists() const
{
    return !m_folder.empty() && StoreFolder::exists(m_folder);
}

void Records::look(bool isRecorded)
{
    const std::uint64_t look = ++m_looks;
    const bool found = exist();
    std::string problem;
    if (isRecorded)
        (void)m_rings.isUsable(&problem);
    const std::lock_guard lock(m_mutex);
    if (look < m_newestLook)
        return; // one that began later has ended before
    m_newestLook = look;
    m_existed = found;
    m_ringProblem = std::move(problem);
}

bool Records::existed() const
{
    const std::lock_guard lock(m_mutex);
    return m_existed;
}

QString Records::ringProblem() const
{
    const std::lock_guard lock(m_mutex);
    return QString::fromStdString(m_ringProblem);
}

EventStore::Opened Records::open(EventStore::Mode mode, std::chrono::milliseconds patience) const
{
    return EventStore::open(m_folder, mode, m_clock, storeOptions(patience));
}

qint64 Records::count(std::chrono::milliseconds patience) const
{
    return ask([](EventStore &store) { return store.view().recorded(); }, patience).value_or(-1);
}

/// One number of the store that is there, in which nothing is changed; 0 where there is none.
std::optional<qint64> Records::ask(const std::function<std::optional<std::int64_t>(EventStore &store)> &question,
                                   std::chrono::milliseconds patience) const
{
    if (!storeExists())
        return 0;
    const EventStore::Opened opened = open(EventStore::Mode::ReadOnly, patience);
    if (opened.status == EventStore::OpenStatus::Missing)
        return 0;
    return opened.store ? question(*opened.store) : std::nullopt;
}

std::optional<qint64> Records::mark() const
{
    return ask([](EventStore &store) { return store.view().newestRow(); });
}

std::optional<qint64> Records::countWaiting(qint64 mark) const
{
    return ask([mark](EventStore &store) { return store.view().onTheirWay(mark); });
}

QString Records::erase() const
{
    std::string error;
    const bool complete = eraseRecords(m_rings, m_folder, m_clock, m_fileLayer, &error);
    return complete ? QString() : QString::fromStdString(error);
}

QString Records::eraseEarlier(const std::function<std::string()> &current, std::chrono::milliseconds patience) const
{
    m_rings.removeAbandoned(current());
    std::string error;
    const bool complete =
        m_folder.empty() || EventStore::eraseEarlier(m_folder, current, m_clock, &error, m_fileLayer, patience);
    return complete ? QString() : QString::fromStdString(error);
}

} // namespace candor
