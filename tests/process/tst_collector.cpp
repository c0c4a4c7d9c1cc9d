// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// candor-collector as a script sees it: the real program, on a port of its own.
#include "support/collectorprocess.h"
#include "support/temporaryhome.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <zlib.h>

#include <csignal>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; generous, never asserted

constexpr const char *catalogue = R"CATALOGUE({
  "id": "test",
  "categories": {
    "usage": {"description": {"en": "What is used."}},
    "errors": {"description": {"en": "What fails."}}
  },
  "common": [
    {"name": "app_version", "type": "version", "description": {"en": "Version of the application."}, "example": "0.1.0"}
  ],
  "events": [
    {
      "name": "page.viewed",
      "category": "usage",
      "purpose": {"en": "To see which pages are used."},
      "owner": "test",
      "since": "0.1.0",
      "expires": "2099-01-01",
      "properties": [
        {
          "name": "page",
          "type": "enum",
          "values": ["telemetry", "activity"],
          "description": {"en": "Which one."},
          "example": "activity"
        }
      ]
    },
    {
      "name": "note.synced",
      "category": "usage",
      "purpose": {"en": "To see whether it works."},
      "owner": "test",
      "since": "0.1.0",
      "expires": "2099-01-01",
      "properties": [
        {"name": "account", "type": "hashed", "description": {"en": "Which account."}, "example": "ada"},
        {"name": "host", "type": "enum", "values": ["ours", "other"], "otherwise": "other",
         "description": {"en": "Where."}, "example": "ours"},
        {"name": "share", "type": "number", "decimals": 2, "description": {"en": "How much."}, "example": 0.25},
        {"name": "words", "type": "text", "category": "errors", "description": {"en": "Words."}, "example": "x"},
        {"name": "error.class", "type": "token", "description": {"en": "Kind."}, "example": "timeout"},
        {"name": "error.message", "type": "text", "description": {"en": "Message."}, "example": "no answer"},
        {"name": "error.statusCode", "type": "integer", "description": {"en": "Of HTTP."}, "example": 503}
      ]
    }
  ]
})CATALOGUE";

struct Answer
{
    int status = 0;
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QByteArray authenticate;
    QByteArray policy;
};

QByteArray gzip(const QByteArray &plain)
{
    z_stream stream = {};
    constexpr int gzipFormat = 16 + MAX_WBITS;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipFormat, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("deflateInit2 failed");
    QByteArray result(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), '\0');
    QByteArray input = plain;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("deflate failed");
    result.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return result;
}

QByteArray postHogBody(const QByteArrayList &events)
{
    return R"({"api_key":"phc_test","batch":[)" + events.join(',') + R"(],"sent_at":"2026-11-21T22:14:09.120Z"})";
}

QByteArray segmentBody(const QByteArrayList &events)
{
    return R"({"batch":[)" + events.join(',') + R"(],"sentAt":"2026-11-21T22:14:09.120Z"})";
}

} // namespace

class tst_Collector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void postHog_data();
    void postHog();
    void segment();
    void keepsTheExactBytes();
    void refuses_data();
    void refuses();
    void refusedRequestsLeaveNothing();
    void refusesAGzipBomb();
    void cutsAnEndlessRequest();
    void toleratesAnEmptyBatch();
    void readsARequestInPieces();

    void countsCopies();
    void countsCopiesInOneBatch();
    void saysWhenACopyDiffers();
    void keepsIdsOverARestart();
    void cutsOffHalfALine();
    void leavesForeignFilesAlone_data();
    void leavesForeignFilesAlone();
    void worksWithoutAStore();
    void refusesAStoreInUse();

    void listensOnLoopbackOnly();
    void refusesOtherWebPages_data();
    void refusesOtherWebPages();
    void answersUnknownAddresses();
    void showsAPage();
    void keepsControlCharactersFromTheTerminal();

    void endsByAnInterruptInTheBackgroundOfAScript();
    void sumsUpAtItsEnd();
    void noticesThatItsAddressCannotBePrinted();
    void endsOnSignals_data();
    void endsOnSignals();
    void findsWhatIsNotDeclared_data();
    void findsWhatIsNotDeclared();
    void refusesToStart_data();
    void refusesToStart();
    void refusesATakenPort();
    void helpAndVersion();

private:
    Answer post(const QString &path, const QByteArray &body, const QList<QPair<QByteArray, QByteArray>> &headers = {});
    Answer get(const QString &path, const QByteArray &host = {});
    Answer wait(QNetworkReply *reply);
    QByteArray raw(const QByteArray &request);
    QJsonObject received();
    QByteArrayList lines() const { return m_home->read(u"events.jsonl"_s).split('\n'); }
    QStringList withStore(const QStringList &more = {}) const
    {
        return QStringList{u"--port"_s, u"0"_s, u"--store"_s, m_home->path(u"events.jsonl"_s)} + more;
    }

    const QPair<QByteArray, QByteArray> segmentKey = {"Authorization", "Basic " + QByteArray("key:").toBase64()};
    std::unique_ptr<candor::test::TemporaryHome> m_home;
    std::unique_ptr<candor::test::CollectorProcess> m_collector;
    std::unique_ptr<QNetworkAccessManager> m_network;
};

void tst_Collector::init()
{
    m_home = std::make_unique<candor::test::TemporaryHome>();
    m_collector = std::make_unique<candor::test::CollectorProcess>(QStringLiteral(CANDOR_COLLECTOR), *m_home);
    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setProxy(QNetworkProxy::NoProxy);
}

void tst_Collector::cleanup()
{
    m_network.reset();
    m_collector.reset();
    m_home.reset();
}

