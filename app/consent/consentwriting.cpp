// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// What Consent writes; consent.cpp has what it keeps in memory.

#include "consent/consent.h"

#include "consent/consentmessages.h"
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

QString folderOf(const QString &path)
{
    return QFileInfo(path).path();
}

/// Settings locks its own folder while it writes. Where both files stand in one folder the answer's lock moves up, as
/// a thread that takes one lock twice waits for itself.
QString lockFolder(const ConsentFiles &files)
{
    const QString folder = files.folder();
    const QString settings = folderOf(files.settingsFile().path());
    // Whether two paths are one folder shows only once it exists. The lock makes it anyway, and says so if that fails.
    QString ignored;
    (void)makePrivateFolder(folder, &ignored);
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    const bool same =
        folder == settings || (!canonical.isEmpty() && canonical == QFileInfo(settings).canonicalFilePath());
    return same ? folderOf(folder) : folder;
}

/// An unusable file is what is left of somebody's answer, perhaps of a newer version: it is never just overwritten.
bool setAside(const ConsentFiles &files, QString *error)
{
    const QString path = files.consentPath();
    qint64 stamp = files.now().toMSecsSinceEpoch();
    QString backup;
    do {
        backup = path + u".backup-"_s + QString::number(stamp++);
    } while (QFileInfo::exists(backup));
    QFile file(path);
    if (file.rename(backup)) // never replaces a file
        return true;
    *error = u"%1: %2"_s.arg(path, file.errorString());
    return false;
}

