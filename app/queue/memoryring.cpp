// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "queue/memoryring.h"

#include <algorithm>

namespace candor {

namespace {

class HeapMemory final : public RingMemory
{
public:
    explicit HeapMemory(std::size_t wanted)
        : m_size(std::max<std::uint64_t>(roundedUp(wanted), 4 * unit))
        , m_blocks(std::make_unique<Block[]>(m_size / unit))
    {
    }

    State &state() override { return m_state; }
    std::span<std::byte> records() override { return {m_blocks[0].bytes, m_size}; }
    [[nodiscard]] bool outlivesProcess() const override { return false; }
    bool describe(std::uint32_t, std::span<const std::byte>) override { return true; }
    void forget() override { std::fill_n(m_blocks[0].bytes, m_size, std::byte()); }

private:
    struct alignas(RecordHeader) Block
    {
        std::byte bytes[unit];
    };

    State m_state{};
    const std::size_t m_size;
    const std::unique_ptr<Block[]> m_blocks;
};

} // namespace

MemoryRing::MemoryRing(std::uint64_t base, std::size_t capacity)
    : RingBuffer(base, std::make_unique<HeapMemory>(capacity))
{
}

} // namespace candor
