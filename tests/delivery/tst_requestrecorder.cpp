// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Requests that a program receives, from a server of its own and from Qt's.

#include "candor/requestrecorder.h"
#include "candor/telemetry.h"
#include "support/loggerworld.h"
#ifdef CANDOR_HAS_HTTP_SERVER
#include "candor/httpserverrequests.h"

#include <QHttpServer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#endif

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms
constexpr auto both = Category::Usage | Category::Errors;

/// An application that receives requests, in a world of its own; end() closes it, so that its events can be looked at.
class Receiving
{
public:
    Receiving()
        : telemetry(std::make_unique<Telemetry>(world.options()))
        , recorder(std::make_unique<RequestRecorder>(telemetry.get()))
    {
    }

    void end()
    {
        bool read = false; // the catalogue, for the recorder as well: whoever asks later is told later
        telemetry->fetchCatalogue(telemetry.get(),
                                  [&read](const std::shared_ptr<const Catalogue> &, const QString &) { read = true; });
        QTRY_VERIFY_WITH_TIMEOUT(read, patience);
        world.awaitStart();
        recorder.reset();
        telemetry.reset();
    }

    [[nodiscard]] QList<QJsonObject> recorded() const { return world.recorded("request.completed"); }

    const LoggerWorld world;
    std::unique_ptr<Telemetry> telemetry;
    std::unique_ptr<RequestRecorder> recorder;
};

} // namespace

class TestRequestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsARequest_data();
    void recordsARequest();
    void leavesOutWhatIsNoStatus_data();
    void leavesOutWhatIsNoStatus();
    void recordsNothingElse_data();
    void recordsNothingElse();
    void worksOnAnyThread();
    void nothingFromBeforeAYes();
    void nothingAfterANo();
    void goesWithoutALoss();
    void telemetryMayGoFirst();
    void warnsInAnotherThread();
#ifdef CANDOR_HAS_HTTP_SERVER
    void recordsWhatQtsServerAnswers();
#endif
};

void TestRequestRecorder::recordsARequest_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QJsonObject>("expected");
    const auto row = [](const char *name, const char *method, const char *path, int status, const char *route,
                        const char *recorded, bool success) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << status
                            << QJsonObject{{u"route"_s, QLatin1StringView(route)},
                                           {u"method"_s, QLatin1StringView(recorded)},
                                           {u"status"_s, status},
                                           {u"success"_s, success},
                                           {u"duration_ms"_s, 0}};
    };
    row("a parameter", "POST", "/containers/anneliese/start", 204, "/containers/:id/start", "POST", true);
    row("a query", "GET", "/containers/json?all=anneliese", 200, "/containers/json", "GET", true);
    row("a fragment", "GET", "/health#anneliese", 200, "/health", "GET", true);
    row("percent-encoded", "GET", "/%68ealth/", 200, "/health", "GET", true);
    row("small letters", "delete", "/health", 200, "/health", "DELETE", true);
    row("a verb of somebody's own", "ANNELIESE", "/health", 200, "/health", "other", true);
    row("no verb", "", "/health", 200, "/health", "other", true);
    row("100", "GET", "/health", 100, "/health", "GET", true);
    row("399", "GET", "/health", 399, "/health", "GET", true);
    row("400", "GET", "/health", 400, "/health", "GET", false);
    row("599", "GET", "/health", 599, "/health", "GET", false);
}

void TestRequestRecorder::recordsARequest()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QJsonObject, expected);
    Receiving receiving;
    // At once: what is answered before the catalogue was read is kept until then.
    receiving.recorder->record(method.toStdString(), path.toStdString(), status, 0ms);
    receiving.end();
    QCOMPARE(receiving.recorded(), QList<QJsonObject>{expected});
}

void TestRequestRecorder::leavesOutWhatIsNoStatus_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {-1, 0, 99, 600, 100200})
        QTest::addRow("%d", status) << status;
}

void TestRequestRecorder::leavesOutWhatIsNoStatus()
{
    QFETCH(int, status);
    Receiving receiving;
    receiving.recorder->record("GET", "/health", status, -5ms);
    receiving.end();
    const QList<QJsonObject> events = receiving.recorded();
    QCOMPARE(events.size(), 1);
    QVERIFY(!events[0].contains("status"_L1));
    QVERIFY(!events[0].value("success"_L1).toBool(true));
    QCOMPARE(events[0].value("duration_ms"_L1).toInteger(-1), 0);
}

void TestRequestRecorder::recordsNothingElse_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "/", "/health/anneliese", "/containers", "/containers/%ZZ/start", "/../health",
                             "http://localhost/health"})
        QTest::newRow(path) << QByteArray(path);
    QTest::newRow("too long") << QByteArray("/containers/" + QByteArray(9000, 'x') + "/start");
}

void TestRequestRecorder::recordsNothingElse()
{
    QFETCH(QByteArray, path);
    Receiving receiving;
    receiving.recorder->record("GET", path.toStdString(), 200, 0ms);
    receiving.recorder->record("GET", "/containers/json", 200, 0ms);
    receiving.end();
    const QList<QJsonObject> events = receiving.recorded();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("route"_L1).toString(), u"/containers/json"_s);
}

