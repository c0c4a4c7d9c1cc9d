// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// For developers, never installed: updates the files that describe what is collected. Run by the target
// candor_usage_data.

#include "cli/usagedatafiles.h"

#include <QTextStream>

#include <cstdio>

int main(int argc, char *argv[])
{
    QTextStream err(stderr);
    if (argc != 2) {
        err << "Usage: candor-usage-data RESOURCES_FOLDER\n";
        return 2;
    }
    const QString problem = candor::writeUsageDataFiles(QString::fromLocal8Bit(argv[1]));
    if (problem.isEmpty())
        return 0;
    err << "candor-usage-data: " << problem << '\n';
    return 1;
}
