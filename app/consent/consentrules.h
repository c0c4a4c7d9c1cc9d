// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consentrecord.h"
#include "consent/environmentrefusal.h"
#include "consent/managedsettings.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace candor {

/// Why, finer than the rule: what the page and the terminal explain.
enum class Reason {
    Refused, ///< by build, administrator, environment or the person
    RefusedInSettings, ///< something else than true in settings.json
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

/// What the holder of data does now (ARCHITECTURE.md, "State machines").
enum class DataPolicy {
    Collect, ///< granted: open the store, record, send
    Erase, ///< denied by the person, the switch or the administrator: erase on noticing
    Keep, ///< undecided, or a file that may refuse can't be read: keep and show, send nothing
    StayOut, ///< refused for this process only, or by the build: not opened, not erased
};

/// How consent.json was found.
enum class ConsentFileStatus { Ok, Missing, Invalid };

/// Everything that decides. Plain values, so that each row and pair of rows can be tested.
struct ConsentFacts
{
    bool buildSendsNothing = false; ///< CANDOR_DESTINATION=none at build time
    ManagedSettings managed;
    EnvironmentRefusal environment;
    bool endpointIsLoopback = false; ///< a configured loopback endpoint; a build without a key is not one
    ConsentFileStatus fileStatus = ConsentFileStatus::Missing;
    ConsentRecord record; ///< when fileStatus is Invalid, the no that can be read in it, or nothing
    bool machineAccountMatches = false;
    std::optional<bool>
        settingEnabled; ///< telemetry.* of settings.json: nothing when absent, false for anything but true
    std::optional<bool> settingUsage;
    std::optional<bool> settingErrors;
    bool settingsUnreadable = false; ///< settings.json is there, can't be read or understood, and may hold a false
    QString catalogueId; ///< of this application
    int noticeVersion = 0; ///< of this application
    QString recipient; ///< of this application
    QDateTime now; ///< UTC
};

struct Verdict
{
    bool allowed = false; ///< may events be recorded in this process now?
    Categories categories; ///< which ones; empty unless allowed
    Decision decision = Decision::Undecided; ///< the person's
    Rule rule = Rule::Nobody;
    Reason reason = Reason::NeverAnswered;
    DataPolicy data = DataPolicy::Keep;
    bool mayAsk = false; ///< a question may be shown (where there is somebody to see it)
    bool questionClosedTwice = false; ///< then only a quiet line on the page
    bool refusalToRecord = false; ///< something else than true in settings.json stands over a grant
    Categories lockedCategories; ///< refused by the administrator
    QString detail; ///< the file or variable that decided, if any

    /// What was recorded is kept, so that it can be shown; \a allowed or not.
    [[nodiscard]] bool keepsRecords() const { return data == DataPolicy::Collect || data == DataPolicy::Keep; }
    bool operator==(const Verdict &) const = default;
};

/// One of the rules above the person's own, which can only refuse, and does.
struct Refusal
{
    Rule rule = Rule::Build;
    DataPolicy data = DataPolicy::StayOut; ///< Keep: the administrator's file can't be read, and may refuse
    QString detail; ///< the file or variable, if any

    bool operator==(const Refusal &) const = default;
};

/// All that refuse, in the order of the rules: the first one decides, the others would if it did not.
[[nodiscard]] std::vector<Refusal> refusals(const ConsentFacts &facts);

/// What the person's answer and switch come to, as if nobody else had a say.
[[nodiscard]] Verdict decideByPerson(const ConsentFacts &facts);

/// The table of rules, first match wins; no side effects, reads nothing but its argument.
/// telemetry.usage / telemetry.errors false take their category away; both gone is a no.
[[nodiscard]] Verdict decide(const ConsentFacts &facts);

/// What \a verdict, which follows from the files, comes to in a process that refuses besides: after a no of its own,
/// and where another application overrules this one. It can only refuse more.
[[nodiscard]] Verdict inThisProcess(Verdict verdict, bool refusesHere, Overruling by);

/// Names one question, so that closing it is counted for it alone.
[[nodiscard]] QString questionKey(const QString &catalogueId, int noticeVersion, const QString &recipient);

/// What `status --json` says: "build", "administrator", "DO_NOT_TRACK", "CANDOR_TELEMETRY", "ci", "person", "nobody".
[[nodiscard]] QString ruleName(Rule rule);
/// "granted", "denied", "undecided".
[[nodiscard]] QString decisionName(Decision decision);

} // namespace candor
