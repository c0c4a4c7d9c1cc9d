// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentstore.h"

#include "consent/consentmessages.h"
#include "consent/policykey.h"
#include "system/durablefile.h"
#include "system/folderlock.h"
#include "system/machineaccount.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QUuid>

#include <array>
#include <limits>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Without the lock a no goes to settings.json alone, where it refuses as well.
constexpr auto shorterLockPatience = 1s;
constexpr qint64 consentFileLimit = 1024 * 1024;

/// One look at all the files, and what it says.
struct Look
{
    ConsentState state;
    ConsentFacts facts;
};

QString folderOf(const QString &path)
{
    return QFileInfo(path).path();
}

/// As far as that can be told without writing: \a folder, or the one that it would be made in, can be written to.
bool canBeWrittenIn(const QString &folder)
{
    QFileInfo nearest(folder);
    while (!nearest.exists() && !nearest.isSymLink() && !nearest.isRoot())
        nearest.setFile(nearest.path());
    return nearest.isDir() && nearest.isWritable();
}

void readRecord(const ConsentStore &store, ConsentState *state)
{
    const QString path = store.consentPath();
    if (path.isEmpty()) {
        state->consentProblem = consentmessages::noHomeFolder(store.context().directories);
        return;
    }
    const FileContents contents = readFile(path, consentFileLimit);
    if (contents.status == FileStatus::Missing)
        return;
    state->fileStatus = ConsentFileStatus::Invalid;
    QString reason = contents.error;
    if (contents.status == FileStatus::Ok) {
        const Result<ConsentRecord> record = ConsentRecord::fromJson(contents.bytes);
        reason = QString::fromStdString(record.error);
        // A no counts from whomever it is.
        const bool counts =
            record && (record->decision != Decision::Granted || contents.isAloneOf(store.context().directories.user));
        if (counts) {
            state->fileStatus = ConsentFileStatus::Ok;
            state->record = *record;
            return;
        }
        if (record)
            reason = consentmessages::notYours();
        if (const std::optional<ConsentRecord> refusal = ConsentRecord::refusalFromJson(contents.bytes)) {
            state->record = *refusal;
            state->consentProblem = consentmessages::onlyRefusalUnderstood(path, reason);
            return;
        }
    }
    state->consentProblem = consentmessages::consentFileUnusable(path, reason);
}

bool belongsHere(const ConsentStore &store, const ConsentRecord &record)
{
    const QByteArray here = machineAccountHash(store.context().directories, folderOf(store.consentPath()), record.salt);
    return !here.isEmpty() && here == record.machineAccount;
}

QDateTime now(const ConsentStore &store)
{
    return QDateTime::fromMSecsSinceEpoch(unixMilliseconds(store.context().clock->now())).toUTC();
}

/// What settings.json says of telemetry.*. While it is damaged it says nothing, unless the same bytes have refused for
/// a while: a file that somebody is just writing is damaged for a moment, too.
void readSwitches(ConsentState *state, ConsentFacts *facts)
{
    const SettingsSnapshot &settings = state->settings;
    const bool damageRefuses = !settings.refusedInDamage.isEmpty() && settings.unchangedSince.isValid();
    const QDateTime settled = settings.unchangedSince.addMSecs(ConsentStore::damageSettles.count());
    const bool counts = damageRefuses && facts->now >= settled;
    if (damageRefuses && !counts)
        state->damageRefusesAt = settled;
    const auto read = [&settings, counts](const SettingKey &key) {
        return counts && settings.refusedInDamage.contains(key.name) ? std::optional(false) : settings.boolean(key);
    };
    facts->settingEnabled = read(settingkeys::telemetryEnabled);
    facts->settingUsage = read(settingkeys::telemetryUsage);
    facts->settingErrors = read(settingkeys::telemetryErrors);
    facts->settingsUnreadable =
        settings.status == SettingsStatus::Unreadable || settings.status == SettingsStatus::Corrupt;
}

