// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

namespace candor {

/// Who holds it is the one process (or the one uploader of a process) that sends. Held for one request at a time, never
/// while waiting. <folder>/upload.lock, 0600; the system frees it when its holder dies. Qt-free.
class UploadLock
{
public:
    enum class Result { Acquired, Busy, Failed };

    UploadLock();
    ~UploadLock(); ///< releases it
    UploadLock(const UploadLock &) = delete;
    UploadLock &operator=(const UploadLock &) = delete;

    /// Never waits. \a error is set when Failed.
    [[nodiscard]] Result acquire(const std::string &folder, std::string *error);
    void release();
    [[nodiscard]] bool isHeld() const;

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace candor
