// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The uploader against everything that a network, a proxy or a server can do wrong. Whatever it is: nothing is lost,
// nothing is counted wrongly, and as soon as the other side is well again everything arrives.

#include "delivery/attemptresult.h"
#include "delivery/retrypolicy.h"
#include "support/faultserver.h"
#include "support/sanitizers.h"
#include "support/uploadworld.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include <zlib.h>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Accepting = FaultServer::Accepting;
using Ending = FaultServer::Ending;
using Fault = FaultServer::Fault;
using Kind = AttemptResult::Kind;
using Reading = FaultServer::Reading;
using Result = UploadReport::Result;

namespace {

const QString key = u"phc_testkey"_s;
const QByteArray delivered = R"({"status":1})";

// A request that gets through because it is repeated by itself would not be noticed otherwise.
constexpr int again = 12; // Qt repeats a request by itself when there was no answer to it

QByteArray chunked(const QByteArray &chunks)
{
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

QByteArray packed(const QByteArray &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("no memory");
    QByteArray input = bytes;
    QByteArray result(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))),
                      Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("not packed");
    result.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return result;
}

struct World : UploadWorld
{
    explicit World(Accepting accepting = Accepting::Yes)
        : server(accepting)
    {
        destination = PostHog(server.url(), key);
    }

    FaultServer server;

    /// Everything that was added arrived at least once, and is counted as delivered.
    [[nodiscard]] bool allArrived() const
    {
        const QMap<QString, int> received = server.received();
        for (std::uint64_t i = 1; i <= sequence; ++i) {
            if (!received.contains(id(i))) {
                qWarning("event %llu never arrived", static_cast<unsigned long long>(i));
                return false;
            }
        }
        const EventCounters counted = counters();
        return received.size() == static_cast<qsizetype>(sequence) && addsUp() && counted.waiting == 0
            && counted.sending == 0 && counted.delivered == static_cast<std::int64_t>(sequence);
    }
};

/// Keeps from replies what Qt's thread tells them, from the moment on in which \a begins is true. It is asked before
/// each word of Qt's, and may wait.
class DeafReplies : public QObject
{
public:
    explicit DeafReplies(std::function<bool()> begins)
        : m_begins(std::move(begins))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }
    [[nodiscard]] bool areDeaf() const { return m_deaf; }

protected:
    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        if (event->type() != QEvent::MetaCall || !qobject_cast<QNetworkReply *>(receiver))
            return false;
        m_deaf = m_deaf || m_begins();
        return m_deaf;
    }

private:
    std::function<bool()> m_begins;
    bool m_deaf = false;
};

} // namespace

Q_DECLARE_METATYPE(candor::test::FaultServer::Fault)
Q_DECLARE_METATYPE(candor::test::FaultServer::Accepting)
Q_DECLARE_METATYPE(candor::UploadReport::Result)

class TestFaults : public QObject
{
    Q_OBJECT

private:
    /// One for all rows: making a store takes longer than most of them.
    World &sharedWorld()
    {
        if (!m_shared)
            m_shared = std::make_unique<World>();
        m_shared->server.recover();
        m_shared->server.restartCounting();
        m_shared->destination = PostHog(m_shared->server.url(), key);
        return *m_shared;
    }
    std::unique_ptr<World> m_shared;

private Q_SLOTS:
    void cleanup()
    {
        if (QTest::currentTestFailed())
            m_shared.reset(); // what is left of it is of no use to the next row
    }
    void cleanupTestCase() { m_shared.reset(); }
    void nothingIsLost_data();
    void nothingIsLost();
    void everyStatus();
    void retryAfterOnTheWire_data();
    void retryAfterOnTheWire();
    void keptConnectionIsClosed_data();
    void keptConnectionIsClosed();
    void askedForAPassword_data();
    void askedForAPassword();
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void answersWithoutAnEnd_data();
    void answersWithoutAnEnd();
    void aNoEndsWhatNeverEnds_data();
    void aNoEndsWhatNeverEnds();
    void aNoEndsWhatHasJustBegun();
    void anotherConnectionToTheSameServerStays();
    void segmentsOwnAnswers_data();
    void segmentsOwnAnswers();
};

