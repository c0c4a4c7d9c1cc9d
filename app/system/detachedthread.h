// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace candor {

/// Runs \a work on a thread of its own that nobody waits for: \a work owns everything it uses. All signals are blocked
/// in it, because the host's handlers must not run on a thread that the host does not know of. \returns false when the
/// system has no thread left; \a work was then not run. Qt-free; any thread.
[[nodiscard]] bool startDetachedThread(std::function<void()> work);

} // namespace candor
