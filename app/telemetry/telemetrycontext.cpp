// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/telemetrycontext.h"

#include "delivery/attempttext.h"
#include "queue/storefolder.h"
#include "system/networkfilesystem.h"
#include "telemetry/keyedhash.h"
#include "telemetry/localscrubber.h"
#include "telemetry/overwriting.h"
#include "telemetry/ringrecovery.h"
#include "telemetry/verdicttext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTimeZone>

#include <map>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

// ARCHITECTURE.md, "Files and formats".
constexpr std::chrono::seconds onceASecond{1};
constexpr std::chrono::seconds everyHalfMinute{30};

std::optional<Notice> readNotice(const QString &path, Identity identity, QString *problem)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        *problem =
            QCoreApplication::translate("candor::TelemetryContext",
                                        //: @info for developers; %1 is a file's path
                                        "The notice %1 can’t be read, so nobody can be asked and nothing is collected.")
                .arg(path);
        return std::nullopt;
    }
    return Notice::fromJson(file.readAll(), identity, problem);
}

ConsentContext consentContext(const TelemetryOptionsData &options, const std::optional<Notice> &notice)
{
    ConsentContext context;
    context.directories = options.directories;
    context.environment = options.environment;
    context.clock = options.clock;
    context.applicationId = options.applicationId;
    context.settingsLayout =
        options.sharedWithRedHatTools ? SettingsLayout::PodmanDesktop : SettingsLayout::Application;
    context.buildSendsNothing = options.destination.protocol() == Destination::Protocol::None;
    context.endpointIsLoopback = options.destination.canSend() && options.destination.isLoopback();
    context.recipient = options.destination.recipient();
    if (notice) {
        context.catalogueId = notice->catalogueId;
        context.noticeVersion = notice->version;
        context.noticeSha256 = notice->sha256;
    }
    return context;
}

QString storeFolderFor(const TelemetryOptionsData &options)
{
    return options.directories.localData.isEmpty()
        ? QString()
        : QString(options.directories.localData + u'/' + options.applicationId + "/events"_L1);
}

RingFolder ringsFor(const TelemetryOptionsData &options)
{
    // The runtime folder belongs to the user, the store to a home folder: one user may have several, in tests as in
    // containers.
    const QByteArray store = storeFolderFor(options).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(store, QCryptographicHash::Sha256).toHex().first(8);
    return {options.directories.runtime.toStdString(), options.applicationId.toStdString() + '-' + hash.toStdString()};
}

QDateTime utc(std::int64_t unixMs)
{
    return unixMs == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(unixMs, QTimeZone::utc());
}

} // namespace

TelemetryContext::TelemetryContext(const TelemetryOptionsData &options)
    : m_options(new TelemetryOptionsData(options))
    , m_notice(readNotice(options.noticePath, options.identityMode(), &m_noticeProblem))
    , m_consent(consentContext(options, m_notice))
    , m_storeFolder(storeFolderFor(options))
    , m_rings(ringsFor(options))
    , m_given(GivenIdentity::read(options.environment, options.identityMode(),
                                  GivenIdentity::recipientDigest(options.destination.fingerprint())))
    , m_start(static_cast<std::int64_t>(QRandomGenerator::system()->generate64()))
{
}

EventStore::Options TelemetryContext::storeOptions() const
{
    EventStore::Options result;
    result.fileLayer = m_options->fileLayer;
    result.start = m_start;
    return result;
}

bool TelemetryContext::storeExists() const
{
    return !m_storeFolder.isEmpty() && StoreFolder::exists(m_storeFolder.toStdString());
}

/// One number of the store that is there, in which nothing is changed; 0 where there is none.
std::optional<qint64>
TelemetryContext::askStore(const std::function<std::optional<std::int64_t>(EventStore &store)> &question) const
{
    if (!storeExists())
        return 0;
    const EventStore::Opened opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, m_options->clock, storeOptions());
    if (opened.status == EventStore::OpenStatus::Missing)
        return 0;
    return opened.store ? question(*opened.store) : std::nullopt;
}

std::optional<qint64> TelemetryContext::markRecorded() const
{
    return askStore([](EventStore &store) { return store.newestRow(); });
}

std::optional<qint64> TelemetryContext::countWaiting(qint64 mark) const
{
    return askStore([mark](EventStore &store) { return store.onTheirWay(mark); });
}

