// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentfiles.h"

#include "consent/consentmessages.h"
#include "consent/policykey.h"
#include "system/durablefile.h"
#include "system/machineaccount.h"

#include <QFileInfo>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 consentFileLimit = 1024 * 1024;

/// As far as that can be told without writing: \a folder, or the one that it would be made in, can be written to.
bool canBeWrittenIn(const QString &folder)
{
    QFileInfo nearest(folder);
    while (!nearest.exists() && !nearest.isSymLink() && !nearest.isRoot())
        nearest.setFile(nearest.path());
    return nearest.isDir() && nearest.isWritable();
}

void readRecord(const ConsentFiles &files, ConsentState *state)
{
    const QString path = files.consentPath();
    if (path.isEmpty()) {
        state->consentProblem = consentmessages::noHomeFolder(files.context().directories);
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
            record && (record->decision != Decision::Granted || contents.isAloneOf(files.context().directories.user));
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

bool belongsHere(const ConsentFiles &files, const ConsentRecord &record)
{
    const QByteArray here = machineAccountHash(files.context().directories, files.folder(), record.salt);
    return !here.isEmpty() && here == record.machineAccount;
}

/// What settings.json says of telemetry.*. While it is damaged it says nothing, unless the same bytes have refused for
/// a while: a file that somebody is just writing is damaged for a moment, too.
void readSwitches(ConsentState *state, ConsentFacts *facts)
{
    const SettingsSnapshot &settings = state->settings;
    const bool damageRefuses = !settings.refusedInDamage.isEmpty() && settings.unchangedSince.isValid();
    const QDateTime settled = settings.unchangedSince.addMSecs(ConsentFiles::damageSettles.count());
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

} // namespace

ConsentFiles::ConsentFiles(ConsentContext context)
    : m_context(std::move(context))
{
}

QString ConsentFiles::consentPath() const
{
    const QString &data = m_context.directories.localData;
    if (data.isEmpty() || m_context.applicationId.isEmpty())
        return QString();
    return data + u'/' + m_context.applicationId + u"/consent.json"_s;
}

QString ConsentFiles::folder() const
{
    return QFileInfo(consentPath()).path();
}

QDateTime ConsentFiles::now() const
{
    return QDateTime::fromMSecsSinceEpoch(unixMilliseconds(m_context.clock->now())).toUTC();
}

SettingsFile ConsentFiles::settingsFile() const
{
    return SettingsFile(m_context.directories, m_context.settingsLayout, m_context.applicationId);
}

int ConsentFiles::closings(const ConsentRecord &record) const
{
    const QString question = questionKey(m_context.catalogueId, m_context.noticeVersion, m_context.recipient);
    return record.closedQuestion == question ? record.timesClosed : 0;
}

QStringList ConsentFiles::watched() const
{
    QStringList result = ManagedSettings::files(m_context.directories.managed);
    result.append(consentPath());
    // Podman Desktop's file moves when one of its two folders appears, so every place is looked at.
    result.append(settingsFile().possiblePaths());
    result.removeAll(QString());
    result.removeDuplicates();
    return result;
}

ConsentLook ConsentFiles::look() const
{
    const ConsentContext &context = m_context;
    ConsentLook result;
    ConsentState &state = result.state;
    ConsentFacts &facts = result.facts;

    // consent.json first, then settings.json. A yes is written in the other order and a no in this one, so that who
    // reads while one of the two is being written always finds a no in one of them.
    readRecord(*this, &state);
    state.settings = settingsFile().read();
    facts.managed = ManagedSettings::read(context.directories.managed);
    facts.managed.add(readPolicy(context.directories.policyKey));

    facts.buildSendsNothing = context.buildSendsNothing;
    facts.environment = EnvironmentRefusal::read(context.environment);
    facts.endpointIsLoopback = context.endpointIsLoopback;
    facts.fileStatus = state.fileStatus;
    facts.record = state.record;
    facts.machineAccountMatches = state.fileStatus == ConsentFileStatus::Ok && belongsHere(*this, state.record);
    facts.catalogueId = context.catalogueId;
    facts.noticeVersion = context.noticeVersion;
    facts.recipient = context.recipient;
    facts.now = now();
    readSwitches(&state, &facts);
    state.verdict = decide(facts);
    state.person = decideByPerson(facts);
    state.refusals = refusals(facts);
    state.withoutEffect = facts.managed.withoutEffect;
    state.refusalProblem = facts.managed.problem;
    if (state.refusalProblem.isEmpty() && !facts.environment.unknownWord.isEmpty())
        state.refusalProblem = consentmessages::unknownWord(facts.environment.unknownWord);
    // Asking for an answer that can't be kept would be asking for nothing.
    if (consentPath().isEmpty() || state.settings.path.isEmpty() || (state.verdict.mayAsk && !canBeWrittenIn(folder())))
        state.verdict.mayAsk = false;
    // Nothing was found that could be read or not.
    if (consentPath().isEmpty() && state.verdict.reason == Reason::SettingsUnreadable)
        state.verdict.reason = Reason::NeverAnswered;
    return result;
}

} // namespace candor
