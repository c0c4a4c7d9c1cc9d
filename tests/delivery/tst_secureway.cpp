// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The way to the server: encrypted and trusted or not at all, through proxies that are not always proxies.

#include "delivery/attemptresult.h"
#include "support/faultserver.h"
#include "support/scriptedserver.h"
#include "support/uploadworld.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

#include <optional>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Ending = FaultServer::Ending;
using Fault = FaultServer::Fault;
using Kind = AttemptResult::Kind;
using Reading = FaultServer::Reading;
using Result = UploadReport::Result;

namespace {

const QString key = u"phc_testkey"_s;

// Made for this test, trusted by nobody: for 127.0.0.1, localhost and candor.invalid.
const QByteArray privateKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgC7jUqPRbKjDkphJY
oiO+AEhWfgnqFzNGT3pSLOkLVu+hRANCAASbcIetKi0S5Mb+YWSh91wXsBy4Mp+j
uHlSM8Ee0FdvFWysvejMnoaJoMpIhh9KbmysXDtOVafbAFvOvJ0HmFEd
-----END PRIVATE KEY-----
)";
const QByteArray certificate = R"(-----BEGIN CERTIFICATE-----
MIIBqzCCAVGgAwIBAgIUazv91FPyucEeRLR76BR8eXzY3tUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjA0Mzc0MloYDzIxMjYxMDI5
MDQzNzQyWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASbcIetKi0S5Mb+YWSh91wXsBy4Mp+juHlSM8Ee0FdvFWysvejMnoaJ
oMpIhh9KbmysXDtOVafbAFvOvJ0HmFEdo38wfTAdBgNVHQ4EFgQU23RAVaXNL6bX
a/rNm2lTVIOQoY8wHwYDVR0jBBgwFoAU23RAVaXNL6bXa/rNm2lTVIOQoY8wDwYD
VR0TAQH/BAUwAwEB/zAqBgNVHREEIzAhhwR/AAABgglsb2NhbGhvc3SCDmNhbmRv
ci5pbnZhbGlkMAoGCCqGSM49BAMCA0gAMEUCIEp3JHWgv/lB6LG4wUUkb8vHRNp8
FFtTAXn3uI5uzBGtAiEA3SmitrQQwPCZ4OT1ncro7CAiDLaevTVeaeR3CmYyNm8=
-----END CERTIFICATE-----
)";