Look look(const ConsentStore &store)
{
    const ConsentContext &context = store.context();
    Look result;
    ConsentState &state = result.state;
    ConsentFacts &facts = result.facts;

    // This order is the writers' order turned round: a yes reaches settings.json first and a no consent.json first, so
    // that a reader in between sees the refusing half of either.
    readRecord(store, &state);
    state.settings = store.settingsFile().read();
    facts.managed = ManagedSettings::read(context.directories.managed);
    facts.managed.add(PolicyKey(context.directories.policyKey).read());

    facts.buildSendsNothing = context.buildSendsNothing;
    facts.environment = EnvironmentRefusal::read(context.environment);
    facts.endpointIsLoopback = context.endpointIsLoopback;
    facts.fileStatus = state.fileStatus;
    facts.record = state.record;
    facts.machineAccountMatches = state.fileStatus == ConsentFileStatus::Ok && belongsHere(store, state.record);
    facts.catalogueId = context.catalogueId;
    facts.noticeVersion = context.noticeVersion;
    facts.recipient = context.recipient;
    facts.now = now(store);
    readSwitches(&state, &facts);
    state.verdict = decide(facts);
    state.person = decideByPerson(facts);
    state.refusals = refusals(facts);
    state.withoutEffect = facts.managed.withoutEffect;
    state.refusalProblem = facts.managed.problem;
    if (state.refusalProblem.isEmpty() && !facts.environment.unknownWord.isEmpty())
        state.refusalProblem = consentmessages::unknownWord(facts.environment.unknownWord);
    // Asking for an answer that can't be kept would be asking for nothing.
    if (store.consentPath().isEmpty() || state.settings.path.isEmpty()
        || (state.verdict.mayAsk && !canBeWrittenIn(folderOf(store.consentPath()))))
        state.verdict.mayAsk = false;
    // Nothing was found that could be read or not.
    if (store.consentPath().isEmpty() && state.verdict.reason == Reason::SettingsUnreadable)
        state.verdict.reason = Reason::NeverAnswered;
    return result;
}

/// Settings locks its own folder while it writes. Where both files stand in one folder the answer's lock moves up, as
/// a thread that takes one lock twice waits for itself.
QString lockFolder(const ConsentStore &store)
{
    const QString folder = folderOf(store.consentPath());
    const QString settings = folderOf(store.settingsFile().path());
    // Whether two paths are one folder shows only once it exists. The lock makes it anyway, and says so if that fails.
    QString ignored;
    (void)makePrivateFolder(folder, &ignored);
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    const bool same =
        folder == settings || (!canonical.isEmpty() && canonical == QFileInfo(settings).canonicalFilePath());
    return same ? folderOf(folder) : folder;
}

/// An unusable file is what is left of somebody's answer, perhaps of a newer version: it is never just overwritten.
bool setAside(const ConsentStore &store, QString *error)
{
    const QString path = store.consentPath();
    const qint64 milliseconds = unixMilliseconds(store.context().clock->now());
    for (qint64 attempt = 0; attempt < 100; ++attempt) {
        const QString backup = path + u".backup-"_s + QString::number(milliseconds + attempt);
        if (QFileInfo::exists(backup))
            continue;
        QFile file(path);
        if (file.rename(backup))
            return true;
        *error = u"%1: %2"_s.arg(path, file.errorString());
        return false;
    }
    *error = path;
    return false;
}

bool writeRecord(const ConsentStore &store, ConsentFileStatus before, const ConsentRecord &record, QString *error)
{
    const QString path = store.consentPath();
    if (before == ConsentFileStatus::Invalid && !setAside(store, error))
        return false;
    return replacePrivateFile(path, record.toJson(), error);
}

QByteArray newSalt()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words)).toHex();
}

/// Ties \a record to this machine, account and moment.
void sign(const ConsentStore &store, ConsentRecord *record)
{
    record->time = now(store);
    record->salt = newSalt();
    record->machineAccount =
        machineAccountHash(store.context().directories, folderOf(store.consentPath()), record->salt);
}

/// Under the yes of \a record something may have gone to its recipient: a deletion request has to name that one.
void rememberRecipient(ConsentRecord *record)
{
    if (record->decision == Decision::Granted && record->recipient != "this-computer"_L1
        && !record->earlierRecipients.contains(record->recipient))
        record->earlierRecipients.append(record->recipient);
}

/// A no takes the place of \a record: remembers what it granted, if anything.
void takeBack(ConsentRecord *record)
{
    rememberRecipient(record);
    if (record->decision == Decision::Granted)
        record->grantedBefore = record->categories;
}