void TestFaults::nothingIsLost_data()
{
    QTest::addColumn<Accepting>("accepting");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("silent"); // nothing but the deadline ends it
    QTest::addColumn<QList<Result>>("allowed");
    QTest::addColumn<Kind>("kind"); // None: not looked at

    const auto row = [](const char *name, const Fault &fault, Result result, Kind kind = Kind::None) {
        QTest::newRow(name) << Accepting::Yes << fault << false << QList<Result>{result} << kind;
    };
    const auto silent = [](const char *name, const Fault &fault, Accepting accepting = Accepting::Yes) {
        QTest::newRow(name) << accepting << fault << true << QList<Result>{Result::Later} << Kind::Deadline;
    };
    // Where a lenient reader may see a good answer.
    const auto either = [](const char *name, const Fault &fault) {
        QTest::newRow(name) << Accepting::Yes << fault << false << QList<Result>{Result::Later, Result::Delivered}
                            << Kind::None;
    };

    const QByteArray good = FaultServer::good();
    silent("connecting hangs", {}, Accepting::BacklogFull);
    silent("nobody takes the connection", {}, Accepting::KernelOnly);
    silent("silence from the begin", {{}, Ending::Silence, Reading::Nothing});
    silent("silence within the head", {{}, Ending::Silence, Reading::PartOfTheHead});
    silent("silence within the body", {{}, Ending::Silence, Reading::PartOfTheBody});
    silent("silence after the request", {{}, Ending::Silence});
    silent("silence within the answer's first line", {"HTTP/1.", Ending::Silence});
    silent("silence within the answer's head", {good.left(30), Ending::Silence});
    silent("silence within the answer's body", {good.chopped(3), Ending::Silence});
    silent("a byte now and then in the answer", {good, Ending::KeepOpen, Reading::Whole, 100ms});
    silent("a byte now and then in both directions", {good, Ending::KeepOpen, Reading::Slowly, 20ms});
    silent("continue, then silence", {"HTTP/1.1 100 Continue\r\n\r\n", Ending::Silence});

    row("reset at once", {{}, Ending::Reset, Reading::Nothing}, Result::Later);
    row("reset within the head", {{}, Ending::Reset, Reading::PartOfTheHead}, Result::Later);
    row("reset within the body", {{}, Ending::Reset, Reading::PartOfTheBody}, Result::Later);
    row("reset after the request", {{}, Ending::Reset}, Result::Later);
    row("reset within the answer's head", {good.left(30), Ending::Reset}, Result::Later);
    row("reset within the answer's body", {good.chopped(3), Ending::Reset}, Result::Later);
    row("closed within the body", {{}, Ending::Close, Reading::PartOfTheBody}, Result::Later);
    row("closed after the request", {{}, Ending::Close}, Result::Later, Kind::Closed);
    row("closed within the answer's head", {good.left(30), Ending::Close}, Result::Later);
    row("closed within the answer's body", {good.chopped(3), Ending::Close}, Result::Later, Kind::Closed);
    row("half-closed at once", {{}, Ending::HalfClose, Reading::Nothing}, Result::Later);
    row("half-closed after the request", {{}, Ending::HalfClose}, Result::Later, Kind::Closed);
    row("half-closed within the answer", {good.chopped(3), Ending::HalfClose}, Result::Later, Kind::Closed);
    row("half-closed behind the answer", {good, Ending::HalfClose}, Result::Delivered);
    row("closed behind the answer", {good, Ending::Close}, Result::Delivered);

    const auto garbage = [&row](const char *name, const QByteArray &answer) {
        row(name, {answer, Ending::Close}, Result::Later);
    };
    garbage("another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n");
    garbage("a mail server", "220 mail.example ESMTP\r\n");
    garbage("zeros", QByteArray(4096, '\0'));
    garbage("ones", QByteArray(4096, '\xff'));
    garbage("an empty line", "\r\n");
    garbage("TLS", QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7));
    garbage("only the answer's body", delivered);
    garbage("no status", "HTTP/1.1\r\n\r\n" + delivered);
    garbage("a word as status", "HTTP/1.1 OK 200\r\n\r\n" + delivered);
    garbage("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 12\r\n\r\n" + delivered);
    garbage("a negative status", "HTTP/1.1 -200 OK\r\nContent-Length: 12\r\n\r\n" + delivered);
    garbage("a radio station", "ICY 200 OK\r\nContent-Length: 12\r\n\r\n" + delivered);
    either("a version from the future", {"HTTP/9.9 200 OK\r\nContent-Length: 12\r\n\r\n" + delivered, Ending::Close});
    either("only line feeds", {"HTTP/1.1 200 OK\nContent-Length: 12\n\n" + delivered, Ending::Close});
    either("a header without a colon",
           {"HTTP/1.1 200 OK\r\nnothing\r\nContent-Length: 12\r\n\r\n" + delivered, Ending::Close});
    either("a zero in a header",
           {"HTTP/1.1 200 OK\r\nX: a" + QByteArray(1, '\0') + "b\r\nContent-Length: 12\r\n\r\n" + delivered,
            Ending::Close});
    either("HTTP 1.0", {"HTTP/1.0 200 OK\r\n\r\n" + delivered, Ending::Close});
    either("no length at all", {"HTTP/1.1 200 OK\r\n\r\n" + delivered, Ending::Close});
    either("two answers at once", {good + FaultServer::http(500), Ending::Close});

    const auto length = [](const QByteArray &value) {
        return Fault{"HTTP/1.1 200 OK\r\nContent-Length: " + value + "\r\n\r\n" + delivered, Ending::Close};
    };
    row("a length too long", length("13"), Result::Later, Kind::Closed);
    row("a length far too long", length("999999999999999999"), Result::Later);
    row("a length too short", length("11"), Result::Later, Kind::Foreign);
    either("a negative length", length("-12"));
    either("a length in words", length("twelve"));
    either("two lengths", length("12\r\nContent-Length: 5"));
    either("a length and chunks",
           {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n" + delivered
                + "\r\n0\r\n\r\n",
            Ending::Close});

    row("chunks", {chunked("5\r\n{\"sta\r\n7;x=y\r\ntus\":1}\r\n0\r\nTrailer: x\r\n\r\n")}, Result::Delivered);
    // The answer itself is whole; whether Qt 6.4 tells that its frame is not depends on when it hears of the end.
    either("chunks without the last", {chunked("c\r\n" + delivered + "\r\n"), Ending::Close});
    either("a chunk that ends early", {chunked("ff\r\n" + delivered), Ending::Close});
    row("a chunk of no size", {chunked("zz\r\n" + delivered + "\r\n0\r\n\r\n"), Ending::Close}, Result::Later);
    either("a chunk of negative size", {chunked("-c\r\n" + delivered + "\r\n0\r\n\r\n"), Ending::Close});
    row("a chunk larger than memory", {chunked("FFFFFFFFFFFFFFFF\r\n" + delivered), Ending::Close}, Result::Later);
    row("chunks without a line's end", {chunked(QByteArray(300, 'c')), Ending::Close}, Result::Later);

    const auto body = [](const QByteArray &bytes, const QByteArray &type = "application/json") {
        return Fault{FaultServer::http(200, bytes, {"Content-Type: " + type})};
    };
    row("a login page", body("<html><a href=/login>Welcome</a></html>", "text/html"), Result::Later, Kind::Foreign);
    row("a login page that calls itself JSON", body("<html>Welcome</html>"), Result::Later, Kind::Foreign);
    // What it says counts, not what it is called.
    row("the destination's answer as text/html", body(delivered, "text/html"), Result::Delivered);
    row("the destination's answer without a type", {FaultServer::http(200, delivered)}, Result::Delivered);
    row("nothing", body({}), Result::Later, Kind::Foreign);
    row("JSON that ends early", body(R"({"status":)"), Result::Later, Kind::Foreign);
    row("JSON with more behind it", body(delivered + "<html>"), Result::Later, Kind::Foreign);
    row("JSON of another kind", body(R"([{"status":1}])"), Result::Later, Kind::Foreign);
    row("JSON in UTF-16",
        body(QByteArray("{\0\"\0s\0\"\0:\0"
                        "1\0}\0",
                        14)),
        Result::Later, Kind::Foreign);
    row("JSON with a zero in it", body(delivered + '\0'), Result::Later, Kind::Foreign);
    row("deep JSON", body(QByteArray(65536, '[')), Result::Later, Kind::Foreign);
    row("status 0", body(R"({"status":0})"), Result::Later, Kind::Foreign);
    row("over quota", body(R"({"status":1,"quota_limited":["events"]})"), Result::Paused, Kind::QuotaUsedUp);
    row("over another quota", body(R"({"status":1,"quota_limited":["recordings"]})"), Result::Delivered);

    const QByteArray front = R"({"status":1,"x":")";
    row("as long as may be read", body(front + QByteArray(65536 - front.size() - 2, 'x') + "\"}"), Result::Delivered);
    row("a byte longer", body(front + QByteArray(65537 - front.size() - 2, 'x') + "\"}"), Result::Later, Kind::Foreign);

    const auto encoded = [](const QByteArray &bytes, const QByteArray &encoding) {
        return Fault{FaultServer::http(200, bytes, {"Content-Encoding: " + encoding})};
    };
    row("packed although nobody asked", encoded(packed(delivered), "gzip"), Result::Later, Kind::Foreign);
    row("packed by another name", encoded(packed(delivered), "x-gzip"), Result::Later, Kind::Foreign);
    row("a bomb", encoded(packed(QByteArray(48 * 1024 * 1024, ' ')), "gzip"), Result::Later, Kind::Foreign);
    row("called packed and is not", encoded(delivered, "gzip"), Result::Delivered);
    row("deflate", encoded(packed(delivered), "deflate"), Result::Later, Kind::Foreign);
    row("a packing nobody knows", encoded(packed(delivered), "br, gzip, zstd"), Result::Later, Kind::Foreign);

    row("continue, then the answer", {"HTTP/1.1 100 Continue\r\n\r\n" + good}, Result::Delivered);
    either("hints, then the answer", {"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + good, Ending::Close});
    row("another protocol is offered", {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", Ending::Close},
        Result::Later);
}

void TestFaults::nothingIsLost()
{
    QFETCH(Accepting, accepting);
    QFETCH(Fault, fault);
    QFETCH(bool, silent);
    QFETCH(QList<Result>, allowed);
    QFETCH(Kind, kind);
    std::unique_ptr<World> own;
    if (accepting != Accepting::Yes)
        own = std::make_unique<World>(accepting);
    World &world = own ? *own : sharedWorld();
    world.server.setFaults(QList<Fault>(again, fault));
    world.add(3);
    const std::chrono::milliseconds deadline = silent ? 300ms : 30s;
    const auto uploader = world.uploader([&](Uploader::Options &options) { options.requestDeadline = deadline; });
    const qint64 memory = peakMemory();
    QElapsedTimer timer;
    timer.start();
    UploadReport report = run(*uploader);
    QVERIFY2(timer.elapsed() < 10 * deadline.count(), qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(allowed.contains(report.result),
             qPrintable(u"%1 %2"_s.arg(static_cast<int>(report.result)).arg(report.message)));
    QVERIFY(peakMemory() - memory < 32 * 1024);
    const AttemptResult said = AttemptResult::fromText(world.state().lastResult);
    if (kind != Kind::None)
        QVERIFY2(said.kind == kind, qPrintable(QString::fromStdString(world.state().lastResult)));
    QVERIFY(world.addsUp());
    QCOMPARE(world.counters().sending, 0);
    if (report.result != Result::Delivered) {
        QCOMPARE(world.counters().waiting, 3);
        QCOMPARE(report.stillWaiting, 3);
        QVERIFY(!report.message.isEmpty());
        QVERIFY(report.nextAttempt.has_value());
        QCOMPARE(report.result == Result::Later, said.failedOnTheWay() || said.kind == Kind::Status);
    }

    world.server.recover();
    if (report.result != Result::Delivered) {
        world.clock->advance(*report.nextAttempt);
        const auto patient = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
        report = run(*patient);
        QCOMPARE(report.result, Result::Delivered);
        QCOMPARE(report.delivered, 3);
    }
    QVERIFY(world.allArrived());
    QCOMPARE(world.state().failures, 0);
}

void TestFaults::everyStatus()
{
    World &world = sharedWorld();
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    // One event waits from one status to the next, until there is one that takes it.
    std::int64_t waiting = 0;
    const EventCounters before = world.sequence == 0 ? EventCounters() : world.counters();
    std::int64_t rejected = 0;
    std::int64_t delivered2xx = 0;
    std::int64_t added = 0;
    for (int status = 100; status < 600; ++status) {
        // All of them at full length; otherwise those that anybody has given a meaning, and the borders.
        const int last = status % 100;
        if (!qEnvironmentVariableIsSet("CANDOR_TRIALS") && last > 11 && last % 10 != 1 && last != 13 && last != 22
            && last != 99)
            continue;
        if (waiting == 0) {
            world.add(1);
            ++added;
        }
        const bool bodiless = status < 200 || status == 204 || status == 304;
        const Fault fault{FaultServer::http(status, bodiless ? QByteArray() : delivered), Ending::Close};
        world.server.setFaults(QList<Fault>(again, fault));
        const UploadReport report = run(*uploader, Uploader::Urgency::Now);
        const QByteArray where = QByteArray::number(status) + ": " + report.message.toUtf8();
        waiting = report.stillWaiting.value_or(-1);
        if (status == 400 || status == 413 || status == 422) {
            QVERIFY2(report.rejected == 1 && waiting == 0, where.constData());
            QCOMPARE(QString::fromStdString(world.events().at(0).reason), u"status %1"_s.arg(status));
            ++rejected;
            // One that is accepted, so that these three are not three in a row.
            world.server.recover();
            world.add(1);
            ++added;
            QCOMPARE(run(*uploader, Uploader::Urgency::Now).delivered, 1);
        } else if (status >= 200 && status <= 299 && !bodiless) {
            QVERIFY2(report.result == Result::Delivered && waiting == 0, where.constData());
            ++delivered2xx;
        } else {
            const bool later = status < 400 || status == 408 || status == 429 || status >= 500;
            QVERIFY2(report.result == (later ? Result::Later : Result::Paused), where.constData());
            QVERIFY2(waiting == 1, where.constData());
        }
    }
    QVERIFY(delivered2xx > 10);
    QCOMPARE(rejected, 3);
    world.server.recover();
    QCOMPARE(run(*uploader, Uploader::Urgency::Now).result, Result::Delivered);
    const EventCounters counted = world.counters();
    QVERIFY(world.addsUp());
    QCOMPARE(counted.sending + counted.waiting, 0);
    QCOMPARE(counted.dropped.at(DropReason::Rejected), 3);
    QCOMPARE(counted.delivered - before.delivered, added - 3);
    QCOMPARE(world.server.received().size(), qsizetype(counted.accepted));
    m_shared.reset(); // with what was rejected in it
}

void TestFaults::retryAfterOnTheWire_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<qint64>("expected"); // ms
    const auto row = [](const char *name, const QList<QByteArray> &headers, qint64 expected, int status = 503) {
        QTest::newRow(name) << status << headers << expected;
    };
    constexpr qint64 usual = 750;
    constexpr qint64 hour = 3600000;
    row("none", {}, usual);
    row("seconds", {"Retry-After: 90"}, 90000);
    row("seconds, 429", {"Retry-After: 90"}, 90000, 429);
    row("seconds, 408", {"Retry-After: 90"}, 90000, 408);
    row("seconds, 302", {"Retry-After: 90", "Location: /elsewhere"}, 90000, 302);
    row("seconds, 500", {"Retry-After: 90"}, 90000, 500);
    row("seconds, from a captive portal", {"Retry-After: 90"}, 90000, 200);
    row("another spelling of the name", {"RETRY-AFTER:90"}, 90000);
    row("blanks", {"Retry-After: \t 90 \t"}, 90000);
    row("zero", {"Retry-After: 0"}, usual);
    row("an hour and more", {"Retry-After: 3601"}, hour);
    row("a day", {"Retry-After: 86400"}, hour);
    row("more than any number", {"Retry-After: 99999999999999999999"}, hour);
    row("a date", {"Retry-After: Sat, 21 Nov 2026 12:01:30 GMT"}, 90000);
    row("a date in RFC 850's form", {"Retry-After: Saturday, 21-Nov-26 12:01:30 GMT"}, 90000);
    row("a date in asctime's form", {"Retry-After: Sat Nov 21 12:01:30 2026"}, 90000);
    row("a date that has passed", {"Retry-After: Sat, 21 Nov 2026 11:00:00 GMT"}, usual);
    row("a date in a thousand years", {"Retry-After: Sat, 21 Nov 3026 12:00:00 GMT"}, hour);
    row("negative", {"Retry-After: -90"}, usual);
    row("a fraction", {"Retry-After: 1.5e3"}, usual);
    row("words", {"Retry-After: later"}, usual);
    row("empty", {"Retry-After:"}, usual);
    row("binary", {QByteArray("Retry-After: \x01\x80\xff", 16)}, usual);
    row("twice", {"Retry-After: 90", "Retry-After: 120"}, usual); // no one value: it does not count
    row("very long", {"Retry-After: " + QByteArray(10000, '9')}, hour);
}

void TestFaults::retryAfterOnTheWire()
{
    QFETCH(int, status);
    QFETCH(QList<QByteArray>, headers);
    QFETCH(qint64, expected);
    World &world = sharedWorld();
    world.clock->setWall(1795262400s); // Sat, 21 Nov 2026 12:00:00 GMT
    world.server.setFaults({{FaultServer::http(status, "not now", headers), Ending::Close}});
    world.add(3);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    // Behind what was asked for all come back spread, here by half of it.
    const qint64 asked = expected;
    if (asked > 750)
        expected += std::min<qint64>(std::chrono::milliseconds(RetryPolicy::longestDelay).count(), 10 * asked) / 2;
    QCOMPARE(qint64(report.nextAttempt->count()), expected);
    world.clock->advance(std::chrono::milliseconds(expected - 1));
    QCOMPARE(run(*world.uploader()).result, Result::Later); // every uploader
    QCOMPARE(world.server.requests(), 1);
    world.clock->advance(1ms);
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QVERIFY(world.allArrived());
}

void TestFaults::keptConnectionIsClosed_data()
{
    QTest::addColumn<Fault>("second");
    QTest::newRow("closed after the second request") << Fault{{}, Ending::Close};
    QTest::newRow("reset after the second request") << Fault{{}, Ending::Reset};
    QTest::newRow("reset within the second request") << Fault{{}, Ending::Reset, Reading::PartOfTheBody};
    QTest::newRow("half-closed after the second request") << Fault{{}, Ending::HalfClose};
    QTest::newRow("answered and closed at the same time") << Fault{FaultServer::good(), Ending::Close};
}

void TestFaults::keptConnectionIsClosed()
{
    QFETCH(Fault, second);
    World world;
    world.server.setFaults({{FaultServer::good()}, second});
    world.add(1200);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    for (int i = 0; i < 5 && world.counters().waiting > 0; ++i)
        (void)run(*uploader, Uploader::Urgency::Now);
    QVERIFY(world.allArrived());
    // What came twice belongs to the one batch that was in flight.
    int twice = 0;
    for (const int times : world.server.received())
        twice += times - 1;
    QVERIFY(twice <= 500);
}

void TestFaults::askedForAPassword_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");
    for (const int status : {401, 407}) {
        const QByteArray name = status == 401 ? "WWW-Authenticate: " : "Proxy-Authenticate: ";
        for (const QByteArray challenge :
             {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"1\", qop=\"auth\"", "NTLM", "Negotiate", "Bearer", ""})
            QTest::addRow("%d %s", status, challenge.constData()) << status << QByteArray(name + challenge);
    }
}

void TestFaults::askedForAPassword()
{
    QFETCH(int, status);
    QFETCH(QByteArray, challenge);
    World &world = sharedWorld();
    world.server.setFaults(QList<Fault>(again, {FaultServer::http(status, {}, {challenge})}));
    world.add(3);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Paused);
    QCOMPARE(QString::fromStdString(world.state().pauseReason), status == 401 ? u"status 401"_s : u"proxy-password"_s);
    QCOMPARE(world.server.requests(), 1); // asked once
    QVERIFY(!world.server.bytes().toLower().contains("authorization:"));
    QCOMPARE(run(*uploader).result, Result::Paused);
    QCOMPARE(world.server.requests(), 1);
    world.server.recover();
    world.clock->advance(24h);
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QVERIFY(world.allArrived());
}

