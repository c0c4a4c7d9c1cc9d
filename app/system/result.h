// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

namespace candor {

/// A value, or the reason why there is none. Qt-free.
template<typename T>
struct Result
{
    std::optional<T> value;
    std::string error; ///< one sentence, or a part of one; UTF-8; empty if there is a value

    explicit operator bool() const { return value.has_value(); }
    const T &operator*() const { return *value; }
    const T *operator->() const { return &*value; }
};

} // namespace candor
