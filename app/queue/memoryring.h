// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "queue/eventring.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace candor {

/// The ring in plain memory: lost with the process. Where a shared mapping that outlives it can't be had, this is what
/// is used, and `status` says so.
class MemoryRing final : public EventRing
{
public:
    static constexpr std::size_t defaultCapacity = 1024 * 1024; ///< bytes; promise P8

    explicit MemoryRing(std::uint64_t base, std::size_t capacity = defaultCapacity);
    ~MemoryRing() override;

    [[nodiscard]] bool push(std::span<const std::byte> record) override;
    [[nodiscard]] bool peek(std::uint64_t after, Entry *entry) const override;
    void release(std::uint64_t sequence) override;
    [[nodiscard]] std::uint64_t base() const override;
    [[nodiscard]] std::uint64_t droppedForSpace() const override;
    [[nodiscard]] std::uint64_t accepted() const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
