// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The lines of the README's section on the library, in a program that answers the question by itself.

#include <candor/consentdialog.h>
#include <candor/publicname.h>
#include <candor/requestobserver.h>
#include <candor/requestrecorder.h>
#include <candor/telemetry.h>
#include <candor/telemetrylogger.h>

#include <QApplication>
#include <QNetworkAccessManager>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdio>

namespace {

/// What the README shows, once there is a yes.
void use(candor::Telemetry &telemetry)
{
    telemetry.track("note.exported", {{"format", "pdf"}, {"success", true}});

    auto action = telemetry.begin("note.synced"); // one event when it ends
    action.fail(candor::Error("timeout").statusCode(503));

    const auto logger = telemetry.loggerFor(u"acme.sync"); // for an extension
    logger->logUsage("completed", {{"host", candor::repositoryHost("https://user:token@github.com/acme/notes.git")}});
    logger->logError(candor::Error("not_found").exitCode(2));
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    QApplication application(argc, argv);
    QWidget mainWindow;

    candor::TelemetryOptions options(u"org.acme.notes", u"Acme Notes", u"2.1.0"); // its own files
    options.setNotice(u":/acme/notice.json");
    options.setCatalogue(u":/acme/catalogue.json");
    options.setDestination(candor::PostHog(QUrl(u"https://eu.i.posthog.com"_s), QString()));

    candor::Telemetry telemetry(options);
    candor::ConsentDialog::askIfUndecided(&telemetry, &mainWindow);

    QNetworkAccessManager manager;
    const candor::RequestObserver requests(&telemetry, &manager, {QUrl(u"https://sync.acme.example/api"_s)});

    candor::RequestRecorder received(&telemetry); // of a server that the application is, too
    const auto answerRequest = [&received] {
        received.record("DELETE", "/notes/17?force=1", 204, std::chrono::milliseconds(0)); // "/notes/:id" leaves of it
    };

    use(telemetry); // before the answer: nothing happens
    answerRequest();

    int result = 1;
    QObject::connect(&telemetry, &candor::Telemetry::answered, &application, [&](bool ok, const QString &error) {
        if (!ok)
            std::fprintf(stderr, "%s\n", qPrintable(error));
        use(telemetry);
        answerRequest();
    });
    QObject::connect(&telemetry, &candor::Telemetry::statusChanged, &application, [&] {
        if (telemetry.status().waiting()
            == 6) { // app.started, what use() records, and the request; nothing from before
            result = 0;
            QCoreApplication::quit();
        }
    });
    QTimer press;
    QObject::connect(&press, &QTimer::timeout, &application, [&] {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (const QWidget *window : windows) {
            auto *const agree = window->findChild<QPushButton *>(u"consentAgreeButton"_s);
            if (agree && agree->isVisible() && agree->isEnabled()) {
                press.stop();
                agree->click();
                return;
            }
        }
    });
    press.start(50);
    QTimer::singleShot(60000, &application, [] { QCoreApplication::quit(); });
    mainWindow.show();
    QApplication::exec();
    return result;
}
