// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// candor-collector: receives events on this computer, for trials and for CI. Composition only.
#include "candor/catalogue.h"
#include "collector/catalogueaudit.h"
#include "collector/collector.h"
#include "collector/collectoroptions.h"
#include "collector/eventlog.h"
#include "system/durablefile.h"
#include "system/systemclock.h"
#include "system/terminal.h"
#include "system/terminationsignals.h"

#include <QCoreApplication>

#include <cstdio>
#include <memory>

namespace {

constexpr int couldNotStart = 2;

int fail(const QString &error)
{
    std::fprintf(stderr, "candor-collector: %s\n", qUtf8Printable(error));
    return couldNotStart;
}

std::unique_ptr<candor::CatalogueAudit> makeAudit(const QString &path, QString *error)
{
    const candor::FileContents file = candor::readFile(path);
    if (file.status == candor::FileStatus::Missing) {
        //: @info candor-collector; %1 is a path
        *error =
            QCoreApplication::translate("Collector", "can't read the catalogue %1: there is no such file").arg(path);
        return nullptr;
    }
    if (file.status != candor::FileStatus::Ok) {
        *error = file.error;
        return nullptr;
    }
    std::string problem;
    auto catalogue = candor::Catalogue::fromJson(file.bytes.toStdString(), &problem);
    if (!catalogue) {
        //: @info candor-collector; %1 is a path, %2 what is wrong and in which line
        *error = QCoreApplication::translate("Collector", "the catalogue %1 can't be used: %2")
                     .arg(path, QString::fromStdString(problem));
        return nullptr;
    }
    return std::make_unique<candor::CatalogueAudit>(std::move(catalogue));
}

/// Prints \a text, which is the whole result of the program. Returns the exit status.
int print(const QString &text)
{
    if (std::fputs(qUtf8Printable(text), stdout) >= 0 && std::fflush(stdout) == 0)
        return 0;
    //: @info candor-collector; %1 is the system's reason
    return fail(QCoreApplication::translate("Collector", "the output could not be written: %1").arg(qt_error_string()));
}

} // namespace

int main(int argc, char *argv[])
{
    candor::reserveStandardStreams();
    QCoreApplication application(argc, argv);
    const auto options = candor::CollectorOptions::parse(QCoreApplication::arguments());
    if (!options.error.isEmpty())
        return fail(options.error);
    if (options.help)
        return print(candor::CollectorOptions::helpText());
    if (options.version)
        return print(QStringLiteral("candor-collector " CANDOR_VERSION "\n"));

    // Created first, so that a signal during the reading of the store ends the program in order, too.
    candor::TerminationSignals signals(candor::TerminationSignals::Interrupt::Always);
    QObject::connect(&signals, &candor::TerminationSignals::received, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);

    QString error;
    std::unique_ptr<candor::CatalogueAudit> audit;
    if (!options.catalogue.isEmpty() && !(audit = makeAudit(options.catalogue, &error)))
        return fail(error);
    auto log = candor::EventLog::open(options.store, &error);
    if (!log)
        return fail(error);
    candor::Collector collector(std::move(log), std::move(audit), std::make_shared<candor::SystemClock>(),
                                {.lines = stdout, .warnings = stderr});
    if (!collector.listen(options.port, &error))
        return fail(error);
    (void)QCoreApplication::exec();
    collector.printSummary();
    return collector.undeclared() > 0 ? 1 : 0;
}