Answer tst_Collector::wait(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owned(reply);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(patience))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(), reply->error(),
            reply->rawHeader("WWW-Authenticate"), reply->rawHeader("Content-Security-Policy")};
}

Answer tst_Collector::post(const QString &path, const QByteArray &body,
                           const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(m_collector->url(path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    return wait(m_network->post(request, body));
}

Answer tst_Collector::get(const QString &path, const QByteArray &host)
{
    QNetworkRequest request(m_collector->url(path));
    if (!host.isEmpty())
        request.setRawHeader("Host", host);
    return wait(m_network->get(request));
}

/// What a socket gets back for \a request until the collector ends the connection or an answer is whole.
QByteArray tst_Collector::raw(const QByteArray &request)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(u"127.0.0.1"_s, m_collector->port());
    if (!socket.waitForConnected(patience))
        return {};
    socket.write(request);
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    return answer;
}

QJsonObject tst_Collector::received()
{
    return QJsonDocument::fromJson(get(u"/events"_s).body).object();
}

void tst_Collector::postHog_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("packed");
    QTest::newRow("plain") << u"/batch/"_s << false;
    QTest::newRow("gzip") << u"/batch/"_s << true;
    QTest::newRow("without the last slash") << u"/batch"_s << false;
}

void tst_Collector::postHog()
{
    QFETCH(QString, path);
    QFETCH(bool, packed);
    QVERIFY(m_collector->start(withStore()));
    const QByteArray event =
        R"({"event":"page.viewed","distinct_id":"d","uuid":"0190-1","timestamp":"2026-11-21T22:14:09.000Z","properties":{"page":"a"}})";
    const QByteArray body = postHogBody({event});

    const Answer answer = packed ? post(path, gzip(body), {{"content-encoding", "gzip"}}) : post(path, body);

    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"status":"Ok"})");
    const QByteArray line = m_collector->readLine();
    QVERIFY2(QRegularExpression(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  page\.viewed  0190-1  posthog$)"_s)
                 .match(QString::fromUtf8(line))
                 .hasMatch(),
             line.constData());
    const QJsonObject all = received();
    QCOMPARE(all.value("events"_L1).toArray().size(), 1);
    QCOMPARE(all.value("resent"_L1).toInt(-1), 0);
    const QJsonObject stored = all.value("events"_L1).toArray().first().toObject();
    QCOMPARE(stored.value("protocol"_L1).toString(), u"posthog"_s);
    QCOMPARE(stored.value("resent"_L1).toInt(-1), 0);
    QVERIFY(QDateTime::fromString(stored.value("received"_L1).toString(), Qt::ISODateWithMs).isValid());
    QCOMPARE(stored.value("event"_L1).toObject(), QJsonDocument::fromJson(event).object());
    QCOMPARE(QFile::permissions(m_home->path(u"events.jsonl"_s))
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void tst_Collector::segment()
{
    QVERIFY(m_collector->start(withStore()));
    const Answer answer =
        post(u"/v1/batch"_s,
             gzip(segmentBody({R"({"type":"track","event":"note.exported","messageId":"m-1","anonymousId":"a"})",
                               R"({"type":"page","name":"Settings","messageId":"m-2","anonymousId":"a"})",
                               R"({"type":"identify","messageId":"m-3","anonymousId":"a","traits":{}})"})),
             {segmentKey, {"Content-Encoding", "GZIP"}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(QJsonDocument::fromJson(answer.body).object(), (QJsonObject{{u"success"_s, true}}));
    QVERIFY(m_collector->readLine().endsWith("  note.exported  m-1  segment"));
    QVERIFY(m_collector->readLine().endsWith("  Settings  m-2  segment"));
    QVERIFY(m_collector->readLine().endsWith("  identify  m-3  segment"));
    QCOMPARE(received().value("events"_L1).toArray().size(), 3);
}

void tst_Collector::keepsTheExactBytes()
{
    // What another JSON library would write differently: spaces, escapes, numbers, order, a name "batch" inside, braces
    // in text.
    const QByteArray first = R"({ "uuid" : "1", "event":"a.b" , "n":[1e21,2.50,-0,123456789012345678901,0.1000],)"
                             R"("t":"\u00e4 \/ \" } ]","batch":[{"x":{}}],"o":{"batch":[{"y":1}],"event":"inner"}})";
    const QByteArray second = "{\"event\":\"\xc3\xa4.\xf0\x9f\x90\xa7\",\"uuid\":\"2\"}";
    QVERIFY(m_collector->start(withStore()));

    const QByteArray body = R"({"other":{"batch":[{"uuid":"no"}]},"batch": [)" + first + " ,\n\t" + second
        + R"(] , "more":[{}], "api_key":"k"})";
    QCOMPARE(post(u"/batch/"_s, body).status, 200);

    QCOMPARE(lines().size(), 3);
    QVERIFY2(lines().at(0).endsWith(",\"event\":" + first + '}'), lines().at(0).constData());
    QVERIFY2(lines().at(1).endsWith(",\"event\":" + second + '}'), lines().at(1).constData());
    const QByteArray shown = get(u"/events"_s).body;
    QVERIFY(shown.contains(",\"event\":" + first + '}'));
    QVERIFY(shown.contains(",\"event\":" + second + '}'));

    // Line breaks between the parts can't stand in JSON Lines.
    QCOMPARE(post(u"/batch/"_s, postHogBody({"{\r\n\t\"uuid\": \"3\",\n\"event\":\"a.b\"\n}"})).status, 200);
    QVERIFY2(lines().at(2).endsWith(",\"event\":{  \t\"uuid\": \"3\", \"event\":\"a.b\" }}"),
             lines().at(2).constData());
}

void tst_Collector::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("status");

    const QString postHog = u"/batch/"_s;
    const QString segment = u"/v1/batch"_s;
    const QByteArray good = R"({"event":"a.b","uuid":"1"})";
    const QByteArray goodSegment = R"({"type":"track","event":"a.b","messageId":"1"})";
    const QByteArray key = segmentKey.second;
    const auto basic = [](const char *text) { return "Basic " + QByteArray(text).toBase64(); };

    QTest::newRow("posthog, no key") << postHog << QByteArray(R"({"batch":[]})") << QByteArray() << QByteArray() << 401;
    QTest::newRow("posthog, empty key") << postHog << QByteArray(R"({"api_key":"","batch":[]})") << QByteArray()
                                        << QByteArray() << 401;
    QTest::newRow("posthog, key is a number")
        << postHog << QByteArray(R"({"api_key":1,"batch":[]})") << QByteArray() << QByteArray() << 401;
    QTest::newRow("segment, no key") << segment << segmentBody({goodSegment}) << QByteArray() << QByteArray() << 401;
    QTest::newRow("segment, empty key") << segment << segmentBody({goodSegment}) << basic(":") << QByteArray() << 401;
    QTest::newRow("segment, with a password")
        << segment << segmentBody({goodSegment}) << basic("key:word") << QByteArray() << 401;
    QTest::newRow("segment, without a colon")
        << segment << segmentBody({goodSegment}) << basic("key") << QByteArray() << 401;
    QTest::newRow("segment, bearer") << segment << segmentBody({goodSegment}) << QByteArray("Bearer a2V5Og==")
                                     << QByteArray() << 401;
    QTest::newRow("segment, not base64") << segment << segmentBody({goodSegment}) << QByteArray("Basic !a2V5Og==")
                                         << QByteArray() << 401;

    const QList<QPair<const char *, QByteArray>> malformed = {
        {"empty body", ""},
        {"not JSON", "{\"api_key\":\"k\",\"batch\":["},
        {"something behind it", postHogBody({good}) + "x"},
        {"a NUL and something behind it", postHogBody({good}) + QByteArray("\0{}", 3)},
        {"an array", "[" + good + "]"},
        {"no batch", R"({"api_key":"k"})"},
        {"batch is an object", R"({"api_key":"k","batch":)" + good + "}"},
        {"batch twice", R"({"api_key":"k","batch":[)" + good + R"(],"batch":[]})"},
        {"an element is a text", postHogBody({good, "\"x\""})},
        {"an element is an array", postHogBody({"[" + good + "]"})},
        {"no id", postHogBody({R"({"event":"a.b"})"})},
        {"empty id", postHogBody({R"({"event":"a.b","uuid":""})"})},
        {"id is a number", postHogBody({R"({"event":"a.b","uuid":7})"})},
        {"no name", postHogBody({good, R"({"uuid":"2"})"})},
        {"empty name", postHogBody({R"({"event":"","uuid":"2"})"})},
        {"not UTF-8", postHogBody({"{\"event\":\"a.\xff\",\"uuid\":\"2\"}"})},
        {"nested very deep", postHogBody({QByteArray(500'000, '[')})},
    };
    for (const auto &[name, body] : malformed)
        QTest::addRow("posthog, %s", name) << postHog << body << QByteArray() << QByteArray() << 400;
    QTest::newRow("segment, not JSON") << segment << QByteArray("{") << key << QByteArray() << 400;
    QTest::newRow("segment, no id") << segment << segmentBody({R"({"type":"track","event":"a.b"})"}) << key
                                    << QByteArray() << 400;
    QTest::newRow("segment, track without event")
        << segment << segmentBody({R"({"type":"track","messageId":"1"})"}) << key << QByteArray() << 400;
    QTest::newRow("segment, no type") << segment << segmentBody({R"({"event":"a.b","messageId":"1"})"}) << key
                                      << QByteArray() << 400;

    const QByteArray packed = gzip(postHogBody({good}));
    const QByteArray gz = "gzip";
    QTest::newRow("not gzip") << postHog << postHogBody({good}) << QByteArray() << gz << 400;
    QTest::newRow("gzip, cut short") << postHog << packed.chopped(3) << QByteArray() << gz << 400;
    QTest::newRow("gzip, something behind it") << postHog << packed + "x" << QByteArray() << gz << 400;
    QByteArray damaged = packed;
    damaged[damaged.size() - 6] = static_cast<char>(damaged.at(damaged.size() - 6) ^ 1); // in the checksum
    QTest::newRow("gzip, wrong checksum") << postHog << damaged << QByteArray() << gz << 400;
    QTest::newRow("brotli") << postHog << packed << QByteArray() << QByteArray("br") << 415;
    QTest::newRow("longer than 4 MB") << postHog << postHogBody({good}) + QByteArray(4 * 1024 * 1024, ' ')
                                      << QByteArray() << QByteArray() << 413;
}

void tst_Collector::refuses()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, encoding);
    QFETCH(int, status);
    QVERIFY(m_collector->start(withStore()));

    // Not through QNetworkAccessManager: it answers a 401 by asking for a password.
    QByteArray head = "POST " + path.toLatin1() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    if (!authorization.isEmpty())
        head += "Authorization: " + authorization + "\r\n";
    if (!encoding.isEmpty())
        head += "Content-Encoding: " + encoding + "\r\n";
    const QByteArray answer = raw(head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer.left(200).constData());
    if (status == 401 && path == "/v1/batch"_L1)
        QVERIFY2(answer.toLower().contains("www-authenticate: basic"), answer.constData());

    QCOMPARE(m_home->read(u"events.jsonl"_s), QByteArray());
    QCOMPARE(received().value("events"_L1).toArray().size(), 0);
    QCOMPARE(m_collector->stop(), 0);
    QCOMPARE(m_collector->output(),
             QByteArray("candor-collector: events received: 0, of them a second time: 0; not "
                        "compared with a catalogue\n"));
}

void tst_Collector::refusedRequestsLeaveNothing()
{
    QVERIFY(m_collector->start(withStore()));
    const QByteArray good = R"({"event":"a.b","uuid":"1"})";
    QCOMPARE(post(u"/batch/"_s, postHogBody({good, R"({"event":"a.c"})"})).status, 400);
    QCOMPARE(received().value("events"_L1).toArray().size(), 0);
    // The good one of that batch is new when it comes again.
    QCOMPARE(post(u"/batch/"_s, postHogBody({good})).status, 200);
    QVERIFY(m_collector->readLine().endsWith("posthog"));
    QCOMPARE(received().value("resent"_L1).toInt(-1), 0);
}

void tst_Collector::refusesAGzipBomb()
{
    QVERIFY(m_collector->start(withStore()));
    const QByteArray inside = postHogBody({R"({"event":"a.b","uuid":"1"})"});
    const auto padded = [&](qsizetype size) { return gzip(inside + QByteArray(size - inside.size(), ' ')); };
    constexpr qsizetype limit = 20 * 1024 * 1024;
    const QByteArray bomb = padded(10 * limit);
    QVERIFY(bomb.size() < 1024 * 1024);
    QCOMPARE(post(u"/batch/"_s, bomb, {{"Content-Encoding", "gzip"}}).status, 413);
    QCOMPARE(post(u"/batch/"_s, padded(limit + 1), {{"Content-Encoding", "gzip"}}).status, 413);
    QCOMPARE(received().value("events"_L1).toArray().size(), 0);
    QCOMPARE(post(u"/batch/"_s, padded(limit), {{"Content-Encoding", "gzip"}}).status, 200);
}

void tst_Collector::cutsAnEndlessRequest()
{
    QVERIFY(m_collector->start(withStore()));
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(u"127.0.0.1"_s, m_collector->port());
    QVERIFY(socket.waitForConnected(patience));
    socket.write("POST /batch/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000\r\n\r\n");
    const QByteArray piece(1024 * 1024, ' ');
    int sent = 0;
    for (; sent < 200 && socket.state() == QAbstractSocket::ConnectedState; ++sent) {
        socket.write(piece);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(patience)) { }
    }
    QVERIFY2(sent < 200, "200 MB were taken");
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})"})).status, 200);
}

