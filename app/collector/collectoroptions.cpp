// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/collectoroptions.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString hint()
{
    //: @info candor-collector; second line of an error about the command line
    return u'\n' + QCoreApplication::translate("Collector", "candor-collector --help lists what there is.");
}

} // namespace

CollectorOptions CollectorOptions::parse(const QStringList &arguments)
{
    CollectorOptions result;
    QStringList given;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        QString name = arguments.at(i);
        if (name == "--help"_L1 || name == "-h"_L1) {
            result.help = true;
            continue;
        }
        if (name == "--version"_L1) {
            result.version = true;
            continue;
        }
        QString value;
        const qsizetype equals = name.startsWith("--"_L1) ? name.indexOf(u'=') : -1;
        const bool hasValue = equals > 0;
        if (hasValue) {
            value = name.mid(equals + 1);
            name.truncate(equals);
        }
        if (name != "--port"_L1 && name != "--store"_L1 && name != "--catalogue"_L1) {
            //: @info candor-collector; %1 is what was typed
            result.error = QCoreApplication::translate("Collector", "there is no option %1").arg(name) + hint();
            return result;
        }
        if (given.contains(name)) {
            //: @info candor-collector; %1 is an option such as --store
            result.error = QCoreApplication::translate("Collector", "%1 was given more than once").arg(name) + hint();
            return result;
        }
        given.append(name);
        if (!hasValue && i + 1 < arguments.size())
            value = arguments.at(++i);
        if (value.isEmpty()) {
            //: @info candor-collector; %1 is an option such as --store
            result.error = QCoreApplication::translate("Collector", "%1 needs a value").arg(name) + hint();
            return result;
        }
        if (name == "--store"_L1) {
            result.store = value;
        } else if (name == "--catalogue"_L1) {
            result.catalogue = value;
        } else {
            bool ok = false;
            result.port = value.toUShort(&ok);
            if (!ok) {
                //: @info candor-collector; %1 is what was typed
                result.error =
                    QCoreApplication::translate("Collector", "--port takes 0 to 65535, not \"%1\"").arg(value) + hint();
                return result;
            }
        }
    }
    return result;
}

QString CollectorOptions::helpText()
{
    //: @info candor-collector --help
    return QCoreApplication::translate(
        "Collector",
        "Usage: candor-collector [--port PORT] [--store FILE] [--catalogue FILE]\n"
        "\n"
        "Receives events on this computer (127.0.0.1) as PostHog (/batch/) and Segment\n"
        "(/v1/batch) do, for trying out and for tests. Any key is accepted, but not none.\n"
        "The address it prints shows a page with what arrived; /events gives it as JSON.\n"
        "Web pages of others can neither send to it nor read from it. At its end it prints\n"
        "what it has received.\n"
        "\n"
        "  --port PORT       port to listen on; 0, the default, takes one that is free\n"
        "  --store FILE      keep the events in FILE, as JSON Lines, one event a line;\n"
        "                    without it they are gone when the program ends\n"
        "  --catalogue FILE  warn of events and properties that FILE does not declare, and\n"
        "                    exit with 1 at the end if there were any\n"
        "  --help, --version\n"
        "\n"
        "SIGINT (Ctrl+C) or SIGTERM ends it, also in the background of a script. Exit status: 0; 1, something "
        "undeclared\n"
        "arrived; 2, it could not start.\n");
}

} // namespace candor
