// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "consent/consent.h"
#include "support/fakeclock.h"
#include "support/temporaryhome.h"

#include <memory>

namespace candor::test {

/// One user at one computer, with the two files in a separate home folder.
struct ConsentWorld
{
    TemporaryHome home;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    ConsentContext context;

    ConsentWorld()
    {
        context.directories = home.directories();
        context.clock = clock;
        context.applicationId = QStringLiteral("candor");
        context.settingsLayout = SettingsLayout::PodmanDesktop;
        context.catalogueId = QStringLiteral("candor");
        context.noticeVersion = 1;
        context.noticeSha256 = QByteArray(64, 'a');
        context.recipient = QStringLiteral("eu.i.posthog.com");
    }

    [[nodiscard]] Consent store() const { return Consent(context); }

    [[nodiscard]] Consent::Result yes(Categories categories = Category::Usage | Category::Errors,
                                      Origin origin = Origin::Prompt) const
    {
        return store().answer({categories, origin, QStringLiteral("en")});
    }
    [[nodiscard]] Consent::Result no(Origin origin = Origin::Prompt) const
    {
        return store().answer({{}, origin, QStringLiteral("en")});
    }
    [[nodiscard]] Verdict verdict() const { return store().read().verdict; }

    static QString consentFile() { return QStringLiteral(".local/share/candor/consent.json"); }
    static QString settingsFile()
    {
        return QStringLiteral(".local/share/containers/podman-desktop/configuration/settings.json");
    }
};

} // namespace candor::test
