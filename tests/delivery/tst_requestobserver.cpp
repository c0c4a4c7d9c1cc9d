// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Requests: what leaves of them is a route of the catalogue, and the host application does not notice.

#include "candor/requestobserver.h"
#include "candor/telemetry.h"
#include "support/loggerworld.h"
#include "support/scriptedserver.h"
#include "telemetry/errordata.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20000; // ms
constexpr auto both = Category::Usage | Category::Errors;

QNetworkReply *finished(QNetworkReply *reply)
{
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, patience))
        qWarning("a request did not finish");
    return reply;
}

QNetworkRequest request(const QUrl &base, const QString &below)
{
    return QNetworkRequest(QUrl(base.toString() + below));
}

/// An observed manager in a world of its own; end() closes it, so that its events can be looked at.
class Observed
{
public:
    explicit Observed(const QList<ScriptedServer::Script> &scripts = {{200, "{}", {}}}, const QString &basePath = {})
        : server(scripts)
    {
        if (!server.listen())
            qFatal("no port");
        telemetry = std::make_unique<Telemetry>(world.options());
        manager = std::make_unique<QNetworkAccessManager>();
        observer = std::make_unique<RequestObserver>(telemetry.get(), manager.get(),
                                                     QList<QUrl>{QUrl(server.url().toString() + basePath)});
    }

    void end()
    {
        awaitRoutes();
        world.awaitStart();
        observer.reset();
        manager.reset();
        telemetry.reset();
    }

    /// Until the catalogue has been read, for the observer as well: whoever asks later is told later.
    void awaitRoutes() const
    {
        bool read = false;
        telemetry->fetchCatalogue(telemetry.get(),
                                  [&read](const std::shared_ptr<const Catalogue> &, const QString &) { read = true; });
        if (!QTest::qWaitFor([&read] { return read; }, patience))
            qFatal("no catalogue");
    }

    [[nodiscard]] QJsonObject only() const
    {
        const QList<QJsonObject> events = world.recorded("request.completed");
        if (events.size() != 1)
            qWarning("%d events", int(events.size()));
        return events.value(0);
    }

    const LoggerWorld world;
    ScriptedServer server;
    std::unique_ptr<Telemetry> telemetry;
    std::unique_ptr<QNetworkAccessManager> manager;
    std::unique_ptr<RequestObserver> observer;
};

} // namespace

class TestRequestObserver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsARequest();
    void recordsTheMethod_data();
    void recordsTheMethod();
    void recordsFailures_data();
    void recordsFailures();
    void recordsWhatNeverReachedAServer();
    void recordsNothingElse_data();
    void recordsNothingElse();
    void anErrorIsMadeOfAReply();
    void nothingOfTheRequestLeaves();
    void aRedirectionIsOneRequest();
    void repliesMayDeleteThemselves();
    void abortedRequestsHaveFailed();
    void deletedRequestsHaveFailed();
    void repliesMayMoveToAnotherParent();
    void theApplicationDoesNotNotice();
    void aDurationIsMeasured();
    void needsTheYesFirst();
    void aCatalogueThatWasReadStays();
    void recordsNothingAfterANo();
    void errorsNeedTheirYes();
    void anyoneMayGoFirst_data();
    void anyoneMayGoFirst();
    void takesNoManagerOfAnotherThread();
};

void TestRequestObserver::recordsARequest()
{
    Observed observed;
    // At once: what finishes before the catalogue was read is kept until then.
    finished(observed.manager->post(request(observed.server.url(), u"/containers/0123abcd/start?force=1#top"_s), "{}"));
    observed.end();
    QJsonObject event = observed.only();
    QVERIFY(event.take("duration_ms"_L1).toInteger(-1) >= 0);
    QCOMPARE(event,
             (QJsonObject{{u"route"_s, u"/containers/:id/start"_s},
                          {u"method"_s, u"POST"_s},
                          {u"status"_s, 200},
                          {u"success"_s, true}}));
}

void TestRequestObserver::recordsTheMethod_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("expected");
    for (const char *known : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
        QTest::newRow(known) << QByteArray(known) << QString::fromLatin1(known);
    QTest::newRow("in lower case") << QByteArray("patch") << u"PATCH"_s;
    QTest::newRow("of somebody's own") << QByteArray("SECRETVERB") << u"other"_s;
}

