// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// What an ExtensionHost says to a person, in the language of the moment.
namespace candor::extensionmessages {

[[nodiscard]] QString noHome();
/// \a error: a sentence.
[[nodiscard]] QString notWritten(const QString &error);
/// How one is that has the id of one that is on, and is another file.
[[nodiscard]] QString isAnother();

} // namespace candor::extensionmessages
