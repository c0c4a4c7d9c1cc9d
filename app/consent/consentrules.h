// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentrecord.h"
#include "consent/environmentrefusal.h"
#include "consent/managedsettings.h"

#include <QDateTime>
#include <QString>
#include <array>

#include <optional>
#include <vector>

namespace candor {

/// The reason in more detail than the rule, for explanations on the page and in the terminal.
enum class Reason {
    Refused, ///< by build, administrator, environment or user
    RefusedInSettings, ///< settings.json contains a value other than true
    Granted,
    NeverAnswered,
    NoticeChanged, ///< a yes to an older notice: ask again, show what is new
    RecipientChanged, ///< a yes to another recipient: ask again
    NewerAnswer, ///< an answer to a newer notice of the same catalogue: collect nothing, do not ask
    OtherCatalogue, ///< a yes to another catalogue
    OtherMachine, ///< the answer was given on another machine or account
    FromTheFuture, ///< dated more than 24 h ahead
    Unreadable, ///< consent.json, or the administrator's file that decided, can't be read or understood
    SettingsUnreadable, ///< settings.json can't be read or understood
};

/// What happens to the data now (ARCHITECTURE.md, "State machines").
enum class DataPolicy {
    Collect, ///< granted: open the store, record, send
    Erase, ///< denied by the user, the switch or the administrator: erase as soon as that is noticed
    Keep, ///< undecided, or a file that may refuse can't be read: keep and show, send nothing
    StayOut, ///< refused for this process only, or by the build: neither open nor erase
};

/// The state in which consent.json was found.
enum class ConsentFileStatus { Ok, Missing, Invalid };

/// Everything that a decision depends on. Plain values, so that each rule and each pair of rules can be tested.
struct ConsentFacts
{
    bool buildSendsNothing = false; ///< CANDOR_DESTINATION=none at build time
    ManagedSettings managed;
    EnvironmentRefusal environment;
    bool endpointIsLoopback = false; ///< a loopback endpoint is configured; a build without a key does not count
    ConsentFileStatus fileStatus = ConsentFileStatus::Missing;
    ConsentRecord record; ///< if fileStatus is Invalid: the no that can be read in the file, or nothing
    bool machineAccountMatches = false;
    std::optional<bool>
        settingEnabled; ///< telemetry.* of settings.json: nothing if absent, false for anything but true
    std::optional<bool> settingUsage;
    std::optional<bool> settingErrors;
    bool settingsUnreadable = false; ///< settings.json exists, can't be read or understood, and may contain a false
    QString catalogueId; ///< of this application
    int noticeVersion = 0; ///< of this application
    QString recipient; ///< of this application
    QDateTime now; ///< UTC
};

struct Verdict
{
    bool allowed = false; ///< may events be recorded in this process now?
    Categories categories; ///< which ones; empty unless allowed
    Decision decision = Decision::Undecided; ///< the decision of the user
    Rule rule = Rule::Nobody;
    Reason reason = Reason::NeverAnswered;
    DataPolicy data = DataPolicy::Keep;
    bool mayAsk = false; ///< a question may be shown (if there is a user to see it)
    bool questionClosedTwice = false; ///< if so, the page shows only an unobtrusive line
    bool refusalToRecord = false; ///< a value other than true in settings.json overrides a grant
    Categories lockedCategories; ///< refused by the administrator
    QString detail; ///< the file or variable that decided, if any

    /// True if existing records are kept, so that they can be shown, whether or not \a allowed is true.
    [[nodiscard]] bool keepsRecords() const { return data == DataPolicy::Collect || data == DataPolicy::Keep; }
    bool operator==(const Verdict &) const = default;
};

/// A refusal by one of the rules above the user's own. Those rules can only refuse.
struct Refusal
{
    Rule rule = Rule::Build;
    DataPolicy data = DataPolicy::StayOut; ///< Keep: the administrator's file can't be read and may refuse
    QString detail; ///< the file or variable, if any

    bool operator==(const Refusal &) const = default;
};

/// All refusals, in the order of the rules: the first one decides, and each later one would if the earlier ones were
/// removed.
[[nodiscard]] std::vector<Refusal> refusals(const ConsentFacts &facts);

/// The verdict of the user's answer and switch alone, as if no other rule existed.
[[nodiscard]] Verdict decideByPerson(const ConsentFacts &facts);

/// The table of rules, first match wins; no side effects, reads nothing but its argument. False for telemetry.usage or
/// telemetry.errors removes its category; without both the verdict is a no.
[[nodiscard]] Verdict decide(const ConsentFacts &facts);

/// What \a verdict, which follows from the files, comes to in a process that refuses besides: after a no of its own,
/// and where another application overrules this one. It can only refuse more.
[[nodiscard]] Verdict inThisProcess(Verdict verdict, bool refusesHere, Overruling by);

/// Names one question, so that closing it is counted for it alone.
[[nodiscard]] QString questionKey(const QString &catalogueId, int noticeVersion, const QString &recipient);

/// The rules above the person's, in their order: they can only refuse.
inline constexpr std::array refusingRules{Rule::Build, Rule::Administrator, Rule::DoNotTrack, Rule::CandorTelemetry,
                                          Rule::ContinuousIntegration};
static_assert(refusingRules.size() == std::size_t(Rule::Person), "Each rule above the person's is in the list");
/// Does it refuse for the process that read it, and for no other?
[[nodiscard]] constexpr bool holdsForThisProcess(Rule rule)
{
    return rule == Rule::DoNotTrack || rule == Rule::CandorTelemetry || rule == Rule::ContinuousIntegration;
}

/// The name in `status --json`: "build", "administrator", "DO_NOT_TRACK", "CANDOR_TELEMETRY", "ci", "person", "nobody".
[[nodiscard]] QString ruleName(Rule rule);

} // namespace candor
