// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <thread>

namespace candor {

/// Runs \a work on a new thread that nobody waits for: \a work must own everything it uses. All signals are blocked on
/// that thread, because the host's handlers must not run on a thread that the host does not know. \returns false if the
/// system has no thread left; \a work is then not run. Qt-free; any thread.
[[nodiscard]] bool startDetachedThread(std::function<void()> work);

/// Likewise, for who waits for its end. Not joinable where the system has no thread left.
[[nodiscard]] std::thread startThread(std::function<void()> work);

/// What debuggers and /proc show; at most 15 characters. No effect on Windows.
void nameThisThread(const char *name);

} // namespace candor
