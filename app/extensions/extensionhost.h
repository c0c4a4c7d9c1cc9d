// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "extensions/extensionhostworld.h"
#include "extensions/extensionstatus.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace candor {

/// Finds the application's extensions and runs only those that the user has switched on. Before the code of an
/// extension is run, the record on disk says so. If the program ends during that, by a crash or because it was killed
/// while that code did not return, the next start finds the entry, keeps the extension off and names it.
///
/// Belongs to its thread, on which extensions run, too. Files are read and written on other threads. A slot of any
/// signal may delete it; that deactivates the active extensions and waits at most 250 ms for a file.
class ExtensionHost final : public QObject
{
    Q_OBJECT

public:
    explicit ExtensionHost(ExtensionWorld world, QObject *parent = nullptr);
    ~ExtensionHost() override;

    /// Looks for extensions, then runs those that are on. started() follows. To be called once.
    void start();

    [[nodiscard]] const std::vector<ExtensionStatus> &extensions() const;
    [[nodiscard]] const ExtensionStatus *find(const QString &id) const;
    /// Problems of whole folders, for the user.
    [[nodiscard]] QStringList problems() const;

    /// Switches an extension on or off for the user, also for later starts. On also means another try after a failure.
    /// No effect for an unknown or refused extension, or if nothing changes.
    void setOn(const QString &id, bool on);

Q_SIGNALS:
    void started(); ///< all extensions that are on have been run or have failed
    /// An extension was activated; its start is guarded until this returns. A direct call.
    void activated(const QString &id);
    /// An extension that is on is being switched off: objects of its code must be destroyed now. A direct call, unlike
    /// the other signals.
    void aboutToDeactivate(const QString &id);
    void changed(); ///< anything in extensions() or problems() has changed
    void problem(const QString &message); ///< for the user: the record could not be read or written

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
