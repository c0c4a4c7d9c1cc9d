// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/ownedvalue.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

enum class PropertyType {
    Boolean,
    Integer,
    DurationMs, ///< integer >= 0, milliseconds
    Enumeration, ///< one of EventProperty::values; "enum" in the file
    Version, ///< digits and dots, an optional suffix of letters, digits and -+.; at most 40 characters
    Token, ///< lower-case letters, digits and ._-/ ; at most 64 characters
    Region, ///< two upper-case letters (ISO 3166-1; ZZ: unknown)
};

/// A text by language tag; "en" is always there.
using CatalogueText = std::map<std::string, std::string, std::less<>>;

struct EventProperty
{
    std::string name;
    PropertyType type = PropertyType::Boolean;
    std::vector<std::string> values; ///< for Enumeration
    std::string category; ///< "usage" or "errors"; the event's unless the file says otherwise
    CatalogueText description;
    std::string example; ///< as JSON
};

struct EventDefinition
{
    std::string name; ///< object.verb_past
    std::string category; ///< "usage" or "errors"
    CatalogueText purpose; ///< why it is collected
    std::string owner;
    std::string since; ///< application version
    std::string expires; ///< YYYY-MM-DD; collecting ends there
    std::vector<EventProperty> properties;

    [[nodiscard]] const EventProperty *property(std::string_view name) const;
};

/// What may be collected and why: catalogue.json (JSON Schema beside it). What it does not declare cannot leave.
/// Qt-free, immutable once made; safe to share between threads.
class Catalogue
{
public:
    /// \returns nothing, with \a error "catalogue.json, line 12: what is wrong and what is expected". Types that this
    /// version cannot yet handle safely ("text", "hashed") are errors, so that nothing unscrubbed is collected.
    [[nodiscard]] static std::shared_ptr<const Catalogue> fromJson(std::string_view json, std::string *error);

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] const std::vector<EventDefinition> &events() const { return m_events; }
    /// What each category ("usage", "errors") is, for a person.
    [[nodiscard]] const std::map<std::string, CatalogueText, std::less<>> &categories() const { return m_categories; }
    /// Properties that every event carries (app_version, notice).
    [[nodiscard]] const std::vector<EventProperty> &commonProperties() const { return m_common; }
    [[nodiscard]] const EventDefinition *find(std::string_view name) const;

    /// \a text in \a language ("de_AT" falls back to "de", then "en").
    [[nodiscard]] static const std::string &in(const CatalogueText &text, std::string_view language);

private:
    friend class CatalogueReader;
    Catalogue() = default;
    std::string m_id;
    std::map<std::string, CatalogueText, std::less<>> m_categories;
    std::vector<EventDefinition> m_events;
    std::vector<EventProperty> m_common;
    std::map<std::string, std::size_t, std::less<>> m_index;
};

/// Does \a value fit \a property's type, range and list? Never converts.
[[nodiscard]] bool accepts(const EventProperty &property, const OwnedValue &value);

} // namespace candor