QString TelemetryContext::recoverRings(const ConsentState &state, std::chrono::milliseconds patience,
                                       bool *complete) const
{
    if (complete)
        *complete = !m_rings.hasRings();
    if (!m_rings.hasRings())
        return {};
    std::string error;
    const std::shared_ptr<const Catalogue> catalogue = loadCatalogue(&error);
    if (!catalogue)
        return QString::fromStdString(error);
    EventStore::Options store = storeOptions();
    store.patience = patience;
    const EventStore::Opened opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadWrite, m_options->clock, store);
    if (!opened.store)
        return QString::fromStdString(opened.error);
    const RingRecovery recovered =
        candor::recoverRings(m_rings, opened.store.get(),
                             {state.record.decisionId.toStdString(), obtainIdentity(), catalogue, valueTreatment(),
                              m_options->clock, state.verdict.categories});
    QStringList problems;
    for (const std::string &problem : recovered.problems)
        problems.append(QString::fromStdString(problem));
    if (!recovered.ok)
        problems.append(QString::fromStdString(recovered.error));
    else if (int released = 0; !opened.store->letGo(recovered.held, &released) || !opened.store->sync())
        problems.append(QString::fromStdString(opened.store->error()));
    if (complete)
        *complete = recovered.ok && !recovered.leftSome;
    // While the rings were held, whoever erased could not have them, and had erased the store already.
    if (m_consent.read().verdict.data == DataPolicy::Erase) {
        if (const QString problem = eraseRecords(); !problem.isEmpty())
            problems.append(problem);
    }
    return problems.join(u'\n');
}

QString TelemetryContext::eraseRecords() const
{
    std::string error;
    const bool complete = candor::eraseRecords(m_rings, storeFolder(), m_options->clock, m_options->fileLayer, &error);
    return complete ? QString() : QString::fromStdString(error);
}

ConsentStore::Result TelemetryContext::answer(const Answer &answer) const
{
    if (std::string problem; answer.categories && (!m_notice || !loadCatalogue(&problem))) {
        ConsentStore::Result result;
        result.error = m_notice ? QString::fromStdString(problem) : m_noticeProblem;
        result.state = m_consent.read();
        return result;
    }
    const ConsentState before = m_consent.read();
    const bool granted = before.record.decision == Decision::Granted
        && (before.verdict.data == DataPolicy::Collect || before.verdict.data == DataPolicy::Keep);
    ConsentStore::Result result = granted && answer.categories ? continueYes(before, answer) : m_consent.answer(answer);
    if (result.state.verdict.allowed)
        (void)obtainIdentity(); // made by the yes itself, so that "it is on" is never said before there is an id
    else
        forgetIdentity();
    return result;
}

Recorder::Scope TelemetryContext::recordingScope(const ConsentState &state) const
{
    Recorder::Scope scope;
    scope.events.decisionId = state.record.decisionId.toStdString();
    expectSecretOf(scope.events.decisionId);
    scope.events.destination = m_options->destination.fingerprint().toStdString();
    scope.granted = state.verdict.categories;
    scope.common = commonProperties();
    return scope;
}

std::vector<OwnedProperty> TelemetryContext::commonProperties() const
{
    return {{"app_version", m_options->version.toStdString()},
            {"notice", static_cast<std::int64_t>(m_notice ? m_notice->version : 0)}};
}

ValueTreatment TelemetryContext::valueTreatment() const
{
    std::map<std::string, std::string> environment;
    for (const QString &name : m_options->environment.keys())
        environment.emplace(name.toStdString(), m_options->environment.value(name).toStdString());
    const auto scrubber =
        std::make_shared<const LocalScrubber>(std::move(environment), m_options->directories.home.toStdString());
    ValueTreatment result;
    result.scrub = [scrubber](std::string_view text) { return scrubber->scrub(text); };
    result.holdsKnownName = [scrubber](std::string_view text) { return scrubber->holdsKnownName(text); };
    result.keyedHash = keyedHash;
    result.makeSecret = makeSecret;
    return result;
}

