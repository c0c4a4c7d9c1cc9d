// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/attempttext.h"
#include "delivery/retrypolicy.h"
#include "delivery/uploader.h"
#include "delivery/wireformat.h"
#include "support/faultyfiles.h"
#include "support/scriptedserver.h"
#include "support/uploadworld.h"
#include "system/exclusivefile.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <thread>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Result = UploadReport::Result;
using Manner = ScriptedServer::Manner;

namespace {

constexpr int patience = 20000; // ms; far more than is promised, for a loaded machine
const QByteArray postHogOk = R"({"status":1})";
const QString key = u"phc_testkey"_s;

/// Does something whenever it is asked: another process can do it at the same moment.
class BusyClock final : public Clock
{
public:
    BusyClock(std::shared_ptr<const Clock> clock, std::function<void()> whenAsked)
        : m_clock(std::move(clock))
        , m_whenAsked(std::move(whenAsked))
    {
    }

    [[nodiscard]] std::chrono::system_clock::time_point now() const override
    {
        m_whenAsked();
        return m_clock->now();
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return m_clock->monotonic(); }
    [[nodiscard]] std::chrono::seconds utcOffset(std::chrono::system_clock::time_point time) const override
    {
        return m_clock->utcOffset(time);
    }

private:
    std::shared_ptr<const Clock> m_clock;
    std::function<void()> m_whenAsked;
};

/// ... with a server that does what it is told.
struct World : UploadWorld
{
    World()
    {
        QVERIFY(server.listen());
        destination = PostHog(server.url(), key);
    }

    ScriptedServer server{{{200, postHogOk}}};
};

} // namespace

Q_DECLARE_METATYPE(candor::UploadReport::Result)

class TestUploader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWaits();
    void bytesOnTheWire_data();
    void bytesOnTheWire();
    void answers_data();
    void answers();
    void retryAfter_data();
    void retryAfter();
    void waitsItsTurn();
    void delaysGrowAndEndWithSuccess();
    void sendNowDoesNotWait();
    void sendNowDuringARun();
    void sendNowDuringARunTakesWhatIsHeld();
    void aRunEndsWhateverIsRecordedMeanwhile();
    void whatIsHeldWaitsForItsTime();
    void aWindowMayEndDuringARun();
    void attemptsAreCountedAndEnd();
    void pauseIsLiftedByAnotherKey();
    void wrongClockDoesNotParkTheQueue();
    void clockThatJumpsWhileWaiting_data();
    void clockThatJumpsWhileWaiting();
    void clockThatJumpsWithinABatch();
    void offlineAndBackOnline();
    void resolverThatNeverAnswers();
    void resolverThatFails();
    void programEndsWhileTheResolverIsSilent();
    void serverThatNeverAnswers_data();
    void serverThatNeverAnswers();
    void connectionClosedWithoutAnAnswer();
    void redirectIsNotFollowed();
    void passwordIsNotGiven();
    void cookiesAreNotKept();
    void encryptedOnly();
    void proxyIsUsed();
    void systemsProxyIsUsed();
    void proxyIsNotUsedForThisComputer();
    void noConsentTouchesNothing();
    void consentWithdrawnBetweenBatches();
    void consentWithdrawnDuringTheLookup();
    void consentWithdrawnBeforeTheAnswer();
    void abortInFlight();
    void abortBeforeTheFirstStep();
    void destroyedInFlight();
    void oneAtATime();
    void lockOfADeadProcess();
    void otherRowsStay();
    void whatAnotherStoresMeanwhileIsNotSent();
    void batchesStaySmall();
    void storeThatFails();
    void whatARequestCameToIsWhole_data();
    void whatARequestCameToIsWhole();
    void nowhereToSend();
};

void TestUploader::nothingWaits()
{
    World world;
    const QStringList before = world.home.everything();
    QCOMPARE(run(*world.uploader()).result, Result::Nothing);
    QCOMPARE(world.home.everything(), before); // not even a folder
    world.add(0);
    QCOMPARE(run(*world.uploader()).result, Result::Nothing);
    QCOMPARE(world.server.connections(), 0);
}

void TestUploader::bytesOnTheWire_data()
{
    QTest::addColumn<bool>("segment");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("below");
    QTest::newRow("PostHog") << false << QByteArray("/batch/") << QString();
    QTest::newRow("PostHog behind a path") << false << QByteArray("/in/here/batch/") << u"/in/here/"_s;
    QTest::newRow("Segment") << true << QByteArray("/v1/batch") << u"/"_s;
    QTest::newRow("Segment behind a path") << true << QByteArray("/in%20here/v1/batch") << u"/in%20here"_s;
}

