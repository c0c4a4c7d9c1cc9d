// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "support/runtimefolder.h"
#include "system/directories.h"

#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace candor::test {

/// A separate home folder for one test, removed with the test; nothing of the real one is visible.
class TemporaryHome
{
public:
    TemporaryHome();

    /// For a child process: PATH, a UTF-8 locale, HOME and XDG_* inside this home, and a separate runtime folder;
    /// nothing else of this process.
    [[nodiscard]] QProcessEnvironment environment() const;
    /// The same folders for code in this process. `managed` is <home>/managed, machineIdFile <home>/machine-id
    /// (written).
    [[nodiscard]] Directories directories() const;
    [[nodiscard]] QString path(const QString &below = QString()) const;

    void write(const QString &below,
               const QByteArray &bytes) const; ///< creates the folders; fails the program on an error
    [[nodiscard]] QByteArray read(const QString &below) const; ///< empty if it does not exist
    [[nodiscard]] bool exists(const QString &below) const;
    [[nodiscard]] const RuntimeFolder &runtime() const { return m_runtime; }
    /// Every file and folder below it, relative, sorted, and every file in the runtime folder as runtime:<file>: shows
    /// what was created.
    [[nodiscard]] QStringList everything() const;

private:
    QTemporaryDir m_folder;
    RuntimeFolder m_runtime;
};

} // namespace candor::test
