// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/storewindows.h"

#include "queue/storeconnection.h"

#include <algorithm>

namespace candor {

StoreWindows::Window StoreWindows::of(const NewEvent &event)
{
    if (!event.rule || event.rule->burst.empty())
        return {};
    const std::int64_t length = std::clamp(event.rule->window, std::chrono::milliseconds(1), longest).count();
    // Windows before 1970 begin as the others do.
    const std::int64_t passed = ((event.timeMs % length + offset()) % length + length) % length;
    return {event.timeMs - passed, event.timeMs - passed + length};
}

std::int64_t StoreWindows::offset()
{
    if (!m_offset) {
        const std::uint64_t made = static_cast<std::uint64_t>(m_random) % static_cast<std::uint64_t>(longest.count());
        Statement(m_connection, "INSERT OR IGNORE INTO meta (name, value) VALUES ('window_offset_ms', ?1)")
            .with(static_cast<std::int64_t>(made))
            .run();
        m_offset = m_connection.number("SELECT value FROM meta WHERE name = 'window_offset_ms'");
    }
    return *m_offset;
}

} // namespace candor
