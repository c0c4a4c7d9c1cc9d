// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace candor::test {

/// What a running process has and holds, seen from outside (Linux: /proc).
class ProcessLook
{
public:
    explicit ProcessLook(qint64 pid);

    [[nodiscard]] bool exists() const;
    [[nodiscard]] QStringList threads() const; ///< their names, sorted
    /// What its descriptors stand for: paths, "socket:[...]", "pipe:[...]"; sorted.
    [[nodiscard]] QStringList descriptors() const;
    [[nodiscard]] QStringList sockets() const; ///< of the descriptors
    /// How often \a bytes stand in memory that it may write, and where: "[heap]", "anonymous", a file's path.
    [[nodiscard]] QStringList inMemory(const QByteArray &bytes) const;
    [[nodiscard]] qint64 residentBytes() const; ///< the most there ever was

private:
    [[nodiscard]] QString folder() const;

    qint64 m_pid;
};

/// Regular files below \a folder, hidden ones too, in which \a bytes stand.
[[nodiscard]] QStringList filesHolding(const QString &folder, const QByteArray &bytes);

} // namespace candor::test
