// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionhost.h"

#include "extensions/extensioncontexts.h"
#include "extensions/extensionfiles.h"
#include "extensions/extensionmessages.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionrun.h"
#include "system/jobqueue.h"
#include "system/mailbox.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto exitBudget = 250ms; // a write that hangs longer is abandoned
constexpr auto lockPause = 100ms;
constexpr auto longLockPause = 1s; // once the user has been told

} // namespace

class ExtensionHost::Private
{
public:
    Private(ExtensionWorld theWorld, ExtensionHost *owner)
        : q(owner)
        , world(std::move(theWorld))
        , mailbox(std::make_shared<Mailbox>(owner))
        , settings(world.settings,
                   [post = mailbox, owner](const QString &message) {
                       post->post([owner, message] { Q_EMIT owner->problem(message); });
                   })
        , files(std::make_shared<ExtensionFiles>(world))
    {
    }

    [[nodiscard]] ExtensionStatus *find(const QString &id)
    {
        const auto found = std::find_if(extensions.begin(), extensions.end(), [&id](const ExtensionStatus &each) {
            return each.state != ExtensionState::Refused && each.manifest.id == id;
        });
        return found == extensions.end() ? nullptr : &*found;
    }

    /// The only way from one state to another.
    void enter(ExtensionStatus *status, ExtensionState to)
    {
        if (!mayBecome(status->state, to))
            return;
        status->state = to;
        if (to != ExtensionState::On) {
            status->root = nullptr;
            status->recording = nullptr;
        }
        if (to != ExtensionState::Failed) {
            status->problem.clear();
            status->failure.reset();
        }
        tellChanged();
    }

    void fail(ExtensionStatus *status, const std::optional<ExtensionFailure> &failure, const QString &problem = {})
    {
        if (status->state != ExtensionState::Failed && !mayBecome(status->state, ExtensionState::Failed))
            return;
        enter(status, ExtensionState::Failed);
        status->failure = failure;
        status->problem = problem;
        status->failedNow = true;
    }

    /// Signals are emitted from the event loop, so that a slot may delete the host while none of its functions runs.
    void tellChanged()
    {
        if (std::exchange(changeIsTold, true))
            return;
        QMetaObject::invokeMethod(
            q,
            [this] {
                changeIsTold = false;
                Q_EMIT q->changed();
            },
            Qt::QueuedConnection);
    }

    void say(const QString &message)
    {
        if (message.isEmpty())
            return;
        QMetaObject::invokeMethod(q, [this, message] { Q_EMIT q->problem(message); }, Qt::QueuedConnection);
    }

    void found(const ExtensionFiles::Look &look);
    void next();
    void prepare();
    void lockMissed(const QString &error);
    void prepared(const Prepared &result);
    void run(ExtensionStatus *status, const QString &dataFolder);
    void conclude(std::optional<ExtensionFailure> failure);
    void concluded(const QString &error);
    void deactivate(ExtensionStatus *status);

    ExtensionHost *const q;
    const ExtensionWorld world;
    const std::shared_ptr<Mailbox> mailbox;
    ExtensionSettings settings;
    const std::shared_ptr<ExtensionFiles> files; ///< used by jobs only
    JobQueue jobs;
    std::vector<ExtensionStatus> extensions; ///< never resized after the search
    QHash<QString, std::shared_ptr<ExtensionRun>> runs; ///< by id
    QStringList problems;
    std::deque<Task> tasks; ///< the first one is running while isBusy
    bool isBusy = false;
    bool hasWorked = false; ///< there may be something to write at the end
    bool isBusyTold = false;
    bool isStarted = false;
    bool changeIsTold = false;
    QDeadlineTimer lockDeadline;
};

