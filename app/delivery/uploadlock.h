// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/exclusivefile.h"

#include <string>

namespace candor {

/// The lock on <folder>/upload.lock: its holder is the only process, and the only uploader of that process, that sends.
/// Held for one request at a time, never while waiting. Qt-free.
class UploadLock
{
public:
    using Result = ExclusiveFile::Result;

    /// Never waits. \a error is set when Failed.
    [[nodiscard]] Result acquire(const std::string &folder, std::string *error)
    {
        return m_file.acquire(folder + "/upload.lock", error);
    }
    void release() { m_file.release(); }
    [[nodiscard]] bool isHeld() const { return m_file.isHeld(); }

private:
    ExclusiveFile m_file;
};

} // namespace candor