void tst_Collector::toleratesAnEmptyBatch()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(post(u"/batch/"_s, postHogBody({})).status, 200);
    QCOMPARE(post(u"/v1/batch"_s, segmentBody({}), {segmentKey}).status, 200);
    QCOMPARE(received().value("events"_L1).toArray().size(), 0);
}

void tst_Collector::readsARequestInPieces()
{
    QVERIFY(m_collector->start(withStore()));
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(u"127.0.0.1"_s, m_collector->port());
    QVERIFY(socket.waitForConnected(patience));
    // Two requests on one connection, each in several writes.
    for (int i = 0; i < 2; ++i) {
        const QByteArray body = postHogBody({R"({"event":"a.b","uuid":"p)" + QByteArray::number(i) + "\"}"});
        const QByteArray request = "POST /batch/ HTTP/1.1\r\nHOST: 127.0.0.1\r\ncontent-LENGTH: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        for (qsizetype at = 0; at < request.size(); at += 40) {
            socket.write(request.mid(at, 40));
            QVERIFY(socket.waitForBytesWritten(patience));
            QThread::yieldCurrentThread();
        }
        QByteArray answer;
        while (!answer.contains(R"({"status":"Ok"})") && socket.waitForReadyRead(patience))
            answer += socket.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    }
    QCOMPARE(received().value("events"_L1).toArray().size(), 2);
}

