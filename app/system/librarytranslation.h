// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QString>
#include <QStringList>

namespace candor {

/// The texts of the libraries in the languages that are built in, installed for the whole application: they follow
/// QLocale(), the application's language, whenever that changes. Called when a Telemetry is made; a second call has no
/// effect, nor has one without a QCoreApplication. Another translator that the application installs later, with the
/// contexts of these libraries, comes first: so it can bring a further language.
void installLibraryTranslation();

/// The languages that are built in besides English, the language of the sources.
[[nodiscard]] QStringList libraryLanguages();

/// The language in which the libraries' own texts are shown now, "de_AT" where they are German and QLocale() is that of
/// Austria. What is shown beside them, such as the notice, is taken in the same one. Any thread.
[[nodiscard]] CANDOR_EXPORT QString shownLanguage();

} // namespace candor
