// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// One request to an engine, and what engines can do wrong.

#include "engines/enginejson.h"
#include "engines/enginerequest.h"
#include "support/fakeengine.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms
using End = EngineAnswer::End;

EngineLimits limits()
{
    EngineLimits result;
    result.total = std::chrono::milliseconds(patience);
    result.header = 16 * 1024;
    result.body = 1024 * 1024;
    return result;
}

/// A request, and what came of it.
class Asked
{
public:
    Asked(const QString &path, const QByteArray &target, const EngineLimits &allowed = limits(),
          EngineRequest::Body body = EngineRequest::Body::Whole)
        : m_request(std::make_unique<EngineRequest>(path, allowed, body))
    {
        QObject::connect(m_request.get(), &EngineRequest::finished, m_request.get(), [this](const EngineAnswer &each) {
            answer = each;
            ++finished;
        });
        QObject::connect(m_request.get(), &EngineRequest::received, m_request.get(),
                         [this](const QByteArray &piece) { streamed += piece; });
        m_request->start("GET", target);
        startedQuietly = finished == 0;
    }
    [[nodiscard]] bool wait() const
    {
        return QTest::qWaitFor([this] { return finished > 0; }, patience);
    }
    void cancel() { m_request.reset(); }

    EngineAnswer answer;
    QByteArray streamed;
    int finished = 0;
    bool startedQuietly = false;

private:
    std::unique_ptr<EngineRequest> m_request;
};

} // namespace

class EngineRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("with a length") << false;
        QTest::newRow("in chunks") << true;
    }

    void answers()
    {
        QFETCH(bool, chunked);
        FakeEngine engine(FakeEngine::Kind::Podman);
        engine.setChunked(chunked);
        engine.addContainers(500); // more than the program reads at once
        Asked request(engine.path(), "/v1.41/containers/json?all=1");
        QVERIFY(request.startedQuietly);
        QVERIFY(request.wait());
        QCOMPARE(request.answer.end, End::Answered);
        QCOMPARE(request.answer.status, 200);
        QCOMPARE(request.answer.headers.value("api-version"), "1.41");
        QCOMPARE(request.answer.headers.value("libpod-api-version"), "4.3.1");
        const auto containers = enginejson::containers(request.answer.body);
        QVERIFY(containers);
        QCOMPARE(containers->size(), 500);
        QCOMPARE(containers->last().name, u"worker-499"_s);
        QCOMPARE(request.finished, 1);
    }

    void failures_data()
    {
        QTest::addColumn<FakeEngine::Manner>("manner");
        QTest::addColumn<End>("end");
        QTest::newRow("garbage") << FakeEngine::Manner::Garbage << End::Garbled;
        QTest::newRow("headers without end") << FakeEngine::Manner::EndlessHeader << End::TooLong;
        QTest::newRow("a body without end") << FakeEngine::Manner::EndlessBody << End::TooLong;
        QTest::newRow("a chunk's line without end") << FakeEngine::Manner::EndlessChunkLine << End::TooLong;
        QTest::newRow("the end halfway") << FakeEngine::Manner::DiesHalfway << End::BrokenOff;
        QTest::newRow("the end at once") << FakeEngine::Manner::HangsUp << End::BrokenOff;
        QTest::newRow("denied") << FakeEngine::Manner::Denied << End::Answered;
    }

    void failures()
    {
        QFETCH(FakeEngine::Manner, manner);
        QFETCH(End, end);
        FakeEngine engine(FakeEngine::Kind::Docker);
        engine.setManner(manner);
        Asked request(engine.path(), "/_ping");
        QVERIFY(request.wait());
        QCOMPARE(request.answer.end, end);
        if (manner == FakeEngine::Manner::Denied) {
            QCOMPARE(request.answer.status, 403);
            QCOMPARE(enginejson::message(request.answer.body), u"not for you"_s);
        }
    }

    void silence_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("total");
        QTest::addColumn<std::chrono::milliseconds>("idle");
        QTest::newRow("in all") << 50ms << 0ms;
        QTest::newRow("between two pieces") << 0ms << 50ms;
    }

    void silence()
    {
        QFETCH(std::chrono::milliseconds, total);
        QFETCH(std::chrono::milliseconds, idle);
        FakeEngine engine(FakeEngine::Kind::Docker);
        engine.setManner(FakeEngine::Manner::Silent);
        EngineLimits allowed = limits();
        allowed.total = total;
        allowed.idle = idle;
        Asked request(engine.path(), "/_ping", allowed);
        QVERIFY(request.wait());
        QCOMPARE(request.answer.end, End::Late);
    }

    void nobodyThere()
    {
        FakeEngine engine(FakeEngine::Kind::Docker);
        const QString path = engine.path();
        engine.abandon();
        Asked abandoned(path, "/_ping");
        QVERIFY(abandoned.startedQuietly);
        QVERIFY(abandoned.wait());
        QCOMPARE(abandoned.answer.end, End::NotRunning);
        engine.stop();
        Asked missing(path, "/_ping");
        QVERIFY(missing.startedQuietly);
        QVERIFY(missing.wait());
        QCOMPARE(missing.answer.end, End::NotRunning);
    }

    void streamsInPieces()
    {
        FakeEngine engine(FakeEngine::Kind::Docker);
        Asked request(engine.path(), "/v1.41/events", limits(), EngineRequest::Body::Streamed);
        QTRY_COMPARE_WITH_TIMEOUT(engine.listeners(), 1, patience);
        engine.sendToListeners("one");
        QTRY_COMPARE_WITH_TIMEOUT(request.streamed, "one", patience);
        engine.sendToListeners(QByteArray(300'000, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(request.streamed.size(), 300'003, patience);
        QCOMPARE(request.finished, 0);
        engine.stop();
        QVERIFY(request.wait());
        QCOMPARE(request.answer.end, End::BrokenOff); // the last chunk is missing
        QVERIFY(request.answer.body.isEmpty());
    }

    void cancelledByDestruction()
    {
        FakeEngine engine(FakeEngine::Kind::Docker);
        Asked request(engine.path(), "/v1.41/events", limits(), EngineRequest::Body::Streamed);
        QTRY_COMPARE_WITH_TIMEOUT(engine.listeners(), 1, patience);
        request.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(engine.listeners(), 0, patience);
        QCOMPARE(request.finished, 0);
    }

    void mayBeDestroyedByItsOwnSignals_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("byPiece");
        QTest::newRow("at the end") << QByteArray("/_ping") << false;
        QTest::newRow("by a piece") << QByteArray("/v1.41/events") << true;
    }

    void mayBeDestroyedByItsOwnSignals()
    {
        QFETCH(QByteArray, target);
        QFETCH(bool, byPiece);
        FakeEngine engine(FakeEngine::Kind::Docker);
        auto request = std::make_unique<EngineRequest>(
            engine.path(), limits(), byPiece ? EngineRequest::Body::Streamed : EngineRequest::Body::Whole);
        bool gone = false;
        const auto destroy = [&request, &gone] {
            request.reset();
            gone = true;
        };
        if (byPiece)
            connect(request.get(), &EngineRequest::received, this, destroy);
        else
            connect(request.get(), &EngineRequest::finished, this, destroy);
        request->start("GET", target);
        if (byPiece) {
            QTRY_COMPARE_WITH_TIMEOUT(engine.listeners(), 1, patience);
            engine.sendToListeners("one");
        }
        QTRY_VERIFY_WITH_TIMEOUT(gone, patience);
    }

    /// What an engine says is not believed to have the expected form.
    void otherForms_data()
    {
        QTest::addColumn<QByteArray>("answer");
        for (const char *const answer : {"", "null", "[]", "{}", "[1]", "[null]", "{\"Volumes\":1}", "\"x\"", "[{}]",
                                         "{\"Version\":1}", "[{\"Id\":1}]", "{\"Type\":{}}", "\xff"})
            QTest::newRow(answer) << QByteArray(answer);
    }

    void otherForms()
    {
        QFETCH(QByteArray, answer);
        QVERIFY(enginejson::version(answer).isEmpty());
        QVERIFY(enginejson::message(answer).isEmpty());
        QVERIFY(!enginejson::event(answer));
        QVERIFY(!enginejson::volumes(answer));
        const auto containers = enginejson::containers(answer);
        QCOMPARE(containers.has_value(), answer == "[]");
    }

    void volumesOfNone()
    {
        QCOMPARE(enginejson::volumes("{\"Volumes\":null}"), std::optional<qsizetype>(0));
        QCOMPARE(enginejson::length("[]"), std::optional<qsizetype>(0));
    }

    /// Which command is run inside of a container is nobody's business.
    void eventsCarryNoCommands()
    {
        const auto event = enginejson::event(R"({"Type":"container","Action":"exec_create: sh -c secret"})");
        QVERIFY(event);
        QCOMPARE(event->verb, u"exec_create"_s);
    }
};

QTEST_GUILESS_MAIN(EngineRequestTest)
#include "tst_enginerequest.moc"
