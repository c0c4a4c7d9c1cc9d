// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "engines/engine.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace candor {

/// All container engines of this computer, each once. Does not connect before ask() or setWatched(). May be destroyed
/// in a slot of its own signals.
class Engines final : public QObject
{
    Q_OBJECT

public:
    explicit Engines(EngineSearch search, const EngineTimes &times = {}, QObject *parent = nullptr);
    ~Engines() override;

    /// In the order of the search. The pointers are valid at least until listChanged().
    [[nodiscard]] QList<Engine *> list() const;

    /// Searches again, for engines that were installed or removed meanwhile.
    void find();
    /// Queries all engines. settled() is emitted when each has answered or failed.
    void ask();
    /// Set while the engines are shown.
    void setWatched(bool watched);

Q_SIGNALS:
    /// The list of engines has changed.
    void listChanged();
    void engineChanged(candor::Engine *engine);
    void settled();

private:
    void notice(Engine *engine);
    [[nodiscard]] bool findDoubles();
    void settle(Engine *engine);
    void add(const EngineAddress &address);

    struct Entry
    {
        std::unique_ptr<Engine> engine;
        bool isDouble = false; ///< an earlier engine has the same id
        bool isAsked = false;
    };

    EngineSearch m_search;
    EngineTimes m_times;
    std::vector<Entry> m_entries;
    bool m_watched = false;
    bool m_unsettled = false;
};

} // namespace candor
