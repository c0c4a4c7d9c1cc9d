// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "candor/noticetext.h"

using namespace candor;
using fuzz::require;

/// A notice that is taken has all that the question has to say, whoever receives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QString error;
    const auto notice = Notice::fromJson(bytes, &error);
    if (!notice) {
        require(error.startsWith(QLatin1StringView("notice.json")), "the message names the file");
        return 0;
    }
    require(notice->version() >= 1 && !notice->contact().isEmpty() && notice->privacyStatement().isValid(),
            "a notice says who is asked about it");
    for (const auto reach : {NoticeText::Reach::Elsewhere, NoticeText::Reach::Loopback, NoticeText::Reach::Nowhere}) {
        const NoticeText text(*notice, QStringLiteral("de_AT"), QStringLiteral("<eu.i.example>"), reach,
                              Identity::Stable);
        require(!text.controller().isEmpty() && !text.usage().isEmpty() && !text.errors().isEmpty(),
                "a question says who and what");
        require(!text.introduction(NoticeText::Markup::Plain).isEmpty(), "a question has an introduction");
        require(!text.introduction(NoticeText::Markup::Rich).contains(QLatin1StringView("<eu.")),
                "what is no markup of ours is escaped");
        for (const auto &[heading, body] : text.sections())
            require(!heading.isEmpty() && !body.isEmpty(), "no section is empty");
    }
    return 0;
}