void TestRequestObserver::recordsTheMethod()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, expected);
    Observed observed({{200, {}, {}}});
    QNetworkAccessManager *const manager = observed.manager.get();
    const QNetworkRequest wanted = request(observed.server.url(), u"/health"_s);
    if (verb == "GET")
        finished(manager->get(wanted));
    else if (verb == "HEAD")
        finished(manager->head(wanted));
    else if (verb == "POST")
        finished(manager->post(wanted, QByteArray("x")));
    else if (verb == "PUT")
        finished(manager->put(wanted, QByteArray("x")));
    else if (verb == "DELETE")
        finished(manager->deleteResource(wanted));
    else
        finished(manager->sendCustomRequest(wanted, verb));
    observed.end();
    QCOMPARE(observed.only().value("method"_L1).toString(), expected);
}

void TestRequestObserver::recordsFailures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("className");
    QTest::newRow("304") << 304 << QString();
    QTest::newRow("401") << 401 << u"authentication_required_error"_s;
    QTest::newRow("404") << 404 << u"content_not_found_error"_s;
    QTest::newRow("418") << 418 << u"protocol_invalid_operation_error"_s;
    QTest::newRow("500") << 500 << u"internal_server_error"_s;
    QTest::newRow("503") << 503 << u"service_unavailable_error"_s;
}

void TestRequestObserver::recordsFailures()
{
    QFETCH(int, status);
    QFETCH(QString, className);
    Observed observed({{status, "{}", {}}});
    QNetworkReply *const reply = finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);
    observed.end();
    const QJsonObject event = observed.only();
    QCOMPARE(event.value("status"_L1).toInt(), status);
    QCOMPARE(event.value("success"_L1).toBool(), className.isEmpty());
    QCOMPARE(event.value("error"_L1).toObject().value("class"_L1).toString(), className);
}

void TestRequestObserver::recordsWhatNeverReachedAServer()
{
    Observed observed({{200, {}, {}, ScriptedServer::Manner::CloseUnanswered}});
    finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    const QUrl url = observed.server.url();
    observed.server.close();
    observed.manager->clearConnectionCache(); // Qt would use one that it made before the server closed
    finished(observed.manager->get(request(url, u"/containers/json"_s)));
    observed.end();
    const QList<QJsonObject> events = observed.world.recorded("request.completed");
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].value("error"_L1).toObject().value("class"_L1).toString(), u"remote_host_closed_error"_s);
    QCOMPARE(events[1].value("error"_L1).toObject().value("class"_L1).toString(), u"connection_refused_error"_s);
    for (const QJsonObject &event : events) {
        QVERIFY(!event.value("success"_L1).toBool(true));
        QVERIFY(!event.contains("status"_L1));
    }
}

void TestRequestObserver::recordsNothingElse_data()
{
    QTest::addColumn<QString>("base"); // behind the server's address
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("recorded");
    QTest::newRow("below the base") << u"/api/v1"_s << u"/api/v1/health"_s << true;
    QTest::newRow("base with a slash at the end") << u"/api/v1/"_s << u"/api/v1/health"_s << true;
    QTest::newRow("W12: a slash at the end") << u""_s << u"/health/"_s << true;
    QTest::newRow("two slashes") << u"/api"_s << u"//api//health"_s << true;
    QTest::newRow("beside the base") << u"/api/v1"_s << u"/api/v2/health"_s << false;
    QTest::newRow("begins like the base") << u"/api"_s << u"/apiary/health"_s << false;
    QTest::newRow("out of the base") << u"/api"_s << u"/api/../health"_s << false;
    QTest::newRow("out of the base, encoded") << u"/api"_s << u"/api/%2e%2e/health"_s << false;
    QTest::newRow("the base itself") << u"/api"_s << u"/api"_s << false;
    QTest::newRow("no route: section 6, unmatched") << u""_s << u"/home/somebody"_s << false;
    QTest::newRow("a route with more behind it") << u""_s << u"/health/somebody"_s << false;
}

void TestRequestObserver::recordsNothingElse()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(bool, recorded);
    Observed observed({{200, "{}", {}}}, base);
    finished(observed.manager->get(request(observed.server.url(), path)));
    ScriptedServer another({{200, "{}", {}}});
    QVERIFY(another.listen());
    finished(observed.manager->get(request(another.url(), base + u"/health"_s))); // another port
    finished(observed.manager->get(QNetworkRequest(QUrl(u"data:text/plain,health"_s))));
    QCOMPARE(observed.server.requests().size(), 1);
    QCOMPARE(another.requests().size(), 1);
    observed.end();
    QCOMPARE(observed.world.recorded("request.completed").size(), recorded ? 1 : 0);
    QVERIFY(RecordingWorld::addsUp(observed.world.counters()));
    QVERIFY(observed.world.counters().dropped.empty());
}

