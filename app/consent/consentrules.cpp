// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentrules.h"

#include <chrono>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

/// The clocks of a user's machines differ and are adjusted; a day covers every mistake about time zones.
constexpr std::chrono::hours tolerance{24};

/// How often a question that opened automatically may be closed before it no longer opens.
constexpr int closingsBeforeQuiet = 2;

Categories refusedBySettings(const ConsentFacts &facts)
{
    if (facts.settingEnabled == false)
        return allCategories;
    Categories result;
    if (facts.settingUsage == false)
        result |= Category::Usage;
    if (facts.settingErrors == false)
        result |= Category::Errors;
    return result;
}

bool isFromTheFuture(const ConsentFacts &facts)
{
    // A clock that can't be read proves nothing, either.
    return !facts.now.isValid() || facts.record.time > facts.now.addMSecs(std::chrono::milliseconds(tolerance).count());
}

/// Why a record with a yes does not grant here; Granted if it does.
Reason reasonOfGrant(const ConsentFacts &facts)
{
    const ConsentRecord &record = facts.record;
    if (!facts.machineAccountMatches)
        return Reason::OtherMachine;
    if (isFromTheFuture(facts))
        return Reason::FromTheFuture;
    if (record.catalogueId != facts.catalogueId)
        return Reason::OtherCatalogue;
    if (record.noticeVersion > facts.noticeVersion)
        return Reason::NewerAnswer;
    if (record.noticeVersion < facts.noticeVersion)
        return Reason::NoticeChanged;
    if (record.recipient != facts.recipient)
        return Reason::RecipientChanged;
    return Reason::Granted;
}

Verdict undecided(const ConsentFacts &facts, Reason reason)
{
    Verdict verdict;
    verdict.reason = reason;

    // There is no question unless it is known who asks, what for and where the data goes. An answer to a newer notice
    // is based on more than this application knows. A settings.json that can't be read or understood may contain a no,
    // and a no must not be questioned.
    const bool hasQuestion = !facts.catalogueId.isEmpty() && facts.noticeVersion >= 1 && !facts.recipient.isEmpty();
    if (!hasQuestion || reason == Reason::NewerAnswer || facts.settingsUnreadable)
        return verdict;
    verdict.questionClosedTwice = facts.fileStatus == ConsentFileStatus::Ok
        && facts.record.timesClosed >= closingsBeforeQuiet
        && facts.record.closedQuestion == questionKey(facts.catalogueId, facts.noticeVersion, facts.recipient);
    verdict.mayAsk = !verdict.questionClosedTwice;
    return verdict;
}

Verdict denied(Reason reason)
{
    Verdict verdict;
    verdict.decision = Decision::Denied;
    verdict.rule = Rule::Person;
    verdict.reason = reason;
    verdict.data = DataPolicy::Erase;
    return verdict;
}

/// The rules `person` and `nobody`.
Verdict personsOwn(const ConsentFacts &facts)
{
    const bool hasRecord = facts.fileStatus == ConsentFileStatus::Ok;
    const bool hasGrant = hasRecord && facts.record.decision == Decision::Granted && facts.machineAccountMatches;
    const Categories agreedTo = hasGrant ? facts.record.categories : allCategories;
    const Categories left = agreedTo & ~refusedBySettings(facts);

    // A no applies regardless of the notice, recipient, machine and time: only a yes needs proof. The user is not asked
    // again.
    if (facts.fileStatus != ConsentFileStatus::Missing && facts.record.decision == Decision::Denied)
        return denied(facts.record.origin == Origin::SettingsFile ? Reason::RefusedInSettings : Reason::Refused);
    if (!left)
        return denied(Reason::RefusedInSettings);
    if (facts.fileStatus == ConsentFileStatus::Invalid)
        return undecided(facts, Reason::Unreadable);
    if (facts.settingsUnreadable)
        return undecided(facts, Reason::SettingsUnreadable);
    if (!hasRecord || facts.record.decision == Decision::Undecided)
        return undecided(facts, Reason::NeverAnswered);

    const Reason reason = reasonOfGrant(facts);
    if (reason != Reason::Granted)
        return undecided(facts, reason);

    Verdict verdict;
    verdict.allowed = true;
    verdict.categories = left;
    verdict.decision = Decision::Granted;
    verdict.rule = Rule::Person;
    verdict.reason = Reason::Granted;
    verdict.data = DataPolicy::Collect;
    return verdict;
}

/// The user's decision can still be read from \a verdict.
void forbid(Verdict *verdict, Reason reason)
{
    verdict->allowed = false;
    verdict->categories = {};
    verdict->reason = reason;
    verdict->mayAsk = false;
}