void tst_Collector::countsCopies()
{
    QVERIFY(m_collector->start(withStore()));
    const QByteArray body = postHogBody({R"({"event":"a.b","uuid":"1"})", R"({"event":"a.c","uuid":"2"})"});
    for (int i = 0; i < 12; ++i)
        QCOMPARE(post(u"/batch/"_s, body).status, 200);
    QVERIFY(m_collector->readLine().endsWith("  a.b  1  posthog"));
    QVERIFY(m_collector->readLine().endsWith("  a.c  2  posthog"));
    QVERIFY(m_collector->readLine().endsWith("  a.b  1  posthog  resent"));
    QVERIFY(m_collector->readLine().endsWith("  a.c  2  posthog  resent"));

    const QJsonObject all = received();
    QCOMPARE(all.value("resent"_L1).toInt(), 22);
    QCOMPARE(all.value("events"_L1).toArray().size(), 2);
    for (const QJsonValue &event : all.value("events"_L1).toArray())
        QCOMPARE(event.toObject().value("resent"_L1).toInt(), 11);
    QCOMPARE(lines().size(), 3);
}

void tst_Collector::countsCopiesInOneBatch()
{
    QVERIFY(m_collector->start(withStore()));
    const QByteArray event = R"({"event":"a.b","uuid":"1"})";
    QCOMPARE(post(u"/batch/"_s, postHogBody({event, event, event})).status, 200);
    QCOMPARE(received().value("resent"_L1).toInt(), 2);
    QCOMPARE(lines().size(), 2);
}

void tst_Collector::saysWhenACopyDiffers()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})"})).status, 200);
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b", "uuid":"1"})"})).status, 200);
    QVERIFY(m_collector->readLine().endsWith("posthog"));
    QVERIFY(m_collector->readLine().endsWith("  posthog  resent, with other bytes"));
    QVERIFY(lines().first().endsWith(R"("event":{"event":"a.b","uuid":"1"}})"));
}