bool writeRecord(const ConsentFiles &files, ConsentFileStatus before, const ConsentRecord &record, QString *error)
{
    const QString path = files.consentPath();
    if (before == ConsentFileStatus::Invalid && !setAside(files, error))
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
void sign(const ConsentFiles &files, ConsentRecord *record)
{
    record->time = files.now();
    record->salt = newSalt();
    record->machineAccount = machineAccountHash(files.context().directories, files.folder(), record->salt);
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

ConsentRecord answeredRecord(const ConsentFiles &files, const ConsentLook &before, const Answer &answer)
{
    const ConsentContext &context = files.context();
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
    sign(files, &record);
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
Verdict verdictAfter(const ConsentLook &before, const ConsentRecord &record, bool settingsWritten)
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
QString obstacle(const ConsentLook &before, const ConsentRecord &record)
{
    if (record.machineAccount.isEmpty())
        return consentmessages::noMachineAccount();
    // What could not be read back as a yes must not be reported as one.
    if (const auto readBack = ConsentRecord::fromJson(record.toJson()); !readBack)
        return consentmessages::noNotice(QString::fromStdString(readBack.error));
    const Verdict verdict = verdictAfter(before, record, true);
    return verdict.allowed ? QString() : consentmessages::refusedBy(verdict);
}

void writeYes(const ConsentFiles &files, const ConsentLook &before, const ConsentRecord &record,
              Consent::Result *result)
{
    result->error = obstacle(before, record);
    if (!result->error.isEmpty())
        return;

    // All three, so that a false of an earlier answer can't stand against this one. If consent.json then fails, the
    // true that settings.json already holds is harmless: it grants nothing.
    const SettingsFile::WriteResult settings =
        files.settingsFile().write({{settingkeys::telemetryEnabled, true},
                                    {settingkeys::telemetryUsage, record.categories.testFlag(Category::Usage)},
                                    {settingkeys::telemetryErrors, record.categories.testFlag(Category::Errors)}});
    result->backupPath = settings.backupPath;
    result->remark = settings.note;
    // As it is, it may refuse nothing of this yes: then only other tools don't learn of it.
    const Verdict unwritten = verdictAfter(before, record, false);
    const bool counts = settings.ok
        || (unwritten.allowed && !(record.categories & ~unwritten.categories & ~unwritten.lockedCategories));
    QString reason = settings.error;
    result->ok = counts && writeRecord(files, before.state.fileStatus, record, &reason);
    if (result->ok && !settings.ok)
        result->remark = consentmessages::yesNotInSettings(before.state.settings.path);
    if (!result->ok)
        result->error = consentmessages::yesNotSaved(reason);
}

/// Writes a no to settings.json, after consent.json was tried: a no uses both files even if the first fails, since
/// either of them alone refuses. \a saved: consent.json has it, or there is a \a consentError.
void writeNoToSettings(const ConsentFiles &files, bool saved, const QString &consentError, Consent::Result *result)
{
    const SettingsFile::WriteResult settings = files.settingsFile().write({{settingkeys::telemetryEnabled, false}});
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

} // namespace

/// Changes the record where \a edit, given what stands there, says that there is something to change. It is asked once
/// without the lock, so that nothing is created where nothing is to be done, and again under it, so that an answer
/// given in between is not overwritten.
template<typename Edit>
Consent::Result Consent::change(const Edit &edit, std::chrono::milliseconds patience)
{
    Result result;
    result.ok = true;
    ConsentLook before = m_files.look();
    ConsentRecord record = before.state.record;
    if (!edit(before, &record)) {
        result.state = before.state;
        return result;
    }
    QString reason;
    {
        const std::optional<FolderLock> lock = FolderLock::acquire(lockFolder(m_files), patience, &reason);
        result.ok = lock.has_value();
        if (lock) {
            before = m_files.look();
            record = before.state.record;
            if (edit(before, &record))
                result.ok = writeRecord(m_files, before.state.fileStatus, record, &reason);
        }
    }
    if (!result.ok)
        result.error = consentmessages::notSaved(reason);
    result.state = read();
    return result;
}

Consent::Result Consent::answer(const Answer &answer)
{
    const bool yes = bool(answer.categories);
    Result result;
    if (m_files.consentPath().isEmpty()) {
        result.error = consentmessages::noHomeFolder(m_files.context().directories);
        result.state = read();
        return result;
    }
    {
        QString reason;
        const std::optional<FolderLock> lock =
            FolderLock::acquire(lockFolder(m_files), yes ? lockPatience : shorterLockPatience, &reason);
        if (lock) {
            const ConsentLook before = m_files.look();
            const ConsentRecord record = answeredRecord(m_files, before, answer);
            if (yes) {
                writeYes(m_files, before, record, &result);
            } else {
                const bool saved = writeRecord(m_files, before.state.fileStatus, record, &reason);
                writeNoToSettings(m_files, saved, reason, &result);
            }
        } else if (yes) {
            // Trying again helps where somebody else holds the lock, and not where there can't be one.
            QString why;
            result.error = makePrivateFolder(m_files.folder(), &why) ? consentmessages::folderBusy(reason)
                                                                     : consentmessages::yesNotSaved(why);
        } else {
            // consent.json must not be written without the lock, but settings.json has its own, and its false refuses.
            writeNoToSettings(m_files, false, reason, &result);
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

Consent::Result Consent::recordRefusalSeen(std::chrono::milliseconds patience)
{
    const auto edit = [this](const ConsentLook &before, ConsentRecord *record) {
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
        sign(m_files, record);
        return true;
    };
    return change(edit, patience);
}

Consent::Result Consent::recordQuestionClosed(std::optional<int> closingsWhenOpened)
{
    return change([this, closingsWhenOpened](const ConsentLook &before, ConsentRecord *record) {
        const Verdict &verdict = before.state.verdict;
        if (!verdict.mayAsk && !verdict.questionClosedTwice)
            return false;
        const int counted = m_files.closings(*record);
        if (closingsWhenOpened && counted > *closingsWhenOpened)
            return false;
        if (record->decision == Decision::Undecided)
            sign(m_files, record);
        record->closedQuestion =
            questionKey(m_files.context().catalogueId, m_files.context().noticeVersion, m_files.context().recipient);
        record->timesClosed = qMin(counted, std::numeric_limits<int>::max() - 1) + 1;
        return true;
    });
}

Consent::Result Consent::recordTerminalAnswerShown()
{
    return change([](const ConsentLook &before, ConsentRecord *record) {
        if (before.state.fileStatus != ConsentFileStatus::Ok || record->terminalAnswerShown)
            return false;
        record->terminalAnswerShown = true;
        return true;
    });
}

Consent::Result Consent::renewDecision(EarlierIds earlierIds)
{
    const auto edit = [earlierIds](const ConsentLook &before, ConsentRecord *record) {
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
    return change(edit, shorterLockPatience); // a person waits for the erasing, too
}

Consent::Result Consent::rememberEarlierId(const QString &id)
{
    return change([&id](const ConsentLook &before, ConsentRecord *record) {
        if (before.state.fileStatus != ConsentFileStatus::Ok || record->decision == Decision::Undecided
            || record->earlierIds.contains(id))
            return false;
        record->earlierIds.append(id);
        return true;
    });
}

Consent::Result Consent::forgetEarlierId(const QString &id)
{
    return change([&id](const ConsentLook &before, ConsentRecord *record) {
        return before.state.fileStatus == ConsentFileStatus::Ok && record->earlierIds.removeAll(id) > 0;
    });
}

} // namespace candor
