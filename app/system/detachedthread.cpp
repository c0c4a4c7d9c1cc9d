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

std::thread startThread(std::function<void()> work)
{
#ifndef _WIN32
    // A new thread inherits the signal mask of its creator. If it set the mask itself, there would be a moment without
    // it.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
#endif
    std::thread started;
    try {
        started = std::thread(std::move(work));
    } catch (const std::system_error &) {
        // none, and the caller sees that
    }
#ifndef _WIN32
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
#endif
    return started;
}

bool startDetachedThread(std::function<void()> work)
{
    std::thread thread = startThread(std::move(work));
    if (!thread.joinable())
        return false;
    thread.detach();
    return true;
}

void nameThisThread([[maybe_unused]] const char *name)
{
#if defined(__linux__)
    ::pthread_setname_np(::pthread_self(), name);
#elif defined(__APPLE__)
    ::pthread_setname_np(name);
#endif
}

} // namespace candor
