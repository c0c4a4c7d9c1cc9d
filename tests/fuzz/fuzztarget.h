// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What libFuzzer calls, and replay.cpp where there is no libFuzzer: one in each program.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace candor::fuzz {

/// Ends the program where \a holds is false, so that the fuzzer keeps the input.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// An input taken apart from its front. What is missing is 0 or empty.
class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_rest(reinterpret_cast<const char *>(data), size)
    {
    }

    [[nodiscard]] std::uint8_t byte()
    {
        if (m_rest.empty())
            return 0;
        const char first = m_rest.front();
        m_rest.remove_prefix(1);
        return static_cast<std::uint8_t>(first);
    }

    /// Up to the next byte 0, which is taken too.
    [[nodiscard]] std::string_view word()
    {
        const std::string_view result = m_rest.substr(0, m_rest.find('\0'));
        m_rest.remove_prefix(std::min(m_rest.size(), result.size() + 1));
        return result;
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

} // namespace candor::fuzz