void TestFaults::redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location"); // %1 is the port
    for (const int status : {300, 301, 302, 303, 307, 308}) {
        for (const QByteArray location :
             {"/batch/", "/elsewhere", "http://127.0.0.1:%1/batch/", "http://localhost:%1/", "//127.0.0.1:%1/", "",
              "https://127.0.0.1:%1/", "javascript:alert(1)", "http://[", "file:///etc/passwd"})
            QTest::addRow("%d to %s", status, location.isEmpty() ? "nowhere" : location.constData())
                << status << QByteArray(location);
    }
}

void TestFaults::redirectsAreNotFollowed()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    World &world = sharedWorld();
    location.replace("%1", QByteArray::number(world.server.port()));
    world.server.setFaults({{FaultServer::http(status, delivered, {"Location: " + location})}});
    world.add(1);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, Result::Later);
    QCOMPARE(world.state().lastResult, "status " + std::to_string(status));
    QCOMPARE(world.server.connections(), 1);
    QCOMPARE(world.server.requests(), 1);
    world.clock->advance(*report.nextAttempt);
    QCOMPARE(run(*uploader).result, Result::Delivered);
    QVERIFY(world.allArrived());
}

void TestFaults::answersWithoutAnEnd_data()
{
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const QByteArray &answer, const QByteArray &endless) {
        QTest::newRow(name) << Fault{answer, Ending::Close, Reading::Whole, 0ms, endless};
    };
    const QByteArray block(65536, 'x');
    row("a body", "HTTP/1.1 200 OK\r\n\r\n", block);
    row("a body that was announced", "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", block);
    row("an error's body", "HTTP/1.1 500 Oh\r\n\r\n", block);
    row("chunks", chunked({}), "10000\r\n" + block + "\r\n");
    row("headers", "HTTP/1.1 200 OK\r\n", "X: " + block + "\r\n");
    row("a chunk's extension", chunked("5;x="), block);
    row("one header", "HTTP/1.1 200 OK\r\nX: ", block);
    row("the first line", "HTTP/1.1 200 ", block);
    row("a bomb of packed bodies", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        packed(QByteArray(4 * 1024 * 1024, ' ')));
    row("continue", {}, QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(1000));
    row("short headers", "HTTP/1.1 200 OK\r\n", QByteArray("X: y\r\n").repeated(1000));
}

