// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/telemetrypagecontroller.h"

#include "candor/telemetry.h"
#include "consent/consentmessages.h"
#include "consent/shownnotice.h"
#include "system/clock.h"
#include "telemetry/accountingtext.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include <climits>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr Categories everything = Categories(Category::Usage) | Category::Errors;

/// "21 November 2026", in the order of the language: the long format without the day of the week.
QString day(const QDateTime &time)
{
    const QLocale locale;
    QString format = locale.dateFormat(QLocale::LongFormat);
    static const QRegularExpression weekday(u"[\\s,،]*dddd[^dMy']*"_s);
    format.remove(weekday);
    return locale.toString(time.toLocalTime().date(), format.trimmed());
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace

TelemetryPageController::TelemetryPageController(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
{
    connect(telemetry, &Telemetry::consentChanged, this, &TelemetryPageController::changed);
    connect(telemetry, &Telemetry::statusChanged, this, &TelemetryPageController::changed);
    connect(telemetry, &Telemetry::answered, this, &TelemetryPageController::onAnswered);
    connect(telemetry, &QObject::destroyed, this, &TelemetryPageController::changed);
}

const TelemetryStatus &TelemetryPageController::status() const
{
    static const TelemetryStatus nothing;
    return m_telemetry ? m_telemetry->status() : nothing;
}

QString TelemetryPageController::applicationName() const
{
    return m_telemetry ? m_telemetry->options().applicationName() : QString();
}

bool TelemetryPageController::isShared() const
{
    return m_telemetry && m_telemetry->options().data().sharedWithRedHatTools;
}

bool TelemetryPageController::staysHere() const
{
    return !status().canSend();
}

NoticeText TelemetryPageController::notice() const
{
    return shownNotice(m_telemetry);
}

void TelemetryPageController::refresh()
{
    if (m_telemetry)
        m_telemetry->refresh();
}

// --- the answer -----------------------------------------------------------------------------------------------------

QString TelemetryPageController::header() const
{
    const TelemetryStatus &now = status();
    if (m_telemetry && !m_telemetry->notice())
        return m_telemetry->noticeProblem();
    if (m_telemetry && !now.isKnown())
        return now.reason();
    //: @info nothing is recorded or sent
    const QString nothing = tr("Nothing is collected.");
    if (now.decision() == Decision::Undecided) {
        if (now.noticeChanged()) {
            //: @info %1 is a number
            return tr("You agreed to notice %1, which has changed since. Nothing is collected until you agree again.")
                .arg(number(now.answeredNoticeVersion()));
        }
        if (now.recipientChanged())
            return tr("You agreed before, to another recipient. Nothing is collected until you agree again.");
        if (now.answeredNoticeVersion() > 0 || !now.consentProblem().isEmpty())
            return now.reason();
        return now.canAnswer() ? tr("You have not answered yet. Nothing is collected until you agree.")
                               : tr("You have not answered. Nothing is collected.");
    }
    const QString date = day(now.answeredAt());
    const QString version = number(now.answeredNoticeVersion());
    if (now.refusalUnsaved()) {
        //: @info %1 is the application
        return tr("You refused. That could not be saved, so it holds only until %1 is closed.").arg(applicationName())
            + u' ' + nothing;
    }
    // Found somewhere, and nobody knows since when; of settings.json whoDecided() speaks.
    if (now.decision() == Decision::Denied && !now.answeredAt().isValid())
        return now.refusedInSettingsFile() ? nothing : now.reason() + u' ' + nothing;
    if (now.decision() == Decision::Denied) {
        if (now.refusedInSettingsFile()) {
            //: @info a date; see also "Turned off in settings.json"
            return tr("Turned off since %1.").arg(date) + u' ' + nothing;
        }
        //: @info %1 is a date, %2 the number of the notice
        return tr("You refused on %1 (notice %2).").arg(date, version) + u' ' + nothing;
    }
    //: @info %1 is a date, %2 the number of the notice
    const QString agreed = tr("You agreed on %1 (notice %2).").arg(date, version);
    if (!now.allowed())
        return agreed + u' ' + nothing;
    if (staysHere())
        return agreed + u' ' + tr("If you turn this off, collecting stops at once and what was kept is erased.");
    const QString off =
        agreed + u' ' + tr("If you turn this off, collecting stops at once and what is waiting is erased.");
    const QString howLong = notice().storedHowLong();
    //: @info %1 is "after 12 months"
    return howLong.isEmpty()
        ? off
        : off + u' ' + tr("What was already sent is deleted %1, or when you ask for it.").arg(howLong);
}

QString TelemetryPageController::whoDecided() const
{
    const TelemetryStatus &now = status();
    //: @info behind a sentence that says who refuses; the person has answered
    const QString answerStays =
        now.decision() == Decision::Undecided ? QString() : u' ' + tr("Your answer stays as it is.");
    switch (now.rule()) {
    case Rule::Build:
        //: @info the program was built without a sender
        return tr("This build sends nothing: there is no sender in it, and nothing is kept.");
    case Rule::Administrator:
        if (now.managedFileUnreadable())
            return now.reason();
        //: @info %1 is the path of a file
        return now.managedFile().isEmpty()
            ? tr("Managed by your organization: turned off for everybody on this computer.")
            : tr("Managed by your organization: turned off in %1.").arg(now.managedFile());
    case Rule::DoNotTrack:
    case Rule::CandorTelemetry:
        //: @info %1 is the name of an environment variable
        return tr("Refused by the environment variable %1, for this run only.").arg(now.refusingVariable())
            + answerStays;
    case Rule::ContinuousIntegration:
        return tr("Refused because this is an automated build (CI), for this run only.") + answerStays;
    case Rule::Person:
    case Rule::Nobody:
        break;
    }
    return now.refusedInSettingsFile()
        ? tr("Turned off in settings.json, by another program or by hand. Only your answer here turns it on again.")
        : QString();
}

QString TelemetryPageController::withoutEffect() const
{
    return status().withoutEffect().join(u'\n');
}

bool TelemetryPageController::isManaged() const
{
    return status().rule() == Rule::Administrator;
}

bool TelemetryPageController::showsNotice() const
{
    return !status().allowed() && status().canAnswer() && m_telemetry && m_telemetry->notice();
}

bool TelemetryPageController::opensNotice() const
{
    return showsNotice() && status().decision() == Decision::Undecided;
}

Categories TelemetryPageController::shown() const
{
    // What was clicked stands until the answer is in effect or has failed: the box must not jump back in between.
    return m_answersUnderWay > 0 ? m_requested : status().categories();
}

TelemetryPageController::Box TelemetryPageController::master() const
{
    Box box;
    box.ticked = bool(shown());
    box.enabled =
        m_telemetry && m_telemetry->notice() && status().canAnswer() && status().lockedCategories() != everything;
    return box;
}

TelemetryPageController::Box TelemetryPageController::category(Category category) const
{
    Box box = master();
    box.ticked = shown().testFlag(category);
    if (status().lockedCategories().testFlag(category)) {
        box.enabled = false;
        // If everything is managed, one line below the boxes says so.
        //: @info beside a check box that can't be used
        box.note = isManaged() ? QString() : tr("Managed by your organization");
    }
    return box;
}

QString TelemetryPageController::masterText() const
{
    if (staysHere()) {
        //: @option:check the switch where nothing can be sent
        return tr("&Record usage data");
    }
    //: @option:check the switch
    return tr("&Send usage data");
}

QString TelemetryPageController::masterDescription() const
{
    return notice().extent();
}

void TelemetryPageController::setMaster(bool on)
{
    const Categories offered = everything & ~status().lockedCategories();
    const Categories restored = status().grantedLast() & offered;
    answer(!on ? Categories() : restored ? restored : offered);
}

void TelemetryPageController::setCategory(Category category, bool on)
{
    Categories wanted = shown();
    wanted.setFlag(category, on);
    answer(wanted & ~status().lockedCategories());
}

void TelemetryPageController::answer(Categories categories)
{
    if (m_telemetry && master().enabled) {
        m_answerProblem.clear();
        m_requested = categories;
        ++m_answersUnderWay;
        m_telemetry->answer(categories, Origin::Settings, notice().language());
    }
    Q_EMIT changed(); // even if nothing was done: a clicked box must show the real state
}

void TelemetryPageController::onAnswered(bool ok, const QString &error)
{
    if (m_answersUnderWay > 0) // otherwise it belongs to the dialog, which may be closed before its message was read
        --m_answersUnderWay;
    m_answerProblem = ok ? QString() : error;
    Q_EMIT changed();
}

// --- messages -------------------------------------------------------------------------------------------------------

std::vector<TelemetryPageController::Message> TelemetryPageController::messages() const
{
    const TelemetryStatus &now = status();
    std::vector<Message> result;
    const auto add = [&result](MessageKind kind, const QString &text) {
        if (!text.isEmpty())
            result.push_back({kind, text});
    };
    add(MessageKind::AnswerProblem, m_answerProblem);
    if (now.showTerminalAnswer() && now.decision() == Decision::Granted) {
        //: @info a yes was given with the command line tool
        add(MessageKind::TerminalAnswer, tr("Telemetry was turned on in a terminal."));
    }
    add(MessageKind::ConsentProblem, now.consentProblem());
    add(MessageKind::SettingsProblem, now.settingsProblem());
    if (!now.settingsBackup().isEmpty() && now.settingsBackup() != m_dismissedBackup)
        add(MessageKind::SettingsReplaced, consentmessages::settingsReplaced(now.settingsBackup()));
    add(MessageKind::StoreProblem, now.storeProblem());
    add(MessageKind::IdentityProblem, now.identityProblem());
    if (now.questionClosedTwice() && now.decision() == Decision::Undecided && now.canAnswer()) {
        //: @info %1 is the application
        add(MessageKind::ClosedTwice,
            tr("%1 has not asked again since its question was closed twice.").arg(applicationName()));
    }
    return result;
}

void TelemetryPageController::turnOffTerminalAnswer()
{
    keepTerminalAnswer();
    setMaster(false);
}

void TelemetryPageController::keepTerminalAnswer()
{
    if (m_telemetry)
        m_telemetry->recordTerminalAnswerShown();
}

void TelemetryPageController::dismissSettingsReplaced()
{
    m_dismissedBackup = status().settingsBackup();
    Q_EMIT changed();
}

void TelemetryPageController::dismissAnswerProblem()
{
    m_answerProblem.clear();
    Q_EMIT changed();
}

// --- on this computer -----------------------------------------------------------------------------------------------

QString TelemetryPageController::waitingTitle() const
{
    //: @label events that stay on this computer
    return staysHere() ? tr("Kept on this computer") : tr("Waiting to be sent");
}

QString TelemetryPageController::waiting() const
{
    const TelemetryStatus &now = status();
    if (countsAreUnknown()) {
        //: @info the number of events can't be read
        return tr("Not known");
    }
    if (!now.countsKnown())
        return u"…"_s; // being read
    const qint64 count = now.waiting() + now.sending();
    if (count == 0) {
        //: @info no events
        return tr("Nothing");
    }
    const QString size = QLocale().formattedDataSize(now.waitingBytes(), 1, QLocale::DataSizeSIFormat);
    if (count == 1) {
        //: @info %1 is a size
        return tr("1 event, %1").arg(size);
    }
    //: @info %1 is a number, %2 a size
    return tr("%1 events, %2", nullptr, static_cast<int>(qMin<qint64>(count, INT_MAX))).arg(number(count), size);
}

QString TelemetryPageController::accounting() const
{
    return countsAreUnknown() && status().storeProblem().isEmpty() ? unknownCountsText(status()) // else in a message
                                                                   : accountingText(status());
}

/// True if they are unknown, not only still unread.
bool TelemetryPageController::countsAreUnknown() const
{
    return !status().countsKnown() && (!status().allowed() || !status().storeProblem().isEmpty());
}

QString TelemetryPageController::ago(const QDateTime &time) const
{
    using namespace std::chrono;
    const qint64 now = m_telemetry ? unixMilliseconds(m_telemetry->options().data().clock->now()) : 0;
    // If the clock was set back the time must not be in the future.
    const qint64 seconds = qMax<qint64>(0, now - time.toMSecsSinceEpoch()) / 1000;
    const int minutes = static_cast<int>(qMin<qint64>(seconds / 60, INT_MAX));
    if (minutes < 1) {
        //: @info when something was delivered
        return tr("Just now");
    }
    if (minutes == 1) {
        //: @info when something was delivered
        return tr("1 minute ago");
    }
    if (minutes < 60) {
        //: @info when something was delivered; %1 is a number
        return tr("%1 minutes ago", nullptr, minutes).arg(number(minutes));
    }
    const int hours = minutes / 60;
    if (hours == 1) {
        //: @info when something was delivered
        return tr("1 hour ago");
    }
    if (hours < 24) {
        //: @info when something was delivered; %1 is a number
        return tr("%1 hours ago", nullptr, hours).arg(number(hours));
    }
    return day(time);
}

TelemetryPageController::Delivery TelemetryPageController::delivery() const
{
    const TelemetryStatus &now = status();
    Delivery result;
    if (now.rule() == Rule::Build || now.destination() == u"none"_s) {
        //: @info in place of the last delivery
        result.explanation = tr("This build sends nothing");
        return result;
    }
    if (staysHere()) {
        //: @info in place of the last delivery
        result.explanation = tr("Records stay on this computer: no recipient is set up");
        return result;
    }
    if (!now.pauseReason().isEmpty()) {
        result.state = DeliveryState::Paused;
        //: @info a badge: sending waits for something to change
        result.badge = tr("Paused");
        result.explanation = now.pauseReason();
    } else if (now.lastAttempt().isNull() && now.lastDelivery().isNull()) {
        result.state = DeliveryState::NoneYet;
        //: @info a badge: no delivery is recorded; what was recorded may have been erased
        result.badge = countsAreUnknown() ? tr("Not known") : tr("None on record");
        //: @info %1 is a host name
        result.text = tr("Goes to %1").arg(now.recipient());
    } else if (now.lastOk()) {
        result.state = DeliveryState::Delivered;
        //: @info a badge: the last delivery arrived
        result.badge = tr("Delivered");
        //: @info %1 is a moment such as "2 minutes ago", %2 a host name
        result.text = tr("%1 to %2").arg(ago(now.lastDelivery()), now.recipient());
        result.detail = QLocale().toString(now.lastDelivery().toLocalTime(), QLocale::LongFormat);
    } else {
        result.state = DeliveryState::Failed;
        //: @info a badge: the last delivery did not arrive
        result.badge = tr("Failed");
        result.text = ago(now.lastAttempt());
        result.explanation = now.lastResult();
        result.detail = QLocale().toString(now.lastAttempt().toLocalTime(), QLocale::LongFormat);
    }
    return result;
}

QString TelemetryPageController::identityTitle() const
{
    switch (status().identity()) {
    case Identity::Daily:
        //: @label the identifier, which is another one each day
        return tr("ID of today");
    case Identity::None:
        //: @label the identifier, which is another one each time the application starts
        return tr("ID, until you close the application");
    case Identity::Stable:
        break;
    }
    //: @label the identifier
    return isShared() && !status().identityIsGiven() ? tr("ID, shared with Red Hat’s tools") : tr("ID");
}

bool TelemetryPageController::hasIdentity() const
{
    return !status().anonymousId().isEmpty();
}

QString TelemetryPageController::identity() const
{
    if (hasIdentity())
        return status().anonymousId();
    //: @info in place of the identifier before a yes
    return status().allowed() ? tr("not known yet") : tr("made if you agree");
}

QString TelemetryPageController::filesTitle() const
{
    //: @label what stands in the files: the switch (settings.json), the answer (consent.json), the events, the
    //: identifier
    return status().identityFile().isEmpty() ? tr("Switch, answer, events") : tr("Switch, answer, events, ID");
}

std::vector<TelemetryPageController::FileEntry> TelemetryPageController::files() const
{
    const TelemetryStatus &now = status();
    std::vector<FileEntry> result;
    const auto add = [&result](const QString &name, const QString &path, bool isFolder) {
        if (path.isEmpty())
            return;
        const QFileInfo info(path);
        const QString folder = isFolder ? path : info.path();
        result.push_back({name, path, QFileInfo(folder).isDir() ? folder : QString()});
    };
    //: @label a file
    add(tr("Switch"), now.settingsFile(), false);
    //: @label a file
    add(tr("Answer"), now.consentFile(), false);
    //: @label a folder
    add(tr("Events"), now.storeFolder(), true);
    //: @label a file
    add(tr("ID"), now.identityFile(), false);
    return result;
}

void TelemetryPageController::fetchCollected(
    QObject *context, std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done)
{
    if (m_telemetry)
        fetchCollectedEvents(m_telemetry, context, std::move(done));
}

QUrl TelemetryPageController::privacyStatement() const
{
    return notice().privacyStatement();
}

} // namespace candor