Categories lockedCategories(const ConsentFacts &facts)
{
    return facts.managed.refusesAll ? allCategories : facts.managed.refusedCategories;
}

} // namespace

Verdict decideByPerson(const ConsentFacts &facts)
{
    Verdict person = personsOwn(facts);
    person.lockedCategories = lockedCategories(facts);
    // Recorded even if another rule refuses: otherwise a false that only a process in CI has seen could be lost to a
    // program that writes settings.json back from its memory. A false for one category counts, too: the other category
    // remains granted.
    person.refusalToRecord = facts.fileStatus == ConsentFileStatus::Ok && facts.machineAccountMatches
        && facts.record.decision == Decision::Granted && (facts.record.categories & refusedBySettings(facts));
    return person;
}

std::vector<Refusal> refusals(const ConsentFacts &facts)
{
    std::vector<Refusal> result;
    if (facts.buildSendsNothing)
        result.push_back({Rule::Build, DataPolicy::StayOut, QString()});

    const Categories locked = lockedCategories(facts);
    const Verdict person = personsOwn(facts);
    const bool nothingLeft = locked == allCategories || (person.allowed && !(person.categories & ~locked));
    if (facts.managed.refusesAll || nothingLeft)
        result.push_back({Rule::Administrator, DataPolicy::Erase, facts.managed.file});
    else if (!facts.managed.unusableFile.isEmpty())
        result.push_back({Rule::Administrator, DataPolicy::Keep, facts.managed.unusableFile});

    if (facts.environment.doNotTrack)
        result.push_back({Rule::DoNotTrack, DataPolicy::StayOut, u"DO_NOT_TRACK"_s});
    if (facts.environment.candorTelemetry) {
        const QString variable = facts.environment.candorVariable;
        result.push_back(
            {Rule::CandorTelemetry, DataPolicy::StayOut, variable.isEmpty() ? u"CANDOR_TELEMETRY"_s : variable});
    }
    // The pipeline of a team may send to its own collector.
    if (!facts.environment.ciVariable.isEmpty() && !facts.endpointIsLoopback)
        result.push_back({Rule::ContinuousIntegration, DataPolicy::StayOut, facts.environment.ciVariable});
    return result;
}

Verdict decide(const ConsentFacts &facts)
{
    Verdict verdict = decideByPerson(facts);
    const std::vector<Refusal> refused = refusals(facts);
    if (refused.empty()) {
        // In a pipeline there is no user to answer a question.
        if (!facts.environment.ciVariable.isEmpty())
            verdict.mayAsk = false;
        verdict.categories &= ~verdict.lockedCategories;
        return verdict;
    }
    const Refusal &first = refused.front();
    forbid(&verdict, first.data == DataPolicy::Keep ? Reason::Unreadable : Reason::Refused);
    verdict.rule = first.rule;
    verdict.data = first.data;
    verdict.detail = first.detail;
    return verdict;
}

Verdict inThisProcess(Verdict verdict, bool refusesHere, Overruling by)
{
    if (refusesHere && verdict.decision != Decision::Denied) {
        forbid(&verdict, Reason::Refused);
        verdict.decision = Decision::Denied;
        if (verdict.rule == Rule::Nobody)
            verdict.rule = Rule::Person;
        if (verdict.data != DataPolicy::StayOut)
            verdict.data = DataPolicy::Erase;
    }
    if (by != Overruling::Free) {
        forbid(&verdict, Reason::Refused);
        if (by == Overruling::Withdrawn && verdict.data != DataPolicy::StayOut)
            verdict.data = DataPolicy::Erase;
        else if (verdict.data == DataPolicy::Collect)
            verdict.data = DataPolicy::StayOut;
    }
    return verdict;
}

QString questionKey(const QString &catalogueId, int noticeVersion, const QString &recipient)
{
    return u"%1 %2 %3"_s.arg(catalogueId, QString::number(noticeVersion), recipient);
}

QString ruleName(Rule rule)
{
    switch (rule) {
    case Rule::Build:
        return u"build"_s;
    case Rule::Administrator:
        return u"administrator"_s;
    case Rule::DoNotTrack:
        return u"DO_NOT_TRACK"_s;
    case Rule::CandorTelemetry:
        return u"CANDOR_TELEMETRY"_s;
    case Rule::ContinuousIntegration:
        return u"ci"_s;
    case Rule::Person:
        return u"person"_s;
    case Rule::Nobody:
        break;
    }
    return u"nobody"_s;
}

} // namespace candor
