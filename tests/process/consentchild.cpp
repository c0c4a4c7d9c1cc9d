// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
// A program of its own that answers once, as `candor telemetry enable` and `disable` do: consentchild yes|no.
// The folders come from the environment, which the test makes.
#include "consent/consent.h"
#include "system/systemclock.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace candor;
    using namespace Qt::StringLiterals;
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString word = arguments.value(1);
    if (arguments.size() != 2 || (word != "yes"_L1 && word != "no"_L1)) {
        std::fputs("usage: consentchild yes|no\n", stderr);
        return 2;
    }
    ConsentContext context;
    context.environment = QProcessEnvironment::systemEnvironment();
    context.directories = Directories::fromEnvironment(context.environment);
    context.clock = std::make_shared<SystemClock>();
    context.applicationId = u"candor"_s;
    context.settingsLayout = SettingsLayout::PodmanDesktop;
    context.catalogueId = u"candor"_s;
    context.noticeVersion = 1;
    context.noticeSha256 = QByteArray(64, 'a');
    context.recipient = u"eu.i.posthog.com"_s;

    Answer answer;
    if (word == "yes"_L1)
        answer.categories = Category::Usage | Category::Errors;
    answer.origin = Origin::CommandLine;
    answer.noticeLanguage = u"en"_s;
    const Consent::Result result = Consent(context).answer(answer);
    if (!result.ok) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(result.error));
        return 1;
    }
    return 0;
}
