// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/networkwatch.h"

#include <QByteArray>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace candor {

/// Linux: the computer is back online when the kernel has a default route again after it had none. Reads a routing
/// socket (rtnetlink(7)), which needs no D-Bus, no service and no privilege. Never blocks.
class RouteWatch final : public NetworkWatch
{
    Q_OBJECT

public:
    /// \returns a non-blocking socket that receives changes of routes, or -1. This object closes it.
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
    bool m_asking = false; // the list of routes was requested
    bool m_changed = false; // routes have changed since the request
    bool m_found = false; // the list has contained a default route so far
    bool m_online = true; // assumed until a list says otherwise
};

} // namespace candor
