// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
//
// candor-collector: a receiver of events on this computer, for trying out and for CI. Composition only.
#include "catalogue/catalogue.h"
#include "collector/catalogueaudit.h"
#include "collector/collector.h"
#include "collector/collectoroptions.h"
#include "collector/eventlog.h"
#include "system/durablefile.h"
#include "system/systemclock.h"
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
    if (file.status != candor::FileStatus::Ok) {
        //: @info candor-collector; %1 is a path, %2 a reason, which may be missing
        *error = QCoreApplication::translate("Collector", "can't read the catalogue %1. %2").arg(path, file.error);
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

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto options = candor::CollectorOptions::parse(QCoreApplication::arguments());
    if (!options.error.isEmpty())
        return fail(options.error);
    if (options.help) {
        std::fputs(qUtf8Printable(candor::CollectorOptions::helpText()), stdout);
        return 0;
    }
    if (options.version) {
        std::puts("candor-collector " CANDOR_VERSION);
        return 0;
    }

    // First, so that a signal that arrives while the store is being read ends the program in order too.
    candor::TerminationSignals signals;
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
    return collector.undeclared() > 0 ? 1 : 0;
}
