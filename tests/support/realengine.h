// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace candor::test {

/// Podman's or Docker's own service, apart from the machine's: everything it has is in a folder of its own, and gone
/// with this, containers too. See realengine.sh.
class RealEngine
{
public:
    enum class Kind { Podman, Docker };

    explicit RealEngine(Kind kind);
    ~RealEngine();
    RealEngine(const RealEngine &) = delete;
    RealEngine &operator=(const RealEngine &) = delete;

    /// \returns whether it answers, has the image() and can run a container of it; problem() says why not.
    [[nodiscard]] bool start();
    /// Without a chance to say good-bye; its containers stay.
    [[nodiscard]] bool kill();
    /// In its own words.
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] QString address() const { return QStringLiteral("unix://%1/engine.sock").arg(m_folder.path()); }
    /// A shell and little else.
    [[nodiscard]] QString image() const { return m_image; }
    /// What its own program says to \a words; nothing if that failed, and problem() says why. Runs the event loop.
    [[nodiscard]] std::optional<QString> run(const QStringList &words);

private:
    [[nodiscard]] bool command(const QByteArray &word, const QByteArray &answer);

    Kind m_kind;
    // Podman wants a short path, and so do local sockets.
    QTemporaryDir m_folder{QStringLiteral("/tmp/candor-XXXXXX")};
    QString m_image = QStringLiteral("registry.kestrel.example/hedwig/billing:7-ottilie");
    QProcess m_process;
    QString m_problem;
};

} // namespace candor::test
