// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/childenvironment.h"

#include <QProcessEnvironment>

namespace candor {

struct ChildEnvironmentData
{
    QMap<QString, QString> variables;
    QStringList removed;
};

ChildEnvironment::ChildEnvironment()
    : d(ChildEnvironmentData())
{
}

QMap<QString, QString> ChildEnvironment::variables() const
{
    return d->variables;
}

QStringList ChildEnvironment::removed() const
{
    return d->removed;
}

void ChildEnvironment::applyTo(QProcessEnvironment *environment) const
{
    for (const QString &name : d->removed)
        environment->remove(name);
    for (auto it = d->variables.cbegin(); it != d->variables.cend(); ++it)
        environment->insert(it.key(), it.value());
}

void ChildEnvironment::set(const QString &name, const QString &value)
{
    d->removed.removeAll(name);
    d->variables.insert(name, value);
}

void ChildEnvironment::remove(const QString &name)
{
    d->variables.remove(name);
    if (!d->removed.contains(name))
        d->removed.append(name);
}

bool ChildEnvironment::operator==(const ChildEnvironment &other) const
{
    return d->variables == other.d->variables && d->removed == other.d->removed;
}

} // namespace candor
