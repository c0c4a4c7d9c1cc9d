// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

class QProcessEnvironment;

namespace candor {

/// What a program that is started next must, and must not, find in its environment. A value; public API (C++17).
///
/// ```cpp
/// QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
/// telemetry.environmentForWorkspace().applyTo(&environment);
/// process.setProcessEnvironment(environment);
/// ```
/// For a container: `--env NAME=VALUE` for each of variables(); what is not handed in needs no removing.
class ChildEnvironment
{
public:
    [[nodiscard]] QMap<QString, QString> variables() const { return m_variables; }
    /// Names of variables that would say something untrue if they were passed on.
    [[nodiscard]] QStringList removed() const { return m_removed; }
    /// Sets the one and removes the other.
    void applyTo(QProcessEnvironment *environment) const;

    void set(const QString &name, const QString &value);
    void remove(const QString &name);

    friend bool operator==(const ChildEnvironment &a, const ChildEnvironment &b)
    {
        return a.m_variables == b.m_variables && a.m_removed == b.m_removed;
    }
    friend bool operator!=(const ChildEnvironment &a, const ChildEnvironment &b) { return !(a == b); }

private:
    QMap<QString, QString> m_variables;
    QStringList m_removed;
};

} // namespace candor
