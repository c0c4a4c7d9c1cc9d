// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace candor::test {

/// A runtime folder (XDG_RUNTIME_DIR) as a log-in creates it: for this user alone and in memory; removed with the test.
/// If the machine has no such file system (/dev/shm) the program ends with a message, because the test is impossible
/// without it.
class RuntimeFolder
{
public:
    RuntimeFolder();

    [[nodiscard]] QString path() const { return m_folder.path(); }
    /// Every file below, relative, sorted.
    [[nodiscard]] QStringList files() const;

private:
    QTemporaryDir m_folder;
};

} // namespace candor::test
