// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "candor/value.h"

#include <QStringView>

#include <string>
#include <string_view>

namespace candor {

/// A copy of \a text, as far as a record can hold it.
[[nodiscard]] std::string ownedText(std::string_view text);
[[nodiscard]] std::string ownedText(QStringView text);

/// Copies a property for later use, and converts the copy back to a view that track() accepts.
[[nodiscard]] OwnedProperty ownedProperty(const Property &property);
[[nodiscard]] Property propertyView(const OwnedProperty &property);

} // namespace candor
