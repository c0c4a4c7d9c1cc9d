// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace candor {

/// Overwrites \a text with zeros in its own memory before that is freed. It uses a volatile pointer, so that the
/// compiler can't omit writes to memory that is about to be freed; explicit_bzero() does the same but is missing on
/// Windows.
inline void overwriteSecret(std::string *text)
{
    volatile char *const bytes = text->data();
    for (std::size_t i = 0; i < text->size(); ++i)
        bytes[i] = '\0';
}

} // namespace candor