void TestFaults::answersWithoutAnEnd()
{
    QFETCH(Fault, fault);
    // What the system takes in for a connection until it is cut, and what Qt reads of it in the meantime.
    constexpr qint64 mostWritten = 512LL * 1024 * 1024;
    // In KB. The address sanitizer keeps for a while what was freed, to find who still uses it.
    constexpr qint64 mostMemory = (addressSanitizer ? 1024 : 256) * 1024;
    World &world = sharedWorld();
    world.server.setFaults(QList<Fault>(again, fault));
    world.add(3);
    const qint64 memory = peakMemory();
    UploadReport report;
    {
        const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 1s; });
        QElapsedTimer timer;
        timer.start();
        report = run(*uploader);
        // Ten times the deadline; where Qt's thread has to be waited for it is five seconds more.
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
    }
    QVERIFY2(report.result == Result::Later, qPrintable(report.message));
    QVERIFY2(world.server.written() < mostWritten, qPrintable(QString::number(world.server.written())));
    // Qt takes chunks in as fast as they come until it is told to stop.
    QVERIFY2(peakMemory() - memory < mostMemory, qPrintable(QString::number(peakMemory() - memory)));
    QCOMPARE(world.counters().waiting, 3);
    world.server.recover();
    world.clock->advance(*report.nextAttempt);
    QCOMPARE(run(*world.uploader()).result, Result::Delivered);
    QVERIFY(world.allArrived());
}