void TestRequestRecorder::worksOnAnyThread()
{
    Receiving receiving;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&receiving] {
            for (int j = 0; j < 10; ++j)
                receiving.recorder->record("GET", "/health", 200, 0ms);
        });
    for (std::thread &thread : threads)
        thread.join();
    receiving.end();
    QCOMPARE(receiving.recorded().size(), 40);
    QVERIFY(RecordingWorld::addsUp(receiving.world.counters()));
}

void TestRequestRecorder::nothingFromBeforeAYes()
{
    Receiving receiving;
    answer(receiving.telemetry.get(), {});
    receiving.recorder->record("GET", "/health", 200, 0ms);
    answer(receiving.telemetry.get(), both);
    receiving.world.awaitStart();
    receiving.recorder->record("GET", "/health", 200, 1h); // it was answered after it, and began before
    receiving.recorder->record("GET", "/containers/json", 200, 0ms);
    receiving.end();
    const QList<QJsonObject> events = receiving.recorded();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value("route"_L1).toString(), u"/containers/json"_s);
}

void TestRequestRecorder::nothingAfterANo()
{
    Receiving receiving;
    answer(receiving.telemetry.get(), {});
    receiving.recorder->record("GET", "/health", 200, 0ms);
    answer(receiving.telemetry.get(), both);
    receiving.end();
    QVERIFY(receiving.recorded().isEmpty());
}

/// ... before the event loop has brought the catalogue.
void TestRequestRecorder::goesWithoutALoss()
{
    Receiving receiving;
    receiving.recorder->record("GET", "/health", 200, 0ms);
    receiving.recorder->record("GET", "/health/anneliese", 200, 0ms); // which is no route
    receiving.recorder.reset();
    receiving.world.awaitStart();
    receiving.telemetry.reset();
    QCOMPARE(receiving.recorded().size(), 1);
    QCOMPARE(receiving.recorded().constFirst().value("route"_L1), u"/health"_s);
}

void TestRequestRecorder::telemetryMayGoFirst()
{
    const LoggerWorld world;
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    RequestRecorder recorder(telemetry.get());
    telemetry.reset();
    recorder.record("GET", "/health", 200, 0ms);
    QCoreApplication::processEvents();
    QVERIFY(world.recorded("request.completed").isEmpty());
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

void TestRequestRecorder::warnsInAnotherThread()
{
    Receiving receiving;
    QTest::ignoreMessage(QtWarningMsg,
                         "requests are not recorded: their recorder was made in another thread than Telemetry");
    std::thread([&receiving] {
        RequestRecorder other(receiving.telemetry.get());
        other.record("GET", "/health", 200, 0ms);
    }).join();
    receiving.end();
    QVERIFY(receiving.recorded().isEmpty());
}

#ifdef CANDOR_HAS_HTTP_SERVER

void TestRequestRecorder::recordsWhatQtsServerAnswers()
{
    using Method = QHttpServerRequest::Method;
    using Status = QHttpServerResponse::StatusCode;
    Receiving receiving;
    QHttpServer server;
    server.route(u"/health"_s, recorded(receiving.recorder.get(), [](const QHttpServerRequest &) {
                     QTest::qSleep(20);
                     return QHttpServerResponse(QByteArray("well"));
                 }));
    server.route(u"/containers/<arg>/start"_s, Method::Post,
                 recorded(receiving.recorder.get(), [](const QString &id, const QHttpServerRequest &request) {
                     return QHttpServerResponse(id == request.query().queryItemValue(u"twice"_s) ? Status::Conflict
                                                                                                 : Status::NoContent);
                 }));
    auto *const tcp = new QTcpServer(&server); // which later versions of Qt don't make themselves
    QVERIFY(tcp->listen(QHostAddress::LocalHost));
    server.bind(tcp);
    const quint16 port = tcp->serverPort();
    QNetworkAccessManager manager;
    const auto answered = [&](const QByteArray &verb, const QString &below) {
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(port).arg(below));
        QNetworkReply *const reply = manager.sendCustomRequest(QNetworkRequest(url), verb);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, patience))
            qWarning("a request did not finish");
        return reply;
    };
    QTest::qWait(50); // a request that began before the recorder would not be recorded
    QCOMPARE(answered("GET", u"/health?from=anneliese"_s)->readAll(), "well");
    (void)answered("POST", u"/containers/anneliese/start"_s);
    (void)answered("POST", u"/containers/anneliese/start?twice=anneliese"_s);
    (void)answered("GET", u"/missing"_s);
    receiving.end();
    const QList<QJsonObject> events = receiving.recorded();
    QCOMPARE(events.size(), 3);
    const auto is = [&events](int index, const QString &method, const QString &route, int status) {
        return events[index].value("method"_L1).toString() == method
            && events[index].value("route"_L1).toString() == route && events[index].value("status"_L1).toInt() == status
            && events[index].value("success"_L1).toBool() == (status < 400);
    };
    QVERIFY(is(0, u"GET"_s, u"/health"_s, 200));
    QVERIFY(events[0].value("duration_ms"_L1).toInteger() >= 20);
    QVERIFY(is(1, u"POST"_s, u"/containers/:id/start"_s, 204));
    QVERIFY(is(2, u"POST"_s, u"/containers/:id/start"_s, 409));
}

#endif

QTEST_GUILESS_MAIN(TestRequestRecorder)
#include "tst_requestrecorder.moc"