void TestUploader::bytesOnTheWire()
{
    QFETCH(bool, segment);
    QFETCH(QByteArray, path);
    QFETCH(QString, below);
    World world;
    QUrl url = world.server.url();
    url.setPath(below, QUrl::TolerantMode);
    world.destination = segment ? Segment(url, key) : PostHog(url, key);
    world.server.setScripts({{200, segment ? QByteArray(R"({"success":true})") : postHogOk}});
    const std::vector<std::string> bodies = world.add(3);

    const auto uploader = world.uploader();
    QSignalSpy progressed(uploader.get(), &Uploader::progressed);
    QSignalSpy leaving(uploader.get(), &Uploader::leaving);
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 3);
    QCOMPARE(report.stillWaiting, 0);
    QCOMPARE(progressed.size(), 1);
    QCOMPARE(world.server.requests().size(), 1);
    const ScriptedServer::Request request = world.server.requests().constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, path);

    // The stored bytes, joined.
    const auto wire = WireFormat::forProtocol(world.destination.protocolName().toStdString());
    const std::vector<std::string_view> views(bodies.cbegin(), bodies.cend());
    const auto now = unixMilliseconds(world.clock->now());
    QCOMPARE(request.body, QByteArray::fromStdString(wire->envelope(views, key.toStdString(), now)));

    // No header that nobody knows of.
    const QByteArray host = "127.0.0.1:" + QByteArray::number(world.server.port());
    QMap<QByteArray, QByteArray> expected{{"host", host},
                                          {"user-agent", "Candor"},
                                          {"accept-language", "*"},
                                          {"accept-encoding", "identity"},
                                          {"content-type", "application/json"},
                                          {"content-encoding", "gzip"},
                                          {"connection", "Keep-Alive"},
                                          {"content-length", QByteArray::number(request.rawBody.size())}};
    if (segment)
        expected.insert("authorization", "Basic " + (key + u':').toUtf8().toBase64());
    QCOMPARE(request.headers, expected);

    // What the person can read is that, with the key masked.
    QCOMPARE(leaving.size(), 1);
    const QByteArray shown = leaving.constFirst().constFirst().value<RequestRecord>().text;
    const qsizetype end = shown.indexOf("\n\n");
    QCOMPARE(shown.mid(end + 2), QByteArray::fromStdString(wire->envelope(views, "***", now)));
    QList<QByteArray> lines = shown.left(end).split('\n');
    QCOMPARE(lines.takeFirst(), "POST " + path + " HTTP/1.1");
    QList<QByteArray> sent = request.headerLines;
    for (QByteArray &line : sent)
        line.replace((key + u':').toUtf8().toBase64(), "***");
    std::sort(lines.begin(), lines.end());
    std::sort(sent.begin(), sent.end());
    QCOMPARE(lines, sent);
    QVERIFY(!shown.contains(key.toUtf8()));
    QVERIFY(!shown.contains((key + u':').toUtf8().toBase64()));

    const DeliveryState state = world.state();
    QVERIFY(state.lastOk);
    QCOMPARE(state.lastResult, std::string("delivered 3"));
    QCOMPARE(state.lastDeliveryMs, now);
    QCOMPARE(state.lastHost, std::string("127.0.0.1"));
    const EventCounters counters = world.counters();
    QCOMPARE(counters.delivered, 3);
    QCOMPARE(counters.waiting + counters.sending, 0);
    QCOMPARE(run(*uploader).result, Result::Nothing); // and not again
    QCOMPARE(world.server.requests().size(), 1);
}

void TestUploader::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Result>("result");
    const auto row = [](const char *name, int status, const QByteArray &body, Result result) {
        QTest::newRow(name) << status << body << result;
    };
    row("captive portal", 200, "<html><body>Welcome! <a href='/login'>Log in</a></body></html>", Result::Later);
    row("captive portal without a body", 204, {}, Result::Later);
    row("endless captive portal", 200, QByteArray(1 << 20, 'x'), Result::Later);
    row("redirect", 302, {}, Result::Later);
    row("not modified", 304, {}, Result::Later);
    row("401", 401, "{}", Result::Paused);
    row("403", 403, "<html>", Result::Paused);
    row("404", 404, {}, Result::Paused);
    row("408", 408, {}, Result::Later);
    row("410", 410, {}, Result::Paused);
    row("429", 429, {}, Result::Later);
    row("451", 451, {}, Result::Paused);
    row("500", 500, "oh", Result::Later);
    row("500 with a body that looks delivered", 500, postHogOk, Result::Later);
    row("500 without an end", 500, QByteArray(1 << 20, 'x'), Result::Later);
    row("503", 503, {}, Result::Later);
    row("over quota", 200, R"({"status":1,"quota_limited":["events"]})", Result::Paused);
}

void TestUploader::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Result, result);
    World world;
    world.server.setScripts({{status, body}, {200, postHogOk}});
    world.add(2);
    const auto uploader = world.uploader();
    QSignalSpy progressed(uploader.get(), &Uploader::progressed);
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, result);
    QCOMPARE(report.delivered, 0);
    QCOMPARE(report.stillWaiting, 2);
    QCOMPARE(progressed.size(), 1);
    QVERIFY(!report.message.isEmpty());
    QVERIFY(report.nextAttempt);
    const auto expected = result == Result::Paused ? std::chrono::milliseconds(24h) : 750ms;
    QCOMPARE(report.nextAttempt->count(), expected.count());
    QCOMPARE(world.server.requests().size(), 1);

    EventCounters counters = world.counters();
    QCOMPARE(counters.waiting, 2);
    QCOMPARE(counters.accepted, 2);
    QCOMPARE(world.open()->view().events({})->at(0).attempts, 1);
    const DeliveryState state = world.state();
    QCOMPARE(state.failures, 1);
    QVERIFY(!state.lastOk);
    QCOMPARE(attemptText(AttemptResult::fromText(state.lastResult)), report.message);
    QCOMPARE(state.pauseReason.empty(), result != Result::Paused);
    QCOMPARE(state.notBeforeMs, unixMilliseconds(world.clock->now()) + expected.count());
    QCOMPARE(state.pausedFor, world.scope().destination);

    // Nothing is lost: at the time that was named it goes out, under the same ids, and the state is clean again.
    const UploadReport early = run(*uploader);
    QCOMPARE(early.result, result);
    QCOMPARE(early.nextAttempt->count(), expected.count());
    QCOMPARE(world.server.requests().size(), 1);
    world.clock->advance(expected);
    QCOMPARE(run(*uploader).result, Result::Delivered);
    const QStringList ids = world.server.ids(u"uuid"_s);
    QCOMPARE(ids.size(), 4);
    QCOMPARE(ids.first(2), ids.last(2));
    QCOMPARE(world.state().failures, 0);
    QVERIFY(world.state().pauseReason.empty());
    counters = world.counters();
    QCOMPARE(counters.delivered, 2);
    QCOMPARE(counters.accepted, 2);
}

void TestUploader::retryAfter_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("429, seconds") << 429 << QByteArray("90") << qint64(540000);
    QTest::newRow("503, date") << 503 << QByteArray("Sat, 21 Nov 2026 12:02:00 GMT") << qint64(720000);
    QTest::newRow("too long") << 429 << QByteArray("86400") << qint64(4500000);
    QTest::newRow("shorter than the usual delay") << 429 << QByteArray("0") << qint64(750);
    QTest::newRow("malformed") << 429 << QByteArray("soon") << qint64(750);
}

