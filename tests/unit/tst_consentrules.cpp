// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentrules.h"

#include <QTest>

#include <array>
#include <functional>
#include <vector>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

constexpr Categories both = Category::Usage | Category::Errors;
const qint64 noon = 1795262400000; // 2026-11-21 12:00:00 UTC
constexpr qint64 hour = 60 * 60 * 1000;

QDateTime at(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC();
}

/// A person who never answered.
ConsentFacts unanswered()
{
    ConsentFacts facts;
    facts.catalogueId = u"candor"_s;
    facts.noticeVersion = 3;
    facts.recipient = u"eu.i.posthog.com"_s;
    facts.now = at(noon);
    return facts;
}

/// A person who said yes to both, to exactly this question, on this machine.
ConsentFacts granted()
{
    ConsentFacts facts = unanswered();
    facts.fileStatus = ConsentFileStatus::Ok;
    facts.machineAccountMatches = true;
    facts.record.decision = Decision::Granted;
    facts.record.decisionId = u"0f8fad5b-d9cb-469f-a165-70867728950e"_s;
    facts.record.categories = both;
    facts.record.catalogueId = facts.catalogueId;
    facts.record.noticeVersion = facts.noticeVersion;
    facts.record.recipient = facts.recipient;
    facts.record.time = at(noon - hour);
    facts.settingEnabled = true;
    facts.settingUsage = true;
    facts.settingErrors = true;
    return facts;
}

ConsentFacts denied()
{
    ConsentFacts facts = granted();
    facts.record.decision = Decision::Denied;
    facts.record.decisionId.clear();
    facts.record.categories = {};
    facts.settingEnabled = false;
    return facts;
}

void spoilAdministratorsFile(ConsentFacts &facts)
{
    facts.managed.unusableFile = u"/etc/candor/locked.json"_s;
}

void refuseByAdministrator(ConsentFacts &facts)
{
    facts.managed.refusesAll = true;
    facts.managed.file = u"/etc/candor/locked.json"_s;
}

using Change = std::function<void(ConsentFacts &)>;

ConsentFacts with(ConsentFacts facts, const Change &change)
{
    change(facts);
    return facts;
}

Verdict allowedVerdict(Categories categories)
{
    Verdict verdict;
    verdict.allowed = true;
    verdict.categories = categories;
    verdict.decision = Decision::Granted;
    verdict.rule = Rule::Person;
    verdict.reason = Reason::Granted;
    verdict.data = DataPolicy::Collect;
    return verdict;
}

Verdict deniedVerdict(Reason reason, bool refusalToRecord = false)
{
    Verdict verdict;
    verdict.decision = Decision::Denied;
    verdict.rule = Rule::Person;
    verdict.reason = reason;
    verdict.data = DataPolicy::Erase;
    verdict.refusalToRecord = refusalToRecord;
    return verdict;
}

Verdict undecidedVerdict(Reason reason, bool mayAsk = true)
{
    Verdict verdict;
    verdict.reason = reason;
    verdict.mayAsk = mayAsk;
    return verdict;
}

Verdict refusedVerdict(Rule rule, DataPolicy data, Decision decision, const QString &detail)
{
    Verdict verdict;
    verdict.decision = decision;
    verdict.rule = rule;
    verdict.reason = Reason::Refused;
    verdict.data = data;
    verdict.detail = detail;
    return verdict;
}

Verdict locking(Verdict verdict, Categories locked)
{
    verdict.lockedCategories = locked;
    return verdict;
}

/// The rows of the table, as a change of the facts that makes each of them match; the last matches by itself.
struct Row
{
    Rule rule;
    Change match;
};

std::vector<Row> rows()
{
    return {
        {Rule::Build, [](ConsentFacts &f) { f.buildSendsNothing = true; }},
        {Rule::Administrator, refuseByAdministrator},
        {Rule::DoNotTrack, [](ConsentFacts &f) { f.environment.doNotTrack = true; }},
        {Rule::CandorTelemetry, [](ConsentFacts &f) { f.environment.candorTelemetry = true; }},
        {Rule::ContinuousIntegration, [](ConsentFacts &f) { f.environment.ciVariable = u"CI"_s; }},
        {Rule::Person, [](ConsentFacts &f) { f.settingEnabled = false; }},
        {Rule::Nobody, [](ConsentFacts &) {}},
    };
}

} // namespace

Q_DECLARE_METATYPE(candor::ConsentFacts)
Q_DECLARE_METATYPE(candor::Verdict)

class ConsentRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowByRow_data();
    void rowByRow();
    void theEarlierOfTwoRulesWins_data();
    void theEarlierOfTwoRulesWins();
    void nothingElseEverAllows();
    void inThisProcessOnlyRefuses_data();
    void inThisProcessOnlyRefuses();
    void names();
};

void ConsentRulesTest::rowByRow_data()
{
    QTest::addColumn<ConsentFacts>("facts");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, const ConsentFacts &facts, const Verdict &verdict) {
        QTest::addRow("%s", name) << facts << verdict;
    };

    // 1 build
    const Change build = [](ConsentFacts &f) { f.buildSendsNothing = true; };
    row("build: never answered", with(unanswered(), build),
        refusedVerdict(Rule::Build, DataPolicy::StayOut, Decision::Undecided, {}));
    row("build: granted", with(granted(), build),
        refusedVerdict(Rule::Build, DataPolicy::StayOut, Decision::Granted, {}));
    row("build: denied", with(denied(), build), refusedVerdict(Rule::Build, DataPolicy::StayOut, Decision::Denied, {}));

    // 2 administrator
    const QString file = u"/etc/candor/locked.json"_s;
    row("administrator: never answered", with(unanswered(), refuseByAdministrator),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Undecided, file), both));
    row("administrator: granted", with(granted(), refuseByAdministrator),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Granted, file), both));
    row("administrator: denied", with(denied(), refuseByAdministrator),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Denied, file), both));
    Verdict unreadable = refusedVerdict(Rule::Administrator, DataPolicy::Keep, Decision::Granted, file);
    unreadable.reason = Reason::Unreadable;
    row("administrator's file can't be read: what is there is kept", with(granted(), spoilAdministratorsFile),
        unreadable);
    row("administrator's file can't be read, another one refuses",
        with(with(granted(), spoilAdministratorsFile), refuseByAdministrator),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Granted, file), both));
    const auto lock = [&file](Categories categories) {
        return [categories, file](ConsentFacts &f) {
            f.managed.refusedCategories = categories;
            f.managed.file = file;
        };
    };
    row("administrator locks errors: the yes goes on with usage", with(granted(), lock(Category::Errors)),
        locking(allowedVerdict(Category::Usage), Category::Errors));
    row("administrator locks errors: a person may still be asked", with(unanswered(), lock(Category::Errors)),
        locking(undecidedVerdict(Reason::NeverAnswered), Category::Errors));
    row("administrator locks both categories", with(granted(), lock(both)),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Granted, file), both));
    row("administrator locks all that was granted",
        with(with(granted(), lock(Category::Usage)), [](ConsentFacts &f) { f.record.categories = Category::Usage; }),
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Granted, file), Category::Usage));
    Verdict shared =
        locking(refusedVerdict(Rule::Administrator, DataPolicy::Erase, Decision::Granted, file), Category::Usage);
    shared.refusalToRecord = true;
    row("administrator locks what settings.json left over",
        with(with(granted(), lock(Category::Usage)), [](ConsentFacts &f) { f.settingErrors = false; }), shared);

    // 3 to 5 environment: for this process only
    const Change doNotTrack = [](ConsentFacts &f) { f.environment.doNotTrack = true; };
    row("DO_NOT_TRACK: never answered", with(unanswered(), doNotTrack),
        refusedVerdict(Rule::DoNotTrack, DataPolicy::StayOut, Decision::Undecided, u"DO_NOT_TRACK"_s));
    row("DO_NOT_TRACK: granted", with(granted(), doNotTrack),
        refusedVerdict(Rule::DoNotTrack, DataPolicy::StayOut, Decision::Granted, u"DO_NOT_TRACK"_s));
    row("DO_NOT_TRACK: denied, for this process it stays out", with(denied(), doNotTrack),
        refusedVerdict(Rule::DoNotTrack, DataPolicy::StayOut, Decision::Denied, u"DO_NOT_TRACK"_s));
    row("CANDOR_TELEMETRY: granted", with(granted(), [](ConsentFacts &f) { f.environment.candorTelemetry = true; }),
        refusedVerdict(Rule::CandorTelemetry, DataPolicy::StayOut, Decision::Granted, u"CANDOR_TELEMETRY"_s));
    row("CANDOR_DESTINATION=none: granted",
        with(granted(),
             [](ConsentFacts &f) {
                 f.environment.candorTelemetry = true;
                 f.environment.candorVariable = u"CANDOR_DESTINATION"_s;
             }),
        refusedVerdict(Rule::CandorTelemetry, DataPolicy::StayOut, Decision::Granted, u"CANDOR_DESTINATION"_s));
    const Change ci = [](ConsentFacts &f) { f.environment.ciVariable = u"GITHUB_ACTIONS"_s; };
    const Change loopback = [](ConsentFacts &f) { f.endpointIsLoopback = true; };
    row("ci: granted", with(granted(), ci),
        refusedVerdict(Rule::ContinuousIntegration, DataPolicy::StayOut, Decision::Granted, u"GITHUB_ACTIONS"_s));
    row("ci: never answered", with(unanswered(), ci),
        refusedVerdict(Rule::ContinuousIntegration, DataPolicy::StayOut, Decision::Undecided, u"GITHUB_ACTIONS"_s));
    row("ci with a collector on this computer: granted", with(with(granted(), ci), loopback), allowedVerdict(both));
    row("ci with a collector on this computer: unanswered, and nobody is asked", with(with(unanswered(), ci), loopback),
        undecidedVerdict(Reason::NeverAnswered, false));
    row("ci with a collector on this computer: denied", with(with(denied(), ci), loopback),
        deniedVerdict(Reason::Refused));
    row("a collector on this computer does not lift DO_NOT_TRACK", with(with(granted(), doNotTrack), loopback),
        refusedVerdict(Rule::DoNotTrack, DataPolicy::StayOut, Decision::Granted, u"DO_NOT_TRACK"_s));

    // 6 person
    row("person: granted both", granted(), allowedVerdict(both));
    row("person: granted, settings.json says nothing",
        with(granted(),
             [](ConsentFacts &f) {
                 f.settingEnabled.reset();
                 f.settingUsage.reset();
                 f.settingErrors.reset();
             }),
        allowedVerdict(both));
    row("person: granted usage", with(granted(), [](ConsentFacts &f) { f.record.categories = Category::Usage; }),
        allowedVerdict(Category::Usage));
    Verdict narrowed = allowedVerdict(Category::Errors);
    narrowed.refusalToRecord = true;
    row("person: granted both, usage switched off", with(granted(), [](ConsentFacts &f) { f.settingUsage = false; }),
        narrowed);
    row("person: granted errors, usage was always off",
        with(granted(),
             [](ConsentFacts &f) {
                 f.record.categories = Category::Errors;
                 f.settingUsage = false;
             }),
        allowedVerdict(Category::Errors));
    row("person: granted, switched off", with(granted(), [](ConsentFacts &f) { f.settingEnabled = false; }),
        deniedVerdict(Reason::RefusedInSettings, true));
    row("person: granted, both categories switched off",
        with(granted(),
             [](ConsentFacts &f) {
                 f.settingUsage = false;
                 f.settingErrors = false;
             }),
        deniedVerdict(Reason::RefusedInSettings, true));
    row("person: granted usage, usage switched off",
        with(granted(),
             [](ConsentFacts &f) {
                 f.record.categories = Category::Usage;
                 f.settingUsage = false;
             }),
        deniedVerdict(Reason::RefusedInSettings, true));
    row("person: denied", denied(), deniedVerdict(Reason::Refused));
    row("person: denied, another program says true", with(denied(), [](ConsentFacts &f) { f.settingEnabled = true; }),
        deniedVerdict(Reason::Refused));
    row("person: denied, nothing in settings.json", with(denied(), [](ConsentFacts &f) { f.settingEnabled.reset(); }),
        deniedVerdict(Reason::Refused));
    row("person: denied in settings.json once, the key is gone",
        with(denied(),
             [](ConsentFacts &f) {
                 f.record.origin = Origin::SettingsFile;
                 f.settingEnabled.reset();
             }),
        deniedVerdict(Reason::RefusedInSettings));
    row("person: denied an older notice", with(denied(), [](ConsentFacts &f) { f.record.noticeVersion = 1; }),
        deniedVerdict(Reason::Refused));
    row("person: denied a newer notice", with(denied(), [](ConsentFacts &f) { f.record.noticeVersion = 4; }),
        deniedVerdict(Reason::Refused));
    row("person: denied another recipient", with(denied(), [](ConsentFacts &f) { f.record.recipient = u"x"_s; }),
        deniedVerdict(Reason::Refused));
    row("person: denied another catalogue", with(denied(), [](ConsentFacts &f) { f.record.catalogueId = u"x"_s; }),
        deniedVerdict(Reason::Refused));
    row("person: never answered here, switched off",
        with(unanswered(), [](ConsentFacts &f) { f.settingEnabled = false; }),
        deniedVerdict(Reason::RefusedInSettings));
    row("person: never answered here, both categories switched off",
        with(unanswered(),
             [](ConsentFacts &f) {
                 f.settingUsage = false;
                 f.settingErrors = false;
             }),
        deniedVerdict(Reason::RefusedInSettings));
    row("person: consent.json unreadable, switched off",
        with(unanswered(),
             [](ConsentFacts &f) {
                 f.fileStatus = ConsentFileStatus::Invalid;
                 f.settingEnabled = false;
             }),
        deniedVerdict(Reason::RefusedInSettings));
    row("person: granted on another machine, switched off",
        with(granted(),
             [](ConsentFacts &f) {
                 f.machineAccountMatches = false;
                 f.settingEnabled = false;
             }),
        deniedVerdict(Reason::RefusedInSettings));
    row("person: granted an older notice, switched off",
        with(granted(),
             [](ConsentFacts &f) {
                 f.record.noticeVersion = 2;
                 f.settingEnabled = false;
             }),
        deniedVerdict(Reason::RefusedInSettings, true));

    // 7 nobody
    row("nobody: never answered", unanswered(), undecidedVerdict(Reason::NeverAnswered));
    row("nobody: another program says true", with(unanswered(), [](ConsentFacts &f) { f.settingEnabled = true; }),
        undecidedVerdict(Reason::NeverAnswered));
    row("nobody: never answered, one category switched off",
        with(unanswered(), [](ConsentFacts &f) { f.settingUsage = false; }), undecidedVerdict(Reason::NeverAnswered));
    row("nobody: unreadable", with(unanswered(), [](ConsentFacts &f) { f.fileStatus = ConsentFileStatus::Invalid; }),
        undecidedVerdict(Reason::Unreadable));
    row("nobody: unreadable, whatever the record holds",
        with(granted(), [](ConsentFacts &f) { f.fileStatus = ConsentFileStatus::Invalid; }),
        undecidedVerdict(Reason::Unreadable));
    row("nobody: no file, whatever the record holds",
        with(granted(), [](ConsentFacts &f) { f.fileStatus = ConsentFileStatus::Missing; }),
        undecidedVerdict(Reason::NeverAnswered));
    row("nobody: settings.json unreadable, it may hold a false",
        with(granted(),
             [](ConsentFacts &f) {
                 f.settingsUnreadable = true;
                 f.settingEnabled.reset();
             }),
        undecidedVerdict(Reason::SettingsUnreadable, false));
    row("nobody: yes to an older notice", with(granted(), [](ConsentFacts &f) { f.record.noticeVersion = 2; }),
        undecidedVerdict(Reason::NoticeChanged));
    row("nobody: yes to a newer notice", with(granted(), [](ConsentFacts &f) { f.record.noticeVersion = 4; }),
        undecidedVerdict(Reason::NewerAnswer, false));
    row("nobody: yes to another recipient", with(granted(), [](ConsentFacts &f) { f.record.recipient = u"x"_s; }),
        undecidedVerdict(Reason::RecipientChanged));
    row("nobody: yes to a newer notice and another recipient",
        with(granted(),
             [](ConsentFacts &f) {
                 f.record.noticeVersion = 4;
                 f.record.recipient = u"x"_s;
             }),
        undecidedVerdict(Reason::NewerAnswer, false));
    row("nobody: yes to another catalogue", with(granted(), [](ConsentFacts &f) { f.record.catalogueId = u"x"_s; }),
        undecidedVerdict(Reason::OtherCatalogue));
    row("nobody: yes to another catalogue's newer notice",
        with(granted(),
             [](ConsentFacts &f) {
                 f.record.catalogueId = u"x"_s;
                 f.record.noticeVersion = 9;
             }),
        undecidedVerdict(Reason::OtherCatalogue));
    row("nobody: yes on another machine", with(granted(), [](ConsentFacts &f) { f.machineAccountMatches = false; }),
        undecidedVerdict(Reason::OtherMachine));
    row("person: no on another machine",
        with(denied(),
             [](ConsentFacts &f) {
                 f.machineAccountMatches = false;
                 f.settingEnabled.reset();
             }),
        deniedVerdict(Reason::Refused));
    row("person: no in a file of which not all is understood",
        with(denied(),
             [](ConsentFacts &f) {
                 f.fileStatus = ConsentFileStatus::Invalid;
                 f.machineAccountMatches = false;
                 f.settingEnabled.reset();
             }),
        deniedVerdict(Reason::Refused));
    row("nobody: yes from the day after tomorrow",
        with(granted(), [](ConsentFacts &f) { f.record.time = at(noon + 24 * hour + 1); }),
        undecidedVerdict(Reason::FromTheFuture));
    row("person: yes from just under a day ahead",
        with(granted(), [](ConsentFacts &f) { f.record.time = at(noon + 24 * hour); }), allowedVerdict(both));
    row("person: no from the day after tomorrow",
        with(denied(),
             [](ConsentFacts &f) {
                 f.record.time = at(noon + 25 * hour);
                 f.settingEnabled.reset();
             }),
        deniedVerdict(Reason::Refused));
    row("nobody: yes, and no clock", with(granted(), [](ConsentFacts &f) { f.now = QDateTime(); }),
        undecidedVerdict(Reason::FromTheFuture));

    // The question opens twice at most.
    const auto closed = [](int times, const QString &question) {
        return [times, question](ConsentFacts &f) {
            f.fileStatus = ConsentFileStatus::Ok;
            f.record.timesClosed = times;
            f.record.closedQuestion = question;
        };
    };
    const QString question = questionKey(u"candor"_s, 3, u"eu.i.posthog.com"_s);
    Verdict quiet = undecidedVerdict(Reason::NeverAnswered, false);
    quiet.questionClosedTwice = true;
    row("nobody: closed once", with(unanswered(), closed(1, question)), undecidedVerdict(Reason::NeverAnswered));
    row("nobody: closed twice", with(unanswered(), closed(2, question)), quiet);
    row("nobody: closed often", with(unanswered(), closed(7, question)), quiet);
    row("nobody: another question was closed twice",
        with(unanswered(), closed(2, questionKey(u"candor"_s, 2, u"eu.i.posthog.com"_s))),
        undecidedVerdict(Reason::NeverAnswered));
    Verdict quietChange = undecidedVerdict(Reason::NoticeChanged, false);
    quietChange.questionClosedTwice = true;
    row("nobody: yes to an older notice, the new one closed twice",
        with(with(granted(), [](ConsentFacts &f) { f.record.noticeVersion = 2; }), closed(2, question)), quietChange);

    // Without a notice there is nothing to ask.
    row("nobody: no catalogue", with(unanswered(), [](ConsentFacts &f) { f.catalogueId.clear(); }),
        undecidedVerdict(Reason::NeverAnswered, false));
    row("nobody: no notice", with(unanswered(), [](ConsentFacts &f) { f.noticeVersion = 0; }),
        undecidedVerdict(Reason::NeverAnswered, false));
    row("nobody: no recipient", with(unanswered(), [](ConsentFacts &f) { f.recipient.clear(); }),
        undecidedVerdict(Reason::NeverAnswered, false));
}

