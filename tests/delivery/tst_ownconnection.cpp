// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Which connection is cut from outside: ours, and never one that the host has to the same server.

#include "delivery/ownconnection.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace candor;

namespace {

constexpr int patience = 60000; // ms, on a loaded machine

/// A server, and connections of this process to it.
class World
{
public:
    World()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    [[nodiscard]] std::unique_ptr<QTcpSocket> connection() const
    {
        auto result = std::make_unique<QTcpSocket>();
        result->connectToHost(m_server.serverAddress(), m_server.serverPort());
        if (!result->waitForConnected(patience))
            qFatal("no connection");
        return result;
    }
    void expect(OwnConnection *own) const { own->expect(m_server.serverAddress(), m_server.serverPort()); }

private:
    QTcpServer m_server;
};

/// A socket that was cut hears of it at once.
bool isCut(QTcpSocket *socket)
{
    return socket->state() != QAbstractSocket::ConnectedState || socket->waitForDisconnected(200);
}

} // namespace

class TestOwnConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oursIsCut()
    {
        const World world;
        const auto earlier = world.connection();
        OwnConnection own;
        world.expect(&own);
        const auto ours = world.connection();
        own.find();
        QCOMPARE(own.received(), std::optional<qint64>(0));
        own.cut();
        QVERIFY(isCut(ours.get()));
        QVERIFY(!isCut(earlier.get()));
    }

    /// Ours may be on its way, so that one of the host's stands alone.
    void beforeTheRequestWasSentNothingIsCut()
    {
        const World world;
        OwnConnection own;
        world.expect(&own);
        const auto hosts = world.connection();
        own.cut();
        QVERIFY(!isCut(hosts.get()));
    }

    void whereTwoAreNewNothingIsCut()
    {
        const World world;
        OwnConnection own;
        world.expect(&own);
        const auto ours = world.connection();
        const auto hosts = world.connection();
        own.find();
        own.cut();
        QVERIFY(!isCut(ours.get()));
        QVERIFY(!isCut(hosts.get()));

        // The next request uses the connection that was not found.
        world.expect(&own);
        const auto another = world.connection();
        own.find();
        QVERIFY(!own.received());
        own.cut();
        QVERIFY(!isCut(another.get()));

        // Until all of ours are closed.
        own.letGo();
        world.expect(&own);
        const auto fresh = world.connection();
        own.find();
        own.cut();
        QVERIFY(isCut(fresh.get()));
    }
};

QTEST_GUILESS_MAIN(TestOwnConnection)
#include "tst_ownconnection.moc"
