// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/catalogue.h"
#include "system/jsonfile.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The building blocks of the catalogue's reader: each function reads one element, or notes what is wrong, where, and
/// what is expected. The first error is kept, and every function returns false from then on. Internal to catalogue/;
/// Qt-free.
class CatalogueElements
{
public:
    explicit CatalogueElements(JsonFile &file)
        : m_file(file)
    {
    }

protected:
    using Value = JsonValue;

    /// In characters, as a user counts them, not bytes.
    static constexpr std::size_t longestText = 1000;
    static constexpr std::size_t longestWords = 100; ///< for owners and the values of an enum

    [[nodiscard]] static std::string quoted(std::string_view text);

    bool fail(const Value &where, const std::string &what) { return m_file.fail(where, what); }
    bool isObject(const Value &value, const std::string &what);
    bool isList(const Value &value, const std::string &what, std::size_t most);
    /// One line that can be shown anywhere, also in a terminal: it has no control characters and does not begin with a
    /// space.
    bool isText(const Value &value, const std::string &what, std::size_t longest);
    bool onlyMembers(const Value &object, const std::string &what, std::initializer_list<std::string_view> allowed);
    /// Null, with an error noted, if the member is missing.
    const Value *member(const Value &object, const std::string &what, const char *name);
    bool readString(const Value &object, const std::string &what, const char *name, std::string *result);
    bool readText(const Value &object, const std::string &what, const char *name, CatalogueText *result);
    /// A missing member leaves \a result unchanged.
    bool readFlag(const Value &object, const std::string &what, const char *name, bool *result);
    /// \a fallback: the category if the member is missing; nothing if it is required.
    bool readCategory(const Value &object, const std::string &what, std::optional<Category> fallback, Category *result);
    /// \a of: the owner of the properties, for messages; \a category: the default of their category; \a common: the
    /// properties that every event has.
    bool readProperties(const Value &list, const std::string &of, std::size_t most, Category category,
                        const std::vector<EventProperty> &common, std::vector<EventProperty> *result);

    JsonFile &m_file;
};

} // namespace candor
