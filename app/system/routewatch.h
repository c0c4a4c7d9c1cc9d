// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/networkwatch.h"

#include <QByteArray>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace candor {

/// Linux: back online is when the kernel has a default route again after it had none. Reads a routing socket
/// (rtnetlink(7)): no D-Bus, no service that has to be there, no privilege. Waits for nothing.
class RouteWatch final : public NetworkWatch
{
    Q_OBJECT

public:
    /// \returns a socket that is told of changes of routes, non-blocking, or -1. This object closes it.
    using Opener = std::function<int()>;
    [[nodiscard]] static int openKernelSocket();

    explicit RouteWatch(Opener opener);
    ~RouteWatch() override;

    void start() override;
    void stop() override;

private:
    void askForRoutes();
    void readAll();
    void read(const QByteArray &messages);

    Opener m_opener;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_asking = false; // the list of routes is on its way
    bool m_changed = false; // ... and is stale already
    bool m_found = false; // a default route stood in it so far
    bool m_online = true; // until it is known to be otherwise
};

} // namespace candor