void TestUploader::retryAfter()
{
    QFETCH(int, status);
    QFETCH(QByteArray, value);
    QFETCH(qint64, expected);
    World world;
    world.clock->setWall(1795262400s); // Sat, 21 Nov 2026 12:00:00 GMT
    world.server.setScripts({{status, {}, {"Retry-After: " + value}}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader();
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QCOMPARE(qint64(report.nextAttempt->count()), expected);

    world.clock->advance(std::chrono::milliseconds(expected - 1));
    QCOMPARE(run(*world.uploader()).result, Result::Later); // it binds every uploader
    QCOMPARE(world.server.requests().size(), 1);
    world.clock->advance(1ms);
    QCOMPARE(run(*uploader).result, Result::Delivered);
}

void TestUploader::waitsItsTurn()
{
    World world;
    world.server.setScripts({{500}, {200, postHogOk}});
    world.add(1);
    QCOMPARE(run(*world.uploader()).result, Result::Later);
    const UploadReport report = run(*world.uploader());
    QCOMPARE(report.result, Result::Later);
    QCOMPARE(report.message, u"the server answered 500: it has a problem of its own"_s);
    QCOMPARE(report.stillWaiting, 1);
    QCOMPARE(world.server.connections(), 1);
}

void TestUploader::delaysGrowAndEndWithSuccess()
{
    World world;
    world.server.setScripts({{500}, {503}, {500}, {200, postHogOk}, {500}});
    world.add(1);
    const auto uploader = world.uploader();
    for (const auto expected : {750ms, 45000ms, 1350000ms}) {
        const UploadReport report = run(*uploader);
        QCOMPARE(report.nextAttempt->count(), expected.count());
        world.clock->advance(expected);
    }
    QCOMPARE(run(*uploader).result, Result::Delivered);
    world.add(1);
    QCOMPARE(run(*uploader).nextAttempt->count(), (750ms).count());
}

void TestUploader::sendNowDoesNotWait()
{
    World world;
    world.server.setScripts({{500}, {401}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader();
    QCOMPARE(run(*uploader).result, Result::Later);
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Paused);
    QCOMPARE(run(*uploader).result, Result::Paused);
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Delivered);
    QCOMPARE(world.server.requests().size(), 3);
}

void TestUploader::sendNowDuringARun()
{
    World world;
    world.server.setScripts({{500}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader();
    connect(&world.server, &ScriptedServer::requestReceived, uploader.get(),
            [&] { uploader->start(Uploader::Urgency::Now); });
    QSignalSpy finished(uploader.get(), &Uploader::finished);
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(world.server.requests().size(), 2);
}

void TestUploader::sendNowDuringARunTakesWhatIsHeld()
{
    World world;
    world.server.setScripts({{200, postHogOk}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader();
    connect(
        &world.server, &ScriptedServer::requestReceived, uploader.get(),
        [&] {
            world.addHeld(10s);
            uploader->start(Uploader::Urgency::Now);
        },
        Qt::SingleShotConnection);
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 2);
    QCOMPARE(report.stillWaiting, 0);
}

void TestUploader::aRunEndsWhateverIsRecordedMeanwhile()
{
    World world;
    world.add(3);
    // Somebody records without a pause: whenever a request comes, more waits behind it.
    connect(&world.server, &ScriptedServer::requestReceived, this, [&] {
        if (world.server.requests().size() < 20)
            world.add(2);
    });
    const auto uploader = world.uploader();
    UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 3);
    QCOMPARE(report.stillWaiting, 2);
    QCOMPARE(world.server.requests().size(), 1);
    // The next run takes them.
    report = run(*uploader);
    QCOMPARE(report.delivered, 2);
    QCOMPARE(report.stillWaiting, 2);
    QVERIFY(world.addsUp());
}

void TestUploader::whatIsHeldWaitsForItsTime()
{
    World world;
    world.server.setScripts({{200, postHogOk}, {200, postHogOk}, {200, postHogOk}});
    world.add(1);
    world.addHeld(10s);
    const auto uploader = world.uploader();
    UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 1);
    QCOMPARE(report.stillWaiting, 1);
    QCOMPARE(report.heldFor, std::optional<std::chrono::milliseconds>(10s));
    QVERIFY(!report.nextAttempt);
    world.clock->advance(4s);
    report = run(*uploader);
    QCOMPARE(report.result, Result::Nothing);
    QCOMPARE(report.heldFor, std::optional<std::chrono::milliseconds>(6s));
    QCOMPARE(world.server.requests().size(), 1);
    world.clock->advance(6s);
    report = run(*uploader);
    QCOMPARE(report.delivered, 1);
    QVERIFY(!report.heldFor);
    // "Send now" means everything.
    world.addHeld(10s);
    report = run(*uploader, Uploader::Urgency::Now);
    QCOMPARE(report.delivered, 1);
    QCOMPARE(report.stillWaiting, 0);
    QVERIFY(world.addsUp());
}

/// Nothing else would say that it may be sent now: its timer was stopped when the run began.
void TestUploader::aWindowMayEndDuringARun()
{
    World world;
    world.addHeld(10s);
    world.add(20);
    connect(
        &world.server, &ScriptedServer::requestReceived, this, [&] { world.clock->advance(10s); },
        Qt::SingleShotConnection);
    const auto uploader = world.uploader();
    UploadReport report = run(*uploader);
    QCOMPARE(report.delivered, 20);
    QCOMPARE(report.stillWaiting, 1);
    QCOMPARE(report.heldFor, std::optional<std::chrono::milliseconds>(0ms));
    report = run(*uploader);
    QCOMPARE(report.delivered, 1);
    QVERIFY(!report.heldFor);
    QVERIFY(world.addsUp());
}

void TestUploader::attemptsAreCountedAndEnd()
{
    World world;
    world.server.setScripts({{500}, {500}, {200, postHogOk}});
    world.add(2);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.maximumAttempts = 2; });
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Later);
    QCOMPARE(world.open()->view().counters()->waiting, 2);
    (void)run(*uploader, Uploader::Urgency::Now);
    const EventCounters counted = *world.open()->view().counters();
    QCOMPARE(counted.waiting, 0);
    QCOMPARE(counted.dropped.at(DropReason::Attempts), 2);
    QCOMPARE(counted.accepted, 2);
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Nothing);
    QCOMPARE(world.server.requests().size(), 2);
}

