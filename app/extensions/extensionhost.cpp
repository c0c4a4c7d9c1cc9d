// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "extensions/extensionhost.h"

#include "extensions/extensioncontexts.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionrun.h"
#include "extensions/extensiontask.h"
#include "system/folderlock.h"
#include "system/jobqueue.h"
#include "system/mailbox.h"

#include <QCoreApplication>
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

constexpr auto exitBudget = 250ms; // a disk that hangs longer is left behind
constexpr auto lockPause = 100ms;

QString noHome()
{
    //: @info
    return QCoreApplication::translate("candor::ExtensionHost",
                                       "There is no home folder, so no extension can be switched on. Set HOME to your "
                                       "folder.");
}

QString notWritten(const QString &error)
{
    //: @info %1 says why, in a sentence
    return QCoreApplication::translate("candor::ExtensionHost",
                                       "Which extensions are on can't be saved, so it was not started. %1")
        .arg(error);
}

} // namespace

class ExtensionHost::Private
{
public:
    Private(ExtensionWorld theWorld, ExtensionHost *owner)
        : q(owner)
        , world(std::move(theWorld))
        , mailbox(std::make_shared<Mailbox>(owner))
        , settings(world.settings, [post = mailbox, owner](const QString &message) {
            post->post([owner, message] { Q_EMIT owner->problem(message); });
        })
    {
    }

    [[nodiscard]] ExtensionStatus *find(const QString &id)
    {
        const auto found = std::find_if(extensions.begin(), extensions.end(), [&id](const ExtensionStatus &each) {
            return each.state != ExtensionState::Refused && each.manifest.id == id;
        });
        return found == extensions.end() ? nullptr : &*found;
    }

    /// The one way from a state to another.
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

    /// Signals come from the event loop: whoever deletes the host there finds nobody at work in it.
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
        QMetaObject::invokeMethod(
            q, [this, message] { Q_EMIT q->problem(message); }, Qt::QueuedConnection);
    }

    void found(const FoundExtensions &all, const ExtensionRecord::Reading &reading);
    void next();
    void takeLock();
    void lockFailed(const QString &error);
    void prepared(const Prepared &result);
    void run(ExtensionStatus *status);
    void conclude(std::optional<ExtensionFailure> failure);
    void concluded(const QString &error);
    void deactivate(ExtensionStatus *status);

    ExtensionHost *const q;
    const ExtensionWorld world;
    const std::shared_ptr<Mailbox> mailbox;
    ExtensionSettings settings;
    JobQueue files;
    std::vector<ExtensionStatus> extensions; ///< never resized once they were found
    QHash<QString, std::shared_ptr<ExtensionRun>> runs; ///< by id
    QStringList problems;
    std::deque<Task> tasks; ///< the first one is at work while there is a lock or one is waited for
    bool isBusy = false;
    bool isStarted = false;
    bool changeIsTold = false;
    std::optional<FolderLock> lock;
    QDeadlineTimer lockDeadline;
};

void ExtensionHost::Private::found(const FoundExtensions &all, const ExtensionRecord::Reading &reading)
{
    problems = all.problems;
    for (const FoundExtension &each : all.extensions) {
        ExtensionStatus status;
        status.path = each.path;
        status.manifest = each.manifest;
        status.problem = each.problem;
        if (!each.problem.isEmpty()) {
            status.state = ExtensionState::Refused;
        } else if (const auto failure = reading.record.failures.find(each.manifest.id);
                   failure != reading.record.failures.end()) {
            status.state = ExtensionState::Failed;
            status.failure = *failure;
        }
        extensions.push_back(std::move(status));
    }
    if (!reading.problem.isEmpty() || !reading.record.starting.isEmpty())
        tasks.push_back({Wish::Settle, {}});
    for (ExtensionStatus &status : extensions) {
        if (status.state == ExtensionState::Off && reading.record.on.contains(status.manifest.id)) {
            enter(&status, ExtensionState::Starting);
            tasks.push_back({Wish::Resume, status.manifest.id});
        }
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
            QMetaObject::invokeMethod(
                q, [this] { Q_EMIT q->started(); }, Qt::QueuedConnection);
        }
        return;
    }
    isBusy = true;
    lockDeadline = QDeadlineTimer(world.patience);
    takeLock();
}

