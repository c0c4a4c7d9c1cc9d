// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/realengine.h"

#include "support/telemetryworld.h"

#include <QTest>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120'000; // ms; an engine that does not answer ends before that

QString nameOf(RealEngine::Kind kind)
{
    return kind == RealEngine::Kind::Podman ? u"podman"_s : u"docker"_s;
}

} // namespace

RealEngine::RealEngine(Kind kind)
    : m_kind(kind)
{
    if (!m_folder.isValid())
        qFatal("no temporary folder: %s", qUtf8Printable(m_folder.errorString()));
}

RealEngine::~RealEngine()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel(); // the end of its input tells it to stop
    if (!m_process.waitForFinished(patience)) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
}

bool RealEngine::start()
{
    if (m_process.state() == QProcess::NotRunning) {
        m_process.start(u"sh"_s,
                        {repositoryPath(u"tests/support/realengine.sh"_s), nameOf(m_kind), m_folder.path(), m_image});
    }
    return command("start", "started");
}

bool RealEngine::kill()
{
    return command("kill", "killed");
}

bool RealEngine::command(const QByteArray &word, const QByteArray &answer)
{
    m_process.write(word + '\n');
    const bool answered = QTest::qWaitFor(
        [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, patience);
    if (m_process.readLine().trimmed() == answer)
        return true;
    m_problem = answered ? QString::fromUtf8(m_process.readAllStandardError()).simplified() : u"no answer"_s;
    return false;
}

std::optional<QString> RealEngine::run(const QStringList &words)
{
    QProcess process;
    process.start(nameOf(m_kind), QStringList{m_kind == Kind::Podman ? u"--url"_s : u"--host"_s, address()} + words);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, patience)) {
        process.kill();
        process.waitForFinished(patience);
    }
    if (process.error() == QProcess::UnknownError && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0)
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    m_problem = words.value(0) + u": "_s + QString::fromUtf8(process.readAllStandardError()).simplified();
    return {};
}

} // namespace candor::test
