// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/pageviewrecorder.h"

#include <utility>

namespace candor {

PageViewRecorder::PageViewRecorder(std::function<void(const QString &)> record, QObject *parent)
    : QObject(parent)
    , m_record(std::move(record))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(settled);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_record(std::exchange(m_pending, QString())); });
}

void PageViewRecorder::setPage(const QString &recordedName)
{
    m_pending = recordedName;
    restart();
}

void PageViewRecorder::setSeen(bool seen)
{
    m_seen = seen;
    restart();
}

void PageViewRecorder::restart()
{
    m_timer.stop();
    if (m_seen && !m_pending.isEmpty())
        m_timer.start();
}

} // namespace candor
