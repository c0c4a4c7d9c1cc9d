// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/terminal.h"

#include <array>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace candor {

namespace {

bool isTerminal(FILE *stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return ::isatty(::fileno(stream)) != 0;
#endif
}

} // namespace

std::function<QString()> terminalAnswers()
{
    if (!isTerminal(stdin) || !isTerminal(stdout) || !isTerminal(stderr))
        return {};
    return [] {
        std::array<char, 256> line = {};
        if (!std::fgets(line.data(), int(line.size()), stdin))
            return QString();
        return QString::fromLocal8Bit(line.data()).trimmed();
    };
}

void reserveStandardStreams()
{
#ifndef Q_OS_WIN
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open() returns the lowest free descriptor, which is this one. It is opened in the wrong direction, so that
        // using it fails.
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF
            && ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            return; // no /dev/null: the streams stay closed
    }
#endif
}

} // namespace candor