void TestUploader::pauseIsLiftedByAnotherKey()
{
    World world;
    world.server.setScripts({{401}, {200, postHogOk}});
    world.add(1);
    QCOMPARE(run(*world.uploader()).result, Result::Paused);
    world.destination = PostHog(world.server.url(), u"phc_another"_s);
    world.add(1);
    const UploadReport report = run(*world.uploader());
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 1); // what was recorded for the other key stays
    QCOMPARE(world.counters().waiting, 1);
}

void TestUploader::wrongClockDoesNotParkTheQueue()
{
    World world;
    world.server.setScripts({{500}, {401}, {200, postHogOk}});
    const auto uploader = world.uploader();
    const auto present = world.clock->now().time_since_epoch();
    world.clock->setWall(std::chrono::duration_cast<std::chrono::milliseconds>(present) + 24h * 365 * 10);
    world.add(1);
    QCOMPARE(run(*uploader).result, Result::Later);
    world.clock->setWall(std::chrono::duration_cast<std::chrono::milliseconds>(present));
    QCOMPARE(run(*uploader).result, Result::Paused);
    world.clock->setWall(std::chrono::duration_cast<std::chrono::milliseconds>(present) - 24h * 365);
    QCOMPARE(run(*uploader).result, Result::Delivered);
}

void TestUploader::clockThatJumpsWhileWaiting_data()
{
    QTest::addColumn<qint64>("jump"); // hours
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("othersWait"); // for no longer than anybody ever asks for
    for (const int status : {503, 401}) {
        const auto row = [status](const char *name, qint64 jump, bool othersWait) {
            QTest::addRow("%d, %s", status, name) << jump << status << othersWait;
        };
        row("not at all", 0, false);
        row("back 10 years", -10LL * 365 * 24, false);
        row("forwards 50 years", 50LL * 365 * 24, false);
        row("forwards by a suspend of 8 hours", 8, false);
    }
    QTest::newRow("401, back 5 hours") << qint64(-5) << 401 << true;
}

void TestUploader::clockThatJumpsWhileWaiting()
{
    QFETCH(qint64, jump);
    QFETCH(int, status);
    QFETCH(bool, othersWait);
    World world;
    world.server.setScripts({{status}, {200, postHogOk}});
    world.add(2);
    const auto uploader = world.uploader();
    const UploadReport report = run(*uploader);
    QVERIFY(report.nextAttempt.has_value());
    // The time passes by the clock that nobody sets; by the other one it may never have.
    const auto present = std::chrono::duration_cast<std::chrono::milliseconds>(world.clock->now().time_since_epoch());
    world.clock->advance(*report.nextAttempt);
    world.clock->setWall(present + *report.nextAttempt + std::chrono::hours(jump));
    if (othersWait) {
        const UploadReport other = run(*world.uploader());
        QVERIFY(other.nextAttempt && *other.nextAttempt <= 24h);
        QCOMPARE(world.server.requests().size(), 1);
    }
    if (jump > 30 * 24) {
        // By this clock they are too old to be sent, and nothing else says so: they wait for it to be right again.
        QCOMPARE(run(*uploader).result, Result::Nothing);
        QCOMPARE(world.counters().waiting, 2);
        world.clock->setWall(present + *report.nextAttempt);
    }
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QCOMPARE(world.state().notBeforeMs, 0);
    QVERIFY(world.addsUp());
}

void TestUploader::clockThatJumpsWithinABatch()
{
    World world;
    const auto present = std::chrono::duration_cast<std::chrono::milliseconds>(world.clock->now().time_since_epoch());
    QStringList times;
    for (const auto &jump : {0h, -24h * 365 * 10, 24h * 365 * 50, -1h, 1h}) {
        world.clock->setWall(present + jump);
        const std::vector<std::string> bodies = world.add(2);
        for (const std::string &body : bodies)
            times.append(QJsonDocument::fromJson(QByteArray::fromStdString(body))[u"timestamp"_s].toString());
    }
    QCOMPARE(times.size(), 10);
    // And once more while the request is on its way.
    const auto sending = present + 7h;
    world.clock->setWall(sending);
    const auto connection = connect(&world.server, &ScriptedServer::requestReceived, this,
                                    [&] { world.clock->setWall(present - 24h * 365 * 10); });
    QCOMPARE(run(*world.uploader()).delivered, 10);
    disconnect(connection);
    QStringList inOrder;
    for (std::uint64_t i = 1; i <= 10; ++i)
        inOrder.append(UploadWorld::id(i));
    QCOMPARE(world.server.ids(u"uuid"_s), inOrder); // as they happened, not as the clock says
    QCOMPARE(world.server.ids(u"timestamp"_s), times);
    const QJsonObject body = QJsonDocument::fromJson(world.server.requests().constFirst().body).object();
    // What the receiver corrects the times by.
    QCOMPARE(QDateTime::fromString(body.value(u"sent_at"_s).toString(), Qt::ISODateWithMs).toMSecsSinceEpoch(),
             qint64(sending.count()));
    QVERIFY(world.addsUp());
}

void TestUploader::offlineAndBackOnline()
{
    World world;
    const quint16 port = world.server.port();
    world.add(2);
    world.server.close();
    const auto uploader = world.uploader();
    UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QCOMPARE(report.stillWaiting, 2);
    QVERIFY(!report.message.isEmpty());
    QCOMPARE(world.open()->view().events({})->at(0).attempts, 0); // nobody was reached

    QVERIFY(world.server.listen(port));
    world.clock->advance(*report.nextAttempt);
    report = run(*uploader);
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 2);
}

