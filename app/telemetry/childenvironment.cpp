// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/childenvironment.h"

#include <QProcessEnvironment>

namespace candor {

void ChildEnvironment::applyTo(QProcessEnvironment *environment) const
{
    for (const QString &name : m_removed)
        environment->remove(name);
    for (auto it = m_variables.begin(); it != m_variables.end(); ++it)
        environment->insert(it.key(), it.value());
}

void ChildEnvironment::set(const QString &name, const QString &value)
{
    m_removed.removeAll(name);
    m_variables.insert(name, value);
}

void ChildEnvironment::remove(const QString &name)
{
    m_variables.remove(name);
    if (!m_removed.contains(name))
        m_removed.append(name);
}

} // namespace candor