void ConsentRulesTest::rowByRow()
{
    QFETCH(ConsentFacts, facts);
    QFETCH(Verdict, verdict);
    const Verdict found = decide(facts);
    QCOMPARE(found.allowed, verdict.allowed);
    QCOMPARE(found.categories, verdict.categories);
    QCOMPARE(found.decision, verdict.decision);
    QCOMPARE(found.rule, verdict.rule);
    QCOMPARE(found.reason, verdict.reason);
    QCOMPARE(found.data, verdict.data);
    QCOMPARE(found.mayAsk, verdict.mayAsk);
    QCOMPARE(found.detail, verdict.detail);
    QCOMPARE(found.refusalToRecord, verdict.refusalToRecord);
    QCOMPARE(found.questionClosedTwice, verdict.questionClosedTwice);
    QVERIFY(found == verdict);
}

void ConsentRulesTest::theEarlierOfTwoRulesWins_data()
{
    QTest::addColumn<ConsentFacts>("facts");
    QTest::addColumn<Rule>("rule");
    const std::vector<Row> table = rows();
    for (std::size_t earlier = 0; earlier < table.size(); ++earlier) {
        for (std::size_t later = earlier + 1; later < table.size(); ++later) {
            ConsentFacts facts = unanswered();
            table.at(later).match(facts);
            table.at(earlier).match(facts);
            const QByteArray name =
                ruleName(table.at(earlier).rule).toLatin1() + " before " + ruleName(table.at(later).rule).toLatin1();
            QTest::newRow(name.constData()) << facts << table.at(earlier).rule;
            ConsentFacts afterYes = granted();
            table.at(later).match(afterYes);
            table.at(earlier).match(afterYes);
            QTest::newRow((name + ", after a yes").constData()) << afterYes << table.at(earlier).rule;
        }
    }
}

