// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT

// The lines of the README's section on the library, in a program that answers the question by itself.

#include <consent/consentdialog.h>
#include <telemetry/telemetry.h>

#include <QApplication>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <cstdio>

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

    telemetry.track("page.viewed", {{"page", "appearance"}}); // before the answer: nothing happens

    int result = 1;
    QObject::connect(&telemetry, &candor::Telemetry::answered, &application, [&](bool ok, const QString &error) {
        if (!ok)
            std::fprintf(stderr, "%s\n", qPrintable(error));
        telemetry.track("page.viewed", {{"page", "appearance"}});
    });
    QObject::connect(&telemetry, &candor::Telemetry::statusChanged, &application, [&] {
        if (telemetry.status().waiting == 2) { // app.started and page.viewed, nothing from before
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
