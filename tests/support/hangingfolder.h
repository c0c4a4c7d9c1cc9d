// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace candor::test {

/// A folder on a disk that does not answer, such as a network mount whose server is gone: each system call that names a
/// path in it waits, whichever library makes it. Only for programs that have hangingfolder.cpp among their sources,
/// which stands in front of the C library. One at a time.
///
/// The thread that made it is never held: what it calls is noted instead, so that a test can tell that it calls
/// nothing.
class HangingFolder
{
public:
    explicit HangingFolder(const std::string &path);
    ~HangingFolder(); ///< answers
    HangingFolder(const HangingFolder &) = delete;
    HangingFolder &operator=(const HangingFolder &) = delete;

    void answer(); ///< from now on, also to who waits
    [[nodiscard]] int waiting() const; ///< so many threads are held now
    /// What its own thread has called, as "open /path".
    [[nodiscard]] std::vector<std::string> calls() const;
};

} // namespace candor::test