void ConsentRulesTest::theEarlierOfTwoRulesWins()
{
    QFETCH(ConsentFacts, facts);
    QFETCH(Rule, rule);
    const Verdict verdict = decide(facts);
    QCOMPARE(verdict.rule, rule);
    QVERIFY(!verdict.allowed);
    QVERIFY(!verdict.categories);
    QVERIFY(!verdict.mayAsk);
}

namespace {

/// Says in its own way what allows, and nothing else does: compared with decide() over everything that can be.
Categories categoriesThatMayBeCollected(const ConsentFacts &f)
{
    const bool refused = f.buildSendsNothing || f.managed.refusesAll || !f.managed.unusableFile.isEmpty()
        || f.environment.doNotTrack || f.environment.candorTelemetry
        || (!f.environment.ciVariable.isEmpty() && !f.endpointIsLoopback)
        || f.settingEnabled == std::optional<bool>(false) || f.settingsUnreadable;
    const bool answered = f.fileStatus == ConsentFileStatus::Ok && f.record.decision == Decision::Granted
        && f.machineAccountMatches && f.record.catalogueId == f.catalogueId && f.record.noticeVersion == f.noticeVersion
        && f.record.recipient == f.recipient && f.record.time <= f.now.addDays(1);
    if (refused || !answered)
        return {};
    Categories result;
    for (const Category category : {Category::Usage, Category::Errors}) {
        const std::optional<bool> setting = category == Category::Usage ? f.settingUsage : f.settingErrors;
        if (f.record.categories.testFlag(category) && setting.value_or(true)
            && !f.managed.refusedCategories.testFlag(category))
            result |= category;
    }
    return result;
}

/// What must hold for every verdict; the name of the first thing that doesn't.
const char *contradiction(const ConsentFacts &f, const Verdict &v)
{
    if (v.categories != categoriesThatMayBeCollected(f))
        return "categories";
    if (v.allowed != bool(v.categories))
        return "allowed without a category, or not allowed with one";
    if (v.allowed != (v.data == DataPolicy::Collect))
        return "the data follow another verdict";
    if (v.allowed && (v.decision != Decision::Granted || v.rule != Rule::Person || v.reason != Reason::Granted))
        return "allowed by somebody else than the person";
    if (v.mayAsk && (v.rule != Rule::Nobody || v.decision != Decision::Undecided || v.questionClosedTwice))
        return "asked although somebody decided";
    if (v.mayAsk && !f.environment.ciVariable.isEmpty())
        return "asked where nobody sits";
    if (v.mayAsk && v.reason == Reason::NewerAnswer)
        return "asked over an answer to a newer notice";
    const bool fileUnreadable = v.rule == Rule::Administrator && v.reason == Reason::Unreadable;
    if ((v.rule == Rule::Nobody || fileUnreadable) != (v.data == DataPolicy::Keep))
        return "kept although somebody decided, or the other way round";
    if (v.rule == Rule::Nobody && v.decision != Decision::Undecided)
        return "nobody decided, and yet there is a decision";
    if (v.rule == Rule::Person && v.decision == Decision::Undecided)
        return "the person decided, and yet there is no decision";
    if (v.rule == Rule::Person && v.decision == Decision::Denied && v.data != DataPolicy::Erase)
        return "a no keeps data";
    const bool processOnly = v.rule == Rule::Build || holdsForThisProcess(v.rule);
    if (processOnly != (v.data == DataPolicy::StayOut))
        return "data touched by a refusal for this process only";
    const bool grantHere =
        f.fileStatus == ConsentFileStatus::Ok && f.record.decision == Decision::Granted && f.machineAccountMatches;
    if (v.refusalToRecord && !grantHere)
        return "a refusal recorded over something else than a grant";
    if (grantHere && f.settingEnabled == std::optional<bool>(false) && !v.refusalToRecord)
        return "a refusal over a grant not recorded";
    const bool denial = f.fileStatus != ConsentFileStatus::Missing && f.record.decision == Decision::Denied;
    if (denial && v.decision != Decision::Denied)
        return "a no did not stand";
    return nullptr;
}

} // namespace

