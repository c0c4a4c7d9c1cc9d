// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "candor/value.h"

#include <QStringView>

#include <string>
#include <string_view>

namespace candor {

/// A copy of \a text, of what a record takes of it.
[[nodiscard]] std::string ownedText(std::string_view text);
[[nodiscard]] std::string ownedText(QStringView text);

/// Keeps a property for later, and makes of it again what track() takes: a view of the copy.
[[nodiscard]] OwnedProperty ownedProperty(const Property &property);
[[nodiscard]] Property propertyView(const OwnedProperty &property);

} // namespace candor