void tst_Collector::keepsIdsOverARestart()
{
    const QByteArray event = R"({"event":"a.b","uuid":"1"})";
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(post(u"/batch/"_s, postHogBody({event})).status, 200);
    QCOMPARE(post(u"/batch/"_s, postHogBody({event})).status, 200);
    QCOMPARE(
        post(u"/v1/batch"_s, segmentBody({R"({"type":"track","event":"a.b","messageId":"2"})"}), {segmentKey}).status,
        200);
    // No clean end: everything answered is in the file already.
    m_collector->stop(SIGKILL);

    m_collector = std::make_unique<candor::test::CollectorProcess>(QStringLiteral(CANDOR_COLLECTOR), *m_home);
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(received().value("events"_L1).toArray().size(), 2);
    QCOMPARE(received().value("resent"_L1).toInt(), 1);
    QCOMPARE(post(u"/batch/"_s, postHogBody({event})).status, 200);
    QVERIFY(m_collector->readLine().endsWith("resent"));
    QCOMPARE(received().value("resent"_L1).toInt(), 2);
    QCOMPARE(lines().size(), 3);
}

void tst_Collector::cutsOffHalfALine()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})"})).status, 200);
    QCOMPARE(m_collector->stop(), 0);
    const QByteArray whole = m_home->read(u"events.jsonl"_s);
    for (const QByteArray &half : {QByteArray("{"), whole.chopped(1), whole.left(40)}) {
        m_home->write(u"events.jsonl"_s, whole + half);
        m_collector = std::make_unique<candor::test::CollectorProcess>(QStringLiteral(CANDOR_COLLECTOR), *m_home);
        QVERIFY(m_collector->start(withStore()));
        QCOMPARE(received().value("events"_L1).toArray().size(), 1);
        QCOMPARE(m_collector->stop(), 0);
        QCOMPARE(m_home->read(u"events.jsonl"_s), whole);
    }
}

void tst_Collector::leavesForeignFilesAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("notes") << QByteArray("my notes\n");
    QTest::newRow("notes without an end") << QByteArray("my notes");
    QTest::newRow("other JSON Lines") << QByteArray("{\"event\":\"a.b\"}\n{\"received\":\"");
    QTest::newRow("an event without an id")
        << QByteArray(R"({"received":"2026-11-21T22:14:09.120Z","protocol":"posthog","resent":0         ,"event":{}})"
                      "\n");
}

void tst_Collector::leavesForeignFilesAlone()
{
    QFETCH(QByteArray, content);
    m_home->write(u"events.jsonl"_s, content);
    QCOMPARE(m_collector->run(withStore()), 2);
    const QByteArray said = m_collector->warnings();
    QVERIFY2(said.contains("events.jsonl, line 1"), said.constData());
    QCOMPARE(m_home->read(u"events.jsonl"_s), content);
}

void tst_Collector::worksWithoutAStore()
{
    QVERIFY(m_collector->start({}));
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})"})).status, 200);
    QCOMPARE(received().value("events"_L1).toArray().size(), 1);
    QCOMPARE(m_collector->stop(), 0);
    QVERIFY(!m_home->exists(u"events.jsonl"_s));
}

void tst_Collector::refusesAStoreInUse()
{
    QVERIFY(m_collector->start(withStore()));
    candor::test::CollectorProcess second(QStringLiteral(CANDOR_COLLECTOR), *m_home);
    QCOMPARE(second.run(withStore()), 2);
    QVERIFY(second.warnings().contains("in use"));
}

void tst_Collector::listensOnLoopbackOnly()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(m_collector->url(u"/"_s).host(), u"127.0.0.1"_s);
    // The port is free on another address of this computer: the collector is bound to one.
    QTcpServer other;
    QVERIFY2(other.listen(QHostAddress(u"127.0.0.2"_s), m_collector->port()), qPrintable(other.errorString()));
}

void tst_Collector::refusesOtherWebPages_data()
{
    QTest::addColumn<QByteArray>("headers"); // PORT: the collector's
    QTest::addColumn<bool>("answered");
    const QByteArray own = "Host: 127.0.0.1:PORT\r\n";
    QTest::newRow("a program") << own << true;
    QTest::newRow("by name") << QByteArray("Host: localhost:PORT\r\n") << true;
    QTest::newRow("another name") << QByteArray("Host: evil.example\r\n") << false;
    QTest::newRow("another name and our port") << QByteArray("Host: evil.example:PORT\r\n") << false;
    QTest::newRow("a name that begins like ours") << QByteArray("Host: 127.0.0.1.evil.example:PORT\r\n") << false;
    QTest::newRow("no name") << QByteArray() << false;
    QTest::newRow("our own page") << own + "Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\n" << true;
    QTest::newRow("typed by a person") << own + "Sec-Fetch-Site: none\r\n" << true;
    QTest::newRow("another page") << own + "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n" << false;
    QTest::newRow("another page, of an old browser") << own + "Origin: https://evil.example\r\n" << false;
    QTest::newRow("a page from nowhere") << own + "Origin: null\r\n" << false;
    QTest::newRow("another page, without an origin") << own + "Sec-Fetch-Site: cross-site\r\n" << false;
    QTest::newRow("a page of another port") << own + "Origin: http://127.0.0.1:1\r\nSec-Fetch-Site: same-site\r\n"
                                            << false;
    QTest::newRow("in capitals") << own + "ORIGIN: HTTPS://EVIL.EXAMPLE\r\nSEC-FETCH-SITE: CROSS-SITE\r\n" << false;
}

