// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace candor {

/// Reports when this computer is online again after it was offline. Costs nothing before start(), and causes no wake-up
/// while nothing changes. Never blocks.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0; ///< a second call has no effect
    virtual void stop() = 0;

    /// The implementation for this system. Linux: the kernel's routing table, without D-Bus; elsewhere
    /// QNetworkInformation.
    [[nodiscard]] static std::unique_ptr<NetworkWatch> ofTheSystem();

Q_SIGNALS:
    void backOnline();
};

} // namespace candor
