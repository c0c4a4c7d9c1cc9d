// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace candor {

/// The other tools that read or write the id in ~/.redhat/anonymousId, by the names that their users know: a reset
/// affects all of them. Translated.
[[nodiscard]] QStringList toolsSharingAnonymousId();

} // namespace candor