void TestUploader::resolverThatNeverAnswers()
{
    World world;
    SilentResolver resolver;
    world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    world.add(1);
    auto uploader = world.uploader([&](Uploader::Options &options) {
        options.resolver = resolver.function();
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        options.requestDeadline = 200ms;
    });
    QSignalSpy leaving(uploader.get(), &Uploader::leaving);
    for (int i = 0; i < 3; ++i) {
        const UploadReport report = run(*uploader, Uploader::Urgency::Now);
        QCOMPARE(report.result, Result::Later);
        QCOMPARE(report.stillWaiting, 1);
    }
    QCOMPARE(resolver.asked(), 1); // no thread was added to the one that hangs
    QCOMPARE(world.state().failures, 3);
    QVERIFY(leaving.isEmpty());

    uploader->start(Uploader::Urgency::Now);
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    uploader.reset();
    QVERIFY2(timer.elapsed() < 2500, "destroying waited for the resolver");
    QCOMPARE(world.counters().waiting, 1);
}

void TestUploader::resolverThatFails()
{
    World world;
    world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    world.add(1);
    const std::thread::id here = std::this_thread::get_id();
    std::atomic<bool> elsewhere = false;
    const auto uploader = world.uploader([&](Uploader::Options &options) {
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        options.resolver = [&, here](const std::string &host, std::string *error) {
            elsewhere = std::this_thread::get_id() != here;
            *error = "no such " + host;
            return std::vector<std::string>();
        };
    });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QVERIFY2(report.message.contains(u"no such candor.invalid"_s), qPrintable(report.message));
    QVERIFY(elsewhere);
    QCOMPARE(world.open()->view().events({})->at(0).attempts, 0);
}

void TestUploader::programEndsWhileTheResolverIsSilent()
{
    World world;
    world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    world.add(1);
    QProcess process;
    process.setProcessEnvironment(world.childEnvironment());
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--silent-resolver"_s, QString::fromStdString(world.folder)});
    QVERIFY(process.waitForFinished(30000));
    QVERIFY2(timer.elapsed() < 8000, "the program waited for the resolver");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("asked"));
    QCOMPARE(world.counters().waiting, 1);
}

void TestUploader::serverThatNeverAnswers_data()
{
    QTest::addColumn<Manner>("manner");
    QTest::newRow("silence") << Manner::NeverAnswer;
    QTest::newRow("a byte now and then") << Manner::ByteAtATime;
}

void TestUploader::serverThatNeverAnswers()
{
    QFETCH(Manner, manner);
    World world;
    world.server.setScripts({{200, postHogOk, {}, manner, 100ms}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 500ms; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QCOMPARE(report.message, u"no complete answer came within 0.5 s"_s);
    QCOMPARE(world.counters().waiting, 1);
    world.clock->advance(*report.nextAttempt);
    QCOMPARE(run(*world.uploader()).result, Result::Delivered); // with a deadline for a busy machine
}

void TestUploader::connectionClosedWithoutAnAnswer()
{
    World world;
    // Qt may repeat a request by itself: what counts are ids.
    world.server.setScripts({{200, {}, {}, Manner::CloseUnanswered},
                             {200, {}, {}, Manner::CloseUnanswered},
                             {200, postHogOk, {}, Manner::CloseHalfway},
                             {200, postHogOk}});
    world.add(3);
    const auto uploader = world.uploader();
    UploadReport report;
    for (int i = 0; i < 5 && report.result != Result::Delivered; ++i) {
        report = run(*uploader, Uploader::Urgency::Now);
        if (report.result != Result::Delivered)
            QCOMPARE(report.result, Result::Later);
    }
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(setOf(world.server.ids(u"uuid"_s)).size(), 3);
    QCOMPARE(world.counters().delivered, 3);
}

void TestUploader::redirectIsNotFollowed()
{
    World world;
    ScriptedServer other({{200, postHogOk}});
    QVERIFY(other.listen());
    for (const int status : {301, 302, 303, 307, 308}) {
        world.server.setScripts({{status, {}, {"Location: " + other.url().toEncoded() + "/batch/"}}});
        world.add(1);
        QCOMPARE(run(*world.uploader(), Uploader::Urgency::Now).result, Result::Later);
    }
    QCOMPARE(other.connections(), 0);
    QCOMPARE(world.counters().waiting, 5);
}

void TestUploader::passwordIsNotGiven()
{
    World world;
    world.server.setScripts({{401, {}, {"WWW-Authenticate: Basic realm=\"x\""}}});
    world.add(1);
    QCOMPARE(run(*world.uploader()).result, Result::Paused);
    QCOMPARE(world.server.requests().size(), 1);
    QVERIFY(!world.server.requests().constFirst().headers.contains("authorization"));
}

void TestUploader::cookiesAreNotKept()
{
    World world;
    world.server.setScripts(
        {{200, postHogOk, {"Set-Cookie: id=1; Path=/; Max-Age=10000", "Cache-Control: max-age=10000", "ETag: \"1\""}}});
    const auto uploader = world.uploader();
    for (int i = 0; i < 3; ++i) {
        world.add(1);
        QCOMPARE(run(*uploader).result, Result::Delivered);
    }
    QCOMPARE(world.server.requests().size(), 3);
    for (const ScriptedServer::Request &request : world.server.requests()) {
        QVERIFY(!request.headers.contains("cookie"));
        QVERIFY(!request.headers.contains("if-none-match"));
        QCOMPARE(request.headers.keys(), world.server.requests().constFirst().headers.keys());
    }
}

void TestUploader::encryptedOnly()
{
    QVERIFY(QSslSocket::supportsSsl());
    World world;
    world.destination = PostHog(world.server.url(u"https"_s), key);
    world.server.setScripts({{200, postHogOk}});
    world.add(1);
    // The server says nothing to it; long enough for a busy machine to connect.
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 10s; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QVERIFY(world.server.connections() > 0);
    QVERIFY(!world.server.received().contains("POST"));
    QVERIFY(!world.server.received().contains("batch"));
    QCOMPARE(report.stillWaiting, 1);
}

void TestUploader::proxyIsUsed()
{
    World world;
    world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    world.server.setScripts({{407, {}, {"Proxy-Authenticate: Basic realm=\"x\"", "Connection: close"}}});
    world.add(1);
    std::atomic<int> asked = 0;
    const auto uploader = world.uploader([&](Uploader::Options &options) {
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, world.server.port());
        options.resolver = [&asked](const std::string &, std::string *) {
            ++asked;
            return std::vector<std::string>();
        };
    });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Paused);
    QCOMPARE(report.message, u"the proxy wants a name and a password"_s);
    QCOMPARE(asked, 0); // the proxy looks the name up
    QVERIFY(world.server.received().startsWith("CONNECT candor.invalid:443 HTTP/1.1"));
    QVERIFY(!world.server.received().toLower().contains("proxy-authorization"));
    QCOMPARE(report.stillWaiting, 1);
}

