// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/networkwatch.h"

#ifdef Q_OS_LINUX
#include "system/routewatch.h"
#else
#include <QNetworkInformation>
#endif

namespace candor {

#ifdef Q_OS_LINUX

std::unique_ptr<NetworkWatch> NetworkWatch::ofTheSystem()
{
    // QNetworkInformation is not used on Linux: its backends query D-Bus and wait for the reply. Even on a separate
    // thread that would delay the end of the program, because QtDBus waits for its thread when static objects are
    // destroyed.
    return std::make_unique<RouteWatch>(RouteWatch::openKernelSocket);
}

#else

namespace {

class InformationWatch final : public NetworkWatch
{
public:
    void start() override
    {
        if (m_connection || !QNetworkInformation::loadDefaultBackend())
            return;
        m_connection = connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
                               [this](QNetworkInformation::Reachability reachability) {
                                   if (reachability == QNetworkInformation::Reachability::Online)
                                       Q_EMIT backOnline();
                               });
    }
    void stop() override
    {
        disconnect(m_connection);
        m_connection = {};
    }

private:
    QMetaObject::Connection m_connection;
};

} // namespace

std::unique_ptr<NetworkWatch> NetworkWatch::ofTheSystem()
{
    return std::make_unique<InformationWatch>();
}

#endif

} // namespace candor
