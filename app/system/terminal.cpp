// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/terminal.h"

#include <array>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
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

} // namespace candor
