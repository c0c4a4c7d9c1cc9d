// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"
#include "candor/telemetryoptions.h"
#include "support/temporaryhome.h"

#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

namespace candor::test {

/// A separate application (org.acme.notes) in a home folder, with a notice that supports every mode of identity, and
/// the app's catalogue with the additional events `test.hashed {image}` and `test.counted {number}`.
class IdentityWorld
{
public:
    enum class Workspaces { Mentioned, NotMentioned };
    explicit IdentityWorld(Workspaces workspaces = Workspaces::NotMentioned);

    [[nodiscard]] const TemporaryHome &home() const { return m_home; }
    [[nodiscard]] TelemetryOptions options(Identity identity, const QUrl &endpoint = QUrl()) const;
    /// For a child process that calls optionsFrom().
    [[nodiscard]] QProcessEnvironment environment(Identity identity, const QUrl &endpoint = QUrl()) const;
    /// The options of a child process, read from its environment.
    [[nodiscard]] static TelemetryOptions optionsFrom(const QProcessEnvironment &environment);
    /// Everything in the home and the runtime folder: names and bytes.
    [[nodiscard]] QByteArray allBytes() const;

    static constexpr const char *applicationFolder = ".local/share/org.acme.notes";

private:
    TemporaryHome m_home;
};

/// The app's notice with a text for each mode, and one for workspaces if \a workspaces asks for it.
[[nodiscard]] QByteArray noticeForAllModes(IdentityWorld::Workspaces workspaces);

} // namespace candor::test
