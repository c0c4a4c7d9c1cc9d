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

/// A ring whose process is gone, read from a copy of its file: whatever that holds, reading it ends and never reads
/// beyond it. Qt-free.
class AbandonedRing
{
public:
    /// \a bytes: the file of \a fileBytes, or its header alone, which has no entries. \a remove deletes the file;
    /// destroying it lets go of the lock.
    AbandonedRing(std::vector<std::byte> bytes, std::uint64_t fileBytes, std::function<void()> remove);

    enum class Content {
        Readable,
        Newer, ///< of a later version, to be left alone
        Damaged, ///< nothing can be made of it, or it is from before the first release
    };
    [[nodiscard]] Content content() const { return m_content; }

    [[nodiscard]] std::uint64_t base() const { return m_base; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    /// What all of it was recorded under, without what its process knew to be refused since. Nothing if that is
    /// damaged.
    [[nodiscard]] std::optional<RingScope> scope() const;

    /// The next entry, oldest first; valid as long as this object. False at the end.
    [[nodiscard]] bool next(EventRing::Entry *entry);
    /// How many entries after sequence \a after damage has made unreadable. Known once next() has returned false.
    [[nodiscard]] std::uint64_t lost(std::uint64_t after = 0) const;
    /// How many events no store has counted yet, by the header: so many are lost where the ring is removed unread.
    [[nodiscard]] std::uint64_t uncounted() const;

    /// Everything of it is in the store, or nobody wants it any more.
    void remove();

private:
    [[nodiscard]] std::uint64_t number(std::uint64_t offset, std::size_t size) const;
    [[nodiscard]] std::uint64_t sound(std::uint64_t whole, std::uint64_t part) const;
    void fail();

    std::vector<std::byte> m_bytes;
    std::function<void()> m_remove;
    Content m_content = Content::Damaged;
    std::uint64_t m_base = 0;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_capacity = 0;
    std::uint64_t m_offset = 0; // of the next one, from where the records begin
    std::uint64_t m_walked = 0;
    std::uint64_t m_lastSequence = 0;
    bool m_atEnd = false;
    bool m_damaged = false;
};

} // namespace candor
