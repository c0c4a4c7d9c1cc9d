// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/detachedthread.h"

#include <system_error>
#include <thread>
#include <utility>

#ifndef _WIN32
#include <csignal>
#include <pthread.h>
#endif

namespace candor {

bool startDetachedThread(std::function<void()> work)
{
#ifndef _WIN32
    // A new thread inherits the signal mask of its creator. If it set the mask itself, there would be a moment without
    // it.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
#endif
    bool started = true;
    try {
        std::thread(std::move(work)).detach();
    } catch (const std::system_error &) {
        started = false;
    }
#ifndef _WIN32
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
#endif
    return started;
}

} // namespace candor