void TestFaults::aNoEndsWhatNeverEnds_data()
{
    answersWithoutAnEnd_data();
}

/// A no ends the request, and its connection too: the server can write no more, though Qt's thread never hears of it.
void TestFaults::aNoEndsWhatNeverEnds()
{
    QFETCH(Fault, fault);
    World &world = sharedWorld();
    world.server.setFaults(QList<Fault>(again, fault));
    world.add(3);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 60s; });
    std::optional<UploadReport> report;
    QObject::connect(uploader.get(), &Uploader::finished, uploader.get(),
                     [&report](const UploadReport &finished) { report = finished; });
    uploader->start(Uploader::Urgency::Now);
    QTRY_VERIFY_WITH_TIMEOUT(world.server.written() > 0 || report, 30000);
    QElapsedTimer timer;
    timer.start();
    uploader->abort();
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed()))); // Qt waits 5 s for its thread
    QVERIFY(report);
    // What it had written may be counted a moment later; without an end it would write all the time.
    const auto isQuiet = [&world] {
        const qint64 before = world.server.written();
        QTest::qWait(100);
        return world.server.written() == before;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), 10000);
    QCOMPARE(world.counters().waiting, 3);
    world.server.recover();
    QCOMPARE(run(*world.uploader(), Uploader::Urgency::Now).result, Result::Delivered);
    QVERIFY(world.allArrived());
}

