// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/collectorprocess.h"

namespace candor::test {

namespace {
constexpr int patience = 30'000; // ms; generous, never asserted
}

CollectorProcess::CollectorProcess(const QString &program, const TemporaryHome &home)
    : m_program(program)
{
    m_process.setProcessEnvironment(home.environment());
}

CollectorProcess::~CollectorProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
}

bool CollectorProcess::start(const QStringList &arguments)
{
    m_process.start(m_program, arguments);
    if (!m_process.waitForStarted(patience))
        return false;
    const QByteArray line = readLine();
    const QByteArray expected = "candor-collector: listening on ";
    if (!line.startsWith(expected))
        return false;
    m_url = QUrl(QString::fromUtf8(line.mid(expected.size())));
    return m_url.isValid() && m_url.port() > 0;
}

QByteArray CollectorProcess::readLine()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience))
            return {};
    }
    return m_process.readLine().trimmed();
}

int CollectorProcess::stop(int signal)
{
    ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return end();
}

int CollectorProcess::end()
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(patience))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int CollectorProcess::run(const QStringList &arguments)
{
    m_process.start(m_program, arguments);
    return end();
}

} // namespace candor::test
