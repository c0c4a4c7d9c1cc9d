// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventring.h"
#include "queue/ringscope.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace candor {

/// A ring whose process is gone, read from a copy of its file. With any contents reading terminates and stays within
/// the copy. Qt-free.
class AbandonedRing
{
public:
    /// \a bytes: the file of \a fileBytes, or only its header, which has no entries. \a remove deletes the file;
    /// destroying \a remove releases the lock.
    AbandonedRing(std::vector<std::byte> bytes, std::uint64_t fileBytes, std::function<void()> remove);

    enum class Content {
        Readable,
        Newer, ///< of a later version; must be left alone
        Damaged, ///< it can't be read, or it is from before the first release
    };
    [[nodiscard]] Content content() const { return m_content; }

    [[nodiscard]] std::uint64_t base() const { return m_base; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    /// The scope of all its records, without the categories that its process knew to be refused since. Nothing if it is
    /// damaged.
    [[nodiscard]] std::optional<RingScope> scope() const;

    /// Gets the next entry, oldest first; valid as long as this object. False at the end.
    [[nodiscard]] bool next(EventRing::Entry *entry);
    /// How many entries after sequence \a after are unreadable because of damage. Known once next() has returned false.
    [[nodiscard]] std::uint64_t lost(std::uint64_t after = 0) const;
    /// How many events no store has counted yet, according to the header: these are lost if the ring is removed unread.
    [[nodiscard]] std::uint64_t uncounted() const;

    /// Call if everything is in the store, or if nobody needs the ring any more.
    void remove();

private:
    template<typename T = std::uint64_t>
    [[nodiscard]] T number(std::uint64_t offset) const; ///< 0 beyond the end
    [[nodiscard]] std::uint64_t sound(std::uint64_t whole, std::uint64_t part) const;
    void fail();

    std::vector<std::byte> m_bytes;
    std::function<void()> m_remove;
    Content m_content = Content::Damaged;
    std::uint64_t m_base = 0;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_capacity = 0;
    std::uint64_t m_offset = 0; // of the next entry, relative to the first record
    std::uint64_t m_walked = 0;
    std::uint64_t m_lastSequence = 0;
    bool m_atEnd = false;
    bool m_damaged = false;
};

} // namespace candor
