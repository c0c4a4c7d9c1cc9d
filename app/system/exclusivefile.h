// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

namespace candor {

/// A lock file that at most one object of all processes holds; it is created (0600) if it is missing. The system
/// releases it when its holder dies. Qt-free; one thread at a time.
class ExclusiveFile
{
public:
    enum class Result { Acquired, Busy, Failed };

    ExclusiveFile() = default;
    ExclusiveFile(const ExclusiveFile &) = delete;
    ExclusiveFile &operator=(const ExclusiveFile &) = delete;

    /// Never waits. \a error is set when Failed.
    [[nodiscard]] Result acquire(const std::string &path, std::string *error);
    void release() { m_held.reset(); }
    [[nodiscard]] bool isHeld() const { return m_held != nullptr; }

private:
    std::shared_ptr<void> m_held; ///< whose end releases it
};

} // namespace candor
