// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace candor {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that the program can end in order: a signal handler itself may
/// do next to nothing. Also ignores SIGPIPE: the program must not end because the reader of its output has gone. Only
/// one object at a time. A signal that is ignored when the program starts (SIGHUP under nohup, SIGINT for what a script
/// starts with &) stays ignored, except SIGINT if \a interrupt says so.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    enum class Interrupt {
        AsInherited,
        Always, ///< for a program that scripts start in the background and end by SIGINT
    };

    explicit TerminationSignals(Interrupt interrupt = Interrupt::AsInherited, QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();

private:
    int m_readEnd = -1;
};

} // namespace candor
