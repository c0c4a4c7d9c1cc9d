// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What can stand in settings.json and in an administrator's files, row by row, and what follows from it over a yes.

#include "settings/telemetryswitches.h"
#include "support/consentworld.h"
#include "system/systemclock.h"

#include <QDir>
#include <QTest>

using namespace candor;
using namespace candor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Categories both = Category::Usage | Category::Errors;
const QByteArray absent = "(no such file)";

enum class Outcome {
    NoEffect,
    Refuses, ///< at once, and is recorded
    Narrows, ///< takes a category away, and that is recorded
    Stops, ///< while it is so; nothing is recorded
    StopsThenRefuses, ///< the same, and recorded when it has stood there for a while
};

QByteArray utf16(const QByteArray &bytes, bool marked)
{
    QByteArray result = marked ? "\xff\xfe" : "";
    for (const char c : bytes)
        result.append(c).append('\0');
    return result;
}

/// A yes, given under a clock that agrees with that of the file system and stands still.
struct World : ConsentWorld
{
    World()
    {
        synchronize();
        if (!yes().ok)
            qFatal("no yes");
    }
    void synchronize(std::chrono::milliseconds later = 0ms) const
    {
        clock->setWall(std::chrono::milliseconds(unixMilliseconds(SystemClock().now())) + later);
    }
    void settings(const QByteArray &bytes) const { home.write(settingsFile(), bytes); }
    [[nodiscard]] Decision recorded() const { return store().read().record.decision; }
};

} // namespace

Q_DECLARE_METATYPE(Outcome)

class RefusalTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settings_data();
    void settings();
    void damageMustStandStill();
    void damageIsNotForgottenByAnotherWrite();
    void aYesReplacesTheNestedForm_data();
    void aYesReplacesTheNestedForm();
    void administrator_data();
    void administrator();
    void anAdministratorsLinkToNothingStops_data();
    void anAdministratorsLinkToNothingStops();
    void anAdministratorsDamageGivesWayToALock();
    void whatStandsThere_data();
    void whatStandsThere();
};