void tst_Collector::refusesOtherWebPages()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, answered);
    QVERIFY(m_collector->start(withStore()));
    headers.replace("PORT", QByteArray::number(m_collector->port()));
    const QByteArray expected = answered ? "HTTP/1.1 200 " : "HTTP/1.1 403 ";
    for (const char *path : {"/events", "/", "/page.js", "/page.css"}) {
        const QByteArray answer = raw("GET " + QByteArray(path) + " HTTP/1.1\r\n" + headers + "\r\n");
        QVERIFY2(answer.startsWith(expected), answer.constData());
    }
    const QList<QPair<QByteArray, QByteArray>> posts{
        {"/batch/", postHogBody({R"({"event":"a.b","uuid":"1"})"})},
        {"/batch", postHogBody({R"({"event":"a.b","uuid":"2"})"})},
        {"/v1/batch", segmentBody({R"({"type":"track","event":"a.b","messageId":"3"})"})}};
    for (const auto &[path, body] : posts) {
        // As a page can send it without asking first.
        const QByteArray answer = raw("POST " + path + " HTTP/1.1\r\n" + headers + segmentKey.first + ": "
                                      + segmentKey.second + "\r\nContent-Type: text/plain\r\nContent-Length: "
                                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY2(answer.startsWith(expected), answer.constData());
    }
    QCOMPARE(received().value("total"_L1).toInt(-1), answered ? 3 : 0);
}

void tst_Collector::answersUnknownAddresses()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(get(u"/nothing"_s).status, 404);
    QCOMPARE(get(u"/batch/"_s).status, 405);
    QCOMPARE(post(u"/events"_s, "{}").status, 405);
    QCOMPARE(get(u"/events?from=x"_s).status, 400);
    QCOMPARE(get(u"/events?from=7"_s).status, 200);
}

void tst_Collector::showsAPage()
{
    QVERIFY(m_collector->start(withStore()));
    const Answer page = get(u"/"_s);
    QCOMPARE(page.status, 200);
    QVERIFY2(page.policy.contains("default-src 'none'"), page.policy.constData());
    QVERIFY(!page.policy.contains("unsafe"));
    QVERIFY(page.body.contains("<html lang="));
    const QByteArray script = get(u"/page.js"_s).body;
    const QByteArray style = get(u"/page.css"_s).body;
    QVERIFY(script.contains("textContent"));
    QVERIFY(style.contains("prefers-color-scheme: dark"));
    for (const QByteArray &part : {page.body, script, style}) {
        QVERIFY2(!part.contains("http:") && !part.contains("https:"), "something from elsewhere");
        QVERIFY2(!part.contains("innerHTML") && !part.contains("document.write"), "markup from data");
    }
    // Only what the page has not shown yet.
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})", R"({"event":"a.c","uuid":"2"})"})).status,
             200);
    const QJsonObject rest = QJsonDocument::fromJson(get(u"/events?from=1"_s).body).object();
    QCOMPARE(rest.value("events"_L1).toArray().size(), 1);
    QCOMPARE(rest.value("total"_L1).toInt(), 2);
}

void tst_Collector::keepsControlCharactersFromTheTerminal()
{
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a\u001b[2J\nb\u009b\u00e4","uuid":"1\r2"})"})).status, 200);
    const QByteArray line = m_collector->readLine();
    QVERIFY2(line.endsWith("  a?[2J?b?\xc3\xa4  1?2  posthog"), line.constData());
}

void tst_Collector::endsByAnInterruptInTheBackgroundOfAScript()
{
    // A shell without job control has what it starts with & ignore SIGINT.
    m_home->write(u"script"_s,
                  "trap 'kill $!' TERM\n"
                  "\"$1\" --port 0 > \"$2\" &\n"
                  "until grep -q listening \"$2\"; do sleep 0.1; done\n"
                  "kill -INT $!\n"
                  "wait $!\n");
    QProcess script;
    script.start(u"sh"_s, {m_home->path(u"script"_s), QStringLiteral(CANDOR_COLLECTOR), m_home->path(u"said"_s)});
    if (!script.waitForFinished(patience)) {
        // Not to be left behind: it is the shell's child.
        script.terminate();
        script.waitForFinished(patience);
        QFAIL("SIGINT does not end it");
    }
    QCOMPARE(script.exitCode(), 0);
}

void tst_Collector::sumsUpAtItsEnd()
{
    m_home->write(u"catalogue.json"_s, catalogue);
    const QByteArray good = R"({"event":"page.viewed","uuid":"1"})";
    const QByteArray bad = R"({"event":"mail.read","uuid":"2"})";
    QVERIFY(m_collector->start(withStore({u"--catalogue"_s, m_home->path(u"catalogue.json"_s)})));
    QCOMPARE(post(u"/batch/"_s, postHogBody({good, bad})).status, 200);
    QCOMPARE(post(u"/batch/"_s, postHogBody({good})).status, 200);
    QCOMPARE(m_collector->stop(), 1);
    QVERIFY2(m_collector->output().endsWith(
                 "candor-collector: events received: 3, of them a second time: 1; undeclared: 1\n"),
             m_collector->output().constData());

    // Of this run, not of all that the store has; and what nobody looked for is not "none".
    m_collector = std::make_unique<candor::test::CollectorProcess>(QStringLiteral(CANDOR_COLLECTOR), *m_home);
    QVERIFY(m_collector->start(withStore()));
    QCOMPARE(m_collector->stop(), 0);
    QCOMPARE(m_collector->output(),
             QByteArray("candor-collector: events received: 0, of them a second time: 0; not compared with a "
                        "catalogue\n"));
}

