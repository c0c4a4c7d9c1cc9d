// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace candor {

/// Makes all of \a text zeros, in its own memory, before that is given back. Through a volatile pointer, so that the
/// compiler can't leave out writes to what is about to go; explicit_bzero() would say the same, but not on Windows.
inline void overwriteSecret(std::string *text)
{
    volatile char *const bytes = text->data();
    for (std::size_t i = 0; i < text->size(); ++i)
        bytes[i] = '\0';
}

} // namespace candor