void RefusalTableTest::settings_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("told");
    const auto row = [](const char *name, const QByteArray &content, Outcome outcome, bool told = true) {
        QTest::newRow(name) << content << outcome << told;
    };
    using enum Outcome;

    row("true", R"({"telemetry.enabled": true})", NoEffect, false);
    row("absent", R"({"welcome.version": "initial"})", NoEffect, false);
    row("no file", absent, NoEffect, false);
    row("in the object of somebody else", R"({"a": {"telemetry.enabled": false}})", NoEffect, false);
    row("nested true", R"({"telemetry": {"enabled": true, "usage": true}})", NoEffect, false);
    row("nested in another object", R"({"a": {"telemetry": {"enabled": false}}})", NoEffect, false);
    row("an object \"telemetry\" with other members", R"({"telemetry": {"level": "off"}})", NoEffect, false);
    row("another key of that name", R"({"telemetry.enabled.at": false, "x.telemetry.enabled": 0})", NoEffect, false);
    row("the text of it", R"({"a": "\"telemetry.enabled\": false"})", NoEffect, false);

    row("false", R"({"telemetry.enabled": false})", Refuses, false);
    row("false, escaped key", R"({"telemetry\u002eenabled": false})", Refuses, false);
    row("a text", R"({"telemetry.enabled": "false"})", Refuses);
    row("the text true", R"({"telemetry.enabled": "true"})", Refuses);
    row("0", R"({"telemetry.enabled": 0})", Refuses);
    row("1", R"({"telemetry.enabled": 1})", Refuses);
    row("null", R"({"telemetry.enabled": null})", Refuses);
    row("a list", R"({"telemetry.enabled": [true]})", Refuses);
    row("an object", R"({"telemetry.enabled": {"value": true}})", Refuses);
    row("nested", R"({"telemetry":{"enabled":false}})", Refuses);
    row("nested, of a wrong type", R"({"telemetry": {"enabled": "no"}})", Refuses);
    row("nested, beside true", R"({"telemetry.enabled": true, "telemetry": {"enabled": false}})", Refuses);
    row("nested, twice", R"({"telemetry": {"enabled": true, "enabled": false}})", Refuses);
    row("\"telemetry\" itself", R"({"telemetry": false})", Refuses);
    row("both categories, of wrong types", R"({"telemetry.usage": 0, "telemetry.errors": "off"})", Refuses);
    row("one category", R"({"telemetry.errors": false})", Narrows, false);
    row("one category, null", R"({"telemetry.errors": null})", Narrows);
    row("one category, nested", R"({"telemetry": {"errors": 0}})", Narrows);

    row("true, and a comma too many", R"({"telemetry.enabled": true,})", Stops);
    row("true, and a comment", "{\"telemetry.enabled\": true // as before\n}", Stops);
    row("the key twice, both true", R"({"telemetry.enabled": true, "telemetry.enabled": true})", Stops);
    row("true in UTF-16", utf16(R"({"telemetry.enabled": true})", true), Stops);
    row("empty", "", Stops);
    row("cut off before the value", R"({"telemetry.enabled": )", Stops);
    row("cut off in true", R"({"telemetry.enabled": tru)", Stops);
    row("false in a comment", "{ // \"telemetry.enabled\": false\n \"a\": 1 }", Stops);
    row("false in a comment on its line", "{\n # \"telemetry.enabled\": false\n \"a\": 1, }", Stops);
    row("false in a comment of several lines", "{ /* \n\"telemetry.enabled\": false */ \"a\": 1, }", Stops);
    row("true, before a comma that is missing", "{\"telemetry.enabled\": true \"a\": 1}", Stops);
    row("a list of names", R"({"locked": ["telemetry.enabled", "a"],})", Stops);
    row("words about it", R"({"a": "set telemetry.enabled to false",})", Stops);
    row("zeros, as after a power cut", QByteArray(64, '\0'), Stops);

    row("false, and a comma too many", R"({"telemetry.enabled": false,})", StopsThenRefuses);
    row("false, and a comment behind it", "{\"telemetry.enabled\": false // thanks, no\n}", StopsThenRefuses);
    row("false, and a comment before it", "/* mine */ {\"telemetry.enabled\": false}", StopsThenRefuses);
    row("False", R"({"telemetry.enabled": False})", StopsThenRefuses);
    row("off", R"({"telemetry.enabled": off})", StopsThenRefuses);
    row("True", R"({"telemetry.enabled": True})", StopsThenRefuses);
    row("the key twice, true then false", R"({"telemetry.enabled": true, "telemetry.enabled": false})",
        StopsThenRefuses);
    row("the key twice, false then true", R"({"telemetry.enabled": false, "telemetry.enabled": true})",
        StopsThenRefuses);
    row("single quotes", "{'telemetry.enabled': false}", StopsThenRefuses);
    row("no quotes", "{telemetry.enabled: false}", StopsThenRefuses);
    row("no braces", "\"telemetry.enabled\": false\n", StopsThenRefuses);
    row("no end", R"({"a": 1, "telemetry.enabled": false)", StopsThenRefuses);
    row("cut off in false", R"({"telemetry.enabled": fal)", StopsThenRefuses);
    row("nested, and a comma too many", R"({"telemetry": {"enabled": false,}})", StopsThenRefuses);
    row("a list of it", R"([{"telemetry.enabled": false}])", StopsThenRefuses);
    row("a brace that is not closed", R"({"editor": {"size": 1, "telemetry.enabled": false})", StopsThenRefuses);
    row("a bracket that is not closed", R"({"a": [1, "telemetry.enabled": false})", StopsThenRefuses);
    row("a brace too many", R"({{"telemetry.enabled": false})", StopsThenRefuses);
    row("nested, and a brace that is not closed", R"({"x": {"y": 1, "telemetry": {"enabled": false}})",
        StopsThenRefuses);
    row("the key's last quote is missing", R"({"telemetry.enabled: false})", StopsThenRefuses);
    row("a quote before it is missing", R"({"a": "b, "telemetry.enabled": false})", StopsThenRefuses);
    row("a line break in a text before it", "{\"a\":\"x\ny\", \"telemetry.enabled\": false}", StopsThenRefuses);
    row("a URL before it", R"({"a": "http://b, "telemetry.enabled": false})", StopsThenRefuses);
    row("no colon", R"({"telemetry.enabled" false})", StopsThenRefuses);
    row("an equals sign", R"({"telemetry.enabled" = false})", StopsThenRefuses);
    row("two colons", R"({"telemetry.enabled":: false})", StopsThenRefuses);
    row("both values", R"({"telemetry.enabled": true false})", StopsThenRefuses);
    row("an editor's quotes", "{\xE2\x80\x9Ctelemetry.enabled\xE2\x80\x9D: false}", StopsThenRefuses);
    row("UTF-16 that begins with a comment", utf16("// mine\n{\"telemetry.enabled\": false}", false), StopsThenRefuses);
    row("a mark of UTF-16 before what is none", "\xff\xfe{\"telemetry.enabled\": false}", StopsThenRefuses);
    row("UTF-16", utf16(R"({"telemetry.enabled": false})", true), StopsThenRefuses);
    row("UTF-16 without a mark", utf16(R"({"telemetry.enabled": false})", false), StopsThenRefuses);
}

