// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/action.h"
#include "candor/activityevent.h"
#include "candor/childenvironment.h"
#include "candor/dataremoval.h"
#include "candor/decision.h"
#include "candor/deletionrequest.h"
#include "candor/eventoptions.h"
#include "candor/export.h"
#include "candor/flushreport.h"
#include "candor/notice.h"
#include "candor/telemetryoptions.h"
#include "candor/telemetrystatus.h"
#include "candor/value.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

namespace candor {

class Catalogue;
class TelemetryLogger;

/// Consent and usage telemetry for one application. Make one, early, in the thread of QCoreApplication; keep it until
/// the end. Nothing is recorded, stored or sent before a yes. Public API (C++17).
///
/// In a child made by fork() it is switched off: isAllowed() is false, status() says why, nothing is recorded, and what
/// works in the background does nothing and calls nobody.
///
/// All members belong to the thread that made the object, except track(), page() and begin(), which any thread may
/// call. Nothing here waits for the network, and only the constructor, the destructor and the two environments for the
/// disk, for TelemetryOptions::setStartPatience() at most: what takes time is done elsewhere and told by a signal.
/// A slot of any signal, and any function that is called back, may delete the object; nothing more is told then.
class CANDOR_EXPORT Telemetry final : public QObject
{
    Q_OBJECT

public:
    explicit Telemetry(const TelemetryOptions &options, QObject *parent = nullptr);
    /// Records `app.stopped`, hands over what was accepted, and takes at most 250 ms.
    ~Telemetry() override;

    /// Records that something happened. No effect before a yes, after a no, for a name or property that the catalogue
    /// does not declare (counted as dropped[undeclared]). Any thread.
    void track(std::string_view name, std::initializer_list<Property> properties = {});
    void track(std::string_view name, const Property *properties, std::size_t count);
    /// The same with what is unusual about the event, such as a time of its own.
    void track(std::string_view name, std::initializer_list<Property> properties, const EventOptions &options);

    /// A page, window or view of that name was looked at: `page.viewed {page}`. Any thread.
    void page(std::string_view name);
    void page(QStringView name);

    /// Something begins that takes time: one event \a name when it ends, with `duration_ms`, `success` and what failed.
    /// Values are copied. Nothing is recorded of what begins before a yes. Any thread.
    [[nodiscard]] Action begin(std::string_view name, std::initializer_list<Property> properties = {});

    /// Records for an extension of the application, under the application's yes. \a extension: its id, such as
    /// "acme.sync", the beginning of its events' names; chosen by the application, so that no extension speaks for
    /// another. What begins with a word of the library's own events (app, activity, page, preference, command,
    /// request) is refused: everything that its logger records is counted as dropped[undeclared].
    [[nodiscard]] std::unique_ptr<TelemetryLogger> loggerFor(QStringView extension);

    // --- the decision -----------------------------------------------------------------------------------------------

    /// The notice, or null with noticeProblem() set: then nobody can be asked.
    [[nodiscard]] const Notice *notice() const;
    [[nodiscard]] QString noticeProblem() const;

    /// Is collecting allowed now? Cheap; any thread.
    [[nodiscard]] bool isAllowed() const;

    /// May the question be opened in a window now? False once it was opened in this process (questionOpened()), and
    /// until the catalogue was read, a moment after the start (TelemetryStatus::questionWaits): where that is not
    /// valid, nobody is asked, and problem() says why.
    [[nodiscard]] bool shouldAsk() const;
    void questionOpened();

    /// Records a yes to \a categories, or a no if empty. answered() follows; a yes is in effect only then, a no at
    /// once; a yes without a valid notice and catalogue is an error. \a noticeLanguage: in which the notice was shown.
    void answer(Categories categories, Origin origin, const QString &noticeLanguage);
    /// For what is a part of another application, such as an extension with a notice of its own, where that one's no
    /// counts as well. Paused: nothing is recorded or sent, and what is there stays. Withdrawn: it is erased, too, as
    /// after a no. At once, in this process, until the other one says Free; the person's own answer stays as it is, and
    /// nothing is written. It can only refuse.
    using Overruling = candor::Overruling;
    void overrule(Overruling by);