/// In the moment in which the answer has begun and no signal of Qt's has come yet that says so.
void TestFaults::aNoEndsWhatHasJustBegun()
{
    World &world = sharedWorld();
    world.server.setFaults(
        QList<Fault>(again, {"HTTP/1.1 200 OK\r\nX: ", Ending::Close, Reading::Whole, 0ms, QByteArray(65536, 'x')}));
    world.add(3);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 60s; });
    {
        const DeafReplies replies([&world] {
            QDeadlineTimer patience(300ms);
            while (world.server.written() == 0 && !patience.hasExpired())
                QThread::msleep(1);
            return world.server.written() > 0;
        });
        uploader->start(Uploader::Urgency::Now);
        QTRY_VERIFY_WITH_TIMEOUT(replies.areDeaf(), 30000);
        QElapsedTimer timer;
        timer.start();
        uploader->abort();
        QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed()))); // Qt waits 5 s for its thread
    }
    world.server.recover();
    QCOMPARE(run(*world.uploader(), Uploader::Urgency::Now).result, Result::Delivered);
}

/// The host may be connected to the same server: that is none of our business, whatever ends here.
void TestFaults::anotherConnectionToTheSameServerStays()
{
    World &world = sharedWorld();
    QTcpSocket before;
    before.connectToHost(QHostAddress::LocalHost, world.server.port());
    QVERIFY(before.waitForConnected(30000));
    world.server.setFaults(QList<Fault>(again, {{}, Ending::Silence}));
    world.add(1);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 60s; });
    uploader->start(Uploader::Urgency::Now);
    QTRY_VERIFY_WITH_TIMEOUT(world.server.requests() > 0, 30000);
    QTcpSocket meanwhile;
    meanwhile.connectToHost(QHostAddress::LocalHost, world.server.port());
    QVERIFY(meanwhile.waitForConnected(30000));
    uploader->abort();
    QTest::qWait(200);
    QCOMPARE(before.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(meanwhile.state(), QAbstractSocket::ConnectedState);
    world.server.recover();
    QCOMPARE(run(*world.uploader(), Uploader::Urgency::Now).result, Result::Delivered);
}

