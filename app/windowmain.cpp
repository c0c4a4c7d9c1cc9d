// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// Composition only: what the program with the windows consists of is put together here, and nowhere else.

#include "candor/activitypage.h"
#include "candor/consentdialog.h"
#include "candor/telemetry.h"
#include "candor/telemetrypage.h"
#include "candor/theme.h"
#include "engines/enginereports.h"
#include "extensions/extensionhost.h"
#include "extensions/extensionnotices.h"
#include "extensions/extensionpages.h"
#include "extensions/extensionrecording.h"
#include "extensions/extensionscontroller.h"
#include "extensions/extensionspage.h"
#include "extensions/extensionwithdrawal.h"
#include "program/program.h"
#include "program/translation.h"
#include "resources/resourcespage.h"
#include "settings/appearancecontroller.h"
#include "settings/appearancepage.h"
#include "settings/guidedtour.h"
#include "settings/pageviewrecorder.h"
#include "settings/settings.h"
#include "settings/settingswindow.h"
#include "system/librarytranslation.h"
#include "system/terminationsignals.h"
#include "telemetry/preferencerecorder.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLoggingCategory>
#include <QTextStream>

#include <cstdlib>

using namespace candor;
using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logWindow, "candor.window", QtWarningMsg)

bool hasDisplay(const QProcessEnvironment &environment, const QStringList &arguments)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return !environment.value(u"DISPLAY"_s).isEmpty() || !environment.value(u"WAYLAND_DISPLAY"_s).isEmpty()
        || !environment.value(u"QT_QPA_PLATFORM"_s).isEmpty() || arguments.contains("-platform"_L1);
#else
    Q_UNUSED(environment)
    Q_UNUSED(arguments)
    return true;
#endif
}

