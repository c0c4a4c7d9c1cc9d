// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "engines/engines.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace candor {

Engines::Engines(EngineSearch search, const EngineTimes &times, QObject *parent)
    : QObject(parent)
    , m_search(std::move(search))
    , m_times(times)
{
    find();
}

Engines::~Engines() = default;

QList<Engine *> Engines::list() const
{
    QList<Engine *> result;
    for (const Entry &entry : m_entries) {
        if (!entry.isDouble)
            result.append(entry.engine.get());
    }
    return result;
}

void Engines::find()
{
    const QList<EngineAddress> addresses = findEngines(m_search);
    std::vector<Entry> before = std::exchange(m_entries, {});
    bool changed = false;
    for (const EngineAddress &address : addresses) {
        const auto known = std::find_if(before.begin(), before.end(), [&address](const Entry &entry) {
            return entry.engine && entry.engine->facts().address.name == address.name;
        });
        if (known == before.end()) {
            add(address);
            changed = true;
        } else {
            m_entries.push_back(std::move(*known));
        }
    }
    for (Entry &entry : before) {
        if (!entry.engine)
            continue;
        changed = true;
        entry.engine->disconnect(this);
        entry.engine.release()->deleteLater(); // one of its signals may be running
    }
    // The last engine that had not answered may be among the removed ones.
    if (m_unsettled)
        QMetaObject::invokeMethod(this, [this] { settle(nullptr); }, Qt::QueuedConnection);
    if (changed)
        Q_EMIT listChanged();
}

void Engines::add(const EngineAddress &address)
{
    auto engine = std::make_unique<Engine>(address, m_search.directories.user, m_times);
    connect(engine.get(), &Engine::changed, this, [this, each = engine.get()] { notice(each); });
    connect(engine.get(), &Engine::settled, this, [this, each = engine.get()] { settle(each); });
    if (m_watched)
        engine->setWatched(true);
    m_entries.push_back({std::move(engine)});
    if (m_entries.size() > 1) {
        for (const Entry &entry : m_entries)
            entry.engine->identify();
    }
}

void Engines::ask()
{
    m_unsettled = true;
    bool isAny = false;
    for (Entry &entry : m_entries) {
        if (entry.isDouble)
            continue;
        isAny = true;
        entry.isAsked = true;
        entry.engine->ask();
    }
    if (!isAny)
        QMetaObject::invokeMethod(this, [this] { settle(nullptr); }, Qt::QueuedConnection);
}

void Engines::setWatched(bool watched)
{
    m_watched = watched;
    for (const Entry &entry : m_entries) {
        if (!entry.isDouble)
            entry.engine->setWatched(watched);
    }
}

void Engines::notice(Engine *engine)
{
    const bool changed = findDoubles();
    const QPointer<Engines> self(this);
    const QPointer<Engine> still(engine);
    if (changed)
        Q_EMIT listChanged();
    if (self && still)
        Q_EMIT engineChanged(engine);
}

/// Two sockets may lead to one engine: only its id tells. The second one is listed again when the first has gone.
bool Engines::findDoubles()
{
    bool changed = false;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        const QString id = entry->engine->id();
        const bool isDouble = !id.isEmpty() && std::any_of(m_entries.begin(), entry, [&id](const Entry &earlier) {
            return !earlier.isDouble && earlier.engine->facts().state == EngineState::Connected
                && earlier.engine->id() == id;
        });
        if (isDouble == entry->isDouble)
            continue;
        changed = true;
        entry->isDouble = isDouble;
        if (isDouble) {
            entry->isAsked = false;
            entry->engine->forget();
        } else {
            entry->isAsked = m_unsettled;
            if (m_watched)
                entry->engine->setWatched(true);
            if (m_unsettled)
                entry->engine->ask();
        }
    }
    return changed;
}

void Engines::settle(Engine *engine)
{
    for (Entry &entry : m_entries) {
        if (entry.engine.get() == engine)
            entry.isAsked = false;
    }
    const bool isDone =
        std::none_of(m_entries.cbegin(), m_entries.cend(), [](const Entry &entry) { return entry.isAsked; });
    if (m_unsettled && isDone) {
        m_unsettled = false;
        Q_EMIT settled();
    }
}

} // namespace candor