void TestUploader::systemsProxyIsUsed()
{
    World world;
    world.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    world.server.setScripts({{407, {}, {"Proxy-Authenticate: Basic realm=\"x\"", "Connection: close"}}});
    world.add(1);
    QProcessEnvironment environment = world.childEnvironment();
    environment.insert(u"https_proxy"_s, world.server.url().toString());
    // libproxy 0.5 leaks the URL of each question, and of its stack the sanitizer sees no more than glib's g_malloc().
    environment.insert(u"ASAN_OPTIONS"_s, environment.value(u"ASAN_OPTIONS"_s) + u":detect_leaks=0"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(QCoreApplication::applicationFilePath(), {u"--send"_s, QString::fromStdString(world.folder)});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000); // the server lives in this thread
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("the proxy wants a name and a password"));
    QVERIFY(world.server.received().startsWith("CONNECT candor.invalid:443 HTTP/1.1"));
}

void TestUploader::proxyIsNotUsedForThisComputer()
{
    World world;
    ScriptedServer proxy;
    QVERIFY(proxy.listen());
    world.add(1);
    const auto uploader = world.uploader([&](Uploader::Options &options) {
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port());
    });
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QCOMPARE(proxy.connections(), 0);
}

void TestUploader::noConsentTouchesNothing()
{
    World world;
    world.add(1);
    const QStringList before = world.home.everything();
    world.allowed = false;
    QCOMPARE(run(*world.uploader(), Uploader::Urgency::Now).result, Result::Refused);
    const auto withoutQuestion = world.uploader([](Uploader::Options &options) { options.confirm = nullptr; });
    QCOMPARE(run(*withoutQuestion).result, Result::Refused);
    QCOMPARE(world.server.connections(), 0);
    QCOMPARE(world.home.everything(), before);
    QCOMPARE(world.counters().waiting, 1);
}

void TestUploader::consentWithdrawnBetweenBatches()
{
    World world;
    world.add(700);
    const auto uploader = world.uploader();
    connect(uploader.get(), &Uploader::progressed, this, [&] { world.allowed = false; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Refused);
    QCOMPARE(world.server.requests().size(), 1);
    const EventCounters counters = world.counters();
    QVERIFY(counters.delivered > 0);
    QCOMPARE(counters.delivered + counters.waiting, 700);
    QCOMPARE(counters.delivered, report.delivered);
}

void TestUploader::consentWithdrawnDuringTheLookup()
{
    World world;
    QUrl url = world.server.url(u"https"_s);
    url.setHost(u"candor.invalid"_s);
    world.destination = PostHog(url, key);
    world.add(1);
    std::atomic<bool> allowed = true;
    const auto uploader = world.uploader([&](Uploader::Options &options) {
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        options.confirm = [&allowed] { return allowed.load(); };
        options.resolver = [&allowed](const std::string &, std::string *) {
            allowed = false;
            return std::vector<std::string>{"127.0.0.1"};
        };
    });
    QSignalSpy leaving(uploader.get(), &Uploader::leaving);
    QCOMPARE(run(*uploader).result, Result::Refused);
    QVERIFY(leaving.isEmpty());
    QCOMPARE(world.server.connections(), 0);
}

void TestUploader::consentWithdrawnBeforeTheAnswer()
{
    World world;
    world.add(2);
    const auto uploader = world.uploader();
    const auto connection =
        connect(&world.server, &ScriptedServer::requestReceived, this, [&] { world.allowed = false; });
    QCOMPARE(run(*uploader).result, Result::Refused);
    disconnect(connection);
    QCOMPARE(world.counters().delivered, 0);
    QCOMPARE(world.counters().sending, 2); // left for whoever erases

    // Had it been a refusal for this process only, another one finds them.
    world.allowed = true;
    QCOMPARE(run(*world.uploader()).delivered, 2);
    QCOMPARE(setOf(world.server.ids(u"uuid"_s)).size(), 2);
}

void TestUploader::abortInFlight()
{
    World world;
    world.server.setScripts({{200, {}, {}, Manner::NeverAnswer}, {200, postHogOk}});
    world.add(2);
    const auto uploader = world.uploader();
    QSignalSpy finished(uploader.get(), &Uploader::finished);
    QSignalSpy received(&world.server, &ScriptedServer::requestReceived);
    uploader->start(Uploader::Urgency::Ordinary);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, patience);
    QCOMPARE(world.counters().sending, 2);
    uploader->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().value<UploadReport>().result, Result::Refused);
    QCOMPARE(world.counters().waiting, 2);
    QCOMPARE(world.counters().sending, 0);
    QTRY_COMPARE_WITH_TIMEOUT(world.server.findChildren<QTcpSocket *>().size(), 0,
                              patience); // the connection is closed
    ExclusiveFile lock;
    std::string error;
    QCOMPARE(lock.acquire(world.folder + "/upload.lock", &error), ExclusiveFile::Result::Acquired);
    lock.release();
    uploader->abort(); // nothing runs
    QCOMPARE(finished.size(), 1);
    QCOMPARE(run(*uploader).delivered, 2);
}

