// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/terminationsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <unistd.h>
#endif

namespace candor {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array caught = {SIGINT, SIGTERM, SIGHUP};

// A signal handler gets nothing but the signal's number, so it needs a static variable.
volatile std::sig_atomic_t writeEnd = -1;

extern "C" void noteSignal(int)
{
    const int savedErrno = errno;
    const char byte = 0;
    // If the pipe is full the event loop has been notified already; if it is closed the loop is gone.
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = savedErrno;
}

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void handle(int signal, void (*handler)(int))
{
    // The parent process may have decided that (nohup).
    if (handler != SIG_IGN && isIgnored(signal))
        return;
    struct sigaction action = {};
    action.sa_handler = handler;
    // A second signal ends the program at once: the event loop may hang.
    action.sa_flags = SA_RESTART | (handler == SIG_IGN ? 0 : SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(Interrupt interrupt, QObject *parent)
    : QObject(parent)
{
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
        return; // the signals then end the program at once, as they do by default
    m_readEnd = ends[0];
    writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT received();
    });
    if (interrupt == Interrupt::Always && isIgnored(SIGINT))
        std::signal(SIGINT, SIG_DFL);
    for (const int signal : caught)
        handle(signal, noteSignal);
    handle(SIGPIPE, SIG_IGN);
}

TerminationSignals::~TerminationSignals()
{
    if (m_readEnd < 0)
        return;
    for (const int signal : caught)
        handle(signal, SIG_DFL);
    ::close(writeEnd);
    writeEnd = -1;
    ::close(m_readEnd);
}

#else

TerminationSignals::TerminationSignals(Interrupt, QObject *parent)
    : QObject(parent)
{
}

TerminationSignals::~TerminationSignals() = default;

#endif

} // namespace candor
