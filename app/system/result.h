// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

namespace candor {

/// What was read, or why there is nothing. Qt-free.
template<typename T>
struct Result
{
    std::optional<T> value;
    std::string error; ///< one sentence, or a part of one; UTF-8; empty where there is a value

    explicit operator bool() const { return value.has_value(); }
    const T &operator*() const { return *value; }
    const T *operator->() const { return &*value; }
};

} // namespace candor
