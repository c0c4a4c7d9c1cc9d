// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "system/strictjson.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candor {

/// A JSON file that is checked while it is read. The first thing that is wrong stays, as one sentence with file and
/// line; whatever is asked for after it is empty, so that a caller can ask for everything and look at error() once, at
/// the end. Qt-free.
class JsonFile
{
public:
    /// \a name: as messages name it, without a folder. \a text has to be strict JSON, and must outlive this.
    JsonFile(std::string name, std::string_view text);

    [[nodiscard]] const JsonValue &root() const { return m_root; }
    [[nodiscard]] std::string_view bytesOf(const JsonValue &value) const { return value.bytesIn(m_text); }
    /// "notice.json, line 7: what is wrong and what is expected"; empty if all is well.
    [[nodiscard]] const std::string &error() const { return m_error; }
    /// Reports what is wrong with \a where. \returns false
    bool fail(const JsonValue &where, std::string_view what);

    // The members of the outermost object; without one, each of these reports that.
    [[nodiscard]] std::string text(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) { return texts(required(name), name); }
    /// Empty if the member is missing, which is no error.
    [[nodiscard]] std::vector<std::string> optionalTexts(std::string_view name) { return texts(optional(name), name); }
    [[nodiscard]] int integer(std::string_view name, int minimum);
    [[nodiscard]] bool boolean(std::string_view name);
    /// Null after an error.
    [[nodiscard]] const JsonValue *object(std::string_view name) { return object(required(name), name); }
    /// Null if the member is missing, which is no error.
    [[nodiscard]] const JsonValue *optionalObject(std::string_view name) { return object(optional(name), name); }

    /// Reports what is wrong with the member \a name.
    void failMember(std::string_view name, std::string_view what);
    /// Call after the last member: whatever was not asked for is unknown.
    void refuseUnknown();
    /// Likewise. \returns \a value, or what is wrong
    template<typename T>
    [[nodiscard]] Result<T> finish(T value)
    {
        refuseUnknown();
        return m_error.empty() ? Result<T>{std::move(value), {}} : Result<T>{std::nullopt, m_error};
    }

private:
    [[nodiscard]] const JsonValue *optional(std::string_view name);
    [[nodiscard]] const JsonValue *required(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(const JsonValue *list, std::string_view name);
    [[nodiscard]] const JsonValue *object(const JsonValue *value, std::string_view name);

    std::string m_name;
    std::string_view m_text;
    JsonValue m_root;
    std::set<std::string, std::less<>> m_known;
    std::string m_error;
};

} // namespace candor