ConsentRecord answeredRecord(const ConsentStore &store, const Look &before, const Answer &answer)
{
    const ConsentContext &context = store.context();
    const bool yes = bool(answer.categories);

    // What is not part of an answer survives it: earlier ids, answers to extensions.
    ConsentRecord record = before.state.record;
    if (!yes) {
        takeBack(&record);
    } else {
        if (record.recipient != context.recipient)
            rememberRecipient(&record);
        record.grantedBefore = {};
    }
    record.decision = yes ? Decision::Granted : Decision::Denied;
    record.categories = answer.categories;
    record.catalogueId = context.catalogueId;
    record.noticeVersion = context.noticeVersion;
    record.noticeSha256 = context.noticeSha256;
    record.noticeLanguage = answer.noticeLanguage;
    record.recipient = context.recipient;
    record.origin = answer.origin;
    record.terminalAnswerShown = true;
    sign(store, &record);
    if (!yes) {
        record.decisionId.clear();
        // Evidence that can't be read back would make the whole no unreadable: better a no without it.
        if (!ConsentRecord::fromJson(record.toJson()))
            record.noticeSha256.clear();
        return record;
    }

    // What was recorded under a yes belongs to it. Only a yes that goes on, to the same recipient and with no refusal
    // in between, may send it.
    const ConsentRecord &old = before.state.record;
    const bool goesOn = !answer.beginsAnew && before.state.fileStatus == ConsentFileStatus::Ok
        && old.decision == Decision::Granted && before.facts.machineAccountMatches && old.recipient == context.recipient
        && before.state.verdict.decision != Decision::Denied;
    record.decisionId = goesOn ? old.decisionId : QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.timesClosed = 0;
    record.closedQuestion.clear();

    // `enable` over a yes that covers it turns nothing on, so there is nothing new for the next window to say.
    const bool turnsOn =
        !goesOn || before.state.verdict.decision != Decision::Granted || (answer.categories & ~old.categories);
    if (answer.origin == Origin::CommandLine)
        record.terminalAnswerShown = !turnsOn && old.terminalAnswerShown;
    return record;
}

/// What the answer would come to once written. This, and not the state before it, tells whether somebody refuses.
Verdict verdictAfter(const Look &before, const ConsentRecord &record, bool settingsWritten)
{
    ConsentFacts facts = before.facts;
    facts.fileStatus = ConsentFileStatus::Ok;
    facts.record = record;
    facts.machineAccountMatches = true;
    if (settingsWritten) {
        facts.settingEnabled = true;
        facts.settingUsage = record.categories.testFlag(Category::Usage);
        facts.settingErrors = record.categories.testFlag(Category::Errors);
        facts.settingsUnreadable = false;
    }
    return decide(facts);
}

/// The reason why \a record can't be written as a yes, or nothing.
QString obstacle(const Look &before, const ConsentRecord &record)
{
    if (record.machineAccount.isEmpty())
        return consentmessages::noMachineAccount();
    // What could not be read back as a yes must not be reported as one.
    if (const auto readBack = ConsentRecord::fromJson(record.toJson()); !readBack)
        return consentmessages::noNotice(QString::fromStdString(readBack.error));
    const Verdict verdict = verdictAfter(before, record, true);
    return verdict.allowed ? QString() : consentmessages::refusedBy(verdict);
}

void writeYes(const ConsentStore &store, const Look &before, const ConsentRecord &record, ConsentStore::Result *result)
{
    result->error = obstacle(before, record);
    if (!result->error.isEmpty())
        return;

    // All three, so that a false of an earlier answer can't stand against this one. If consent.json then fails, the
    // true that settings.json already holds is harmless: it grants nothing.
    const SettingsFile::WriteResult settings =
        store.settingsFile().write({{settingkeys::telemetryEnabled, true},
                                    {settingkeys::telemetryUsage, record.categories.testFlag(Category::Usage)},
                                    {settingkeys::telemetryErrors, record.categories.testFlag(Category::Errors)}});
    result->backupPath = settings.backupPath;
    result->remark = settings.note;
    // As it is, it may refuse nothing of this yes: then only other tools don't learn of it.
    const Verdict unwritten = verdictAfter(before, record, false);
    const bool counts = settings.ok
        || (unwritten.allowed && !(record.categories & ~unwritten.categories & ~unwritten.lockedCategories));
    QString reason = settings.error;
    result->ok = counts && writeRecord(store, before.state.fileStatus, record, &reason);
    if (result->ok && !settings.ok)
        result->remark = consentmessages::yesNotInSettings(before.state.settings.path);
    if (!result->ok)
        result->error = consentmessages::yesNotSaved(reason);
}