TelemetryStatus TelemetryContext::describe(const ConsentState &state) const
{
    const Verdict &verdict = state.verdict;
    TelemetryStatus status;
    status.allowed = verdict.allowed;
    status.categories = verdict.categories;
    status.decision = verdict.decision;
    status.rule = verdict.rule;
    status.reason = verdictText(verdict, m_options->applicationName);
    const bool canBeKept = !m_consent.consentPath().isEmpty() && !m_consent.settingsFile().path().isEmpty();
    bool catalogueIsRead = false;
    QString catalogueProblem;
    {
        const std::lock_guard lock(m_catalogueMutex);
        catalogueIsRead = m_catalogue != nullptr;
        catalogueProblem = QString::fromStdString(m_catalogueProblem);
    }
    const bool known = m_notice && catalogueProblem.isEmpty(); // what would be collected, as far as it was read
    status.canAnswer = known && canBeKept && (verdict.rule == Rule::Person || verdict.rule == Rule::Nobody);
    status.mayAsk = known && catalogueIsRead && verdict.mayAsk;
    status.questionWaits = known && !catalogueIsRead && verdict.mayAsk;
    status.questionClosedTwice = verdict.questionClosedTwice;
    status.refusedInSettingsFile = verdict.reason == Reason::RefusedInSettings;
    status.noticeChanged = verdict.reason == Reason::NoticeChanged;
    status.recipientChanged = verdict.reason == Reason::RecipientChanged;
    status.showTerminalAnswer = verdict.allowed && !state.record.terminalAnswerShown;
    const Categories granted =
        state.record.decision == Decision::Granted ? state.record.categories : state.record.grantedBefore;
    status.grantedLast = granted ? granted : allCategories;
    if (state.settings.boolean(settingkeys::telemetryUsage) == false)
        status.grantedLast.setFlag(Category::Usage, false);
    if (state.settings.boolean(settingkeys::telemetryErrors) == false)
        status.grantedLast.setFlag(Category::Errors, false);
    if (!status.grantedLast)
        status.grantedLast = allCategories;
    status.lockedCategories = verdict.lockedCategories;
    if (verdict.rule == Rule::Administrator) {
        status.managedFile = verdict.detail;
        status.managedFileUnreadable = verdict.reason == Reason::Unreadable;
    } else if (verdict.rule != Rule::Build) {
        status.refusingVariable = verdict.detail;
    }
    status.withoutEffect = state.withoutEffect;
    if (state.record.decision != Decision::Undecided) {
        status.answeredAt = state.record.time;
        status.answeredNoticeVersion = state.record.noticeVersion;
    }
    status.noticeVersion = m_notice ? m_notice->version : 0;

    status.destination = m_options->destination.protocolName();
    status.endpoint = m_options->destination.endpoint().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    status.recipient = m_options->destination.recipient();
    status.destinationProblem = m_options->destination.problem();
    status.canSend = m_options->destination.canSend();
    status.recipientIsLoopback = status.canSend && m_options->destination.isLoopback();

    status.recordsExist = recordsExist();
    // 0 is true where nothing is, and nobody looks into a home that is not this user's.
    status.countsKnown = !status.recordsExist && m_options->directories.problem.isEmpty();
    status.earlierIds = state.record.earlierIds;
    status.identity = m_options->identityMode();
    status.identityIsGiven = !m_given.id.isEmpty();
    if (status.identity == Identity::Stable && !status.identityIsGiven)
        status.identityFile = identityPath();
    if (verdict.allowed) {
        status.anonymousId = shownIdentity();
        status.identityProblem = identityProblem();
        // As it would be now; a process that records knows what it got.
        std::string why;
        status.handOff = handOffName(m_rings.isUsable(&why));
        status.handOffProblem = QString::fromStdString(why);
    }
    status.settingsFile = m_consent.settingsFile().path();
    status.consentFile = m_consent.consentPath();
    status.storeFolder = m_storeFolder;
    status.settingsProblem = state.settings.problem;
    status.consentProblem = m_notice ? state.consentProblem : m_noticeProblem;
    if (status.consentProblem.isEmpty())
        status.consentProblem = state.refusalProblem;
    if (status.consentProblem.isEmpty())
        status.consentProblem = catalogueProblem;
    return status;
}

std::chrono::seconds TelemetryContext::rereading() const
{
    const bool onNetwork =
        isOnNetworkFileSystem(m_consent.consentPath()) || isOnNetworkFileSystem(m_consent.settingsFile().path());
    return onNetwork ? everyHalfMinute : onceASecond;
}

QString TelemetryContext::watchProblem(std::chrono::seconds interval)
{
    if (interval == onceASecond) {
        return QCoreApplication::translate("candor::TelemetryContext",
                                           //: @info how an answer given elsewhere is noticed
                                           "is noticed within a second: its files can’t be watched and are read again");
    }
    return QCoreApplication::translate("candor::TelemetryContext",
                                       //: @info how an answer given elsewhere is noticed
                                       "is noticed within %1 seconds: its files can’t be watched and are read again")
        .arg(interval.count());
}

QString TelemetryContext::handOffName(bool outlivesProcess)
{
    return outlivesProcess ? u"shared-memory"_s : u"memory"_s;
}

