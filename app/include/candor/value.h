// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/trustedtext.h"

#include <QString>
#include <QStringView>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace candor {

/// One property's value on its way into track(): a view, made and used within one expression, so that no memory is
/// allocated. Strings are UTF-8 or UTF-16 and must outlive the call.
class Value
{
public:
    using Storage = std::variant<bool, std::int64_t, double, std::string_view, QStringView>;

    // A template that takes only bool, so that a pointer can't become true.
    template<typename T, std::enable_if_t<std::is_same_v<T, bool>, int> = 0>
    Value(T value)
        : m_value(value)
    {
    }

    template<typename T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>, long> = 0>
    Value(T value)
        : m_value(integer(value))
    {
    }

    /// For properties of the type "number", which says how many decimals leave; a whole number fits there, too. What is
    /// not finite makes the event dropped[invalid], as a value of a wrong type does.
    Value(double value)
        : m_value(value)
    {
    }
    Value(const char *utf8)
        : m_value(utf8 ? std::string_view(utf8) : std::string_view())
    {
    }
    Value(std::string_view utf8)
        : m_value(utf8)
    {
    }
    Value(const std::string &utf8)
        : m_value(std::string_view(utf8))
    {
    }
    Value(QStringView text)
        : m_value(text)
    {
    }
    Value(const QString &text)
        : m_value(QStringView(text))
    {
    }

    Value(const TrustedText &text)
        : m_value(std::visit([](auto view) { return Storage(view); }, text.text()))
        , m_trusted(true)
    {
    }

    [[nodiscard]] const Storage &storage() const { return m_value; }
    /// Made from a TrustedText.
    [[nodiscard]] bool isTrusted() const { return m_trusted; }

private:
    template<typename T>
    static constexpr std::int64_t integer(T value)
    {
        // What is larger than any stored integer stays the largest one and does not become negative.
        constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
        if constexpr (std::is_unsigned_v<T> && sizeof(T) >= sizeof(std::int64_t))
            return value > static_cast<T>(largest) ? largest : static_cast<std::int64_t>(value);
        else
            return static_cast<std::int64_t>(value);
    }

    Storage m_value;
    bool m_trusted = false;
};

/// A key and its value: `{"format", "pdf"}`. The key is UTF-8 and must outlive the call.
struct Property
{
    std::string_view key;
    Value value;
};

} // namespace candor
