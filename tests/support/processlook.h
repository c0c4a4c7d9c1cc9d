// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace candor::test {

/// Inspects a running process from outside (Linux: /proc).
class ProcessLook
{
public:
    explicit ProcessLook(qint64 pid);

    [[nodiscard]] bool exists() const;
    [[nodiscard]] QStringList threads() const; ///< names, sorted
    /// The targets of its descriptors: paths, "socket:[...]", "pipe:[...]"; sorted.
    [[nodiscard]] QStringList descriptors() const;
    [[nodiscard]] QStringList sockets() const; ///< the sockets among the descriptors
    /// Where \a bytes occur in its writable memory, and how often: "[heap]", "anonymous", the path of a file.
    [[nodiscard]] QStringList inMemory(const QByteArray &bytes) const;
    [[nodiscard]] qint64 residentBytes() const; ///< the peak

private:
    [[nodiscard]] QString folder() const;

    qint64 m_pid;
};

/// Regular files below \a folder, including hidden ones, that contain \a bytes.
[[nodiscard]] QStringList filesHolding(const QString &folder, const QByteArray &bytes);

} // namespace candor::test
