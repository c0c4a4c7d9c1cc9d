// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "resources/enginelist.h"

#include "page/badge.h"
#include "page/cardrow.h"
#include "resources/resourcescontroller.h"

#include <QPushButton>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

EngineList::EngineList(ResourcesController *controller, QWidget *parent)
    : Card(parent)
    , m_controller(controller)
{
    setObjectName(u"engines"_s);
}

void EngineList::build(const QStringList &addresses)
{
    clear();
    m_list.clear();
    for (const QString &address : addresses) {
        const Row row{address, new CardRow, new Badge, new QPushButton};
        row.row->setObjectName(u"engine"_s);
        row.state->setObjectName(u"engineState"_s);
        row.button->setObjectName(u"askEngine"_s);
        row.row->addWidget(row.state);
        row.row->addWidget(row.button);
        addRow(row.row);
        // Queued: the result may replace the button.
        connect(
            row.button, &QPushButton::clicked, m_controller,
            [controller = m_controller, address] {
                if (address.isEmpty())
                    controller->find();
                else
                    controller->ask(address);
            },
            Qt::QueuedConnection);
        m_list.push_back(row);
    }
    Q_EMIT buttonsChanged();
}

void EngineList::load()
{
    QList<ResourcesController::EngineView> engines = m_controller->engines();
    if (engines.isEmpty()) {
        ResourcesController::EngineView none;
        //: @info in place of a list of container engines
        none.title = tr("No container engine was found");
        //: @info what to do where no container engine was found; CONTAINER_HOST is an environment variable
        none.description = tr("Install Podman or Docker and start it, or name its socket in CONTAINER_HOST.");
        none.canAsk = true;
        engines.append(none);
    }
    QStringList addresses;
    for (const ResourcesController::EngineView &engine : engines)
        addresses << engine.address;
    if (!std::equal(m_list.cbegin(), m_list.cend(), addresses.cbegin(), addresses.cend(),
                    [](const Row &row, const QString &address) { return row.address == address; }))
        build(addresses);
    for (std::size_t i = 0; i < m_list.size(); ++i) {
        const ResourcesController::EngineView &engine = engines.at(static_cast<qsizetype>(i));
        const Row &row = m_list[i];
        row.row->setTitle(engine.title);
        row.row->setDescription(engine.description);
        row.row->setAccessibleName(engine.title);
        row.row->setAccessibleDescription(engine.description);
        row.state->set(engine.state, engine.tone);
        //: @info:whatsthis for screen readers; %1 is a container engine, %2 its state
        row.state->setAccessibleName(tr("%1: %2").arg(engine.title, engine.state));
        if (engine.address.isEmpty()) {
            //: @action:button looks for container engines
            row.button->setText(tr("Search again"));
        } else {
            //: @action:button asks a container engine again
            row.button->setText(tr("Try again"));
            //: @info:whatsthis for screen readers; %1 is a container engine, %2 its address
            row.button->setAccessibleDescription(tr("Asks %1 at %2").arg(engine.title, engine.address));
        }
        row.button->setVisible(engine.canAsk);
    }
}

QWidgetList EngineList::buttons() const
{
    QWidgetList result;
    for (const Row &row : m_list)
        result << row.button;
    return result;
}

} // namespace candor
