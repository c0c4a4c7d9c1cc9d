// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/resourcescontroller.h"

#include "resources/resourcetext.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace candor {

using namespace Qt::StringLiterals;

ResourcesController::ResourcesController(Engines *engines, QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_model(new ContainerModel(this))
    , m_filter(new ContainerFilter(m_model, this))
{
    connect(engines, &Engines::listChanged, this, &ResourcesController::showList);
    connect(engines, &Engines::engineChanged, this, [this](const Engine *engine) {
        showEngine(engine);
        Q_EMIT changed();
    });
    connect(engines, &QObject::destroyed, this, &ResourcesController::showList);
    showList();
}

ResourcesController::~ResourcesController()
{
    setActive(false);
}

void ResourcesController::setActive(bool active)
{
    if (std::exchange(m_active, active) == active || !m_engines)
        return;
    if (active)
        find();
    if (m_engines)
        m_engines->setWatched(active);
}

void ResourcesController::find()
{
    if (m_active && m_engines)
        m_engines->find();
}

QList<Engine *> ResourcesController::list() const
{
    return m_engines ? m_engines->list() : QList<Engine *>();
}

Engine *ResourcesController::engineAt(const QString &address) const
{
    const QList<Engine *> engines = list();
    const auto found = std::find_if(engines.cbegin(), engines.cend(), [&address](const Engine *engine) {
        return engine->facts().address.name == address;
    });
    return found == engines.cend() ? nullptr : *found;
}

/// Includes the address if there are several engines of the same kind.
QString ResourcesController::titleOf(const Engine *engine) const
{
    const QString name = resourcetext::engineName(engine->facts());
    const QList<Engine *> engines = list();
    const auto same = std::count_if(engines.cbegin(), engines.cend(), [&name](const Engine *each) {
        return resourcetext::engineName(each->facts()) == name;
    });
    return same > 1 ? name + u" · "_s + engine->facts().address.name : name;
}

void ResourcesController::showList()
{
    QStringList addresses;
    const QList<Engine *> engines = list();
    for (const Engine *engine : engines)
        addresses << engine->facts().address.name;
    m_model->keep(addresses);
    for (const Engine *engine : engines)
        showEngine(engine);
    Q_EMIT changed();
}

void ResourcesController::showEngine(const Engine *engine)
{
    m_model->show(engine->facts().address.name, titleOf(engine), engine->facts().containers);
}

QList<ResourcesController::EngineView> ResourcesController::engines() const
{
    QList<EngineView> result;
    const QList<Engine *> engines = list();
    for (const Engine *engine : engines) {
        const EngineFacts &facts = engine->facts();
        EngineView view;
        view.address = facts.address.name;
        view.title = resourcetext::engineName(facts);
        if (!facts.version.isEmpty())
            view.title += u' ' + facts.version;
        view.description = resourcetext::engineDescription(facts);
        view.state = resourcetext::engineState(facts.state);
        view.tone = resourcetext::engineTone(facts.state);
        view.canAsk = facts.state != EngineState::Connected && facts.address.obstacle != EngineObstacle::OverNetwork
            && facts.address.obstacle != EngineObstacle::OverSsh;
        result.append(view);
    }
    return result;
}

QStringList ResourcesController::engineTitles() const
{
    QStringList result;
    const QList<Engine *> engines = list();
    for (const Engine *engine : engines)
        result << titleOf(engine);
    return result;
}

void ResourcesController::ask(const QString &address)
{
    if (Engine *const engine = engineAt(address))
        engine->ask();
}

QString ResourcesController::emptyText() const
{
    if (m_model->rowCount() > 0)
        //: @info in place of a list of containers
        return tr("No container matches the filter.");
    const QList<Engine *> engines = list();
    const auto is = [&engines](EngineState state) {
        return std::any_of(engines.cbegin(), engines.cend(),
                           [state](const Engine *engine) { return engine->facts().state == state; });
    };
    if (is(EngineState::Connected))
        //: @info in place of a list of containers
        return tr("There are no containers.");
    if (is(EngineState::Connecting))
        //: @info in place of a list of containers
        return tr("Waiting for an answer.");
    //: @info in place of a list of containers
    return tr("Containers are shown here when an engine is connected.");
}

void ResourcesController::choose(const ContainerKey &container)
{
    if (m_chosen == container)
        return;
    m_chosen = container;
    Q_EMIT changed();
}

QString ResourcesController::chosenText() const
{
    const int row = m_model->rowOf(m_chosen);
    if (row < 0)
        //: @info beside the buttons for containers
        return tr("No container is selected.");
    const Container &container = m_model->container(row);
    return container.status.isEmpty() ? container.name : container.name + u" · "_s + container.status;
}

bool ResourcesController::can(ContainerAction action) const
{
    const int row = m_model->rowOf(m_chosen);
    const Engine *const engine = engineAt(m_chosen.engine);
    if (row < 0 || !engine || engine->facts().state != EngineState::Connected || m_model->isUnderWay(m_chosen))
        return false;
    const Container &container = m_model->container(row);
    if (container.state == ContainerState::Removing)
        return false;
    switch (action) {
    case ContainerAction::Start:
        return !container.isRunning() && container.state != ContainerState::Dead;
    case ContainerAction::Stop:
    case ContainerAction::Restart:
        return container.isRunning();
    case ContainerAction::Remove:
        break;
    }
    return true;
}

void ResourcesController::perform(ContainerAction action)
{
    if (can(action))
        start(m_chosen, action, false);
}

void ResourcesController::stopWaiting()
{
    if (Engine *const engine = engineAt(m_chosen.engine))
        engine->stopWaiting(m_chosen.id);
}

DataRemovalController::Question ResourcesController::removalQuestion() const
{
    DataRemovalController::Question question;
    const int row = m_model->rowOf(m_chosen);
    if (row < 0)
        return question;
    //: @title:window %1 is the name of a container
    question.headline = tr("Remove %1?").arg(m_model->container(row).name);
    //: @info asked before a container is removed
    question.text = tr("What was written inside the container is lost. Its image and its volumes stay.");
    //: @action:button removes a container
    question.action = tr("&Remove");
    return question;
}

void ResourcesController::start(const ContainerKey &container, ContainerAction action, bool force)
{
    const QPointer<Engine> engine(engineAt(container.engine));
    if (!engine)
        return;
    if (m_problem && m_problem->container == container)
        dismissProblem(); // the failed action is being tried again
    m_model->setUnderWay(container, action);
    Q_EMIT changed();
    if (!engine)
        return;
    const quint64 ticket = engine->perform(action, container.id, force);
    if (!engine)
        return; // a receiver of the signal has removed the container
    const auto connection = std::make_shared<QMetaObject::Connection>();
    *connection =
        connect(engine, &Engine::performed, this, [this, container, ticket, connection](const ContainerResult &result) {
            if (result.ticket != ticket)
                return;
            QObject::disconnect(*connection);
            end(container, result);
        });
}

void ResourcesController::end(const ContainerKey &container, const ContainerResult &result)
{
    m_model->setUnderWay(container, {});
    if (!result.success)
        m_problem = Problem{container, result.container.name, result};
    const QPointer<ResourcesController> self(this);
    Q_EMIT changed();
    if (self && !result.success)
        Q_EMIT problemChanged();
}

QString ResourcesController::problem() const
{
    return m_problem ? resourcetext::failure(m_problem->name, m_problem->result) : QString();
}

bool ResourcesController::canForce() const
{
    return m_problem && m_problem->result.needsForce();
}

void ResourcesController::tryAgain(bool force)
{
    if (!m_problem || m_model->isUnderWay(m_problem->container))
        return;
    const Problem problem = *m_problem;
    start(problem.container, problem.result.action, force && canForce());
}

void ResourcesController::dismissProblem()
{
    if (std::exchange(m_problem, std::nullopt))
        Q_EMIT problemChanged();
}

void ResourcesController::retranslate()
{
    m_model->retranslate();
    Q_EMIT changed();
}

} // namespace candor
