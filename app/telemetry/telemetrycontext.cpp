// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/telemetrycontext.h"

#include "scrub/localnames.h"
#include "system/filesystemtype.h"
#include "telemetry/keyedhash.h"
#include "telemetry/ringrecovery.h"

#include <QFile>

#include <future>
#include <map>

namespace candor {

namespace {

// ARCHITECTURE.md, "Files and formats".
constexpr std::chrono::seconds onceASecond{1};
constexpr std::chrono::seconds everyHalfMinute{30};

std::optional<Notice> readNotice(const QString &path, Identity identity, QString *problem)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        *problem =
            //: @info for developers; %1 is a file's path
            TelemetryContext::tr("The notice %1 can’t be read, so nobody can be asked and nothing is collected.")
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
        context.catalogueId = notice->catalogueId();
        context.noticeVersion = notice->version();
        context.noticeSha256 = notice->sha256();
    }
    return context;
}

} // namespace

TelemetryContext::TelemetryContext(const TelemetryOptionsData &options)
    : m_options(options)
    , m_notice(readNotice(options.noticePath, options.identityMode(), &m_noticeProblem))
    , m_consent(std::make_shared<Consent>(consentContext(options, m_notice)))
    , m_identity(std::make_unique<ApplicationIdentity>(options))
    , m_catalogue(
          std::make_unique<CatalogueSource>(options.cataloguePath, m_notice ? m_notice->catalogueId() : QString()))
    , m_records(std::make_unique<Records>(options))
{
}

void TelemetryContext::lookAround(const ConsentState &state) const
{
    m_records->look(state.verdict.allowed);
    if (state.verdict.allowed)
        (void)m_identity->read();
}

Recorder::Standing TelemetryContext::standing(const std::string &decisionId) const
{
    using Standing = Recorder::Standing;
    const ConsentState state = m_consent->read();
    if (state.verdict.data == DataPolicy::Erase || m_consent->isRefusedHere()
        || m_consent->overruling() == Overruling::Withdrawn)
        return Standing::Refused;
    if (!state.verdict.allowed)
        return Standing::Undecided;
    return state.record.decisionId.toStdString() == decisionId ? Standing::Holds : Standing::OtherHolds;
}

QString TelemetryContext::recoverRings(const ConsentState &state, std::chrono::milliseconds patience,
                                       bool *complete) const
{
    if (complete)
        *complete = !m_records->rings().hasRings();
    if (!m_records->rings().hasRings())
        return {};
    std::string error;
    const std::shared_ptr<const Catalogue> catalogue = m_catalogue->load(&error);
    if (!catalogue)
        return QString::fromStdString(error);
    const EventStore::Opened opened = m_records->open(EventStore::Mode::ReadWrite, patience);
    if (!opened.store)
        return QString::fromStdString(opened.error);
    const RingRecovery recovered =
        candor::recoverRings(m_records->rings(), opened.store.get(),
                             {state.record.decisionId.toStdString(), m_identity->obtain(), catalogue, valueTreatment(),
                              m_options.clock, state.verdict.categories});
    QStringList problems;
    for (const std::string &problem : recovered.problems)
        problems.append(QString::fromStdString(problem));
    if (!recovered.ok)
        problems.append(QString::fromStdString(recovered.error));
    else if (!opened.store->writer().sync())
        problems.append(QString::fromStdString(opened.store->error()));
    if (complete)
        *complete = recovered.ok && !recovered.leftSome;
    // While the rings were held, whoever erased could not have them, and had erased the store already.
    if (m_consent->read().verdict.data == DataPolicy::Erase) {
        if (const QString problem = m_records->erase(); !problem.isEmpty())
            problems.append(problem);
    }
    return problems.join(u'\n');
}

Consent::Result TelemetryContext::answer(const Answer &answer) const
{
    if (std::string problem; answer.categories && (!m_notice || !m_catalogue->load(&problem))) {
        Consent::Result result;
        result.error = m_notice ? QString::fromStdString(problem) : m_noticeProblem;
        result.state = m_consent->read();
        return result;
    }
    const ConsentState before = m_consent->read();
    const bool granted = before.record.decision == Decision::Granted
        && (before.verdict.data == DataPolicy::Collect || before.verdict.data == DataPolicy::Keep);
    Consent::Result result = granted && answer.categories ? continueYes(before, answer) : m_consent->answer(answer);
    if (result.state.verdict.allowed)
        (void)m_identity->obtain(); // made by the yes itself, so that "it is on" is never said before there is an id
    else
        m_identity->forget();
    return result;
}

Recorder::Scope TelemetryContext::recordingScope(const ConsentState &state) const
{
    Recorder::Scope scope;
    scope.events.decisionId = state.record.decisionId.toStdString();
    m_identity->expectSecretOf(scope.events.decisionId);
    scope.events.destination = m_options.destination.fingerprint().toStdString();
    scope.granted = state.verdict.categories;
    scope.common = commonProperties();
    return scope;
}

std::vector<OwnedProperty> TelemetryContext::commonProperties() const
{
    return {{"app_version", m_options.version.toStdString()},
            {"notice", static_cast<std::int64_t>(m_notice ? m_notice->version() : 0)}};
}

ValueTreatment TelemetryContext::valueTreatment() const
{
    std::map<std::string, std::string> environment;
    for (const QString &name : m_options.environment.keys())
        environment.emplace(name.toStdString(), m_options.environment.value(name).toStdString());
    // The names of this computer and its user are found out at the first text: the account's may have to come from a
    // directory server, which a program's start does not wait for, and which is not asked where no text is collected.
    const auto scrubber =
        std::async(std::launch::deferred,
                   [environment = std::move(environment), home = m_options.directories.home.toStdString()] {
                       return std::make_shared<const Scrubber>(
                           localNames(SystemAccount::ofThisProcess(), environment, home));
                   })
            .share();
    ValueTreatment result;
    result.scrub = [scrubber](std::string_view text) { return scrubber.get()->scrub(text); };
    result.holdsKnownName = [scrubber](std::string_view text) { return scrubber.get()->holdsKnownName(text); };
    result.keyedHash = keyedHash;
    result.makeSecret = makeSecret;
    return result;
}

std::chrono::seconds TelemetryContext::rereading() const
{
    const bool onNetwork = filesystemtype::isOnNetwork(m_consent->files().consentPath())
        || filesystemtype::isOnNetwork(m_consent->files().settingsFile().path());
    return onNetwork ? everyHalfMinute : onceASecond;
}

Uploader::Options TelemetryContext::uploaderOptions(const ConsentState &state) const
{
    const QString decisionId = state.record.decisionId;
    const Categories categories = state.verdict.categories;
    Uploader::Options result;
    result.granted = categories;
    result.storeFolder = m_records->folder();
    result.destination = m_options.destination;
    result.decisionId = decisionId.toStdString();
    result.clock = m_options.clock;
    result.store = m_records->storeOptions();
    result.proxy = m_options.proxy;
    result.maximumAttempts = m_options.maximumAttempts;
    result.holds = [consent = m_consent, decisionId, categories] { return consent->holds(decisionId, categories); };
    result.confirm = [consent = m_consent, decisionId, categories] {
        const ConsentState read = consent->read();
        return read.verdict.allowed && read.record.decisionId == decisionId && !(categories & ~read.verdict.categories);
    };
    return result;
}

} // namespace candor
