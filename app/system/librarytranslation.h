// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/export.h"

#include <QString>
#include <QStringList>

namespace candor {

/// Installs the built-in translations of the libraries for the whole application. They follow QLocale(), the
/// application's language, whenever it changes. Called when a Telemetry is created. A second call has no effect, nor
/// has a call without a QCoreApplication. A translator that the application installs later for the contexts of these
/// libraries takes precedence, so an application can add a language.
void installLibraryTranslation();

/// The built-in languages besides English, the language of the sources.
[[nodiscard]] QStringList libraryLanguages();

/// The language in which the libraries' own texts are shown now, "de_AT" where they are German and QLocale() is that of
/// Austria. What is shown beside them, such as the notice, is taken in the same one. Any thread.
[[nodiscard]] CANDOR_EXPORT QString shownLanguage();

} // namespace candor