void TestUploader::abortBeforeTheFirstStep()
{
    World world;
    world.add(1);
    const auto uploader = world.uploader();
    QSignalSpy finished(uploader.get(), &Uploader::finished);
    uploader->start(Uploader::Urgency::Now);
    uploader->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(run(*uploader).result, Result::Delivered); // and the aborted run's step does not come back
    QCOMPARE(world.server.requests().size(), 1);
    QCOMPARE(finished.size(), 2);
}

void TestUploader::destroyedInFlight()
{
    World world;
    world.server.setScripts({{200, {}, {}, Manner::NeverAnswer}});
    world.add(2);
    auto uploader = world.uploader();
    QSignalSpy received(&world.server, &ScriptedServer::requestReceived);
    uploader->start(Uploader::Urgency::Ordinary);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, patience);
    QElapsedTimer timer;
    timer.start();
    uploader.reset();
    QVERIFY(timer.elapsed() < 2500);
    QCOMPARE(world.counters().waiting, 2);
}

void TestUploader::oneAtATime()
{
    World world;
    world.server.setScripts({{500}, {200, postHogOk}});
    world.add(1);
    const auto uploader = world.uploader();
    QCOMPARE(run(*uploader).result, Result::Later);
    ExclusiveFile other;
    std::string error;
    QCOMPARE(other.acquire(world.folder + "/upload.lock", &error), ExclusiveFile::Result::Acquired);
    const QFile::Permissions mode = QFile::permissions(QString::fromStdString(world.folder) + u"/upload.lock"_s);
    QCOMPARE(mode & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser), QFile::ReadOwner | QFile::WriteOwner);

    const UploadReport report = run(*uploader, Uploader::Urgency::Now);
    QCOMPARE(report.result, Result::Busy);
    QCOMPARE(report.nextAttempt->count(), (1000ms).count());
    QCOMPARE(report.stillWaiting, 1);
    QCOMPARE(world.server.requests().size(), 1);
    other.release();
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Delivered);
}

void TestUploader::lockOfADeadProcess()
{
    World world;
    world.add(1);
    QProcess process;
    process.setProcessEnvironment(world.childEnvironment());
    process.start(QCoreApplication::applicationFilePath(), {u"--hold-lock"_s, QString::fromStdString(world.folder)});
    QVERIFY(process.waitForReadyRead(30000));
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("held"));
    const auto uploader = world.uploader();
    QCOMPARE(run(*uploader).result, Result::Busy);
    process.kill();
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(run(*uploader).result, Result::Delivered);
}

void TestUploader::otherRowsStay()
{
    World world;
    ScriptedServer second({{200, "OK"}});
    QVERIFY(second.listen());
    const Destination first = world.destination;
    world.add(2); // ids 1 and 2
    world.destination = Segment(second.url(), key);
    world.add(3); // ids 3 to 5
    world.decision = "decision-2";
    world.add(1); // id 6

    world.decision = "decision-1";
    QCOMPARE(run(*world.uploader()).delivered, 3);
    QCOMPARE(second.ids(u"messageId"_s).size(), 3);
    QVERIFY(second.ids(u"messageId"_s).constFirst().endsWith(u"3"_s));
    QCOMPARE(world.server.connections(), 0);

    world.destination = first;
    QCOMPARE(run(*world.uploader()).delivered, 2);
    QCOMPARE(world.server.ids(u"uuid"_s).size(), 2);
    QCOMPARE(world.counters().waiting, 1);
}

/// A process that has not heard that errors are refused stores one at any moment.
void TestUploader::whatAnotherStoresMeanwhileIsNotSent()
{
    World world;
    EventStore::Options impatient;
    impatient.patience = 0ms; // within a transaction of the uploader it is too late
    const auto other = EventStore::open(world.folder, EventStore::Mode::ReadWrite, world.clock, impatient).store;
    QVERIFY(other);
    const auto store = [&](Categories categories) {
        NewEvent event;
        event.id = UploadWorld::id(world.sequence + 1).toStdString();
        event.name = "test.recorded";
        event.timeMs = unixMilliseconds(world.clock->now());
        event.body =
            WireFormat::forProtocol("posthog")->encodeEvent({event.id, "anonymous", event.name, event.timeMs, {}, {}});
        event.categories = categories;
        CommitProgress progress;
        progress.ringBase = 7;
        progress.lastSequence = world.sequence + 1;
        progress.accepted = 1;
        const bool stored = other->writer().commit(world.scope(), std::vector{event}, progress);
        world.sequence += stored ? 1 : 0;
        return stored;
    };
    for (int i = 0; i < 3; ++i)
        QVERIFY(store(Category::Usage));
    int errors = 0;
    const auto uploader = world.uploader([&](Uploader::Options &options) {
        options.granted = Category::Usage;
        options.clock = std::make_shared<BusyClock>(world.clock, [&] {
            if (errors < 50 && store(Category::Errors))
                ++errors;
        });
    });
    const UploadReport report = run(*uploader);
    QVERIFY2(report.delivered == 3, qPrintable(report.message));
    QVERIFY(errors > 2);
    QCOMPARE(setOf(world.server.ids(u"uuid"_s)),
             (QSet<QString>{UploadWorld::id(1), UploadWorld::id(2), UploadWorld::id(3)}));
    QVERIFY(world.addsUp());
}

