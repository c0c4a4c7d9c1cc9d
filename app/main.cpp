// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Composition only: the commands, and the way to the program with the windows, so that a command loads nothing of
// those.

#include "cli/commandline.h"
#include "extensions/extensionwithdrawal.h"
#include "program/program.h"
#include "program/translation.h"
#include "system/programstart.h"
#include "system/terminal.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>
#include <cstdlib>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

int runTerminal(const QProcessEnvironment &environment)
{
    Translation translation(QCoreApplication::instance());
    translation.setLanguage(u"system"_s);
    QTextStream out(stdout);
    QTextStream err(stderr);
    CommandLineHost host{out, err, programOptions(environment, err), terminalAnswers(),
                         QStringLiteral(CANDOR_SYSTEM_ROOT)};
    const int status = runCommandLine(QCoreApplication::arguments().mid(1), host);
    (void)eraseRecordsOfExtensions(host.options); // beside a no, as Candor's own
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    const QProcessEnvironment environment = prepareProgram();
    const QCoreApplication application(argc, argv);
    if (!wantsWindow(QCoreApplication::arguments().mid(1)))
        return runTerminal(environment);
    const QString program = QCoreApplication::applicationDirPath() + u"/candor-window"_s;
    const QString problem = continueAsProgram(program, argv);
    if (problem.isEmpty())
        return EXIT_SUCCESS;
    QTextStream(stderr) << "candor: can't start " << program << ": " << problem << '\n';
    return EXIT_FAILURE;
}
