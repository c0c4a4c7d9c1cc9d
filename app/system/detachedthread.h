// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace candor {

/// Runs \a work on a new thread that nobody waits for: \a work must own everything it uses. All signals are blocked on
/// that thread, because the host's handlers must not run on a thread that the host does not know. \returns false if the
/// system has no thread left; \a work is then not run. Qt-free; any thread.
[[nodiscard]] bool startDetachedThread(std::function<void()> work);

} // namespace candor
