// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace candor {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that the program can end in order: a signal handler itself may
/// do next to nothing. Also ignores SIGPIPE: a reader of our output that goes away must not end us. One at a time.
/// What whoever started the program has it ignore (nohup: SIGHUP; a script, of what it starts with &: SIGINT) stays
/// ignored, but for SIGINT where \a interrupt says so.
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
