// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace candor::test {

/// A real service of Podman or Docker, separate from that of the machine: all its data, including containers, is in its
/// own folder and is removed with this object. See realengine.sh.
class RealEngine
{
public:
    enum class Kind { Podman, Docker };

    explicit RealEngine(Kind kind);
    ~RealEngine();
    RealEngine(const RealEngine &) = delete;
    RealEngine &operator=(const RealEngine &) = delete;

    /// \returns whether it answers, has the image() and can run a container from it; problem() says why not.
    [[nodiscard]] bool start();
    /// Kills it without an orderly end; its containers stay.
    [[nodiscard]] bool kill();
    /// The error message of the engine's program.
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] QString address() const { return QStringLiteral("unix://%1/engine.sock").arg(m_folder.path()); }
    /// An image with a shell and little else.
    [[nodiscard]] QString image() const { return m_image; }
    /// The output of its own program for \a words; nothing if that failed, and problem() says why. Runs the event loop.
    [[nodiscard]] std::optional<QString> run(const QStringList &words);

private:
    [[nodiscard]] bool command(const QByteArray &word, const QByteArray &answer);

    Kind m_kind;
    // Podman and local sockets need a short path.
    QTemporaryDir m_folder{QStringLiteral("/tmp/candor-XXXXXX")};
    QString m_image = QStringLiteral("registry.kestrel.example/hedwig/billing:7-ottilie");
    QProcess m_process;
    QString m_problem;
};

} // namespace candor::test
