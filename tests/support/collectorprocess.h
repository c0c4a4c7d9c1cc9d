// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "support/temporaryhome.h"

#include <QProcess>
#include <QUrl>

#include <csignal>

namespace candor::test {

/// A candor-collector that runs until stop(), or until the test ends.
class CollectorProcess
{
public:
    /// \a program: its path. It runs in \a home.
    CollectorProcess(const QString &program, const TemporaryHome &home);
    ~CollectorProcess();
    Q_DISABLE_COPY_MOVE(CollectorProcess)

    /// True if it printed its address.
    bool start(const QStringList &arguments);
    /// Its next line, without the line end; empty if none comes.
    QByteArray readLine();
    /// Sends \a signal, waits for the end and returns the exit status; -1 if it crashed or did not end.
    int stop(int signal = SIGTERM);
    int end();
    /// Starts it and waits for its end: for cases in which it can't start.
    int run(const QStringList &arguments);

    [[nodiscard]] QUrl url(const QString &path = QString()) const { return m_url.resolved(QUrl(path)); }
    [[nodiscard]] quint16 port() const { return static_cast<quint16>(m_url.port()); }
    [[nodiscard]] QByteArray warnings() { return m_process.readAllStandardError(); }
    [[nodiscard]] QByteArray output() { return m_process.readAllStandardOutput(); }

private:
    const QString m_program;
    QProcess m_process;
    QUrl m_url;
};

} // namespace candor::test