void tst_Collector::noticesThatItsAddressCannotBePrinted()
{
    for (const char *output : {"/dev/full", "&-"}) {
        for (const char *option : {"--port=0", "--help", "--version"}) {
            QProcess script;
            const QString command = u"\"$1\" %1 >%2"_s.arg(QLatin1StringView(option), QLatin1StringView(output));
            script.start(u"sh"_s, {u"-c"_s, command, u"sh"_s, QStringLiteral(CANDOR_COLLECTOR)});
            QVERIFY(script.waitForFinished(patience));
            QCOMPARE(script.exitCode(), 2);
            const QByteArray said = script.readAllStandardError();
            QVERIFY2(said.startsWith("candor-collector: ") && said.contains(": "), said.constData());
        }
    }
}

void tst_Collector::endsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void tst_Collector::endsOnSignals()
{
    QFETCH(int, signal);
    QVERIFY(m_collector->start(withStore()));
    // An open connection does not hold it.
    QCOMPARE(post(u"/batch/"_s, postHogBody({R"({"event":"a.b","uuid":"1"})"})).status, 200);
    QCOMPARE(m_collector->stop(signal), 0);
    QCOMPARE(m_collector->warnings(), QByteArray());
}

void tst_Collector::findsWhatIsNotDeclared_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("warning"); // empty: all is declared

    const QString postHog = u"/batch/"_s;
    const QString segment = u"/v1/batch"_s;
    const QByteArray none;
    QTest::newRow("declared, posthog")
        << postHog
        << QByteArray(R"({"event":"page.viewed","uuid":"1","distinct_id":"d","timestamp":"t","properties":)"
                      R"({"page":"activity","app_version":"0.1.0","$lib":"candor","$lib_version":"0.1.0",)"
                      R"("$ip":"0.0.0.0","$geoip_disable":true,"$process_person_profile":false}})")
        << none;
    QTest::newRow("declared, segment")
        << segment
        << QByteArray(R"({"type":"track","event":"page.viewed","messageId":"1","anonymousId":"a","timestamp":"t",)"
                      R"("context":{"ip":"0.0.0.0","library":{"name":"x"}},"properties":{"page":"activity"}})")
        << none;
    QTest::newRow("without properties") << postHog << QByteArray(R"({"event":"page.viewed","uuid":"1"})") << none;
    const auto synced = [](const char *properties) {
        return QByteArray(R"({"event":"note.synced","uuid":"1","properties":)") + properties + '}';
    };
    const QByteArray value = " has a value that the catalogue does not allow";
    QTest::newRow("a hash") << postHog
                            << synced(
                                   R"({"account":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})")
                            << none;
    for (const char *share : {"0.25", "-3", "0.1"})
        QTest::addRow("a number: %s", share)
            << postHog << synced((QByteArray(R"({"share":)") + share + '}').constData()) << none;
    for (const char *share : {"0.255", "1e15", "\"0.25\""})
        QTest::addRow("no such number: %s", share)
            << postHog << synced((QByteArray(R"({"share":)") + share + '}').constData())
            << "note.synced: the property \"share\"" + value;
    QTest::newRow("a name that was not hashed")
        << postHog << synced(R"({"account":"ada"})") << "note.synced: the property \"account\"" + value;
    QTest::newRow("a hash in capitals")
        << postHog << synced(R"({"account":"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"})")
        << "note.synced: the property \"account\"" + value;
    QTest::newRow("a hash that is too short") << postHog << synced(R"({"account":"0123456789abcdef0123456789abcdef"})")
                                              << "note.synced: the property \"account\"" + value;
    QTest::newRow("what takes the place of others") << postHog << synced(R"({"host":"other"})") << none;
    QTest::newRow("what should have been replaced")
        << postHog << synced(R"({"host":"example.org"})") << "note.synced: the property \"host\"" + value;
    QTest::newRow("free text") << postHog << synced(R"({"words":"can't open <path>\n"})") << none;
    QTest::newRow("free text that is a number")
        << postHog << synced(R"({"words":7})") << "note.synced: the property \"words\"" + value;
    QTest::newRow("an error, posthog") << postHog
                                       << synced(
                                              R"({"error":{"class":"timeout","message":"no answer","statusCode":503}})")
                                       << none;
    QTest::newRow("an error, segment") << segment
                                       << QByteArray(R"({"type":"track","event":"note.synced","messageId":"1",)"
                                                     R"("properties":{"error":{"class":"timeout"}}})")
                                       << none;
    QTest::newRow("an error with more in it")
        << postHog << synced(R"({"error":{"stack":"/home/ada"}})")
        << QByteArray("note.synced: the property \"error.stack\" is not in the catalogue");
    QTest::newRow("an error with what this event does not declare")
        << postHog << synced(R"({"error":{"exitCode":1}})")
        << QByteArray("note.synced: the property \"error.exitCode\" is not in the catalogue");
    QTest::newRow("an error within an error") << postHog << synced(R"({"error":{"message":{"class":"x"}}})")
                                              << "note.synced: the property \"error.message\"" + value;
    QTest::newRow("an error that is a text") << postHog << synced(R"({"error":"/home/ada"})")
                                             << QByteArray("note.synced: the property \"error\" is not an object");
    QTest::newRow("an error's parts outside of it")
        << postHog << synced(R"({"error.class":"timeout"})")
        << QByteArray("note.synced: \"error.class\" belongs into the object");
    QTest::newRow("unknown event") << postHog << QByteArray(R"({"event":"mail.read","uuid":"1"})")
                                   << QByteArray("mail.read: the event is not in the catalogue");
    QTest::newRow("unknown property")
        << postHog << QByteArray(R"({"event":"page.viewed","uuid":"1","properties":{"email":"a@example.org"}})")
        << QByteArray("page.viewed: the property \"email\" is not in the catalogue");
    QTest::newRow("what PostHog would make a profile of")
        << postHog
        << QByteArray(R"({"event":"page.viewed","uuid":"1","properties":{"$set":{"email":"a@example.org"}}})")
        << QByteArray("page.viewed: the property \"$set\" is not in the catalogue");
    QTest::newRow("an address of PostHog's")
        << postHog
        << QByteArray(R"({"event":"page.viewed","uuid":"1","properties":{"$current_url":"file:///home/ada"}})")
        << QByteArray("page.viewed: the property \"$current_url\" is not in the catalogue");
    QTest::newRow("a value that is not in the list")
        << postHog << QByteArray(R"({"event":"page.viewed","uuid":"1","properties":{"page":"/home/ada"}})")
        << QByteArray("page.viewed: the property \"page\" has a value that the catalogue does not allow");
    QTest::newRow("an object as a value")
        << postHog << QByteArray(R"({"event":"page.viewed","uuid":"1","properties":{"page":{"a":1}}})")
        << QByteArray("page.viewed: the property \"page\" has a value");
    QTest::newRow("beside the properties")
        << postHog << QByteArray(R"({"event":"page.viewed","uuid":"1","email":"a@example.org"})")
        << QByteArray("page.viewed: \"email\" beside the properties");
    QTest::newRow("a dollar is not Segment's")
        << segment
        << QByteArray(R"({"type":"track","event":"page.viewed","messageId":"1","properties":{"$email":"x"}})")
        << QByteArray("page.viewed: the property \"$email\" is not in the catalogue");
}

void tst_Collector::findsWhatIsNotDeclared()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, warning);
    m_home->write(u"catalogue.json"_s, catalogue);
    QVERIFY(m_collector->start(withStore({u"--catalogue"_s, m_home->path(u"catalogue.json"_s)})));

    const bool isSegment = path == "/v1/batch"_L1;
    const Answer answer = isSegment ? post(path, segmentBody({event}), {segmentKey}) : post(path, postHogBody({event}));

    // It is kept all the same, so that it can be looked at.
    QCOMPARE(answer.status, 200);
    QCOMPARE(received().value("events"_L1).toArray().size(), 1);
    QCOMPARE(m_collector->stop(), warning.isEmpty() ? 0 : 1);
    const QByteArray said = m_collector->warnings();
    if (warning.isEmpty()) {
        QCOMPARE(said, QByteArray());
    } else {
        QVERIFY2(said.startsWith("candor-collector: warning: " + warning), said.constData());
        QVERIFY2(!said.contains("example.org") && !said.contains("/home/ada"), "a value was printed");
    }
}