void ConsentRulesTest::nothingElseEverAllows()
{
    const std::vector<Change> builds{[](ConsentFacts &) {}, [](ConsentFacts &f) { f.buildSendsNothing = true; }};
    const std::vector<Change> administrators{[](ConsentFacts &) {},
                                             refuseByAdministrator,
                                             spoilAdministratorsFile,
                                             [](ConsentFacts &f) { f.managed.refusedCategories = Category::Usage; },
                                             [](ConsentFacts &f) { f.managed.refusedCategories = Category::Errors; },
                                             [](ConsentFacts &f) { f.managed.refusedCategories = both; }};
    const std::vector<Change> environments{[](ConsentFacts &) {},
                                           [](ConsentFacts &f) { f.environment.doNotTrack = true; },
                                           [](ConsentFacts &f) { f.environment.candorTelemetry = true; },
                                           [](ConsentFacts &f) { f.environment.ciVariable = u"CI"_s; },
                                           [](ConsentFacts &f) {
                                               f.environment.ciVariable = u"CI"_s;
                                               f.endpointIsLoopback = true;
                                           }};
    const auto answer = [](ConsentFileStatus status, Decision decision, Categories categories) {
        return [=](ConsentFacts &f) {
            f.fileStatus = status;
            f.record.decision = decision;
            f.record.categories = categories;
        };
    };
    const std::vector<Change> answers{answer(ConsentFileStatus::Missing, Decision::Granted, both),
                                      answer(ConsentFileStatus::Invalid, Decision::Granted, both),
                                      answer(ConsentFileStatus::Invalid, Decision::Denied, {}),
                                      answer(ConsentFileStatus::Ok, Decision::Undecided, {}),
                                      answer(ConsentFileStatus::Ok, Decision::Denied, {}),
                                      answer(ConsentFileStatus::Ok, Decision::Granted, Category::Usage),
                                      answer(ConsentFileStatus::Ok, Decision::Granted, Category::Errors),
                                      answer(ConsentFileStatus::Ok, Decision::Granted, both)};
    std::vector<Change> settings;
    for (const std::optional<bool> enabled :
         {std::optional<bool>(), std::optional<bool>(true), std::optional<bool>(false)}) {
        for (const std::optional<bool> usage : {std::optional<bool>(), std::optional<bool>(false)}) {
            for (const std::optional<bool> errors : {std::optional<bool>(), std::optional<bool>(false)}) {
                settings.push_back([=](ConsentFacts &f) {
                    f.settingEnabled = enabled;
                    f.settingUsage = usage;
                    f.settingErrors = errors;
                });
            }
        }
    }
    settings.push_back([](ConsentFacts &f) { f.settingsUnreadable = true; });
    const std::vector<Change> machines{[](ConsentFacts &) {}, [](ConsentFacts &f) { f.machineAccountMatches = false; }};
    const std::vector<Change> catalogues{[](ConsentFacts &) {}, [](ConsentFacts &f) { f.record.catalogueId = u"x"_s; }};
    const std::vector<Change> notices{[](ConsentFacts &) {}, [](ConsentFacts &f) { f.record.noticeVersion = 2; },
                                      [](ConsentFacts &f) { f.record.noticeVersion = 4; }};
    const std::vector<Change> recipients{[](ConsentFacts &) {}, [](ConsentFacts &f) { f.record.recipient = u"x"_s; }};
    const std::vector<Change> times{[](ConsentFacts &) {},
                                    [](ConsentFacts &f) { f.record.time = at(noon + 23 * hour); },
                                    [](ConsentFacts &f) { f.record.time = at(noon + 25 * hour); }};
    const std::vector<Change> closings{[](ConsentFacts &) {},
                                       [](ConsentFacts &f) {
                                           f.record.timesClosed = 2;
                                           f.record.closedQuestion =
                                               questionKey(f.catalogueId, f.noticeVersion, f.recipient);
                                       }};
    const std::array<const std::vector<Change> *, 11> dimensions{&builds,     &administrators, &environments, &answers,
                                                                 &settings,   &machines,       &catalogues,   &notices,
                                                                 &recipients, &times,          &closings};

    ConsentFacts start = granted();
    start.settingUsage.reset();
    start.settingErrors.reset();
    qint64 cases = 0;
    qint64 allowed = 0;
    QByteArray wrong;
    std::function<void(std::size_t, const ConsentFacts &)> walk = [&](std::size_t depth, const ConsentFacts &facts) {
        if (!wrong.isEmpty())
            return;
        if (depth == dimensions.size()) {
            const Verdict verdict = decide(facts);
            ++cases;
            allowed += verdict.allowed;
            if (const char *what = contradiction(facts, verdict))
                wrong = QByteArray("case ") + QByteArray::number(cases) + ": " + what;
            return;
        }
        for (const Change &change : *dimensions.at(depth)) {
            ConsentFacts next = facts;
            change(next);
            walk(depth + 1, next);
        }
    };
    walk(0, start);
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    QCOMPARE(cases, qint64(2 * 6 * 5 * 8 * 13 * 2 * 2 * 3 * 2 * 3 * 2));
    // The product holds yeses, too: otherwise nothing was tested.
    QVERIFY(allowed > 100);
    qInfo("%lld cases, %lld of them allowed", cases, allowed);
}

