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

/// What the page of container engines shows and does, without a widget. Connects nothing while it is not active.
class ResourcesController final : public QObject
{
    Q_OBJECT

public:
    /// The engines may go first: then there are none.
    explicit ResourcesController(Engines *engines, QObject *parent = nullptr);
    ~ResourcesController() override;

    [[nodiscard]] ContainerModel *model() const { return m_model; }
    [[nodiscard]] ContainerFilter *filter() const { return m_filter; }

    /// Does somebody look?
    void setActive(bool active);
    /// Searches for engines again, while it is active.
    void find();

    struct EngineView
    {
        QString address;
        QString title; ///< with the version
        QString description;
        QString state;
        Colors::Tone tone = Colors::Tone::Neutral;
        bool canAsk = false; ///< it is not connected, and may be one day
    };
    [[nodiscard]] QList<EngineView> engines() const;
    /// What the containers' table calls them.
    [[nodiscard]] QStringList engineTitles() const;
    void ask(const QString &address);

    /// Why no container is shown.
    [[nodiscard]] QString emptyText() const;

    void choose(const ContainerKey &container);
    [[nodiscard]] const ContainerKey &chosen() const { return m_chosen; }
    /// Its name, and what its engine says of it.
    [[nodiscard]] QString chosenText() const;
    [[nodiscard]] bool can(ContainerAction action) const;
    /// To the chosen one.
    void perform(ContainerAction action);
    /// Is something being done to the chosen one, and is it known to be over only when its engine answers?
    [[nodiscard]] bool canStopWaiting() const { return m_model->isUnderWay(m_chosen); }
    void stopWaiting();
    /// After removalQuestion().
    void remove(const ContainerKey &container) { start(container, ContainerAction::Remove, false); }
    [[nodiscard]] DataRemovalController::Question removalQuestion() const;

    /// What failed last; empty if nothing did.
    [[nodiscard]] QString problem() const;
    /// Would it work by force?
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