void TestUploader::batchesStaySmall()
{
    World world;
    QRandomGenerator generator(11);
    const auto noise = [&generator](int) {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += static_cast<char>('!' + generator.bounded(90));
        return text;
    };
    world.add(1100, noise);
    world.add(1, [&](int i) { return noise(i) + std::string(20000, 'x') + noise(i); });
    std::string large;
    for (int i = 0; i < 300; ++i)
        large += noise(i);
    world.add(1, [&](int) { return large; }); // does not fit alone, and is sent nevertheless

    const UploadReport report = run(*world.uploader());
    QCOMPARE(report.result, Result::Delivered);
    QCOMPARE(report.delivered, 1102);
    const QStringList ids = world.server.ids(u"uuid"_s);
    QCOMPARE(ids.size(), 1102); // each once
    QVERIFY(std::is_sorted(ids.cbegin(), ids.cend())); // oldest first
    int over = 0;
    for (const ScriptedServer::Request &request : world.server.requests())
        over += request.rawBody.size() >= 16384 ? 1 : 0;
    QCOMPARE(over, 1);
    QVERIFY2(world.server.requests().size() < 100, qPrintable(QString::number(world.server.requests().size())));
}

void TestUploader::storeThatFails()
{
    World world;
    world.add(2);
    const auto uploader = world.uploader();
    sqlite3 *blocker = nullptr;
    QCOMPARE(sqlite3_open((world.folder + "/events.sqlite").c_str(), &blocker), SQLITE_OK);
    sqlite3_busy_timeout(blocker, patience);
    const auto connection = connect(&world.server, &ScriptedServer::requestReceived, this, [&] {
        QCOMPARE(sqlite3_exec(blocker, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    });
    const UploadReport report = run(*uploader);
    disconnect(connection);
    QCOMPARE(report.result, Result::Failed);
    QVERIFY(!report.message.isEmpty());
    QCOMPARE(sqlite3_exec(blocker, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_close(blocker), SQLITE_OK);

    QCOMPARE(run(*uploader).delivered, 2); // a second copy, under the same ids
    const QStringList ids = world.server.ids(u"uuid"_s);
    QCOMPARE(ids.size(), 4);
    QCOMPARE(setOf(ids).size(), 2);
    QCOMPARE(world.counters().delivered, 2);
}

void TestUploader::whatARequestCameToIsWhole_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("delivered") << 200;
    QTest::newRow("rejected") << 400;
    QTest::newRow("to be tried again") << 503;
}

/// The disk fails at each of the writes after the answer in turn: what became of the event, and what is said to all who
/// send, are never apart.
void TestUploader::whatARequestCameToIsWhole()
{
    QFETCH(int, status);
    int writes = 0;
    for (bool failed = true; failed; ++writes) {
        World world;
        world.server.setScripts({{status, status == 200 ? postHogOk : QByteArray()}});
        world.add(1);
        FaultyFiles files;
        const auto uploader =
            world.uploader([&files](Uploader::Options &options) { options.store.fileLayer = files.name(); });
        connect(&world.server, &ScriptedServer::requestReceived, this,
                [&] { files.fail(EIO, writes + 1, FaultyFiles::On, {FaultyFiles::Operation::Write}); });
        (void)run(*uploader);
        failed = files.hasFailed();
        files.heal();
        QCOMPARE(world.server.requests().size(), 1);
        const bool marked = world.events().at(0).attempts == 1;
        QVERIFY2(marked == !world.state().lastResult.empty(), qPrintable(QString::number(writes)));
        QVERIFY(marked || failed);
        QVERIFY(world.addsUp());
    }
    QVERIFY2(writes > 2, "nothing was written");
}

void TestUploader::nowhereToSend()
{
    World world;
    world.add(1);
    const QStringList before = world.home.everything();
    const QList<Destination> destinations{Destination(), PostHog(world.server.url(), QString()),
                                          PostHog(QUrl(u"http://host.example"_s), key)};
    for (const Destination &destination : destinations) {
        world.destination = destination;
        const UploadReport report = run(*world.uploader(), Uploader::Urgency::Now);
        QCOMPARE(report.result, Result::Paused);
        QVERIFY(!report.message.isEmpty());
    }
    QCOMPARE(world.server.connections(), 0);
    QCOMPARE(world.home.everything(), before);
}

namespace {

Uploader::Options childOptions(const char *folder)
{
    Uploader::Options options;
    options.storeFolder = folder;
    options.destination = PostHog(QUrl(u"https://candor.invalid"_s), key);
    options.decisionId = "decision-1";
    options.clock = std::make_shared<FakeClock>();
    options.confirm = [] { return true; };
    return options;
}

/// A program that ends while a look-up of its uploader is under way.
int endWhileTheResolverIsSilent(int argc, char **argv)
{
    // Reachable until the end, and never gone: nothing wakes the look-up.
    static const SilentResolver *const resolver = new SilentResolver;
    QCoreApplication application(argc, argv);
    Uploader::Options options = childOptions(argv[2]);
    options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    options.resolver = resolver->function();
    Uploader uploader(options);
    uploader.start(Uploader::Urgency::Now);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &application, [] {
        if (resolver->asked() > 0) {
            std::puts("asked");
            QCoreApplication::quit();
        }
    });
    timer.start(10ms);
    return QCoreApplication::exec();
}

/// A program that sends what waits, as a real one does, and says what came of it.
int send(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Uploader uploader(childOptions(argv[2]));
    QObject::connect(&uploader, &Uploader::finished, &application, [](const UploadReport &report) {
        std::puts(qPrintable(report.message));
        QCoreApplication::quit();
    });
    uploader.start(Uploader::Urgency::Now);
    return QCoreApplication::exec();
}

int holdLock(const char *folder)
{
    ExclusiveFile lock;
    std::string error;
    std::puts(lock.acquire(std::string(folder) + "/upload.lock", &error) == ExclusiveFile::Result::Acquired
                  ? "held"
                  : "not held");
    std::fflush(stdout);
    for (;;)
        std::this_thread::sleep_for(1min); // until it is killed
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--silent-resolver") == 0)
        return endWhileTheResolverIsSilent(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--send") == 0)
        return send(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold-lock") == 0)
        return holdLock(argv[2]);
    QCoreApplication application(argc, argv);
    TestUploader test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_uploader.moc"