void TestFaults::segmentsOwnAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Result>("result");
    QTest::newRow("Segment") << QByteArray(R"({"success":true})") << Result::Delivered;
    QTest::newRow("RudderStack") << QByteArray("OK") << Result::Delivered;
    QTest::newRow("RudderStack with a line's end") << QByteArray("OK\n") << Result::Delivered;
    QTest::newRow("no success") << QByteArray(R"({"success":false})") << Result::Later;
    QTest::newRow("PostHog's") << delivered << Result::Later;
    QTest::newRow("a login page") << QByteArray("<html>OK</html>") << Result::Later;
    QTest::newRow("cut") << QByteArray(R"({"success":tr)") << Result::Later;
}

void TestFaults::segmentsOwnAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(Result, result);
    World &world = sharedWorld();
    world.destination = Segment(world.server.url(), key);
    world.server.setFaults({{FaultServer::http(200, body)}});
    world.add(3);
    const auto uploader = world.uploader([](Uploader::Options &options) { options.requestDeadline = 30s; });
    const UploadReport report = run(*uploader);
    QCOMPARE(report.result, result);
    if (result != Result::Delivered) {
        world.server.setFaults({{FaultServer::http(200, R"({"success":true})")}});
        world.clock->advance(*report.nextAttempt);
        QCOMPARE(run(*uploader).result, Result::Delivered);
    }
    QVERIFY(world.allArrived());
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
