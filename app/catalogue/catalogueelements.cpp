// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/catalogueelements.h"

#include "catalogue/propertyrules.h"

#include <algorithm>

namespace candor {

namespace {

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::string CatalogueElements::quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

bool CatalogueElements::isObject(const Value &value, const std::string &what)
{
    return value.object() || fail(value, what + " must be an object");
}

bool CatalogueElements::isList(const Value &value, const std::string &what, std::size_t most)
{
    if (!value.list())
        return fail(value, what + " must be a list");
    return value.list()->size() <= most || fail(value, what + " must be a list of at most " + std::to_string(most));
}

bool CatalogueElements::isText(const Value &value, const std::string &what, std::size_t longest)
{
    const std::string *const text = value.text();
    if (!text || text->empty())
        return fail(value, what + " must be a text that is not empty");
    if (!propertyrules::isOneLine(*text))
        return fail(value, what + " must be one line that begins with no space and has no control characters");
    return characters(*text) <= longest
        || fail(value, what + " must be a text of at most " + std::to_string(longest) + " characters");
}

bool CatalogueElements::onlyMembers(const Value &object, const std::string &what,
                                    std::initializer_list<std::string_view> allowed)
{
    for (const JsonMember &entry : *object.object()) {
        if (std::find(allowed.begin(), allowed.end(), entry.name) != allowed.end())
            continue;
        std::string list;
        for (const std::string_view name : allowed)
            list += (list.empty() ? "" : ", ") + std::string(name);
        return fail(entry.value, what + " has the unknown member " + quoted(entry.name) + "; there are: " + list);
    }
    return true;
}

const CatalogueElements::Value *CatalogueElements::member(const Value &object, const std::string &what,
                                                          const char *name)
{
    const Value *const found = object.find(name);
    if (!found)
        fail(object, what + " has no " + quoted(name));
    return found;
}

bool CatalogueElements::readString(const Value &object, const std::string &what, const char *name, std::string *result)
{
    const Value *const value = member(object, what, name);
    if (!value || !isText(*value, quoted(name) + " of " + what, longestWords))
        return false;
    *result = *value->text();
    return true;
}

bool CatalogueElements::readText(const Value &object, const std::string &what, const char *name, CatalogueText *result)
{
    const Value *const value = member(object, what, name);
    if (!value)
        return false;
    const std::string of = quoted(name) + " of " + what;
    if (!value->find("en"))
        return fail(*value, of + " must be an object of texts by language, with \"en\"");
    for (const JsonMember &entry : *value->object()) {
        if (!propertyrules::isLanguage(entry.name))
            return fail(entry.value, quoted(entry.name) + " is not a language such as \"de\" or \"de_AT\"");
        if (!isText(entry.value, quoted(entry.name) + " in " + of, longestText))
            return false;
        result->emplace(entry.name, *entry.value.text());
    }
    return true;
}

bool CatalogueElements::readFlag(const Value &object, const std::string &what, const char *name, bool *result)
{
    const Value *const found = object.find(name);
    if (!found)
        return true;
    if (!found->boolean())
        return fail(*found, quoted(name) + " in " + what + " must be true or false");
    *result = *found->boolean();
    return true;
}

bool CatalogueElements::readCategory(const Value &object, const std::string &what, std::optional<Category> fallback,
                                     Category *result)
{
    if (fallback && !object.find("category")) {
        *result = *fallback;
        return true;
    }
    std::string name;
    if (!readString(object, what, "category", &name))
        return false;
    const std::optional<Category> category = categoryNamed(name);
    if (!category)
        return fail(object.at("category"), "the category " + quoted(name) + " must be \"usage\" or \"errors\"");
    *result = *category;
    return true;
}

} // namespace candor
