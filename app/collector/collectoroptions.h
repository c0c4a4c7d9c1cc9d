// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace candor {

/// The options of the command line.
struct CollectorOptions
{
    bool help = false;
    bool version = false;
    quint16 port = 0; ///< 0: any free port
    QString store; ///< empty: events are kept until the program ends
    QString catalogue; ///< empty: nothing is compared
    QString error; ///< what is wrong and what to do, in one or two lines

    [[nodiscard]] static CollectorOptions parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace candor