void TelemetryContext::addCounts(TelemetryStatus *status, std::chrono::milliseconds patience) const
{
    status->storeProblem = m_options->directories.problem;
    status->countsKnown = status->storeProblem.isEmpty();
    if (!storeExists() || !status->countsKnown)
        return;
    EventStore::Options store = storeOptions();
    store.patience = patience;
    const EventStore::Opened opened =
        EventStore::open(storeFolder(), EventStore::Mode::ReadOnly, m_options->clock, store);
    if (opened.status == EventStore::OpenStatus::Missing)
        return;
    std::optional<EventCounters> counters;
    std::optional<DeliveryState> delivery;
    if (opened.store) {
        counters = opened.store->counters();
        delivery = opened.store->deliveryState();
    }
    if (!counters || !delivery) {
        status->countsKnown = false;
        status->storeProblem = QString::fromStdString(opened.store ? opened.store->error() : opened.error);
        return;
    }
    status->accepted = counters->accepted;
    status->waiting = counters->waiting;
    status->waitingBytes = counters->waitingBytes;
    status->sending = counters->sending;
    status->delivered = counters->delivered;
    for (const auto &[reason, count] : counters->dropped) {
        const std::string_view name = dropReasonName(reason);
        status->dropped.insert(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), count);
    }
    status->countersSince = utc(counters->countersSinceMs);
    if (m_options->identityMode() == Identity::Daily) {
        std::string secret = storedSecret(opened.store.get());
        if (!secret.empty())
            status->anonymousId = idOfToday(secret);
        overwriteSecret(&secret);
    }
    status->lastAttempt = utc(delivery->lastAttemptMs);
    status->lastDelivery = utc(delivery->lastDeliveryMs);
    status->lastOk = delivery->lastOk;
    status->lastResult = attemptText(AttemptResult::fromText(delivery->lastResult));
    if (delivery->pausedFor == m_options->destination.fingerprint().toStdString())
        status->pauseReason = attemptText(AttemptResult::fromText(delivery->pauseReason));
}

void TelemetryContext::copyCounts(const TelemetryStatus &from, TelemetryStatus *to)
{
    to->countsKnown = from.countsKnown;
    to->accepted = from.accepted;
    to->waiting = from.waiting;
    to->waitingBytes = from.waitingBytes;
    to->sending = from.sending;
    to->delivered = from.delivered;
    to->dropped = from.dropped;
    to->countersSince = from.countersSince;
    to->storeProblem = from.storeProblem;
    to->lastAttempt = from.lastAttempt;
    to->lastDelivery = from.lastDelivery;
    to->lastOk = from.lastOk;
    to->lastResult = from.lastResult;
    to->pauseReason = from.pauseReason;
}

Uploader::Options TelemetryContext::uploaderOptions(const ConsentState &state) const
{
    const QString decisionId = state.record.decisionId;
    const Categories categories = state.verdict.categories;
    Uploader::Options result;
    result.granted = categories;
    result.storeFolder = storeFolder();
    result.destination = m_options->destination;
    result.decisionId = decisionId.toStdString();
    result.clock = m_options->clock;
    result.store = storeOptions();
    result.proxy = m_options->proxy;
    result.maximumAttempts = m_options->maximumAttempts;
    // A copy, because the upload thread may outlive this object by a moment.
    result.stillAllowed = [consent = m_consent, decisionId, categories] {
        const ConsentState now = consent.read();
        return now.verdict.allowed && now.record.decisionId == decisionId && !(categories & ~now.verdict.categories);
    };
    return result;
}

std::shared_ptr<const Catalogue> TelemetryContext::loadCatalogue(std::string *error) const
{
    {
        const std::lock_guard lock(m_catalogueMutex);
        if (m_catalogue)
            return m_catalogue;
    }
    std::shared_ptr<const Catalogue> catalogue = readCatalogue(error);
    const std::lock_guard lock(m_catalogueMutex);
    m_catalogue = catalogue;
    m_catalogueProblem = catalogue ? std::string() : *error;
    return catalogue;
}

std::shared_ptr<const Catalogue> TelemetryContext::readCatalogue(std::string *error) const
{
    QFile file(m_options->cataloguePath);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = "the catalogue " + m_options->cataloguePath.toStdString()
            + " can't be read, so nothing is collected: " + file.errorString().toStdString();
        return nullptr;
    }
    const QByteArray json = file.readAll();
    std::shared_ptr<const Catalogue> catalogue =
        Catalogue::fromJson({json.constData(), static_cast<std::size_t>(json.size())}, error);
    if (catalogue && m_notice && catalogue->id() != m_notice->catalogueId.toStdString()) {
        *error = "catalogue.json is \"" + catalogue->id() + "\", but the notice asks about \""
            + m_notice->catalogueId.toStdString() + "\", so nothing is collected";
        return nullptr;
    }
    return catalogue;
}

} // namespace candor
