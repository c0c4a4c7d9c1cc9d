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

/// A JSON file that is validated while it is read. The first error is kept, as one sentence with file and line. All
/// later queries return empty values, so a caller can read everything and check error() once, at the end. Qt-free.
class JsonFile
{
public:
    /// \a name: the file's name in messages, without a folder. \a text must be strict JSON and must outlive this
    /// object.
    JsonFile(std::string name, std::string_view text);

    [[nodiscard]] const JsonValue &root() const { return m_root; }
    [[nodiscard]] std::string_view bytesOf(const JsonValue &value) const { return value.bytesIn(m_text); }
    /// "notice.json, line 7: what is wrong and what is expected"; empty if all is well.
    [[nodiscard]] const std::string &error() const { return m_error; }
    /// Reports \a what as the error at \a where. \returns false
    bool fail(const JsonValue &where, std::string_view what);

    // Members of the outermost object. Unless it is optional, a missing member is an error.
    [[nodiscard]] std::string text(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) { return texts(required(name), name); }
    /// Empty if the member is missing, which is not an error.
    [[nodiscard]] std::vector<std::string> optionalTexts(std::string_view name) { return texts(optional(name), name); }
    [[nodiscard]] int integer(std::string_view name, int minimum);
    [[nodiscard]] bool boolean(std::string_view name);
    /// Null after an error.
    [[nodiscard]] const JsonValue *object(std::string_view name) { return object(required(name), name); }
    /// Null if the member is missing, which is not an error.
    [[nodiscard]] const JsonValue *optionalObject(std::string_view name) { return object(optional(name), name); }

    /// Reports \a what as the error of the member \a name.
    void failMember(std::string_view name, std::string_view what);
    /// Call after the last member: a member that was never queried is unknown, which is an error.
    void refuseUnknown();
    /// Calls refuseUnknown(). \returns \a value, or the error
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
