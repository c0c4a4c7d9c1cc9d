// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace candor {

/// The tools that read or write the id in ~/.redhat/anonymousId too, as their users know them: a reset concerns them
/// all. Translated.
[[nodiscard]] QStringList toolsSharingAnonymousId();

} // namespace candor
