// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"
#include "candor/shareddata.h"

#include <QMap>
#include <QString>
#include <QStringList>

class QProcessEnvironment;

namespace candor {

struct ChildEnvironmentData;

/// What a program that is started next must, and must not, find in its environment. A value; public API (C++17).
///
/// ```cpp
/// QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
/// telemetry.environmentForWorkspace().applyTo(&environment);
/// process.setProcessEnvironment(environment);
/// ```
/// For a container: `--env NAME=VALUE` for each of variables(); what is not handed in needs no removing.
class CANDOR_EXPORT ChildEnvironment
{
public:
    ChildEnvironment();

    [[nodiscard]] QMap<QString, QString> variables() const;
    /// Names of variables that would say something untrue if they were passed on.
    [[nodiscard]] QStringList removed() const;
    /// Sets the one and removes the other.
    void applyTo(QProcessEnvironment *environment) const;

    void set(const QString &name, const QString &value);
    void remove(const QString &name);

    [[nodiscard]] bool operator==(const ChildEnvironment &other) const;
    [[nodiscard]] bool operator!=(const ChildEnvironment &other) const { return !(*this == other); }

private:
    SharedData<ChildEnvironmentData> d;
};

} // namespace candor
