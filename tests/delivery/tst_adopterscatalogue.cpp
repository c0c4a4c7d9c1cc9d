// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What an application's own catalogue makes of the library: what it leaves out, and what happens where it can't be
// read.

#include "candor/telemetry.h"
#include "support/recordingworld.h"
#include "support/telemetryworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <map>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000; // ms, on a loaded machine

QJsonObject asObject(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonArray without(const QJsonArray &list, const std::function<bool(const QString &name)> &goes)
{
    QJsonArray result;
    for (const QJsonValue &entry : list) {
        if (!goes(entry.toObject().value("name"_L1).toString()))
            result.append(entry);
    }
    return result;
}

/// The catalogue of \a world, where `app.started` declares \a started alone, \a gone is not there, and every event
/// carries \a common.
void narrow(const RecordingWorld &world, const QStringList &started, const QStringList &gone, const QStringList &common)
{
    QJsonObject json = asObject(world.home().read(u"catalogue.json"_s));
    QJsonArray events =
        without(json.value("events"_L1).toArray(), [&](const QString &name) { return gone.contains(name); });
    for (qsizetype i = 0; i < events.size(); ++i) {
        QJsonObject event = events.at(i).toObject();
        if (event.value("name"_L1) != u"app.started"_s)
            continue;
        event["properties"_L1] = without(event.value("properties"_L1).toArray(),
                                         [&](const QString &name) { return !started.contains(name); });
        events.replace(i, event);
    }
    json["events"_L1] = events;
    json["common"_L1] =
        without(json.value("common"_L1).toArray(), [&](const QString &name) { return !common.contains(name); });
    world.home().write(u"catalogue.json"_s, QJsonDocument(json).toJson());
}

/// The names of what \a event says, without what PostHog asks for.
QStringList said(const StoredEvent &event)
{
    QStringList result;
    for (const QString &name :
         asObject(QByteArray::fromStdString(event.body)).value("properties"_L1).toObject().keys()) {
        if (!name.startsWith(u'$'))
            result.append(name);
    }
    return result;
}

using Dropped = std::map<DropReason, std::int64_t>;

} // namespace

class TestAdoptersCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatTheLibraryAdds_data();
    void leavesOutWhatTheLibraryAdds();
    void theQuestionWaitsForIt();
    void asksNobodyWhereItIsNotValid_data();
    void asksNobodyWhereItIsNotValid();
    void countsWhatIsDroppedWhereItIsNotValid();
};

void TestAdoptersCatalogue::leavesOutWhatTheLibraryAdds_data()
{
    QTest::addColumn<QStringList>("started"); // properties of app.started that are declared
    QTest::addColumn<QStringList>("gone"); // events that are not
    QTest::addColumn<QStringList>("common");
    QTest::addColumn<QMap<QString, QStringList>>("expected"); // events and what they say
    using Expected = QMap<QString, QStringList>;
    const QStringList all{u"app_version"_s, u"notice"_s};
    QTest::newRow("one property of the start")
        << QStringList{u"os"_s} << QStringList{} << QStringList{}
        << Expected{
               {u"app.started"_s, {u"os"_s}}, {u"app.stopped"_s, {u"duration_ms"_s}}, {u"test.marked"_s, {u"word"_s}}};
    QTest::newRow("nothing of the start")
        << QStringList{} << QStringList{u"app.stopped"_s} << QStringList{u"notice"_s}
        << Expected{{u"app.started"_s, {u"notice"_s}}, {u"test.marked"_s, {u"notice"_s, u"word"_s}}};
    QTest::newRow("neither start nor end") << QStringList{} << QStringList{u"app.started"_s, u"app.stopped"_s} << all
                                           << Expected{{u"test.marked"_s, {u"app_version"_s, u"notice"_s, u"word"_s}}};
}

