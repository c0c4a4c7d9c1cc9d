// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "consent/consentrecord.h"

#include <QUuid>

using namespace candor;
using fuzz::require;

/// What is read is written and read again as the same, and a yes says all that it is compared with.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto record = ConsentRecord::fromJson(bytes);
    if (!record) {
        require(!record.error.empty(), "a record that can't be read is explained");
        return 0;
    }
    if (record->decision == Decision::Granted) {
        require(bool(record->categories), "a yes names categories");
        require(!QUuid::fromString(record->decisionId).isNull(), "a yes has an id");
        require(!record->catalogueId.isEmpty() && record->noticeVersion >= 1 && !record->recipient.isEmpty(),
                "a yes says to what and to whom");
        require(record->origin != Origin::SettingsFile, "settings.json does not grant");
    } else {
        require(!record->categories, "only a yes names categories");
    }
    const QByteArray written = record->toJson();
    const auto again = ConsentRecord::fromJson(written);
    require(bool(again), "what was written can be read");
    require(again->toJson() == written, "writing loses nothing");
    require(again->decision == record->decision && again->categories == record->categories
                && again->recipient == record->recipient && again->earlierIds == record->earlierIds,
            "reading back gives what was written");
    return 0;
}