void RefusalTableTest::settings()
{
    QFETCH(QByteArray, content);
    QFETCH(Outcome, outcome);
    QFETCH(bool, told);
    const World world;
    if (content == absent)
        QVERIFY(QFile::remove(world.home.path(World::settingsFile())));
    else
        world.settings(content);

    ConsentState state = world.store().read();
    QVERIFY2(state.settings.problem.isEmpty() != told, qPrintable(state.settings.problem));
    if (told)
        QVERIFY2(state.settings.problem.contains(state.settings.path), qPrintable(state.settings.problem));
    const bool damaged = outcome == Outcome::Stops || outcome == Outcome::StopsThenRefuses;
    if (damaged) {
        // A file that somebody is just writing looks the same.
        QVERIFY(!state.verdict.allowed);
        QCOMPARE(state.verdict.decision, Decision::Undecided);
        QCOMPARE(state.verdict.reason, Reason::SettingsUnreadable);
        QCOMPARE(state.verdict.data, DataPolicy::Keep);
        QVERIFY(!state.verdict.mayAsk);
        QVERIFY(!state.verdict.refusalToRecord);
        QCOMPARE(!state.damageRefusesAt.isNull(), outcome == Outcome::StopsThenRefuses);
        QVERIFY(world.store().recordRefusalSeen().ok);
        QCOMPARE(world.recorded(), Decision::Granted);
        world.synchronize(ConsentFiles::damageSettles);
        state = world.store().read();
    }
    QVERIFY(world.store().recordRefusalSeen().ok);
    if (content != absent)
        QCOMPARE(world.home.read(World::settingsFile()), content);
    switch (outcome) {
    case Outcome::NoEffect:
        QVERIFY(state.verdict.allowed);
        QCOMPARE(state.verdict.categories, both);
        QCOMPARE(world.recorded(), Decision::Granted);
        return;
    case Outcome::Narrows:
        QCOMPARE(state.verdict.categories, Categories(Category::Usage));
        QCOMPARE(world.store().read().record.categories, Categories(Category::Usage));
        return;
    case Outcome::Stops:
        QCOMPARE(state.verdict.data, DataPolicy::Keep);
        QCOMPARE(world.recorded(), Decision::Granted);
        world.settings(R"({"telemetry.enabled": true})");
        QVERIFY(world.verdict().allowed);
        return;
    case Outcome::Refuses:
    case Outcome::StopsThenRefuses:
        QCOMPARE(state.verdict.decision, Decision::Denied);
        QCOMPARE(state.verdict.reason, Reason::RefusedInSettings);
        QCOMPARE(state.verdict.data, DataPolicy::Erase);
        QVERIFY(state.verdict.refusalToRecord);
        QCOMPARE(world.recorded(), Decision::Denied);
        break;
    }
    // It was seen: nothing but an answer undoes it, and an answer does.
    world.settings(R"({"telemetry.enabled": true})");
    QCOMPARE(world.verdict().decision, Decision::Denied);
    world.settings(content);
    const Consent::Result yes = world.yes();
    QVERIFY2(yes.ok, qPrintable(yes.error));
    QCOMPARE(yes.backupPath.isEmpty(), !damaged);
    QVERIFY(world.verdict().allowed);
    QCOMPARE(world.verdict().categories, both);
}