void TestAdoptersCatalogue::leavesOutWhatTheLibraryAdds()
{
    QFETCH(QStringList, started);
    QFETCH(QStringList, gone);
    QFETCH(QStringList, common);
    using Expected = QMap<QString, QStringList>;
    QFETCH(Expected, expected);
    const RecordingWorld world;
    narrow(world, started, gone, common);
    {
        Telemetry telemetry(world.options());
        telemetry.track("test.marked", {{"word", "x"}});
        bool stored = false;
        telemetry.flush(&telemetry, [&](const FlushReport &) { stored = true; });
        QTRY_VERIFY_WITH_TIMEOUT(stored, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(world.events().size(), static_cast<std::size_t>(expected.size()), patience);
    for (const StoredEvent &event : world.events())
        QCOMPARE(said(event), expected.value(QString::fromStdString(event.name), {u"not expected"_s}));
    QCOMPARE(world.counters().dropped, Dropped());
    QCOMPARE(world.counters().accepted, expected.size());
}

void TestAdoptersCatalogue::theQuestionWaitsForIt()
{
    const TemporaryHome home;
    Telemetry telemetry(appOptions(home, QUrl(u"http://127.0.0.1:9"_s)));
    QSignalSpy changed(&telemetry, &Telemetry::statusChanged);
    QSignalSpy problem(&telemetry, &Telemetry::problem);
    QVERIFY(!telemetry.shouldAsk() && telemetry.status().questionWaits());
    QTRY_VERIFY_WITH_TIMEOUT(telemetry.shouldAsk(), patience);
    QVERIFY(!telemetry.status().questionWaits() && telemetry.status().canAnswer());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(problem.size(), 0);
}

void TestAdoptersCatalogue::asksNobodyWhereItIsNotValid_data()
{
    QTest::addColumn<QByteArray>("catalogue");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << QByteArray() << u"can't be read"_s;
    QTest::newRow("cut off") << QByteArray("{") << u"line 1"_s;
    QTest::newRow("empty") << QByteArray("{}") << u"no \"id\""_s;
    QTest::newRow("of another notice") << QByteArray(
        R"({"id": "other", "categories": {"usage": {"description": {"en": "x"}},
                          "errors": {"description": {"en": "x"}}}, "common": [], "events": []})")
                                       << u"the notice asks about"_s;
}

void TestAdoptersCatalogue::asksNobodyWhereItIsNotValid()
{
    QFETCH(QByteArray, catalogue);
    QFETCH(QString, says);
    const TemporaryHome home;
    TelemetryOptions options = appOptions(home, QUrl(u"http://127.0.0.1:9"_s));
    if (!catalogue.isEmpty())
        home.write(u"catalogue.json"_s, catalogue);
    options.setCatalogue(home.path(u"catalogue.json"_s));
    const QStringList before = home.everything();
    Telemetry telemetry(options);
    QSignalSpy problem(&telemetry, &Telemetry::problem);
    QTRY_COMPARE_WITH_TIMEOUT(problem.size(), 1, patience);
    QVERIFY2(problem.at(0).at(0).toString().contains(says), qPrintable(problem.at(0).at(0).toString()));
    QVERIFY(!telemetry.shouldAsk() && !telemetry.status().questionWaits() && !telemetry.status().canAnswer());
    QVERIFY(telemetry.status().consentProblem().contains(says));

    // Also where somebody agrees without having been asked: in a terminal, or an application of its own making.
    QSignalSpy answered(&telemetry, &Telemetry::answered);
    telemetry.answer(Category::Usage, Origin::Settings, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY(!answered.at(0).at(0).toBool());
    QVERIFY(answered.at(0).at(1).toString().contains(says));
    QVERIFY(!telemetry.isAllowed());
    QCOMPARE(home.everything(), before);

    // A no needs none.
    telemetry.answer({}, Origin::Settings, u"en"_s);
    QVERIFY(answered.wait(patience));
    QVERIFY(answered.at(1).at(0).toBool());
    QCOMPARE(problem.size(), 1);
}

/// After a yes to an earlier version, which had a valid one.
void TestAdoptersCatalogue::countsWhatIsDroppedWhereItIsNotValid()
{
    const RecordingWorld world;
    const QByteArray valid = world.home().read(u"catalogue.json"_s);
    world.home().write(u"catalogue.json"_s, "{}");
    {
        Telemetry telemetry(world.options());
        QSignalSpy problem(&telemetry, &Telemetry::problem);
        for (int i = 0; i < 3; ++i)
            telemetry.track("test.marked", {{"word", "x"}});
        QTRY_VERIFY_WITH_TIMEOUT(!problem.isEmpty(), patience);
        bool stored = false;
        telemetry.flush(&telemetry, [&](const FlushReport &) { stored = true; });
        QTRY_VERIFY_WITH_TIMEOUT(stored, patience);
    }
    QCOMPARE(world.counters().dropped, (Dropped{{DropReason::Undeclared, 3}}));
    QCOMPARE(world.counters().accepted, 3);

    world.home().write(u"catalogue.json"_s, valid);
    {
        Telemetry telemetry(world.options());
        telemetry.track("test.marked", {{"word", "x"}});
        bool stored = false;
        telemetry.flush(&telemetry, [&](const FlushReport &report) { stored = report.waiting().value_or(0) >= 2; });
        QTRY_VERIFY_WITH_TIMEOUT(stored, patience);
    }
    QCOMPARE(world.counters().dropped, (Dropped{{DropReason::Undeclared, 3}}));
    QVERIFY(RecordingWorld::addsUp(world.counters()));
}

QTEST_GUILESS_MAIN(TestAdoptersCatalogue)
#include "tst_adopterscatalogue.moc"
