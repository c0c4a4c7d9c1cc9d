// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <string>
#include <string_view>
#include <variant>

namespace candor {

/// A text that the calling code knows to hold nothing personal, such as a message out of its own table: a value made
/// from it is not scrubbed. It says so by its name, for whoever reviews the call. Never made of what a person, a file
/// or another program gave: `{"error.message", candor::TrustedText("the index is full")}`.
///
/// Has an effect for properties of the type "text" only; every other type is checked as always. A view, as Value is:
/// the text must outlive the call. Public API (C++17).
class TrustedText
{
public:
    explicit TrustedText(const char *utf8)
        : m_text(utf8 ? std::string_view(utf8) : std::string_view())
    {
    }
    explicit TrustedText(std::string_view utf8)
        : m_text(utf8)
    {
    }
    explicit TrustedText(const std::string &utf8)
        : m_text(std::string_view(utf8))
    {
    }
    explicit TrustedText(QStringView text)
        : m_text(text)
    {
    }
    explicit TrustedText(const QString &text)
        : m_text(QStringView(text))
    {
    }

    [[nodiscard]] const std::variant<std::string_view, QStringView> &text() const { return m_text; }

private:
    std::variant<std::string_view, QStringView> m_text;
};

} // namespace candor