    /// The person closed the question without an answer (not: the application quit).
    void recordQuestionClosed();
    /// A window showed that a yes was given in a terminal.
    void recordTerminalAnswerShown();

    // --- showing ----------------------------------------------------------------------------------------------------

    /// The last that is known; refresh() brings it up to date.
    [[nodiscard]] const TelemetryStatus &status() const;
    /// Reads consent, counts and delivery state again, in the background; statusChanged() if anything differs.
    void refresh();

    /// Fetches events from the store, newest first, in the background; \a done is called in this thread unless \a
    /// context is gone by then. With no store, or after a refusal, the list is empty. Creates no file.
    void fetchActivity(const ActivityFilter &filter, QObject *context,
                       std::function<void(const std::vector<ActivityEvent> &, const QString &problem)> done);

    /// The names that fetchActivity() would find without a filter, sorted; in the background, as there.
    void fetchEventNames(QObject *context, std::function<void(const QStringList &names)> done);
    /// Removes a waiting event from the store, named by its ActivityEvent::row and id: it is never sent, and counted as
    /// dropped[deleted]. In the background, and before the program ends; \a done gets false when it does not wait any
    /// more (a request with it is on its way, or was; it is too old, or erased), or with the store's problem.
    void deleteWaiting(qint64 row, const QString &id, QObject *context,
                       std::function<void(bool deleted, const QString &problem)> done);

    /// The last request that this process has sent since the yes: request line, headers and body as they were before
    /// compression, the key masked. Empty if none left; activityChanged() when there is another one.
    [[nodiscard]] QByteArray lastRequest() const;

    /// Parses the catalogue in the background, once; \a done is called in this thread unless \a context is gone by
    /// then, with null and the problem if it is not valid.
    void fetchCatalogue(QObject *context,
                        std::function<void(std::shared_ptr<const Catalogue>, const QString &problem)> done);

    /// A whole `app.started` of this computer as it would be recorded and sent, made for this call by the code that
    /// would do so, and not kept; in place of the ids it says \a identityPlaceholder. Empty where the catalogue lets no
    /// such event be recorded, or, with \a problem, is not valid. In the background; \a done as for fetchCatalogue().
    void fetchExample(const QString &identityPlaceholder, QObject *context,
                      std::function<void(const QByteArray &json, const QString &problem)> done);

    // --- getting rid of it ------------------------------------------------------------------------------------------

    /// Erases what is recorded on this computer: events that wait, were delivered or rejected, notes, counters, the
    /// local secret, the last request in memory, and ids from before a reset. The answer stays; a yes goes on under a
    /// new decision id, so that every running copy lets go of what it has within a second, aborts a request in flight,
    /// and sends nothing from before. The id itself stays, because other tools may use it: resetId(). Works whoever
    /// refuses. In the background, and before the program ends; \a done is called in this thread unless \a context is
    /// gone by then.
    /// Only a Stable id stays, and one of the application's own only while there is a yes. With Identity::Daily the ids
    /// of all days go with the secret they follow from, and Identity::None never keeps any: what was sent can't be
    /// named in a request after that, so let people request its deletion first.
    void erase(QObject *context, std::function<void(const Erasure &)> done);

    /// Goes on under a new id: what is recorded under the old one and was not sent is erased, since a batch with both
    /// would tell that they belong together. A Stable one is kept for fetchDeletionRequest(); with Identity::Daily
    /// those of all days are forgotten with the secret they follow from, and Identity::None never keeps any. Without a
    /// yes and an id nothing is done, and no file made; nor where nobody has ever answered, because an id that is there
    /// is other tools' then. Where the id can't be replaced nothing is changed. In the background, and before the
    /// program ends; \a done as for erase().
    void resetId(QObject *context, std::function<void(const IdentityReset &)> done);
    /// The tools that use the same id, for a person to know before a reset; empty where nobody does.
    [[nodiscard]] QStringList toolsSharingId() const;