// For those who record requests in events of their own: the message is a "text", scrubbed before it is stored.
void TestRequestObserver::anErrorIsMadeOfAReply()
{
    Observed observed({{503, "{}", {}}, {200, "{}", {}}});
    const QNetworkReply *const busy = finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    const ErrorData failed = Error::fromReply(*busy).data();
    QCOMPARE(failed.className, "service_unavailable_error");
    QCOMPARE(failed.statusCode, std::optional<int>(503));
    QCOMPARE(failed.message, std::optional<std::string>(busy->errorString().toStdString()));
    QVERIFY(!failed.messageTrusted);
    const QNetworkReply *const good = finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    const ErrorData none = Error::fromReply(*good).data();
    QCOMPARE(none.className, "no_error");
    QCOMPARE(none.statusCode, std::optional<int>(200));
    QVERIFY(!none.message);
    const QNetworkReply *const nobody = finished(observed.manager->get(QNetworkRequest(QUrl(u"http://127.0.0.1:9"_s))));
    QCOMPARE(Error::fromReply(*nobody).data().className, "connection_refused_error");
    QVERIFY(!Error::fromReply(*nobody).data().statusCode);
}

// W7, W8: raw query strings and error texts.
void TestRequestObserver::nothingOfTheRequestLeaves()
{
    Observed observed({{404, "secret-body", {"X-Secret: secret-header"}}});
    QUrl url(observed.server.url().toString()
             + u"/containers/secret-id/start?path=/home/secret&token=secret#secret-fragment"_s);
    url.setUserName(u"secret-user"_s);
    url.setPassword(u"secret-password"_s);
    QNetworkRequest wanted(url);
    wanted.setRawHeader("Authorization", "Bearer secret");
    finished(observed.manager->post(wanted, QByteArray("secret=1")));
    observed.end();
    QCOMPARE(observed.only().value("route"_L1).toString(), u"/containers/:id/start"_s);
    for (const StoredEvent &event : observed.world.events()) {
        QVERIFY2(event.body.find("secret") == std::string::npos, event.body.c_str());
        QVERIFY2(event.body.find("127.0.0.1") == std::string::npos, event.body.c_str());
    }
}

void TestRequestObserver::aRedirectionIsOneRequest()
{
    Observed observed({{302, {}, {"Location: /elsewhere/secret"}}, {200, "{}", {}}});
    const QNetworkReply *const reply =
        finished(observed.manager->get(request(observed.server.url(), u"/containers/json"_s)));
    QCOMPARE(reply->url().path(), u"/elsewhere/secret"_s);
    QCOMPARE(observed.server.requests().size(), 2);
    observed.end();
    const QJsonObject event = observed.only();
    QCOMPARE(event.value("route"_L1).toString(), u"/containers/json"_s);
    QCOMPARE(event.value("status"_L1).toInt(), 200);
}

void TestRequestObserver::repliesMayDeleteThemselves()
{
    Observed observed;
    observed.manager->setAutoDeleteReplies(true);
    for (int i = 0; i < 5; ++i) {
        QSignalSpy gone(observed.manager->get(request(observed.server.url(), u"/health"_s)), &QObject::destroyed);
        QVERIFY(gone.wait(patience));
    }
    observed.manager->setAutoDeleteReplies(false);
    const QPointer<QNetworkReply> reply = observed.manager->get(request(observed.server.url(), u"/health"_s));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QTRY_VERIFY_WITH_TIMEOUT(!reply, patience);
    observed.end();
    const QList<QJsonObject> events = observed.world.recorded("request.completed");
    QCOMPARE(events.size(), 6);
    for (const QJsonObject &event : events)
        QVERIFY(event.value("success"_L1).toBool());
}