void tst_Collector::refusesToStart_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("unknown option") << QStringList{u"--verbose"_s} << QByteArray("no option --verbose");
    QTest::newRow("a word") << QStringList{u"start"_s} << QByteArray("no option start");
    QTest::newRow("port without a value") << QStringList{u"--port"_s} << QByteArray("--port needs a value");
    QTest::newRow("port is a word") << QStringList{u"--port=any"_s} << QByteArray("0 to 65535");
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"65536"_s} << QByteArray("0 to 65535");
    QTest::newRow("port below 0") << QStringList{u"--port"_s, u"-1"_s} << QByteArray("0 to 65535");
    QTest::newRow("store in a folder that is not there")
        << QStringList{u"--store"_s, u"/nonexistent/events.jsonl"_s} << QByteArray("/nonexistent/events.jsonl");
    QTest::newRow("store is a folder") << QStringList{u"--store"_s, u"/"_s} << QByteArray("can't open the store /");
    QTest::newRow("catalogue is missing") << QStringList{u"--catalogue"_s, u"/nonexistent.json"_s}
                                          << QByteArray("/nonexistent.json: there is no such file");
    QTest::newRow("catalogue is a folder")
        << QStringList{u"--catalogue"_s, u"/"_s} << QByteArray("Can't read /: it is not a regular file");
    QTest::newRow("port twice") << QStringList{u"--port"_s, u"0"_s, u"--port=1"_s}
                                << QByteArray("--port was given more than once");
    QTest::newRow("catalogue is not one")
        << QStringList{u"--catalogue"_s, u"BAD"_s} << QByteArray("broken.json can't be used: catalogue.json, line ");
}

void tst_Collector::refusesToStart()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    m_home->write(u"broken.json"_s, "{\n\"id\": 7}\n");
    arguments.replaceInStrings(u"BAD"_s, m_home->path(u"broken.json"_s));
    QCOMPARE(m_collector->run(arguments), 2);
    const QByteArray error = m_collector->warnings();
    QVERIFY2(error.startsWith("candor-collector: ") && error.contains(said), error.constData());
    QCOMPARE(m_collector->output(), QByteArray());
}

void tst_Collector::refusesATakenPort()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QString port = QString::number(holder.serverPort());
    QCOMPARE(m_collector->run({u"--port"_s, port}), 2);
    const QByteArray error = m_collector->warnings();
    QVERIFY2(error.contains("127.0.0.1:" + port.toLatin1()), error.constData());
}

void tst_Collector::helpAndVersion()
{
    QCOMPARE(m_collector->run({u"--help"_s}), 0);
    const QByteArray help = m_collector->output();
    for (const char *option : {"--port", "--store", "--catalogue", "--help", "--version"})
        QVERIFY2(help.contains(option), option);
    QCOMPARE(m_collector->run({u"--version"_s}), 0);
    QVERIFY(m_collector->output().startsWith("candor-collector "));
}

QTEST_GUILESS_MAIN(tst_Collector)
#include "tst_collector.moc"
