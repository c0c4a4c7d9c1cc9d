// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace candor {

/// What the command line asks for.
struct CollectorOptions
{
    bool help = false;
    bool version = false;
    quint16 port = 0; ///< 0: any that is free
    QString store; ///< empty: kept until the program ends
    QString catalogue; ///< empty: nothing is compared
    QString error; ///< what is wrong and what to do, in one or two lines

    [[nodiscard]] static CollectorOptions parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace candor