/// A no uses both files even if the first fails: either of them alone refuses.
void writeNo(const ConsentStore &store, const Look &before, const ConsentRecord &record, ConsentStore::Result *result)
{
    QString consentError;
    const bool saved = writeRecord(store, before.state.fileStatus, record, &consentError);
    const SettingsFile::WriteResult settings = store.settingsFile().write({{settingkeys::telemetryEnabled, false}});
    result->backupPath = settings.backupPath;
    result->remark = settings.note;
    result->ok = saved && settings.ok;
    if (saved && !settings.ok)
        result->error = consentmessages::noSavedButNotInSettings(settings.error);
    else if (!saved && settings.ok)
        result->error = consentmessages::noSavedInSettingsOnly(consentError);
    else if (!saved)
        result->error = consentmessages::noNotSaved(consentError + u' ' + settings.error);
}

/// Changes the record where \a edit, given what stands there, says that there is something to change. It is asked once
/// without the lock, so that nothing is created where nothing is to be done, and again under it, so that an answer
/// given in between is not overwritten.
template<typename Edit>
ConsentStore::Result change(const ConsentStore &store, const Edit &edit,
                            std::chrono::milliseconds patience = ConsentStore::lockPatience)
{
    ConsentStore::Result result;
    result.ok = true;
    Look before = look(store);
    ConsentRecord record = before.state.record;
    if (!edit(before, &record)) {
        result.state = before.state;
        return result;
    }
    QString reason;
    {
        const std::optional<FolderLock> lock = FolderLock::acquire(lockFolder(store), patience, &reason);
        result.ok = lock.has_value();
        if (lock) {
            before = look(store);
            record = before.state.record;
            if (edit(before, &record))
                result.ok = writeRecord(store, before.state.fileStatus, record, &reason);
        }
    }
    if (!result.ok)
        result.error = consentmessages::notSaved(reason);
    result.state = store.read();
    return result;
}

} // namespace

ConsentStore::ConsentStore(ConsentContext context)
    : m_context(std::move(context))
{
}

const ConsentContext &ConsentStore::context() const
{
    return m_context;
}

QString ConsentStore::consentPath() const
{
    const QString &data = m_context.directories.localData;
    if (data.isEmpty() || m_context.applicationId.isEmpty())
        return QString();
    return data + u'/' + m_context.applicationId + u"/consent.json"_s;
}

SettingsFile ConsentStore::settingsFile() const
{
    return SettingsFile(m_context.directories, m_context.settingsLayout, m_context.applicationId);
}

QStringList ConsentStore::watchedFiles() const
{
    QStringList result = ManagedSettings::files(m_context.directories.managed);
    result.append(consentPath());
    // Podman Desktop's file moves when one of its two folders appears, so every place is looked at.
    result.append(settingsFile().possiblePaths());
    result.removeAll(QString());
    result.removeDuplicates();
    return result;
}

ConsentState ConsentStore::read() const
{
    return look(*this).state;
}

ConsentStore::Result ConsentStore::answer(const Answer &answer) const
{
    const bool yes = bool(answer.categories);
    Result result;
    if (consentPath().isEmpty()) {
        result.error = consentmessages::noHomeFolder(m_context.directories);
        result.state = read();
        return result;
    }
    {
        QString reason;
        const std::optional<FolderLock> lock =
            FolderLock::acquire(lockFolder(*this), yes ? lockPatience : shorterLockPatience, &reason);
        if (lock) {
            const Look before = look(*this);
            const ConsentRecord record = answeredRecord(*this, before, answer);
            if (yes)
                writeYes(*this, before, record, &result);
            else
                writeNo(*this, before, record, &result);
        } else if (yes) {
            // Trying again helps where somebody else holds the lock, and not where there can't be one.
            QString why;
            result.error = makePrivateFolder(folderOf(consentPath()), &why) ? consentmessages::folderBusy(reason)
                                                                            : consentmessages::yesNotSaved(why);
        } else {
            // consent.json must not be written without the lock, but settings.json has its own, and its false refuses.
            const SettingsFile::WriteResult settings = settingsFile().write({{settingkeys::telemetryEnabled, false}});
            result.backupPath = settings.backupPath;
            result.remark = settings.note;
            result.error = settings.ok ? consentmessages::noSavedInSettingsOnly(reason)
                                       : consentmessages::noNotSaved(reason + u' ' + settings.error);
        }
    }
    result.state = read();
    // On a file system that gives every file to everybody no yes can be kept.
    if (yes && result.ok && result.state.fileStatus == ConsentFileStatus::Invalid) {
        result.ok = false;
        result.error = consentmessages::yesNotSaved(result.state.consentProblem);
    }
    return result;
}

