// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Which connection is cut from outside: ours, and never one that the host has to the same server. And what Qt makes of
// it: no new one.

#include "delivery/httpexchange.h"
#include "delivery/ownconnection.h"
#include "support/scriptedserver.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <dlfcn.h>
#include <sys/socket.h>

using namespace candor;
using namespace candor::test;
using namespace std::chrono_literals;

namespace {

std::atomic<int> cuts{0};
std::atomic<std::chrono::milliseconds> pauseAfterACut{0ms};

} // namespace

/// In front of the system's: how often a connection was cut, and time for Qt's thread to notice before anything else is
/// done, which a busy machine gives it now and then.
extern "C" Q_DECL_EXPORT int connect(int socket, const sockaddr *address, socklen_t size)
{
    static const auto real = reinterpret_cast<decltype(&connect)>(dlsym(RTLD_NEXT, "connect"));
    const int result = real(socket, address, size);
    if (address->sa_family == AF_UNSPEC) {
        ++cuts;
        std::this_thread::sleep_for(pauseAfterACut.load());
    }
    return result;
}

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
    void init()
    {
        cuts = 0;
        pauseAfterACut = 0ms;
    }

    void oursIsCut()
    {
        const World world;
        const auto earlier = world.connection();
        OwnConnection own;
        world.expect(&own);
        const auto ours = world.connection();
        own.established();
        QCOMPARE(own.received(), std::optional<qint64>(0));
        own.cut();
        QVERIFY(isCut(ours.get()));
        QVERIFY(!isCut(earlier.get()));
    }

    /// Ours may be on its way, so that one of the host's stands alone.
    void beforeTheRequestIsWrittenNothingIsCut()
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
        own.established();
        own.cut();
        QVERIFY(!isCut(ours.get()));
        QVERIFY(!isCut(hosts.get()));

        // The next request uses the connection that was not found.
        world.expect(&own);
        const auto another = world.connection();
        own.established();
        QVERIFY(!own.received());
        own.cut();
        QVERIFY(!isCut(another.get()));

        // Until all of ours are closed.
        own.letGo();
        world.expect(&own);
        const auto fresh = world.connection();
        own.established();
        own.cut();
        QVERIFY(isCut(fresh.get()));
    }

    /// Qt makes a request again on another connection where the one it had was closed.
    void theOneThatFollowsIsCut()
    {
        const World world;
        OwnConnection own;
        world.expect(&own);
        auto ours = world.connection();
        own.established();
        ours.reset();
        ours = world.connection();
        own.established();
        own.cut();
        QVERIFY(isCut(ours.get()));
    }

    /// Qt makes a request again whose connection has ended unanswered.
    void whatIsEndedIsNotMadeAgain_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("deadline");
        QTest::newRow("by an abort") << std::chrono::milliseconds(1h);
        QTest::newRow("by its deadline") << std::chrono::milliseconds(3s);
    }
    void whatIsEndedIsNotMadeAgain()
    {
        QFETCH(std::chrono::milliseconds, deadline);
        ScriptedServer server({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
        QVERIFY(server.listen());
        HttpExchange exchange(AddressLookup::makeThreads());
        HttpExchange::Request request;
        request.way.url = server.url();
        request.way.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        request.headers = {{"content-type", "application/json"}};
        request.body = "{}";
        request.deadline = deadline;
        request.mayLeave = [] { return true; };
        request.leaves = [] { };
        pauseAfterACut = 500ms;
        int made = 0;
        // On a busy machine the deadline can come before the connection: then nothing is cut, and another is made.
        while (cuts == 0 && made < 20) {
            ++made;
            exchange.post(request);
            QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() >= made, patience);
            if (deadline > 1min)
                exchange.abort();
            QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, patience);
        }
        QVERIFY(cuts > 0);
        QTest::qWait(300); // one that was begun meanwhile is seen
        QCOMPARE(server.connections(), made);
        QCOMPARE(server.requests().size(), made);
    }
};

QTEST_GUILESS_MAIN(TestOwnConnection)
#include "tst_ownconnection.moc"
