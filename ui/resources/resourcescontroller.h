// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/dataremovalcontroller.h"
#include "engines/engines.h"
#include "resources/containerfilter.h"
#include "resources/containermodel.h"
#include "theme/colors.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace candor {

/// The contents and actions of the page of container engines, without widgets. Does not connect while it is not active.
class ResourcesController final : public QObject
{
    Q_OBJECT

public:
    /// \a engines may be destroyed first: then there are none.
    explicit ResourcesController(Engines *engines, QObject *parent = nullptr);
    ~ResourcesController() override;

    [[nodiscard]] ContainerModel *model() const { return m_model; }
    [[nodiscard]] ContainerFilter *filter() const { return m_filter; }

    /// Is the page visible?
    void setActive(bool active);
    /// Searches for engines again if it is active.
    void find();

    struct EngineView
    {
        QString address;
        QString title; ///< including the version
        QString description;
        QString state;
        Colors::Tone tone = Colors::Tone::Neutral;
        bool canAsk = false; ///< it is not connected, but may become so
    };
    [[nodiscard]] QList<EngineView> engines() const;
    /// The names of the engines in the table of containers.
    [[nodiscard]] QStringList engineTitles() const;
    void ask(const QString &address);

    /// Why no container is shown.
    [[nodiscard]] QString emptyText() const;

    void choose(const ContainerKey &container);
    [[nodiscard]] const ContainerKey &chosen() const { return m_chosen; }
    /// Its name, and the engine's text about it.
    [[nodiscard]] QString chosenText() const;
    [[nodiscard]] bool can(ContainerAction action) const;
    /// Performs \a action on the selected container.
    void perform(ContainerAction action);
    /// Is an action on the selected container in progress, which ends only when its engine answers?
    [[nodiscard]] bool canStopWaiting() const { return m_model->isUnderWay(m_chosen); }
    void stopWaiting();
    /// To be called after removalQuestion().
    void remove(const ContainerKey &container) { start(container, ContainerAction::Remove, false); }
    [[nodiscard]] DataRemovalController::Question removalQuestion() const;

    /// The last failure; empty if there is none.
    [[nodiscard]] QString problem() const;
    /// Would it succeed with force?
    [[nodiscard]] bool canForce() const;
    void tryAgain(bool force = false);
    void dismissProblem();

    void retranslate();

Q_SIGNALS:
    void changed(); ///< any of engines(), emptyText(), chosenText() and can()
    void problemChanged();

private:
    struct Problem
    {
        ContainerKey container;
        QString name;
        ContainerResult result;
    };

    [[nodiscard]] QList<Engine *> list() const;
    [[nodiscard]] Engine *engineAt(const QString &address) const;
    [[nodiscard]] QString titleOf(const Engine *engine) const;
    void showList();
    void showEngine(const Engine *engine);
    void start(const ContainerKey &container, ContainerAction action, bool force);
    void end(const ContainerKey &container, const ContainerResult &result);

    QPointer<Engines> m_engines;
    ContainerModel *m_model;
    ContainerFilter *m_filter;
    ContainerKey m_chosen;
    std::optional<Problem> m_problem;
    bool m_active = false;
};

} // namespace candor
