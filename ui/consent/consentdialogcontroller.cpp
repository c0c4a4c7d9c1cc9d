// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentdialogcontroller.h"

#include "candor/telemetry.h"
#include "consent/consentmessages.h"
#include "consent/shownnotice.h"
#include "page/prettyjson.h"
#include "telemetry/telemetryoptionsdata.h"

#include <QLocale>
#include <QTextDocumentFragment>

#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

ConsentDialogController::ConsentDialogController(Telemetry *telemetry, QObject *parent)
    : QObject(parent)
    , m_telemetry(telemetry)
    , m_offered(offered())
{
    connect(telemetry, &Telemetry::answered, this, &ConsentDialogController::onAnswered);
    connect(telemetry, &Telemetry::consentChanged, this, &ConsentDialogController::onConsentChanged);
    connect(telemetry, &Telemetry::statusChanged, this, &ConsentDialogController::onStatusChanged);
    connect(telemetry, &QObject::destroyed, this, &ConsentDialogController::overtaken);
}

bool ConsentDialogController::canAsk() const
{
    return m_telemetry && m_telemetry->notice() && m_telemetry->status().canAnswer();
}

bool ConsentDialogController::staysHere() const
{
    return m_telemetry && !m_telemetry->status().canSend();
}

NoticeText ConsentDialogController::text() const
{
    return shownNotice(m_telemetry);
}

QString ConsentDialogController::windowTitle() const
{
    return m_telemetry ? m_telemetry->options().applicationName() : QString();
}

QString ConsentDialogController::headline() const
{
    const QString name = windowTitle();
    if (staysHere()) {
        //: @title:window the question where records stay on the computer; %1 is the application
        return tr("May %1 record usage data?").arg(name);
    }
    //: @title:window the question; %1 is the application
    return tr("May %1 send usage data?").arg(name);
}

QString ConsentDialogController::introduction() const
{
    return text().introduction(NoticeText::Markup::Rich);
}

QString ConsentDialogController::whatIsNew() const
{
    if (!m_telemetry)
        return {};
    const TelemetryStatus &status = m_telemetry->status();
    if (status.noticeChanged()) {
        const QString changes = text().changes();
        //: @info the question is asked again; %1 is a number
        const QString why =
            tr("You agreed to notice %1. It has changed since, so nothing is collected until you answer again.")
                .arg(QLocale().toString(status.answeredNoticeVersion()));
        //: @info %1 is a sentence about what is new
        return changes.isEmpty() ? why : why + u' ' + tr("What is new: %1").arg(changes);
    }
    if (status.recipientChanged()) {
        if (staysHere()) {
            //: @info the question is asked again
            return tr(
                "You agreed before, to another recipient. Now records stay on this computer, so your answer is asked "
                "for again.");
        }
        //: @info the question is asked again; %1 is a host name
        return tr("You agreed before, to another recipient. Now the data goes to %1, so nothing is collected until you "
                  "answer again.")
            .arg(status.recipient());
    }
    return {};
}

QString ConsentDialogController::usage() const
{
    return covered(Category::Usage, text().usage());
}
QString ConsentDialogController::errors() const
{
    return covered(Category::Errors, text().errors());
}
QString ConsentDialogController::covered(Category category, const QString &text) const
{
    if (offered().testFlag(category))
        return text;
    //: @info in place of what a category covers
    return tr("Managed by your organization: not collected.");
}
QString ConsentDialogController::never() const
{
    return text().never();
}
QString ConsentDialogController::identity() const
{
    return text().identity();
}
QUrl ConsentDialogController::privacyStatement() const
{
    return text().privacyStatement();
}

QString ConsentDialogController::extent() const
{
    return text().extent();
}

QString ConsentDialogController::closing() const
{
    const auto &settingsPlace = m_telemetry ? m_telemetry->options().data().settingsPlace : nullptr;
    const QString place = settingsPlace ? settingsPlace() : QString();
    if (place.isEmpty()) {
        //: @info the question's last line, where it is not known which page of the settings it is
        return tr("If you close this window, nothing is collected. You can answer later, and change your answer at any "
                  "time, in the settings.");
    }
    //: @info the question's last line; %1 is the way through the settings, "Settings › Preferences › Telemetry"
    return tr("If you close this window, nothing is collected. You can answer later, and change your answer at any "
              "time, in %1.")
        .arg(u"<b>"_s + place.toHtmlEscaped() + u"</b>"_s);
}

QString ConsentDialogController::deletionAndContact() const
{
    //: @info %1 is an address
    const QString questions = tr("Questions: %1").arg(text().contact());
    const QString deletion = text().deletion();
    return deletion.isEmpty() ? questions : deletion + u' ' + questions;
}

QString ConsentDialogController::refuseText() const
{
    //: @action:button the answer no
    return staysHere() ? tr("&Don’t record") : tr("&Don’t send");
}

