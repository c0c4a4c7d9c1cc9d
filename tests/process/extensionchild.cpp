// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// An application with extensions: runs those that are on, says of each "<id> <state> <reason>", and ends.
//   extensionchild <home> [--stay] [<id to switch on first>]
// Says "started" before anything is switched on. With --stay it does not end, and the record is written when it has
// spoken.

#include "extensions/extensionhost.h"
#include "support/extensionworld.h"

#include <QCoreApplication>

#include <cstdio>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

const char *nameOf(ExtensionState state)
{
    switch (state) {
    case ExtensionState::Refused:
        return "refused";
    case ExtensionState::Off:
        return "off";
    case ExtensionState::Starting:
        return "starting";
    case ExtensionState::On:
        return "on";
    case ExtensionState::Failed:
        return "failed";
    }
    return "";
}

void say(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const bool stays = arguments.removeAll(u"--stay"_s) > 0;
    const QString home = arguments.value(1);
    Directories directories = Directories::fromEnvironment(QProcessEnvironment::systemEnvironment());
    ExtensionWorld world(directories, u"candor"_s, home + u"/system"_s,
                         SettingsFile(directories, SettingsLayout::PodmanDesktop, u"candor"_s));
    world.folders.believed = home; // what leads there is nobody's business here
    world.patience = std::chrono::minutes(1);
    ExtensionHost host(std::move(world));

    const auto finish = [&host, stays] {
        for (const ExtensionStatus &each : host.extensions()) {
            if (each.state == ExtensionState::Starting)
                return;
        }
        for (const ExtensionStatus &each : host.extensions())
            say(each.manifest.id.toUtf8() + ' ' + nameOf(each.state) + ' ' + each.reason().toUtf8());
        if (!stays)
            QCoreApplication::quit();
    };
    QObject::connect(&host, &ExtensionHost::started, &application, [&] {
        say("started");
        if (arguments.size() < 3) {
            finish();
            return;
        }
        QObject::connect(&host, &ExtensionHost::changed, &application, finish);
        host.setOn(arguments.at(2), true);
    });
    host.start();
    return QCoreApplication::exec();
}