/// Held until the code came back: whoever finds the record's note without the lock knows that it did not.
void ExtensionHost::Private::takeLock()
{
    QString error;
    lock = FolderLock::acquire(world.dataFolder, 0ms, &error);
    if (!lock && !lockDeadline.hasExpired()) {
        QTimer::singleShot(lockPause, q, [this] { takeLock(); });
        return;
    }
    if (!lock) {
        lockFailed(error);
        return;
    }
    const Task task = tasks.front();
    const ExtensionStatus *status = find(task.id);
    files.post([this, post = mailbox, task, path = status ? status->path : QString(), file = world.recordFile,
                user = world.user, now = world.clock->now()] {
        const Prepared result = prepareTask(task, path, file, user, now);
        post->post([this, result] { prepared(result); });
    });
}

void ExtensionHost::Private::lockFailed(const QString &error)
{
    if (ExtensionStatus *status = find(tasks.front().id); status && status->state == ExtensionState::Starting)
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
    if (ExtensionStatus *settled = find(result.settled)) {
        const auto failure = result.record.failures.find(result.settled);
        const bool isOurs = task.id == result.settled && task.wish == Wish::SwitchOn;
        if (failure != result.record.failures.end() && !isOurs)
            fail(settled, *failure);
    }
    ExtensionStatus *status = find(task.id);
    const bool wantsToRun = status && status->state == ExtensionState::Starting && task.wish != Wish::SwitchOff;
    if (!wantsToRun) {
        if (!result.error.isEmpty())
            say(result.error);
    } else if (!result.error.isEmpty()) {
        fail(status, std::nullopt, notWritten(result.error));
    } else if (!result.objection.isEmpty()) {
        fail(status, std::nullopt, result.objection);
    } else if (result.record.starting == task.id) {
        run(status);
        return;
    } else if (const auto failure = result.record.failures.find(task.id); failure != result.record.failures.end()) {
        fail(status, *failure); // found out by another copy meanwhile
    } else {
        enter(status, ExtensionState::Off); // switched off by another copy meanwhile
    }
    if (result.record.starting.isEmpty())
        concluded({});
    else
        conclude(std::nullopt);
}

void ExtensionHost::Private::run(ExtensionStatus *status)
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
                                                   &settings, world.dataFolder + u'/' + id);
        },
        world.clock->now());
    if (!alive)
        return; // its code has ended the application
    status->duration = std::chrono::duration_cast<std::chrono::milliseconds>(world.clock->monotonic() - begin);
    if (failure) {
        if (failure->what == ExtensionFailure::What::NotLoaded)
            runs.remove(id); // what could not be loaded is not tried again by the same loader
        fail(status, failure);
    } else if (status->state == ExtensionState::Starting) {
        enter(status, ExtensionState::On);
        status->root = run->root();
        status->recording = run->recording();
        Q_EMIT q->activated(id);
        if (!alive)
            return;
    } else {
        run->deactivate(); // switched off while it was starting, out of its own code
    }
    conclude(failure);
}

void ExtensionHost::Private::conclude(std::optional<ExtensionFailure> failure)
{
    files.post([this, post = mailbox, id = tasks.front().id, failure = std::move(failure), file = world.recordFile,
                user = world.user] {
        ExtensionRecord::Reading reading = ExtensionRecord::read(file, user);
        QString error = reading.problem;
        // What can't be read for a moment is not replaced by an empty one.
        if (error.isEmpty()) {
            if (failure)
                reading.record.fail(id, *failure);
            reading.record.starting.clear();
            (void)reading.record.write(file, &error);
        }
        post->post([this, error] { concluded(error); });
    });
}

void ExtensionHost::Private::concluded(const QString &error)
{
    say(error);
    lock.reset();
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
    QStringList off; // what is not written yet
    for (const Task &task : d->tasks) {
        if (task.wish == Wish::SwitchOff)
            off.append(task.id);
    }
    if (d->lock || !off.isEmpty()) {
        d->files.post([off, isLocked = d->lock.has_value(), file = d->world.recordFile, folder = d->world.dataFolder,
                       user = d->world.user] {
            QString ignored;
            const auto own = isLocked ? std::nullopt : FolderLock::acquire(folder, exitBudget, &ignored);
            if (isLocked || own)
                (void)closed(ExtensionRecord::readToChange(file, user).record, off).write(file, &ignored);
        });
    }
    (void)d->files.finish(exitBudget);
}

void ExtensionHost::start()
{
    d->files.post(
        [this, post = d->mailbox, folders = d->world.folders, file = d->world.recordFile, user = d->world.user] {
            const FoundExtensions all = findExtensions(folders);
            const ExtensionRecord::Reading reading =
                file.isEmpty() ? ExtensionRecord::Reading() : ExtensionRecord::read(file, user);
            post->post([this, all, reading] { d->found(all, reading); });
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
        d->say(noHome());
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
