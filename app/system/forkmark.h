// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

namespace candor {

/// Tells a forked child from the process that made the mark, without a system call on Linux: the mark stands in a page
/// that the kernel hands to children as zeroes. A child has none of its parent's threads, so that what waits for one
/// would wait for ever. Qt-free; any thread.
class ForkMark
{
public:
    ForkMark();
    ~ForkMark();
    ForkMark(const ForkMark &) = delete;
    ForkMark &operator=(const ForkMark &) = delete;

    [[nodiscard]] bool inSameProcess() const
    {
        return m_page ? *m_page != 0 : isStillProcess(); // written once, before anybody else can see it
    }

private:
    [[nodiscard]] bool isStillProcess() const;

    const unsigned char *m_page = nullptr; // null where there is no such page
    long m_process = 0;
};

} // namespace candor
