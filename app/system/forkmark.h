// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// Distinguishes a forked child from the process that made the mark, on Linux without a system call: the mark is in a
/// page that the kernel fills with zeroes in a child. A child has none of its parent's threads, so waiting for one of
/// them would never end. Qt-free; any thread.
class ForkMark
{
public:
    ForkMark();
    ~ForkMark();
    ForkMark(const ForkMark &) = delete;
    ForkMark &operator=(const ForkMark &) = delete;

    [[nodiscard]] bool inSameProcess() const
    {
        return m_page ? *m_page != 0 : isStillProcess(); // written once, before other threads can see it
    }

private:
    [[nodiscard]] bool isStillProcess() const;

    const unsigned char *m_page = nullptr; // null if the system has no such pages
    long m_process = 0;
};

} // namespace candor