void ExtensionHost::Private::found(const ExtensionFiles::Look &look)
{
    const ExtensionRecord &record = look.reading.record;
    problems = look.found.problems;
    for (const FoundExtension &each : look.found.extensions) {
        const QString id = each.manifest.id;
        ExtensionStatus status;
        status.path = each.path;
        status.manifest = each.manifest;
        status.problem = each.problem;
        if (!each.problem.isEmpty()) {
            status.state = ExtensionState::Refused;
        } else if (const auto failure = record.failures.find(id); failure != record.failures.end()) {
            status.state = ExtensionState::Failed;
            status.failure = *failure;
        } else if (record.on.contains(id) && record.on.value(id) == each.origin) {
            status.state = ExtensionState::Starting;
        } else if (record.on.contains(id)) {
            status.problem = extensionmessages::isAnother();
        }
        extensions.push_back(std::move(status));
    }
    if (!look.reading.problem.isEmpty() || !record.starting.isEmpty() || !record.runs.isEmpty())
        tasks.push_back({Wish::Settle, {}});
    for (const ExtensionStatus &status : extensions) {
        if (status.state == ExtensionState::Starting)
            tasks.push_back({Wish::Resume, status.manifest.id});
    }
    tellChanged();
    next();
}

void ExtensionHost::Private::next()
{
    if (isBusy)
        return;
    if (tasks.empty()) {
        if (!std::exchange(isStarted, true)) {
            QMetaObject::invokeMethod(q, [this] { Q_EMIT q->started(); }, Qt::QueuedConnection);
        }
        return;
    }
    isBusy = true;
    hasWorked = true;
    isBusyTold = false;
    lockDeadline = QDeadlineTimer(world.patience);
    prepare();
}

void ExtensionHost::Private::prepare()
{
    const Task task = tasks.front();
    const ExtensionStatus *status = find(task.id);
    jobs.post([this, post = mailbox, files = files, task, path = status ? status->path : QString()] {
        QString busy;
        const std::optional<Prepared> result = files->prepare(task, path, &busy);
        post->post([this, result, busy] {
            if (result)
                prepared(*result);
            else
                lockMissed(busy);
        });
    });
}

/// Another copy of the program is starting an extension at the moment.
void ExtensionHost::Private::lockMissed(const QString &error)
{
    if (!lockDeadline.hasExpired()) {
        QTimer::singleShot(lockPause, q, [this] { prepare(); });
        return;
    }
    const Task task = tasks.front();
    if (task.wish == Wish::SwitchOff) {
        // Retried forever: the user has been shown that it is off.
        if (!std::exchange(isBusyTold, true))
            say(error);
        QTimer::singleShot(longLockPause, q, [this] { prepare(); });
        return;
    }
    if (ExtensionStatus *status = find(task.id); status && status->state == ExtensionState::Starting)
        fail(status, std::nullopt, error);
    else
        say(error);
    tasks.pop_front();
    isBusy = false;
    next();
}

void ExtensionHost::Private::prepared(const Prepared &result)
{
    const Task task = tasks.front();
    say(result.problem);
    for (const QString &id : result.settled) {
        ExtensionStatus *const settled = find(id);
        const auto failure = result.record.failures.find(id);
        const bool isOurs = task.id == id && task.wish == Wish::SwitchOn;
        if (settled && failure != result.record.failures.end() && !isOurs)
            fail(settled, *failure);
    }
    ExtensionStatus *status = find(task.id);
    const bool wantsToRun = status && status->state == ExtensionState::Starting && task.wish != Wish::SwitchOff;
    if (!wantsToRun) {
        if (!result.error.isEmpty())
            say(result.error);
    } else if (!result.error.isEmpty()) {
        fail(status, std::nullopt, extensionmessages::notWritten(result.error));
    } else if (!result.objection.isEmpty()) {
        fail(status, std::nullopt, result.objection);
    } else if (result.record.starting == task.id) {
        settings.know(result.settings);
        run(status, result.dataFolder);
        return;
    } else if (const auto failure = result.record.failures.find(task.id); failure != result.record.failures.end()) {
        fail(status, *failure); // another copy has found it meanwhile
    } else {
        enter(status, ExtensionState::Off); // another copy has switched it off meanwhile, or the file was replaced
    }
    if (result.record.starting.isEmpty())
        concluded({});
    else
        conclude(std::nullopt);
}

