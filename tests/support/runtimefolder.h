// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace candor::test {

/// A runtime folder (XDG_RUNTIME_DIR) as a log-in makes it: this user's alone and in memory; gone with the test. Where
/// the machine has no such file system (/dev/shm) the program ends with a message: a test that needs one can't do
/// without.
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