QString ConsentDialogController::chooseText() const
{
    //: @action:button shows the two categories
    return tr("&Choose…");
}

QString ConsentDialogController::agreeText() const
{
    if (offered() == Categories(Category::Usage)) {
        //: @action:button the answer yes, where an administrator has turned errors off
        return staysHere() ? tr("&Record usage") : tr("&Send usage");
    }
    if (offered() == Categories(Category::Errors)) {
        //: @action:button the answer yes, where an administrator has turned usage off
        return staysHere() ? tr("&Record errors") : tr("&Send errors");
    }
    //: @action:button the answer yes
    return staysHere() ? tr("&Record usage and errors") : tr("&Send usage and errors");
}

QString ConsentDialogController::agreeToChosenText() const
{
    //: @action:button the answer yes to the categories that are ticked
    return staysHere() ? tr("Record c&hosen") : tr("Se&nd chosen");
}

QString ConsentDialogController::chooseHint() const
{
    //: @info above the buttons, while the person chooses
    return staysHere() ? tr("Tick what may be recorded; what is not ticked is not.")
                       : tr("Tick what may be sent; what is not ticked is not collected.");
}

QString ConsentDialogController::spoken() const
{
    const auto plain = [](const QString &rich) { return QTextDocumentFragment::fromHtml(rich).toPlainText(); };
    QStringList parts{plain(introduction())};
    if (!whatIsNew().isEmpty())
        parts.prepend(whatIsNew());
    //: @info a heading and its text, read aloud
    const QString pair = tr("%1: %2");
    parts += pair.arg(tr("Usage"), usage());
    parts += pair.arg(tr("Errors"), errors());
    parts += pair.arg(tr("Never"), never());
    parts += identity();
    parts += extent();
    parts += plain(closing());
    return parts.join(u'\n');
}

void ConsentDialogController::fetchExample(QObject *context, std::function<void(const QString &text)> done)
{
    if (!m_telemetry)
        return;
    //: @info stands where the identifier will be, in an example
    m_telemetry->fetchExample(tr("made if you agree"), context,
                              [done = std::move(done)](const QByteArray &json, const QString &problem) {
                                  if (!problem.isEmpty())
                                      done(problem);
                                  else if (json.isEmpty())
                                      //: @info in place of the example
                                      done(tr("This program records nothing when it starts. What else it records is "
                                              "listed in “Everything that is collected”."));
                                  else
                                      done(QString::fromUtf8(prettyJson(json)));
                              });
}

void ConsentDialogController::fetchCollected(
    QObject *context, std::function<void(const std::vector<CollectedEvent> &, const QString &problem)> done)
{
    if (m_telemetry)
        fetchCollectedEvents(m_telemetry, context, std::move(done));
}

void ConsentDialogController::opened()
{
    if (m_telemetry)
        m_telemetry->questionOpened();
}

void ConsentDialogController::refuse()
{
    answer({});
}

Categories ConsentDialogController::offered() const
{
    const Categories all = Categories(Category::Usage) | Category::Errors;
    return m_telemetry ? all & ~m_telemetry->status().lockedCategories() : all;
}

void ConsentDialogController::onStatusChanged()
{
    if (std::exchange(m_offered, offered()) != m_offered)
        Q_EMIT offeredChanged();
}

void ConsentDialogController::agree(Categories categories)
{
    if (categories)
        answer(categories);
}

void ConsentDialogController::answer(Categories categories)
{
    if (!m_telemetry || m_answering || m_answered)
        return;
    m_answering = true;
    m_backupBefore = m_telemetry->status().settingsBackup();
    Q_EMIT answeringChanged();
    m_telemetry->answer(categories, Origin::Prompt, text().language());
}

void ConsentDialogController::onAnswered(bool ok, const QString &error)
{
    if (!m_answering)
        return; // an answer from elsewhere, such as the page: consentChanged() follows
    m_answering = false;
    m_answered = ok;
    Q_EMIT answeringChanged();
    if (ok)
        Q_EMIT succeeded();
    else
        Q_EMIT failed(error);
}

QString ConsentDialogController::settingsReplaced() const
{
    const QString backup = m_telemetry ? m_telemetry->status().settingsBackup() : QString();
    return backup == m_backupBefore ? QString() : consentmessages::settingsReplaced(backup);
}

void ConsentDialogController::onConsentChanged()
{
    const TelemetryStatus &status = m_telemetry->status();
    if (!m_answering && !m_answered && (status.decision() != Decision::Undecided || !status.canAnswer())) {
        m_answered = true;
        Q_EMIT overtaken();
    }
}

void ConsentDialogController::closed()
{
    // A no that could not be saved is no closing either.
    if (m_telemetry && !m_answering && !m_answered && !m_telemetry->status().refusalUnsaved())
        m_telemetry->recordQuestionClosed();
}

} // namespace candor