/// The five seconds are those of the file as it is, not of the first damage.
void RefusalTableTest::damageMustStandStill()
{
    const World world;
    world.settings(R"({"telemetry.enabled": false,})");
    const QDateTime first = world.store().read().damageRefusesAt;
    QVERIFY(first.isValid());
    QTRY_VERIFY_WITH_TIMEOUT(
        (world.settings(R"({"telemetry.enabled": false,,})"), world.store().read().damageRefusesAt > first), 30000);
    world.clock->setWall(std::chrono::milliseconds(first.toMSecsSinceEpoch()));
    QCOMPARE(world.verdict().data, DataPolicy::Keep);
    world.clock->setWall(std::chrono::milliseconds(world.store().read().damageRefusesAt.toMSecsSinceEpoch()));
    QCOMPARE(world.verdict().data, DataPolicy::Erase);
}

void RefusalTableTest::damageIsNotForgottenByAnotherWrite()
{
    const World world;
    world.settings(R"({"telemetry.enabled": off, "telemetry.usage": true,})");
    const SettingsFile::WriteResult written =
        world.store().files().settingsFile().write({{settingkeys::theme, u"dark"_s}});
    QVERIFY2(written.ok && !written.backupPath.isEmpty(), qPrintable(written.error));
    QCOMPARE(world.home.read(World::settingsFile()),
             "{\n  \"telemetry.enabled\": false,\n  \"candor.theme\": \"dark\"\n}");
    QCOMPARE(world.verdict().reason, Reason::RefusedInSettings);
}

void RefusalTableTest::aYesReplacesTheNestedForm_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // of the object "telemetry"
    QTest::newRow("false") << QByteArray(R"("telemetry": {"a": 1e21, "enabled" :false})")
                           << QByteArray(R"("telemetry": {"a": 1e21, "enabled" :true})");
    QTest::newRow("an object") << QByteArray(R"("telemetry": {"enabled": {"b": [0]}, "usage": null})")
                               << QByteArray(R"("telemetry": {"enabled": true, "usage": true})");
    QTest::newRow("twice") << QByteArray(R"("telemetry": {"enabled": 0, "enabled": true, "enabled": ""})")
                           << QByteArray(R"("telemetry": {"enabled": true, "enabled": true, "enabled": true})");
    QTest::newRow("itself") << QByteArray(R"("telemetry": "off")") << QByteArray(R"("telemetry": true)");
    QTest::newRow("nothing of ours") << QByteArray(R"("telemetry": {"level": "off"})")
                                     << QByteArray(R"("telemetry": {"level": "off"})");
}

void RefusalTableTest::aYesReplacesTheNestedForm()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const World world;
    world.settings("{" + before + ", \"z\": 2.50}");
    QVERIFY(world.yes().ok);
    QVERIFY(world.verdict().allowed);
    QVERIFY2(world.home.read(World::settingsFile()).startsWith("{" + after + ", \"z\": 2.50,"),
             world.home.read(World::settingsFile()).constData());
}