ConsentStore::Result ConsentStore::recordRefusalSeen(std::chrono::milliseconds patience) const
{
    const auto edit = [this](const Look &before, ConsentRecord *record) {
        if (!before.state.verdict.refusalToRecord)
            return false;
        if (before.state.verdict.decision != Decision::Denied) {
            // A false over one category of two: the yes goes on without it.
            record->categories.setFlag(
                Category::Usage, record->categories.testFlag(Category::Usage) && before.facts.settingUsage != false);
            record->categories.setFlag(
                Category::Errors, record->categories.testFlag(Category::Errors) && before.facts.settingErrors != false);
            return true;
        }
        takeBack(record);
        record->decision = Decision::Denied;
        record->decisionId.clear();
        record->categories = {};
        record->origin = Origin::SettingsFile;
        record->terminalAnswerShown = true;
        sign(*this, record);
        return true;
    };
    return change(*this, edit, patience);
}

ConsentStore::Result ConsentStore::recordQuestionClosed(std::optional<int> closingsWhenOpened) const
{
    return change(*this, [this, closingsWhenOpened](const Look &before, ConsentRecord *record) {
        const Verdict &verdict = before.state.verdict;
        if (!verdict.mayAsk && !verdict.questionClosedTwice)
            return false;
        const int counted = closings(*record);
        if (closingsWhenOpened && counted > *closingsWhenOpened)
            return false;
        if (record->decision == Decision::Undecided)
            sign(*this, record);
        record->closedQuestion = questionKey(m_context.catalogueId, m_context.noticeVersion, m_context.recipient);
        record->timesClosed = qMin(counted, std::numeric_limits<int>::max() - 1) + 1;
        return true;
    });
}

int ConsentStore::closings(const ConsentRecord &record) const
{
    const QString question = questionKey(m_context.catalogueId, m_context.noticeVersion, m_context.recipient);
    return record.closedQuestion == question ? record.timesClosed : 0;
}

ConsentStore::Result ConsentStore::recordTerminalAnswerShown() const
{
    return change(*this, [](const Look &before, ConsentRecord *record) {
        if (before.state.fileStatus != ConsentFileStatus::Ok || record->terminalAnswerShown)
            return false;
        record->terminalAnswerShown = true;
        return true;
    });
}

ConsentStore::Result ConsentStore::renewDecision(EarlierIds earlierIds) const
{
    const auto edit = [earlierIds](const Look &before, ConsentRecord *record) {
        const bool granted = record->decision == Decision::Granted;
        const bool forgets = earlierIds == EarlierIds::Forget && !record->earlierIds.isEmpty();
        if (before.state.fileStatus != ConsentFileStatus::Ok || (!granted && !forgets))
            return false;
        if (granted)
            record->decisionId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (forgets)
            record->earlierIds.clear();
        return true;
    };
    return change(*this, edit, shorterLockPatience); // a person waits for the erasing, too
}

ConsentStore::Result ConsentStore::rememberEarlierId(const QString &id) const
{
    return change(*this, [&id](const Look &before, ConsentRecord *record) {
        if (before.state.fileStatus != ConsentFileStatus::Ok || record->decision == Decision::Undecided
            || record->earlierIds.contains(id))
            return false;
        record->earlierIds.append(id);
        return true;
    });
}

ConsentStore::Result ConsentStore::forgetEarlierId(const QString &id) const
{
    return change(*this, [&id](const Look &before, ConsentRecord *record) {
        return before.state.fileStatus == ConsentFileStatus::Ok && record->earlierIds.removeAll(id) > 0;
    });
}

} // namespace candor