void ConsentRulesTest::inThisProcessOnlyRefuses_data()
{
    using enum DataPolicy;
    QTest::addColumn<Verdict>("files");
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<Overruling>("by");
    QTest::addColumn<Decision>("decision");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<DataPolicy>("data");
    const Verdict yes = allowedVerdict(both);
    const Verdict no = deniedVerdict(Reason::Refused);
    const Verdict nobody = undecidedVerdict(Reason::NeverAnswered);
    const Verdict environment = refusedVerdict(Rule::DoNotTrack, StayOut, Decision::Granted, u"DO_NOT_TRACK"_s);
    const auto row = [](const char *name, const Verdict &files, bool refuses, Overruling by, Decision decision,
                        Rule rule, DataPolicy data) {
        QTest::addRow("%s", name) << files << refuses << by << decision << rule << data;
    };
    row("a yes, a no here", yes, true, Overruling::Free, Decision::Denied, Rule::Person, Erase);
    row("nobody, a no here", nobody, true, Overruling::Free, Decision::Denied, Rule::Person, Erase);
    row("a no, a no here", no, true, Overruling::Free, Decision::Denied, Rule::Person, Erase);
    row("the environment, a no here", environment, true, Overruling::Free, Decision::Denied, Rule::DoNotTrack, StayOut);
    row("a yes, paused", yes, false, Overruling::Paused, Decision::Granted, Rule::Person, StayOut);
    row("nobody, paused", nobody, false, Overruling::Paused, Decision::Undecided, Rule::Nobody, Keep);
    row("a no, paused", no, false, Overruling::Paused, Decision::Denied, Rule::Person, Erase);
    row("a yes, withdrawn", yes, false, Overruling::Withdrawn, Decision::Granted, Rule::Person, Erase);
    row("nobody, withdrawn", nobody, false, Overruling::Withdrawn, Decision::Undecided, Rule::Nobody, Erase);
    row("the environment, withdrawn", environment, false, Overruling::Withdrawn, Decision::Granted, Rule::DoNotTrack,
        StayOut);
    row("a yes, a no here, and paused", yes, true, Overruling::Paused, Decision::Denied, Rule::Person, Erase);
}

void ConsentRulesTest::inThisProcessOnlyRefuses()
{
    QFETCH(Verdict, files);
    QFETCH(bool, refuses);
    QFETCH(Overruling, by);
    QCOMPARE(inThisProcess(files, false, Overruling::Free), files);
    const Verdict here = inThisProcess(files, refuses, by);
    QVERIFY(!here.allowed && !here.categories && !here.mayAsk);
    QTEST(here.decision, "decision");
    QTEST(here.rule, "rule");
    QTEST(here.data, "data");
}

void ConsentRulesTest::names()
{
    QStringList names;
    for (const Row &row : rows())
        names.append(ruleName(row.rule));
    QCOMPARE(names,
             (QStringList{u"build"_s, u"administrator"_s, u"DO_NOT_TRACK"_s, u"CANDOR_TELEMETRY"_s, u"ci"_s,
                          u"person"_s, u"nobody"_s}));
    QCOMPARE(decisionName(Decision::Granted), u"granted"_s);
    QCOMPARE(decisionName(Decision::Denied), u"denied"_s);
    QCOMPARE(decisionName(Decision::Undecided), u"undecided"_s);
}

QTEST_GUILESS_MAIN(ConsentRulesTest)
#include "tst_consentrules.moc"
