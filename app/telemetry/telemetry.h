// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/value.h"
#include "consent/decision.h"
#include "consent/notice.h"
#include "telemetry/action.h"
#include "telemetry/activityevent.h"
#include "telemetry/eventoptions.h"
#include "telemetry/telemetryoptions.h"
#include "telemetry/telemetrystatus.h"

#include <QByteArray>
#include <QObject>

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
/// All members belong to the thread that made the object, except track(), page() and begin(), which any thread may
/// call. Nothing here waits for the disk or the network: what takes time is done elsewhere and told by a signal.
class Telemetry final : public QObject
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
    /// another. What begins with a word of the library's own events (app, page, preference, command, request) is
    /// refused: everything that its logger records is counted as dropped[undeclared].
    [[nodiscard]] std::unique_ptr<TelemetryLogger> loggerFor(QStringView extension);

    // --- the decision -----------------------------------------------------------------------------------------------

    /// The notice, or null with noticeProblem() set: then nobody can be asked.
    [[nodiscard]] const Notice *notice() const;
    [[nodiscard]] QString noticeProblem() const;

    /// Is collecting allowed now? Cheap; any thread.
    [[nodiscard]] bool isAllowed() const;

    /// May the question be opened in a window now? False once it was opened in this process (questionOpened()).
    [[nodiscard]] bool shouldAsk() const;
    void questionOpened();

    /// Records a yes to \a categories, or a no if empty. answered() follows; a yes is in effect only then, a no at
    /// once. \a noticeLanguage: in which the notice was shown.
    void answer(Categories categories, Origin origin, const QString &noticeLanguage);
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
    /// context is gone by then. With no store the list is empty. Creates no file.
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

    /// A whole `app.started` of this computer as it would be sent, made for this call and not kept; in place of the id
    /// it says \a identityPlaceholder.
    [[nodiscard]] QByteArray exampleEvent(const QString &identityPlaceholder) const;

    // --- delivery ---------------------------------------------------------------------------------------------------

    /// Sends what waits now, whatever an earlier failure asked to wait for. No effect unless allowed and
    /// Destination::canSend().
    void flush();

    [[nodiscard]] const TelemetryOptions &options() const;

Q_SIGNALS:
    void consentChanged(); ///< status().allowed, categories, decision or rule differ
    void statusChanged(); ///< anything in status() differs
    void activityChanged(); ///< events were stored, sent, rejected or erased
    void answered(bool ok, const QString &error); ///< after answer()
    void delivered(int events);
    void problem(const QString &message); ///< for a person, once for each distinct message

private:
    friend class RequestObserver;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace candor