int runWindow(int argc, char **argv, const QProcessEnvironment &environment)
{
    QApplication application(argc, argv);
    application.setWindowIcon(QIcon(u":/candor/candor-256.png"_s));
    QTextStream err(stderr);
    const TelemetryOptions options = programOptions(environment, err);

    QCommandLineParser parser; // wantsWindow() has let nothing else pass
    parser.addOption(QCommandLineOption(u"page"_s, QString(), u"page"_s));
    parser.addOption(QCommandLineOption(u"tour"_s, QString(), u"folder"_s));
    (void)parser.parse(QApplication::arguments());

    const SettingsFile settingsFile(Directories::fromEnvironment(environment), SettingsLayout::PodmanDesktop,
                                    options.applicationId());
    Settings settings(settingsFile);
    Translation translation(&application);
    Theme theme(&application);
    AppearanceController appearance(&settings, libraryLanguages());
    translation.setLanguage(appearance.language());
    theme.setChoice(appearance.theme());
    QObject::connect(&appearance, &AppearanceController::languageChanged, &application,
                     [&translation](const QString &tag) { translation.setLanguage(tag); });
    QObject::connect(&appearance, &AppearanceController::themeChanged, &theme, &Theme::setChoice);

    Telemetry telemetry(options);
    const PreferenceRecorder preferences(&settings, &telemetry);

    ExtensionWorld extensionWorld(settingsFile.directories(), options.applicationId(),
                                  QStringLiteral(CANDOR_EXTENSION_FOLDER), settingsFile);
    extensionWorld.recording = [&telemetry, &options](const ExtensionManifest &manifest) {
        return std::make_unique<ExtensionRecording>(&telemetry, manifest, [&options](const ExtensionManifest &own) {
            return ExtensionRecording::optionsFor(own, options);
        });
    };
    ExtensionHost extensions(std::move(extensionWorld));
    QObject::connect(&extensions, &ExtensionHost::started, &application,
                     [&telemetry, &extensions] { recordActivations(&telemetry, extensions.extensions()); });
    ExtensionsController extensionsController(&extensions, &telemetry);
    const ExtensionWithdrawal withdrawal(&telemetry);

    // Not quit(), which closes windows first: nobody has closed the question.
    const TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::received, &application, [] { QCoreApplication::exit(); });

    Engines engines({environment, Directories::fromEnvironment(environment), EngineSearch::current(),
                     QStringLiteral(CANDOR_SYSTEM_ROOT)});
    const EngineReports reports(&engines, &telemetry, "window");

    SettingsWindow window;
    auto *const resourcesPage = new ResourcesPage(&engines);
    auto *const telemetryPage = new TelemetryPage(&telemetry);
    telemetryPage->addBelowAnswer(new ExtensionNotices(&extensionsController));
    window.addPage(u"settings"_s, u"resources"_s, resourcesPage);
    window.addPage(u"settings"_s, u"extensions"_s, new ExtensionsPage(&extensionsController));
    window.addPage(u"preferences"_s, u"appearance"_s, new AppearancePage(&appearance));
    window.addPage(u"preferences"_s, u"telemetry"_s, telemetryPage);
    window.addPage(u"privacy"_s, u"activity"_s, new ActivityPage(&telemetry));
    const ExtensionPages extensionPages(
        &extensions,
        [&window](const QString &id, SettingsPage *page) { window.addPage(u"settings"_s, u"extension-"_s + id, page); },
        [&window](const QString &id) { window.removePage(u"extension-"_s + id); });
    const auto viewActivity = [&window] { window.showPage(u"activity"_s); };
    QObject::connect(telemetryPage, &TelemetryPage::viewActivityRequested, &window, viewActivity);
    QObject::connect(resourcesPage, &ResourcesPage::viewActivityRequested, &window, viewActivity);
    QObject::connect(&window, &SettingsWindow::activated, &telemetry, &Telemetry::refresh);
    QObject::connect(&window, &SettingsWindow::activated, &settings, &Settings::reload);

    PageViewRecorder visits([&telemetry](const QString &page) { telemetry.page(page); });
    QObject::connect(&window, &SettingsWindow::pageShown, &visits, &PageViewRecorder::setPage);
    QObject::connect(&window, &SettingsWindow::seenChanged, &visits, &PageViewRecorder::setSeen);

    window.showPage(u"appearance"_s); // the page of engines connects them: only for those who go there
    if (parser.isSet(u"page"_s))
        window.showPage(parser.value(u"page"_s));
    ConsentDialog::askIfUndecided(&telemetry, &window);
    window.show();
    extensions.start();

    int status = EXIT_SUCCESS;
    if (parser.isSet(u"tour"_s)) {
        auto *const tour = new GuidedTour(
            &window, parser.value(u"tour"_s),
            [&telemetry] { return telemetry.status().delivered() > 0 && telemetry.status().waiting() == 0; }, &window);
        QObject::connect(tour, &GuidedTour::finished, &application, [&](const QString &problem) {
            if (!problem.isEmpty()) {
                err << "candor: " << problem << '\n' << Qt::flush;
                status = EXIT_FAILURE;
            }
            QCoreApplication::quit();
        });
        tour->start();
    }
    QMetaObject::invokeMethod(&application, [] { qCDebug(logWindow, "ready"); }, Qt::QueuedConnection);
    const int result = QApplication::exec();
    return result != 0 ? result : status;
}

} // namespace

int main(int argc, char *argv[])
{
    const QProcessEnvironment environment = prepareProgram();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (!wantsWindow(arguments)) {
        QTextStream(stderr) << "candor-window: it takes only what opens a window; the commands are candor's: "
                               "candor --help\n";
        return EXIT_FAILURE;
    }
    if (!hasDisplay(environment, arguments)) {
        QTextStream(stderr) << "candor: there is no display to open a window on; the commands work without one: "
                               "candor --help\n";
        return EXIT_FAILURE;
    }
    QGuiApplication::setDesktopFileName(u"org.candor.Candor"_s);
    return runWindow(argc, argv, environment);
}