    /// What a person needs to have deleted what was sent. Sends nothing, makes no file; works after a no, too. In the
    /// background; \a done as for erase().
    void fetchDeletionRequest(QObject *context, std::function<void(const DeletionRequest &)> done);

    // --- other programs ---------------------------------------------------------------------------------------------

    /// For a program in a workspace that the application makes: a container, a virtual machine, a computer elsewhere,
    /// which doesn't see this home folder and so neither the person's answer nor the id. A yes is never handed on: a
    /// program in there asks for its own. What is handed on:
    ///
    /// - A refusal, whoever refuses (the person, an administrator, the environment, a no a moment ago, also one that
    ///   can't be saved), and as long as nobody has answered: `CANDOR_TELEMETRY=0`. `DO_NOT_TRACK=1` beside it only
    ///   where that is what refuses here: whoever set it spoke to every program, and a container would not inherit it;
    ///   a person who said no to this application did not speak about others.
    /// - Where collecting is allowed and the notice says so (Notice::workspaces), the id, as CANDOR_ANONYMOUS_ID with
    ///   CANDOR_ANONYMOUS_ID_FOR (a digest of the destination: a program with another recipient leaves it alone) and,
    ///   for Identity::Daily, CANDOR_ANONYMOUS_ID_DATE. A program with the same mode uses it after its own yes, in that
    ///   process only: a Daily one for the events of that day, and its own id from the next day on. Never for
    ///   Identity::None.
    /// - Otherwise neither.
    ///
    /// The decision is read again for each call, which waits for that as long as the constructor did
    /// (TelemetryOptions::setStartPatience()), and goes by what was read last where the disk takes longer; so make the
    /// environment when the workspace is started, each time, and not once when it is created. What runs already keeps
    /// what it was given: an environment can't be changed from outside. After workspaceEnvironmentChanged() start such
    /// programs again, or write the new variables where the workspace reads them, and tell the person where neither can
    /// be done that the workspace has a switch of its own. What still runs with an old id sends only if it was agreed
    /// to in there.
    [[nodiscard]] ChildEnvironment environmentForWorkspace() const;

    /// For a program that sees the same home folder, and reads the same answer there: only what it would not find,
    /// `CANDOR_TELEMETRY=0` where this process alone refuses (the environment it was given, a no that can't be saved or
    /// is just being saved), and until the decision is known. Waits for it as the other one does.
    [[nodiscard]] ChildEnvironment environmentForChild() const;

    // --- delivery ---------------------------------------------------------------------------------------------------

    /// Stores what was accepted before this call, then sends what waits, whatever an earlier failure asked to wait for.
    /// Returns at once. Nothing is sent unless allowed and Destination::canSend().
    void flush();
    /// The same; \a done is called in this thread when that was tried, unless \a context, or this object, is gone by
    /// then. It takes as long as the requests do, each at most 10 s; another process that is sending is waited for at
    /// most 15 s.
    void flush(QObject *context, std::function<void(const FlushReport &)> done);

    [[nodiscard]] const TelemetryOptions &options() const;

Q_SIGNALS:
    void consentChanged(); ///< allowed(), categories(), decision() or rule() of status() differ
    void statusChanged(); ///< anything in status() differs
    /// environmentForWorkspace() would hand on something else than before: another decision, or the id is known now. A
    /// Daily id changes at midnight (UTC) too, which is not told: what has an old one doesn't use it.
    void workspaceEnvironmentChanged();
    void activityChanged(); ///< events were stored, sent, rejected or erased
    void answered(bool ok, const QString &error); ///< after answer()
    void delivered(int events);
    void problem(const QString &message); ///< for a person, once for each distinct message

private:
    friend class RequestRecords;
    class CANDOR_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
