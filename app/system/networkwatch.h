// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace candor {

/// Says when this computer is connected again after it was not. Costs nothing until start(), and no wake-up while
/// nothing changes. Never blocks.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0; ///< again: no effect
    virtual void stop() = 0;

    /// The operating system's. Linux: the kernel's own table of routes, without D-Bus; elsewhere QNetworkInformation.
    [[nodiscard]] static std::unique_ptr<NetworkWatch> ofTheSystem();

Q_SIGNALS:
    void backOnline();
};

} // namespace candor
