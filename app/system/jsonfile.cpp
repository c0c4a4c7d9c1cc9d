// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/jsonfile.h"

#include <limits>
#include <utility>

namespace candor {

JsonFile::JsonFile(std::string name, std::string_view text)
    : m_name(std::move(name))
    , m_text(text)
{
    JsonResult result = parseStrictJson(text);
    if (result.value)
        m_root = std::move(*result.value);
    else
        m_error = m_name + ", " + result.error;
}

bool JsonFile::fail(const JsonValue &where, std::string_view what)
{
    if (m_error.empty())
        m_error = m_name + ", line " + std::to_string(where.line) + ": " + std::string(what);
    return false;
}

void JsonFile::failMember(std::string_view name, std::string_view what)
{
    fail(m_root.at(name), '"' + std::string(name) + "\": " + std::string(what));
}

const JsonValue *JsonFile::optional(std::string_view name)
{
    if (!m_root.object())
        fail(m_root, "expected one JSON object");
    if (!m_error.empty())
        return nullptr;
    m_known.emplace(name);
    return m_root.find(name);
}

const JsonValue *JsonFile::required(std::string_view name)
{
    const JsonValue *const value = optional(name);
    if (!value)
        fail(m_root, "the member \"" + std::string(name) + "\" is missing");
    return value;
}

std::string JsonFile::text(std::string_view name)
{
    const JsonValue *const value = required(name);
    if (value && !value->text())
        failMember(name, "expected a text in quotes");
    return value && value->text() ? *value->text() : std::string();
}

std::vector<std::string> JsonFile::texts(const JsonValue *list, std::string_view name)
{
    std::vector<std::string> result;
    if (!list)
        return result;
    if (!list->list()) {
        failMember(name, "expected a list of texts");
        return result;
    }
    for (const JsonValue &item : *list->list()) {
        if (!item.text()) {
            fail(item, '"' + std::string(name) + "\": expected a list of texts and nothing else");
            return {};
        }
        result.push_back(*item.text());
    }
    return result;
}

int JsonFile::integer(std::string_view name, int minimum)
{
    const JsonValue *const value = required(name);
    const auto whole = value ? value->integer(minimum, std::numeric_limits<int>::max()) : std::nullopt;
    if (!whole)
        failMember(name, "expected a whole number of at least " + std::to_string(minimum));
    return static_cast<int>(whole.value_or(0));
}

bool JsonFile::boolean(std::string_view name)
{
    const JsonValue *const value = required(name);
    const bool *const boolean = value ? value->boolean() : nullptr;
    if (!boolean)
        failMember(name, "expected true or false");
    return boolean && *boolean;
}

const JsonValue *JsonFile::object(const JsonValue *value, std::string_view name)
{
    if (!value || value->object())
        return value;
    failMember(name, "expected an object");
    return nullptr;
}

void JsonFile::refuseUnknown()
{
    if (!m_error.empty())
        return;
    for (const JsonMember &member : *m_root.object()) {
        if (!m_known.contains(member.name))
            return failMember(member.name, "is not a member that is known here");
    }
}

} // namespace candor