void TestRequestObserver::abortedRequestsHaveFailed()
{
    Observed observed({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
    QNetworkReply *const reply = observed.manager->get(request(observed.server.url(), u"/health"_s));
    QTRY_COMPARE_WITH_TIMEOUT(observed.server.requests().size(), 1, patience);
    reply->abort();
    QNetworkReply *const atOnce = observed.manager->get(request(observed.server.url(), u"/containers/json"_s));
    atOnce->abort(); // before the first turn of the event loop
    finished(atOnce);
    observed.end();
    const QList<QJsonObject> events = observed.world.recorded("request.completed");
    QCOMPARE(events.size(), 2);
    for (const QJsonObject &event : events) {
        QCOMPARE(event.value("error"_L1).toObject().value("class"_L1).toString(), u"operation_canceled_error"_s);
        QVERIFY(!event.value("success"_L1).toBool(true));
    }
}

void TestRequestObserver::deletedRequestsHaveFailed()
{
    Observed observed({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
    QNetworkReply *const later = observed.manager->get(request(observed.server.url(), u"/health"_s));
    const QNetworkReply *const now = observed.manager->get(request(observed.server.url(), u"/containers/json"_s));
    const QNetworkReply *const unmatched = observed.manager->get(request(observed.server.url(), u"/secret"_s));
    QTRY_COMPARE_WITH_TIMEOUT(observed.server.requests().size(), 3, patience);
    QSignalSpy gone(later, &QObject::destroyed);
    later->deleteLater();
    QVERIFY(gone.wait(patience));
    delete now;
    delete unmatched;
    delete observed.manager->get(request(observed.server.url(), u"/health"_s)); // nothing was sent of it
    observed.end();
    const QList<QJsonObject> events = observed.world.recorded("request.completed");
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].value("route"_L1).toString(), u"/health"_s);
    QCOMPARE(events[1].value("route"_L1).toString(), u"/containers/json"_s);
    for (const QJsonObject &event : events)
        QCOMPARE(event.value("error"_L1).toObject().value("class"_L1).toString(), u"operation_canceled_error"_s);
}

void TestRequestObserver::repliesMayMoveToAnotherParent()
{
    Observed observed;
    QObject parent;
    QNetworkReply *const reply = observed.manager->get(request(observed.server.url(), u"/health"_s));
    reply->setParent(&parent);
    finished(reply);
    observed.end();
    QVERIFY(observed.only().value("success"_L1).toBool());
}

void TestRequestObserver::theApplicationDoesNotNotice()
{
    Observed observed({{200, QByteArray(100000, 'x'), {"X-Answer: yes"}}});
    QNetworkAccessManager plain;
    const auto run = [&observed](QNetworkAccessManager *manager) {
        QStringList seen;
        QNetworkReply *const reply = manager->get(request(observed.server.url(), u"/health?q=1"_s));
        const QThread *const thread = reply->thread();
        connect(reply, &QNetworkReply::metaDataChanged, reply, [&seen] { seen.append(u"metadata"_s); });
        connect(reply, &QNetworkReply::errorOccurred, reply, [&seen] { seen.append(u"error"_s); });
        connect(reply, &QNetworkReply::finished, reply, [&seen] { seen.append(u"finished"_s); });
        connect(manager, &QNetworkAccessManager::finished, reply, [&seen] { seen.append(u"manager"_s); });
        finished(reply);
        seen.append(QString::number(reply->bytesAvailable()));
        seen.append(QString::fromLatin1(reply->readAll().right(3)));
        seen.append(QString::fromLatin1(reply->rawHeader("X-Answer")));
        seen.append(reply->parent() == manager ? u"child"_s : u"no child"_s);
        seen.append(reply->thread() == thread ? u"same thread"_s : u"another thread"_s);
        seen.append(QString::number(reply->dynamicPropertyNames().size()));
        reply->deleteLater();
        return seen;
    };
    const QStringList without = run(&plain);
    QCOMPARE(run(observed.manager.get()), without);
    const auto lines = [&observed](int index) { return observed.server.requests().at(index).headerLines; };
    QCOMPARE(lines(1), lines(0));
    observed.end();
    QCOMPARE(observed.world.recorded("request.completed").size(), 1);
}

void TestRequestObserver::aDurationIsMeasured()
{
    Observed observed({{200, "{}", {}, ScriptedServer::Manner::Answer, 150ms}});
    observed.awaitRoutes();
    QElapsedTimer timer;
    timer.start();
    finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    const qint64 elapsed = timer.elapsed();
    observed.end();
    const qint64 duration = observed.only().value("duration_ms"_L1).toInteger();
    QVERIFY2(duration >= 100 && duration <= elapsed + 1, qPrintable(QString::number(duration)));
}

void TestRequestObserver::needsTheYesFirst()
{
    Observed observed({{200, "{}", {}, ScriptedServer::Manner::Answer, 300ms}, {200, "{}", {}}});
    answer(observed.telemetry.get(), {});
    QNetworkReply *const before = observed.manager->get(request(observed.server.url(), u"/health"_s));
    QTRY_COMPARE_WITH_TIMEOUT(observed.server.requests().size(), 1, patience);
    answer(observed.telemetry.get(), both);
    observed.world.awaitStart();
    finished(before); // began before it
    finished(observed.manager->get(request(observed.server.url(), u"/containers/json"_s)));
    observed.end();
    QCOMPARE(observed.only().value("route"_L1).toString(), u"/containers/json"_s);
}

void TestRequestObserver::aCatalogueThatWasReadStays()
{
    const LoggerWorld world;
    ScriptedServer server({{200, "{}", {}}});
    QVERIFY(server.listen());
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart(); // what records has read it
    QVERIFY(QFile::remove(world.home().path(u"catalogue.json"_s)));
    QNetworkAccessManager manager;
    auto observer = std::make_unique<RequestObserver>(telemetry.get(), &manager, QList<QUrl>{server.url()});
    finished(manager.get(request(server.url(), u"/containers/json"_s)));
    finished(manager.get(request(server.url(), u"/containers/json"_s)));
    observer.reset();
    telemetry.reset();
    const QList<QJsonObject> events = world.recorded("request.completed");
    QCOMPARE(events.size(), 2);
    for (const QJsonObject &event : events)
        QCOMPARE(event.value("route"_L1).toString(), u"/containers/json"_s);
}

void TestRequestObserver::recordsNothingAfterANo()
{
    Observed observed({{200, "{}", {}, ScriptedServer::Manner::Answer, 300ms}});
    QNetworkReply *const reply = observed.manager->get(request(observed.server.url(), u"/health"_s));
    QTRY_COMPARE_WITH_TIMEOUT(observed.server.requests().size(), 1, patience);
    answer(observed.telemetry.get(), {});
    answer(observed.telemetry.get(), both);
    observed.world.awaitStart();
    finished(reply);
    observed.end();
    QVERIFY(observed.world.recorded("request.completed").isEmpty());
}

void TestRequestObserver::errorsNeedTheirYes()
{
    Observed observed({{503, "{}", {}}});
    answer(observed.telemetry.get(), Category::Usage);
    finished(observed.manager->get(request(observed.server.url(), u"/health"_s)));
    observed.end();
    const QJsonObject event = observed.only();
    QVERIFY(!event.value("success"_L1).toBool(true));
    QVERIFY(!event.contains("error"_L1));
}

void TestRequestObserver::anyoneMayGoFirst_data()
{
    QTest::addColumn<QString>("first");
    for (const char *first : {"telemetry", "manager", "observer"})
        QTest::newRow(first) << QString::fromLatin1(first);
}

void TestRequestObserver::anyoneMayGoFirst()
{
    QFETCH(QString, first);
    Observed observed({{200, {}, {}, ScriptedServer::Manner::NeverAnswer}});
    observed.awaitRoutes();
    observed.world.awaitStart();
    QNetworkReply *const reply = observed.manager->get(request(observed.server.url(), u"/health"_s));
    QTRY_COMPARE_WITH_TIMEOUT(observed.server.requests().size(), 1, patience);
    if (first == "telemetry"_L1) {
        observed.telemetry.reset();
        reply->abort();
        QCoreApplication::processEvents();
        observed.manager.reset();
        observed.observer.reset();
    } else if (first == "manager"_L1) {
        observed.manager.reset();
        QCoreApplication::processEvents();
    } else {
        observed.observer.reset();
        reply->abort();
        finished(reply);
    }
    observed.telemetry.reset();
    observed.observer.reset();
    observed.manager.reset();
    // Its replies go with the manager: they were never answered, and that is known.
    QCOMPARE(observed.world.recorded("request.completed").size(), first == "manager"_L1 ? 1 : 0);
    QVERIFY(RecordingWorld::addsUp(observed.world.counters()));
}

void TestRequestObserver::takesNoManagerOfAnotherThread()
{
    const LoggerWorld world;
    ScriptedServer server({{200, "{}", {}}});
    QVERIFY(server.listen());
    auto telemetry = std::make_unique<Telemetry>(world.options());
    world.awaitStart();
    QThread thread;
    auto *const manager = new QNetworkAccessManager;
    manager->moveToThread(&thread);
    thread.start();
    QTest::ignoreMessage(QtWarningMsg,
                         "requests are not recorded: their manager belongs to another thread than "
                         "Telemetry");
    const RequestObserver observer(telemetry.get(), manager, {server.url()});
    QSignalSpy done(manager, &QNetworkAccessManager::finished);
    QMetaObject::invokeMethod(manager, [manager, url = server.url()] { manager->get(request(url, u"/health"_s)); });
    QVERIFY(done.wait(patience));
    manager->deleteLater();
    thread.quit();
    QVERIFY(thread.wait(patience));
    telemetry.reset();
    QVERIFY(world.recorded("request.completed").isEmpty());
}

QTEST_GUILESS_MAIN(TestRequestObserver)
#include "tst_requestobserver.moc"
