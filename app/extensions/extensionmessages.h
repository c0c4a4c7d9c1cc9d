// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Messages of an ExtensionHost for the user, in the current language.
namespace candor::extensionmessages {

[[nodiscard]] QString noHome();
/// \a error: a sentence.
[[nodiscard]] QString notWritten(const QString &error);
/// The extension has the id of one that is on, but is another file.
[[nodiscard]] QString isAnother();

} // namespace candor::extensionmessages
