// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/identity.h"
#include "catalogue/usagedata.h"

#include <QString>

namespace candor {

class Notice;
class TelemetryContext;

enum class CatalogueForm {
    Text, ///< for a terminal, in the user's language
    Markdown, ///< resources/USAGE_DATA.md, byte for byte; English
    Json, ///< the catalogue as it is in the program, byte for byte
};

/// The output of `candor telemetry catalogue`; \a language ("de_AT") is for CatalogueForm::Text. Empty, with \a error
/// set, if the catalogue or the notice can't be read. Reads two files, and writes nothing.
[[nodiscard]] QString printedCatalogue(const TelemetryContext &context, CatalogueForm form, const QString &language,
                                       QString *error);

/// Converts \a notice for the document: in English, for any recipient.
[[nodiscard]] UsageDataNotice usageDataNotice(const Notice &notice, Identity identity);

} // namespace candor