void ExtensionHost::Private::run(ExtensionStatus *status, const QString &dataFolder)
{
    const QString id = status->manifest.id;
    if (!runs.contains(id))
        runs.insert(id, std::make_shared<ExtensionRun>(status->path));
    const std::shared_ptr<ExtensionRun> run = runs.value(id);
    const QPointer<ExtensionHost> alive(q);
    const auto begin = world.clock->monotonic();
    const auto failure = run->activate(
        [&, manifest = status->manifest] {
            return std::make_unique<HostedContext>(manifest, world.recording ? world.recording(manifest) : nullptr,
                                                   &settings, dataFolder);
        },
        world.clock->now());
    if (!alive)
        return; // its code has deleted this host
    status->duration = std::chrono::duration_cast<std::chrono::milliseconds>(world.clock->monotonic() - begin);
    if (failure) {
        if (failure->what == ExtensionFailure::What::NotLoaded)
            runs.remove(id); // the same loader does not try again to load it
        fail(status, failure);
    } else if (status->state == ExtensionState::Starting) {
        enter(status, ExtensionState::On);
        status->root = run->root();
        status->recording = run->recording();
        Q_EMIT q->activated(id);
        if (!alive)
            return;
    } else {
        run->deactivate(); // its own code has switched it off during the start
    }
    conclude(failure);
}

void ExtensionHost::Private::conclude(std::optional<ExtensionFailure> failure)
{
    jobs.post([this, post = mailbox, files = files, id = tasks.front().id, failure = std::move(failure)] {
        const QString error = files->conclude(id, failure);
        post->post([this, error] { concluded(error); });
    });
}

void ExtensionHost::Private::concluded(const QString &error)
{
    say(error);
    tasks.pop_front();
    isBusy = false;
    next();
}

void ExtensionHost::Private::deactivate(ExtensionStatus *status)
{
    enter(status, ExtensionState::Off);
    if (const auto run = runs.value(status->manifest.id))
        run->deactivate();
}

ExtensionHost::ExtensionHost(ExtensionWorld world, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(world), this))
{
}

ExtensionHost::~ExtensionHost()
{
    d->mailbox->close();
    for (const auto &run : std::as_const(d->runs))
        run->deactivate();
    QStringList off; // the changes that are not written yet
    for (const Task &task : d->tasks) {
        if (task.wish == Wish::SwitchOff)
            off.append(task.id);
    }
    if (d->hasWorked)
        d->jobs.post([files = d->files, off] { files->close(off); });
    (void)d->jobs.finish(exitBudget); // a job that is not done by then keeps its locks until it is
}

void ExtensionHost::start()
{
    d->jobs.post([this, post = d->mailbox, files = d->files] {
        const ExtensionFiles::Look look = files->look();
        post->post([this, look] { d->found(look); });
    });
}

const std::vector<ExtensionStatus> &ExtensionHost::extensions() const
{
    return d->extensions;
}

const ExtensionStatus *ExtensionHost::find(const QString &id) const
{
    return d->find(id);
}

QStringList ExtensionHost::problems() const
{
    return d->problems;
}

void ExtensionHost::setOn(const QString &id, bool on)
{
    ExtensionStatus *const status = d->find(id);
    if (!status)
        return;
    const bool isOn = status->state == ExtensionState::On || status->state == ExtensionState::Starting;
    if (on == isOn && status->state != ExtensionState::Failed)
        return;
    if (d->world.recordFile.isEmpty()) {
        d->say(extensionmessages::noHome());
        return;
    }
    if (status->state == ExtensionState::On) {
        const QPointer<ExtensionHost> alive(this);
        Q_EMIT aboutToDeactivate(status->manifest.id);
        if (!alive || status->state != ExtensionState::On)
            return;
    }
    if (on)
        d->enter(status, ExtensionState::Starting);
    else
        d->deactivate(status);
    d->tasks.push_back({on ? Wish::SwitchOn : Wish::SwitchOff, id});
    d->next();
}

} // namespace candor