void RefusalTableTest::administrator_data()
{
    QTest::addColumn<QByteArray>("locked");
    QTest::addColumn<QByteArray>("defaults");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QStringList>("found"); // named as without effect, with its file
    const auto row = [](const char *name, const QByteArray &locked, const QByteArray &defaults, Outcome outcome,
                        const QStringList &found = {}) {
        QTest::newRow(name) << locked << defaults << outcome << found;
    };
    using enum Outcome;
    const QByteArray lock = R"({"locked": ["telemetry.enabled"]})";
    const QString inLocked = u"locked.json"_s;
    const QString inDefaults = u"default-settings.json"_s;

    row("absent", absent, absent, NoEffect);
    row("nothing about telemetry", R"({"locked": ["proxy.http"]})", R"({"proxy.http": "x", "telemetry.check": false})",
        NoEffect);
    row("locked to true", lock, R"({"telemetry.enabled": true})", NoEffect, {u"\"telemetry.enabled\": true"_s});
    row("locked to false", lock, R"({"telemetry.enabled": false})", Refuses);
    row("locked to a text", lock, R"({"telemetry.enabled": "false"})", Refuses);
    row("locked to 0", lock, R"({"telemetry.enabled": 0})", Refuses);
    row("locked to null", lock, R"({"telemetry.enabled": null})", Refuses);
    row("locked, nested", lock, R"({"telemetry": {"enabled": false}})", Refuses);
    row("one category locked to null", R"({"locked": ["telemetry.errors"]})", R"({"telemetry.errors": null})", Narrows);

    row("a value without its lock", absent, R"({"telemetry.enabled": false})", NoEffect,
        {u"\"telemetry.enabled\": false"_s, inDefaults});
    row("a nested value without its lock", R"({"locked": []})", R"({"telemetry": {"enabled": false}})", NoEffect,
        {u"\"telemetry\": {\"enabled\": false}"_s, inDefaults});
    row("a lock without its value", lock, R"({})", NoEffect, {u"telemetry.enabled"_s, inLocked});
    row("a lock without a file of values", lock, absent, NoEffect, {u"telemetry.enabled"_s, inLocked});
    row("a misspelt lock", R"({"locked": ["telemetry.enable"]})", R"({"telemetry.enabled": false})", NoEffect,
        {u"telemetry.enable”"_s, inLocked, u"\"telemetry.enabled\": false"_s});
    row("letters that changed places", R"({"locked": ["telemtry.enabled"]})", absent, NoEffect,
        {u"telemtry.enabled”"_s, inLocked});
    row("in capitals", R"({"locked": ["Telemetry.Enabled"]})", absent, NoEffect, {u"Telemetry.Enabled”"_s});
    row("a misspelt value", lock, R"({"telemetry.enabeld": false})", NoEffect,
        {u"telemetry.enabeld”"_s, inDefaults, u"gives it no value"_s});
    row("telemetry.*", R"({"locked": ["telemetry.*"]})", R"({"telemetry.enabled": false})", NoEffect,
        {u"telemetry.*”"_s, inLocked});
    row("telemetry", R"({"locked": ["telemetry"]})", R"({"telemetry": {"level": 0}})", NoEffect,
        {u"telemetry”"_s, inLocked, inDefaults});

    row("locked.json is empty", "", absent, Stops);
    row("locked.json is cut off", R"({"locked": ["telemetry.ena)", R"({"telemetry.enabled": false})", Stops);
    row("locked.json has a comma too many", R"({"locked": ["telemetry.enabled",]})", absent, Stops);
    row("locked.json without the list", R"({"lock": ["telemetry.enabled"]})", absent, Stops);
    row("the list is a text", R"({"locked": "telemetry.enabled"})", absent, Stops);
    row("the list is there twice", R"({"locked": [], "locked": ["telemetry.enabled"]})", absent, Stops);
    row("locked.json in UTF-16", utf16(lock, true), absent, Stops);
    row("default-settings.json has a comment", lock, "{\"telemetry.enabled\": false // all\n}", Stops);
    row("default-settings.json has the value twice", lock, R"({"telemetry.enabled": true, "telemetry.enabled": false})",
        Stops);
    row("default-settings.json is a list", absent, "[]", Stops);
}

