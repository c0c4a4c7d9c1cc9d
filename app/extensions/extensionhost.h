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

/// Finds the application's extensions, runs those that the person has switched on, and no other one. Before the code of
/// one is run the record says so on disk: if the program ends meanwhile, by a crash or because it was ended where that
/// code did not come back, the next start finds it there, and the extension is off and named.
///
/// Belongs to its thread, in which extensions run, too. Files are read and written elsewhere. A slot of any signal may
/// delete it; that deactivates what is on, and waits at most 250 ms for a file.
class ExtensionHost final : public QObject
{
    Q_OBJECT

public:
    explicit ExtensionHost(ExtensionWorld world, QObject *parent = nullptr);
    ~ExtensionHost() override;

    /// Once: looks for extensions, then runs those that are on. started() follows.
    void start();

    [[nodiscard]] const std::vector<ExtensionStatus> &extensions() const;
    [[nodiscard]] const ExtensionStatus *find(const QString &id) const;
    /// Of whole folders, for a person.
    [[nodiscard]] QStringList problems() const;

    /// The person's wish, kept for later starts. On: also another try after a failure. No effect for an unknown id, one
    /// that is refused, and where it is so already.
    void setOn(const QString &id, bool on);

Q_SIGNALS:
    void started(); ///< what is on has been run, or has failed
    /// One was activated, and its start is guarded until this returns. A direct call.
    void activated(const QString &id);
    /// One that is on is switched off now: what is made of its code has to go. A direct call, unlike the others.
    void aboutToDeactivate(const QString &id);
    void changed(); ///< anything in extensions() or problems() differs
    void problem(const QString &message); ///< for a person: the record could not be read or written

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
