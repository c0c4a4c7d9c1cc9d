// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/shownnotice.h"

#include "candor/telemetry.h"
#include "system/librarytranslation.h"
#include "telemetry/telemetryoptionsdata.h"

namespace candor {

NoticeText shownNotice(const Telemetry *telemetry)
{
    const Notice *notice = telemetry ? telemetry->notice() : nullptr;
    const TelemetryStatus status = telemetry ? telemetry->status() : TelemetryStatus();
    const NoticeText::Reach reach = !status.canSend() ? NoticeText::Reach::Nowhere
        : status.recipientIsLoopback()                ? NoticeText::Reach::Loopback
                                                      : NoticeText::Reach::Elsewhere;
    const Identity identity = telemetry ? telemetry->options().identity() : Identity::None;
    const bool shared = telemetry && telemetry->options().data().sharedWithRedHatTools;
    return NoticeText(notice ? *notice : Notice(), shownLanguage(), status.recipient(), reach, identity,
                      shared ? NoticeText::Switch::Shared : NoticeText::Switch::Own);
}

} // namespace candor