void RefusalTableTest::administrator()
{
    QFETCH(QByteArray, locked);
    QFETCH(QByteArray, defaults);
    QFETCH(Outcome, outcome);
    QFETCH(QStringList, found);
    const World world;
    if (locked != absent)
        world.home.write(u"managed/locked.json"_s, locked);
    if (defaults != absent)
        world.home.write(u"managed/default-settings.json"_s, defaults);
    const ConsentState state = world.store().read();
    QCOMPARE(state.verdict.allowed, outcome == Outcome::NoEffect || outcome == Outcome::Narrows);
    switch (outcome) {
    case Outcome::NoEffect:
        QCOMPARE(state.verdict.categories, both);
        break;
    case Outcome::Narrows:
        QCOMPARE(state.verdict.categories, Categories(Category::Usage));
        break;
    case Outcome::Refuses:
        QCOMPARE(state.verdict.rule, Rule::Administrator);
        QCOMPARE(state.verdict.data, DataPolicy::Erase);
        break;
    case Outcome::Stops:
    case Outcome::StopsThenRefuses:
        QCOMPARE(state.verdict.rule, Rule::Administrator);
        QCOMPARE(state.verdict.reason, Reason::Unreadable);
        QCOMPARE(state.verdict.data, DataPolicy::Keep);
        QVERIFY2(state.refusalProblem.contains(state.verdict.detail), qPrintable(state.refusalProblem));
        QVERIFY(!world.yes().ok);
    }
    const QString said = state.withoutEffect.join(u'\n');
    QVERIFY2(said.isEmpty() == found.isEmpty(), qPrintable(said));
    for (const QString &each : found)
        QVERIFY2(said.contains(each), qPrintable(said));
    QCOMPARE(said.count("without effect, because"_L1), state.withoutEffect.size());
    // It is the administrator's, and not the person's word.
    QVERIFY(world.store().recordRefusalSeen().ok);
    QCOMPARE(world.recorded(), Decision::Granted);
}

/// Where the store or the share is not mounted yet that a link leads to.
void RefusalTableTest::anAdministratorsLinkToNothingStops_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("the locks") << u"managed/locked.json"_s;
    QTest::newRow("the values") << u"managed/default-settings.json"_s;
    QTest::newRow("the folder") << u"managed"_s;
}

void RefusalTableTest::anAdministratorsLinkToNothingStops()
{
    QFETCH(QString, link);
    const World world;
    if (link != "managed"_L1)
        QVERIFY(QDir().mkpath(world.home.path(u"managed"_s)));
    QVERIFY(QFile::link(world.home.path(u"not/mounted"_s), world.home.path(link)));
    const ConsentState state = world.store().read();
    QCOMPARE(state.verdict.rule, Rule::Administrator);
    QCOMPARE(state.verdict.reason, Reason::Unreadable);
    QCOMPARE(state.verdict.data, DataPolicy::Keep);
    QVERIFY2(state.refusalProblem.contains(world.home.path(link)), qPrintable(state.refusalProblem));
    QVERIFY(QFile::remove(world.home.path(link)));
    QVERIFY(world.verdict().allowed);
}

void RefusalTableTest::anAdministratorsDamageGivesWayToALock()
{
    World world;
    world.context.directories.managed = {world.home.path(u"first"_s), world.home.path(u"second"_s)};
    world.home.write(u"first/locked.json"_s, "broken");
    QCOMPARE(world.verdict().data, DataPolicy::Keep);
    world.home.write(u"second/locked.json"_s, R"({"locked": ["telemetry.enabled"]})");
    world.home.write(u"second/default-settings.json"_s, R"({"telemetry.enabled": false})");
    QCOMPARE(world.verdict().data, DataPolicy::Erase);
    QCOMPARE(world.verdict().detail, world.home.path(u"second/locked.json"_s));
}

void RefusalTableTest::whatStandsThere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("written");
    QTest::newRow("a long value") << QByteArray("{\"telemetry.enabled\": \"" + QByteArray(500, 'n') + "\"}")
                                  << QString(u"\"telemetry.enabled\": \""_s + QString(39, u'n') + u'…');
    QTest::newRow("an object") << QByteArray(R"({"telemetry.usage": {"a": 1}})") << u"\"telemetry.usage\": {…}"_s;
    QTest::newRow("nested") << QByteArray(R"({"telemetry": {"errors": [1]}})") << u"\"telemetry\": {\"errors\": […]}"_s;
    QTest::newRow("what would steer a terminal")
        << QByteArray("{\"telemetry.enabled\": \"\x1b[2J\"}") << u"\"telemetry.enabled\": \"\\u001b[2J\""_s;
}

void RefusalTableTest::whatStandsThere()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, written);
    const std::vector<TelemetrySwitch> found = findTelemetrySwitches(content);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(!found.front().on && !found.front().plain);
    QCOMPARE(found.front().written.toLower(), written.toLower());
}

QTEST_GUILESS_MAIN(RefusalTableTest)
#include "tst_refusaltable.moc"