/// Speaks TLS and answers every request like PostHog.
class SecureServer
{
public:
    SecureServer()
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(certificate));
        configuration.setPrivateKey(QSslKey(privateKey, QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(configuration);
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("the server can't listen");
        QObject::connect(&m_server, &QSslServer::pendingConnectionAvailable, &m_server, [this] {
            QTcpSocket *const socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                m_received += socket->readAll();
                if (m_received.contains("\r\n\r\n") && !m_answered) {
                    m_answered = true; // one request a test
                    socket->write(FaultServer::good());
                }
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray received() const { return m_received; }

private:
    QSslServer m_server;
    QByteArray m_received;
    bool m_answered = false;
};

/// A proxy that does what CONNECT asks for, if it is shown \a password.
class TunnelProxy
{
public:
    TunnelProxy(quint16 target, const QByteArray &password)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("the proxy can't listen");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, target, password] {
            QTcpSocket *const near = m_server.nextPendingConnection();
            QObject::connect(near, &QTcpSocket::readyRead, near, [this, near, target, password] {
                if (auto *far = near->findChild<QTcpSocket *>()) {
                    far->write(near->readAll());
                    return;
                }
                m_asked += near->readAll();
                QByteArray shown = m_asked; // the name's case is nobody's business
                shown.replace("proxy-authorization: ", "Proxy-Authorization: ");
                if (!password.isEmpty() && !shown.contains("Proxy-Authorization: Basic " + password + "\r\n")) {
                    near->write(FaultServer::http(407, {}, {"Proxy-Authenticate: Basic realm=\"x\""}));
                    return;
                }
                auto *far = new QTcpSocket(near);
                QObject::connect(far, &QTcpSocket::connected, near,
                                 [near] { near->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
                QObject::connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
                QObject::connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
                far->connectToHost(QHostAddress(QHostAddress::LocalHost), target);
            });
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray asked() const { return m_asked; }

private:
    QTcpServer m_server;
    QByteArray m_asked;
};

HostResolver loopbackFor(const QString &name)
{
    return [expected = name.toStdString()](const std::string &host, std::string *error) {
        *error = "no such name";
        return host == expected ? std::vector<std::string>{"127.0.0.1"} : std::vector<std::string>();
    };
}

} // namespace

Q_DECLARE_METATYPE(candor::test::FaultServer::Fault)
Q_DECLARE_METATYPE(candor::UploadReport::Result)
Q_DECLARE_METATYPE(std::optional<candor::UploadReport::Result>)

class TestSecureWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QSslSocket::supportsSsl());
        QVERIFY(!QSslCertificate(certificate).isNull());
        m_before = QSslConfiguration::defaultConfiguration();
    }
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_before); }

    void onlyWhoIsTrusted_data()
    {
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("delivered");
        QTest::newRow("self-signed") << false << u"127.0.0.1"_s << false;
        QTest::newRow("self-signed, by name") << false << u"candor.invalid"_s << false;
        QTest::newRow("trusted address") << true << u"127.0.0.1"_s << true;
        QTest::newRow("trusted name") << true << u"candor.invalid"_s << true;
        QTest::newRow("localhost") << true << u"localhost"_s << true;
        QTest::newRow("trusted, for another name") << true << u"other.invalid"_s << false;
    }

    void onlyWhoIsTrusted()
    {
        QFETCH(bool, trusted);
        QFETCH(QString, host);
        QFETCH(bool, delivered);
        SecureServer server;
        if (trusted)
            trust();
        UploadWorld world(PostHog(QUrl(u"https://%1:%2"_s.arg(host).arg(server.port())), key));
        world.add(2);
        const auto uploader = world.uploader([&](Uploader::Options &options) {
            options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
            options.resolver = loopbackFor(host);
        });
        const UploadReport report = run(*uploader);
        QVERIFY2(report.result == (delivered ? Result::Delivered : Result::Later), qPrintable(report.message));
        QCOMPARE(server.received().contains("POST /batch/"), delivered);
        if (!delivered) {
            QCOMPARE(world.state().lastResult, std::string("untrusted"));
            QCOMPARE(report.stillWaiting, 2);
            QVERIFY(server.received().isEmpty());
        }
        QVERIFY(world.addsUp());
    }

    void nothingLeavesInPlainText_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("silent");
        QTest::newRow("a plain server") << Fault{FaultServer::good(), Ending::Close, Reading::PartOfTheHead} << false;
        QTest::newRow("a redirect to http")
            << Fault{FaultServer::http(301, {}, {"Location: http://127.0.0.1/"}), Ending::Close, Reading::PartOfTheHead}
            << false;
        QTest::newRow("an alert") << Fault{QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7), Ending::Close,
                                           Reading::PartOfTheHead}
                                  << false;
        QTest::newRow("garbage") << Fault{QByteArray(3000, '\x16'), Ending::Close, Reading::PartOfTheHead} << false;
        QTest::newRow("reset") << Fault{{}, Ending::Reset, Reading::PartOfTheHead} << false;
        QTest::newRow("closed") << Fault{{}, Ending::Close, Reading::PartOfTheHead} << false;
        QTest::newRow("silence") << Fault{{}, Ending::Silence, Reading::PartOfTheHead} << true;
        QTest::newRow("a byte now and then") << Fault{QByteArray("\x16\x03\x03\x40\x00", 5) + QByteArray(100, 'x'),
                                                      Ending::Silence, Reading::PartOfTheHead, 30ms}
                                             << true;
    }

    void nothingLeavesInPlainText()
    {
        QFETCH(Fault, fault);
        QFETCH(bool, silent);
        FaultServer server;
        server.setFaults(QList<Fault>(5, fault));
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        UploadWorld world(PostHog(url, key));
        world.add(2);
        const auto uploader =
            world.uploader([&](Uploader::Options &options) { options.requestDeadline = silent ? 300ms : 30s; });
        for (int i = 0; i < 3; ++i) { // not after many failures either
            const UploadReport report = run(*uploader, Uploader::Urgency::Now);
            QVERIFY2(report.result == Result::Later, qPrintable(report.message));
            QCOMPARE(report.stillWaiting, 2);
        }
        QVERIFY(server.bytes().startsWith('\x16'));
        for (const QByteArray &secret : {QByteArray("POST"), key.toUtf8(), QByteArray("note.exported")})
            QVERIFY(!server.bytes().contains(secret));
        QCOMPARE(server.requests(), 0);
    }

    void throughAProxy_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QString>("user");
        QTest::addColumn<Result>("result");
        const QByteArray right = QByteArray("me:secret").toBase64();
        QTest::newRow("open") << QByteArray() << QString() << Result::Delivered;
        QTest::newRow("with the password that is set") << right << u"me"_s << Result::Delivered;
        QTest::newRow("with another password") << QByteArray("eDp5") << u"me"_s << Result::Paused;
        QTest::newRow("without a password") << right << QString() << Result::Paused;
    }

    void throughAProxy()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QString, user);
        QFETCH(Result, result);
        SecureServer server;
        TunnelProxy proxy(server.port(), wanted);
        trust();
        UploadWorld world(PostHog(QUrl(u"https://candor.invalid:%1"_s.arg(server.port())), key));
        world.add(2);
        bool asked = false;
        const auto uploader = world.uploader([&](Uploader::Options &options) {
            options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port(), user,
                                          user.isEmpty() ? QString() : u"secret"_s);
            options.resolver = [&asked](const std::string &, std::string *) {
                asked = true;
                return std::vector<std::string>();
            };
        });
        const UploadReport report = run(*uploader);
        QVERIFY2(report.result == result, qPrintable(report.message));
        QVERIFY(!asked); // the proxy looks the name up
        QVERIFY(proxy.asked().startsWith("CONNECT candor.invalid:"));
        // Not asked again and again: Qt asks once without the password and once with it.
        const qsizetype questions = proxy.asked().count("CONNECT");
        QVERIFY(questions <= 2);
        QCOMPARE(server.received().contains("POST /batch/"), result == Result::Delivered);
        if (result == Result::Paused) {
            QCOMPARE(world.state().pauseReason, std::string("proxy-password"));
            QCOMPARE(run(*uploader).result, Result::Paused);
            QCOMPARE(proxy.asked().count("CONNECT"), questions);
        }
        QVERIFY(world.addsUp());
    }

    void proxiesThatFail_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("silent");
        QTest::addColumn<std::optional<Result>>("result"); // nothing: Later or Paused
        QTest::addColumn<QByteArray>("said"); // empty: not looked at
        const auto row = [](const char *name, const Fault &fault, const QByteArray &said,
                            Result result = Result::Later) {
            QTest::newRow(name) << fault << false << std::optional(result) << said;
        };
        const auto silent = [](const char *name, const Fault &fault) {
            QTest::newRow(name) << fault << true << std::optional(Result::Later) << QByteArray("deadline 300");
        };
        for (const QByteArray scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\""}) {
            QTest::addRow("asks for %s", scheme.constData())
                << Fault{FaultServer::http(407, "<html>", {"Proxy-Authenticate: " + scheme})} << false
                << std::optional(Result::Paused) << QByteArray("proxy-password");
        }
        // Qt begins to negotiate by itself, in the name of nobody; only newer versions say that they want a password.
        for (const QByteArray scheme : {"NTLM", "Negotiate"}) {
            QTest::addRow("asks for %s", scheme.constData())
                << Fault{FaultServer::http(407, "<html>", {"Proxy-Authenticate: " + scheme})} << true
                << std::optional<Result>() << QByteArray();
        }
        for (const int status : {100, 301, 400, 401, 403, 404, 429, 500, 502, 503, 504})
            QTest::addRow("answers %d", status) << Fault{FaultServer::http(status, "<html>"), Ending::Close} << false
                                                << std::optional(Result::Later) << QByteArray("proxy");
        row("another protocol", {"SSH-2.0-x\r\n", Ending::Close}, "proxy");
        row("a line without an end", {{}, Ending::Close, Reading::Whole, 0ms, QByteArray(1000, 'H')}, "proxy");
        row("a tunnel that ends", {"HTTP/1.1 200 OK\r\n\r\n", Ending::Close}, {});
        row("a tunnel to nothing that speaks TLS", {"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", Ending::Close},
            {});
        // Qt tries again until the time is up.
        silent("closed", {{}, Ending::Close});
        silent("reset", {{}, Ending::Reset});
        silent("reset at once", {{}, Ending::Reset, Reading::Nothing});
        silent("half an answer", {"HTTP/1.1 200 O", Ending::Close});
        // Whichever comes first: the limit of what may stand before a body, or the deadline.
        QTest::newRow("a head without an end")
            << Fault{"HTTP/1.1 200 OK\r\n", Ending::Close, Reading::Whole, 0ms, "X: yyyyyyyyyy\r\n"} << true
            << std::optional(Result::Later) << QByteArray();
        silent("silence", {{}, Ending::Silence});
        silent("silence at once", {{}, Ending::Silence, Reading::Nothing});
        silent("a byte now and then", {"HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyy", Ending::Silence, Reading::Whole, 30ms});
        silent("a tunnel to silence", {"HTTP/1.1 200 OK\r\n\r\n", Ending::Silence});
    }

    void proxiesThatFail()
    {
        QFETCH(Fault, fault);
        QFETCH(bool, silent);
        QFETCH(std::optional<Result>, result);
        QFETCH(QByteArray, said);
        for (const auto type : {QNetworkProxy::HttpProxy, QNetworkProxy::HttpCachingProxy}) {
            FaultServer proxy;
            proxy.setFaults(QList<Fault>(5, fault));
            UploadWorld world(PostHog(QUrl(u"https://candor.invalid"_s), key));
            world.add(2);
            const auto uploader = world.uploader([&](Uploader::Options &options) {
                options.proxy = QNetworkProxy(type, u"127.0.0.1"_s, proxy.port());
                options.requestDeadline = silent ? 300ms : 30s;
            });
            const UploadReport report = run(*uploader);
            const bool asExpected =
                result ? report.result == *result : report.result == Result::Later || report.result == Result::Paused;
            QVERIFY2(asExpected, qPrintable(report.message));
            if (!said.isEmpty())
                QCOMPARE(QByteArray::fromStdString(world.state().lastResult), said);
            QCOMPARE(report.stillWaiting, 2);
            QVERIFY(proxy.connections() <= 2);
            QVERIFY(!proxy.bytes().contains("POST"));
            QVERIFY(!proxy.bytes().toLower().contains("authorization: basic"));
            QVERIFY(proxy.written() < 16LL * 1024 * 1024);
        }
    }

    void proxiesThatAreNotThere()
    {
        quint16 port = 0;
        {
            const FaultServer gone;
            port = gone.port();
        }
        UploadWorld world(PostHog(QUrl(u"https://candor.invalid"_s), key));
        world.add(1);
        for (const auto type : {QNetworkProxy::HttpProxy, QNetworkProxy::Socks5Proxy}) {
            const auto uploader = world.uploader(
                [&](Uploader::Options &options) { options.proxy = QNetworkProxy(type, u"127.0.0.1"_s, port); });
            QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Later);
            QCOMPARE(world.state().lastResult, std::string("proxy"));
        }
    }

    void socksProxiesThatFail_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("silent");
        QTest::newRow("closed") << Fault{{}, Ending::Close, Reading::Nothing} << false;
        QTest::newRow("reset") << Fault{{}, Ending::Reset, Reading::Nothing} << false;
        QTest::newRow("no way that is acceptable")
            << Fault{QByteArray("\x05\xff", 2), Ending::Close, Reading::Nothing} << false;
        QTest::newRow("another protocol") << Fault{"HTTP/1.1 400 No\r\n\r\n", Ending::Close, Reading::Nothing} << false;
        QTest::newRow("silence") << Fault{{}, Ending::Silence, Reading::Nothing} << true;
    }

    void socksProxiesThatFail()
    {
        QFETCH(Fault, fault);
        QFETCH(bool, silent);
        FaultServer proxy;
        proxy.setFaults(QList<Fault>(5, fault));
        UploadWorld world(PostHog(QUrl(u"https://candor.invalid"_s), key));
        world.add(1);
        const auto uploader = world.uploader([&](Uploader::Options &options) {
            options.proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, proxy.port());
            options.requestDeadline = silent ? 300ms : 3s; // Qt tries again until the time is up
        });
        QElapsedTimer timer;
        timer.start();
        const UploadReport report = run(*uploader);
        QVERIFY(timer.elapsed() < 20000);
        const bool wantsMore = fault.answer == QByteArray("\x05\xff", 2);
        QVERIFY2(report.result == (wantsMore ? Result::Paused : Result::Later), qPrintable(report.message));
        QVERIFY(!proxy.bytes().contains("POST"));
        QCOMPARE(report.stillWaiting, 1);
    }

    void theNextAddressIsTried()
    {
        ScriptedServer server({{200, R"({"status":1})"}});
        QVERIFY(server.listen());
        // ::1 does not listen.
        QUrl url = server.url();
        url.setHost(u"localhost"_s);
        UploadWorld world(PostHog(url, key));
        world.add(1);
        QCOMPARE(run(*world.uploader()).result, Result::Delivered);

        SecureServer secure;
        trust();
        UploadWorld other(PostHog(QUrl(u"https://candor.invalid:%1"_s.arg(secure.port())), key));
        other.add(1);
        const auto uploader = other.uploader([](Uploader::Options &options) {
            options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
            options.resolver = [](const std::string &, std::string *) {
                // Refused, refused, not an address, good.
                return std::vector<std::string>{"::1", "127.0.0.3", "nonsense", "127.0.0.1"};
            };
        });
        const UploadReport report = run(*uploader);
        QVERIFY2(report.result == Result::Delivered, qPrintable(report.message));
    }

    void theLastAddressHasAllTheTimeThatIsLeft()
    {
        FaultServer server(FaultServer::Accepting::KernelOnly);
        UploadWorld world(PostHog(QUrl(u"https://candor.invalid:%1"_s.arg(server.port())), key));
        world.add(1);
        const auto uploader = world.uploader([](Uploader::Options &options) {
            options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
            // The first refuses at once; the second is slower than an address with another one behind it may be.
            options.resolver = [](const std::string &, std::string *) {
                return std::vector<std::string>{"127.0.0.3", "127.0.0.1"};
            };
            options.requestDeadline = 4s;
        });
        const UploadReport report = run(*uploader);
        QCOMPARE(report.result, Result::Later);
        QCOMPARE(world.state().lastResult, std::string("deadline 4000"));
        QCOMPARE(report.stillWaiting, 1);
    }

private:
    static void trust()
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.addCaCertificate(QSslCertificate(certificate));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }

    QSslConfiguration m_before;
};

QTEST_GUILESS_MAIN(TestSecureWay)
#include "tst_secureway.moc"
