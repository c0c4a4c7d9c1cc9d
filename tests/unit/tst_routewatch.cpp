// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/routewatch.h"

#include <QSignalSpy>
#include <QTest>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

using namespace candor;

namespace {

constexpr int patience = 20000;

/// The other end of the socket: what the kernel would say.
class Kernel
{
public:
    Kernel()
    {
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends) != 0)
            qFatal("no sockets");
    }
    ~Kernel() { close(m_ends[0]); }
    [[nodiscard]] RouteWatch::Opener opener() const
    {
        return [end = m_ends[1]] { return end; };
    }

    /// How many times the list of routes was asked for.
    int asked()
    {
        char request[256];
        for (;;) {
            const ssize_t size = recv(m_ends[0], request, sizeof request, 0);
            if (size <= 0)
                return m_asked;
            nlmsghdr header{};
            std::memcpy(&header, request, sizeof header);
            if (header.nlmsg_type == RTM_GETROUTE && (header.nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP)
                ++m_asked;
        }
    }
    void say(const QByteArray &datagram) const
    {
        if (send(m_ends[0], datagram.constData(), static_cast<std::size_t>(datagram.size()), MSG_NOSIGNAL) < 0)
            qWarning("nobody listens");
    }
    void hangUp() { shutdown(m_ends[0], SHUT_RDWR); }

private:
    int m_ends[2] = {-1, -1};
    int m_asked = 0;
};

QByteArray message(quint16 type, quint16 flags, int destinationBits, int kind = RTN_UNICAST)
{
    struct
    {
        nlmsghdr header;
        rtmsg route;
    } bytes{};
    bytes.header.nlmsg_len = NLMSG_LENGTH(sizeof(rtmsg));
    bytes.header.nlmsg_type = type;
    bytes.header.nlmsg_flags = flags;
    bytes.route.rtm_dst_len = static_cast<unsigned char>(destinationBits);
    bytes.route.rtm_type = static_cast<unsigned char>(kind);
    return QByteArray(reinterpret_cast<const char *>(&bytes), static_cast<qsizetype>(bytes.header.nlmsg_len));
}

QByteArray listed(int destinationBits, int kind = RTN_UNICAST)
{
    return message(RTM_NEWROUTE, NLM_F_MULTI, destinationBits, kind);
}

QByteArray done()
{
    return message(NLMSG_DONE, NLM_F_MULTI, 0);
}

const QByteArray lostDefault = message(RTM_DELROUTE, 0, 0);
const QByteArray newDefault = message(RTM_NEWROUTE, 0, 0);

} // namespace

class TestRouteWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfTheReturnOnly()
    {
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        QSignalSpy back(&watch, &NetworkWatch::backOnline);
        watch.start();
        watch.start();
        QCOMPARE(kernel.asked(), 1);
        kernel.say(listed(24) + listed(0) + done()); // connected
        kernel.say(newDefault); // a second way: announced again and again by some routers
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 2, patience);
        QVERIFY(back.isEmpty());
        kernel.say(listed(0) + listed(0) + done());
        kernel.say(lostDefault);
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 3, patience);
        kernel.say(listed(24));
        kernel.say(listed(0, RTN_UNREACHABLE) + done()); // offline
        kernel.say(message(RTM_NEWROUTE, 0, 24)); // not the way out
        kernel.say(newDefault);
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 4, patience);
        QVERIFY(back.isEmpty());
        kernel.say(listed(24) + listed(0) + done());
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, patience);
    }

    void offlineFromTheBegin()
    {
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        QSignalSpy back(&watch, &NetworkWatch::backOnline);
        watch.start();
        kernel.say(listed(24) + done());
        kernel.say(newDefault);
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 2, patience);
        kernel.say(listed(0) + done());
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, patience);
    }

    void changesWhileTheListIsRead()
    {
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        QSignalSpy back(&watch, &NetworkWatch::backOnline);
        watch.start();
        kernel.say(done());
        kernel.say(newDefault);
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 2, patience);
        kernel.say(newDefault + lostDefault); // the list that is on its way is stale
        kernel.say(listed(0) + done());
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 3, patience);
        QVERIFY(back.isEmpty());
        kernel.say(listed(0) + done());
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, patience);
    }

    void stopsFromWithinItsSignal()
    {
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        QSignalSpy back(&watch, &NetworkWatch::backOnline);
        connect(&watch, &NetworkWatch::backOnline, &watch, &RouteWatch::stop);
        watch.start();
        kernel.say(done());
        kernel.say(newDefault);
        QTRY_COMPARE_WITH_TIMEOUT(kernel.asked(), 2, patience);
        kernel.say(listed(0) + done() + lostDefault);
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, patience);
        watch.stop();
    }

    void nonsense_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        QTest::newRow("a byte") << QByteArray("x");
        QTest::newRow("a header that promises more") << lostDefault.first(qsizetype(sizeof(nlmsghdr)));
        QTest::newRow("length zero") << QByteArray(64, '\0');
        QTest::newRow("length of everything") << QByteArray(64, '\xff');
        QTest::newRow("a route without a route") << [] {
            QByteArray bytes = lostDefault;
            const quint32 length = sizeof(nlmsghdr);
            std::memcpy(bytes.data(), &length, sizeof length);
            return bytes;
        }();
        QTest::newRow("an end that nobody waits for") << done() + done();
        QTest::newRow("an error") << message(NLMSG_ERROR, 0, 0);
    }

    void nonsense()
    {
        QFETCH(QByteArray, datagram);
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        QSignalSpy back(&watch, &NetworkWatch::backOnline);
        watch.start();
        kernel.say(datagram);
        kernel.say(done()); // offline, whatever that was
        kernel.say(newDefault);
        QTRY_VERIFY_WITH_TIMEOUT(kernel.asked() >= 2, patience);
        kernel.say(listed(0) + done());
        kernel.say(lostDefault);
        QTRY_VERIFY_WITH_TIMEOUT(kernel.asked() >= 3, patience);
        QVERIFY(back.size() <= 1);
    }

    void theKernelHangsUp()
    {
        Kernel kernel;
        RouteWatch watch(kernel.opener());
        watch.start();
        kernel.hangUp();
        QCoreApplication::processEvents(); // and is not called for ever
        QCoreApplication::processEvents();
        watch.stop();
    }

    void withoutASocket()
    {
        RouteWatch watch([] { return -1; });
        watch.start();
        watch.stop();
    }

    void theSystemsOwnCanBeStarted()
    {
        const auto watch = NetworkWatch::ofTheSystem();
        watch->start();
        QCoreApplication::processEvents();
        watch->stop();
        watch->start();
    }
};

QTEST_GUILESS_MAIN(TestRouteWatch)
#include "tst_routewatch.moc"
