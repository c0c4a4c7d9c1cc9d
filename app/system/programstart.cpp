// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/programstart.h"

#include <QFile>

#ifdef Q_OS_WIN
#include <QProcess>
#else
#include <cerrno>
#include <unistd.h>
#endif

namespace candor {

QString continueAsProgram(const QString &program, char **argv)
{
#ifdef Q_OS_WIN
    QStringList arguments;
    while (*++argv)
        arguments.append(QString::fromLocal8Bit(*argv));
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    return process.startDetached() ? QString() : process.errorString();
#else
    ::execv(QFile::encodeName(program).constData(), argv);
    return qt_error_string(errno);
#endif
}

} // namespace candor
