// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/category.h"
#include "candor/export.h"
#include "candor/ownedvalue.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

enum class PropertyType {
    Boolean,
    Integer,
    DurationMs, ///< integer >= 0, milliseconds
    /// A finite number that leaves rounded to EventProperty::decimals; at most 2^53 when it is written without the
    /// point
    Number,
    Enumeration, ///< one of EventProperty::values; "enum" in the file
    Version, ///< digits and dots, an optional suffix of letters, digits and -+.; at most 40 characters
    Token, ///< lower-case letters, digits and ._-/ ; at most 64 characters
    Region, ///< two upper-case letters (ISO 3166-1; ZZ: unknown)
    Hashed, ///< a text that leaves as its HMAC-SHA-256 with a secret of this computer; for open sets of values
    Text, ///< scrubbed of personal data before it is stored; for error messages
};

/// A text by language tag; "en" is always there.
using CatalogueText = std::map<std::string, std::string, std::less<>>;

struct EventProperty
{
    static constexpr std::size_t maximumTextBytes = 4096; ///< of Hashed and Text, before that is done
    static constexpr int maximumDecimals = 6;

    std::string name; ///< of a-z, 0-9 and _, or one of errorproperties.h
    PropertyType type = PropertyType::Boolean;
    std::vector<std::string> values; ///< for Enumeration
    /// For Enumeration: one of values, which takes the place of a text that is none of them; empty: the event is
    /// dropped.
    std::string otherwise;
    int decimals = 0; ///< for Number: so many leave, 0 to maximumDecimals
    Category category = Category::Usage; ///< the event's unless the file says otherwise
    CatalogueText description;
    std::string example; ///< as JSON
};

/// What of an event is recorded; with the defaults: everything.
struct EventRules
{
    bool disabled = false; ///< nothing is recorded: dropped[disabled]
    double ratio = 1; ///< 0 (nobody) to 1 (everybody); stable per id and event: dropped[sampled]
    bool daily = false; ///< the first of a local day alone, over all processes: dropped[daily]
    /// Above 0: what happens in one window of this length, with the same properties, is one event with their number in
    /// its property "count", which the event declares and track() does not give: dropped[aggregated]. The "duration_ms"
    /// of the others is added up. Windows follow the wall clock and begin at other moments on each computer: two events
    /// closer together than this may be two.
    std::chrono::milliseconds aggregate{0};
};

struct CANDOR_EXPORT EventDefinition
{
    std::string name; ///< object.verb_past
    Category category = Category::Usage;
    CatalogueText purpose; ///< why it is collected
    std::string owner;
    std::string since; ///< application version
    std::string expires; ///< YYYY-MM-DD; collecting ends there
    EventRules rules;
    std::vector<EventProperty> properties; ///< with those of the file's "outcome" behind its own, if it wants them

    [[nodiscard]] const EventProperty *property(std::string_view name) const;
};

/// What may be collected and why: catalogue.json (JSON Schema beside it). What it does not declare cannot leave.
/// Qt-free, immutable once made; safe to share between threads.
class CANDOR_EXPORT Catalogue
{
public:
    /// \returns nothing, with \a error "catalogue.json, line 12: what is wrong and what is expected".
    [[nodiscard]] static std::shared_ptr<const Catalogue> fromJson(std::string_view json, std::string *error);
    /// Declares nothing.
    [[nodiscard]] static std::shared_ptr<const Catalogue> empty();

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] const std::vector<EventDefinition> &events() const { return m_events; }
    /// What \a category is, for a person; empty if nothing is declared.
    [[nodiscard]] const CatalogueText &description(Category category) const;
    /// Properties that every event carries (app_version, notice).
    [[nodiscard]] const std::vector<EventProperty> &commonProperties() const { return m_common; }
    [[nodiscard]] const EventDefinition *find(std::string_view name) const;

    /// \a text in \a language ("de_AT" falls back to "de", then "en").
    [[nodiscard]] static const std::string &in(const CatalogueText &text, std::string_view language);

private:
    friend class CatalogueReader;
    Catalogue() = default;
    std::string m_id;
    std::map<Category, CatalogueText> m_categories;
    std::vector<EventDefinition> m_events;
    std::vector<EventProperty> m_common;
    std::map<std::string, std::size_t, std::less<>> m_index;
};

/// Does \a value fit \a property's type, range and list? Never converts; a Number may be given as a whole one.
[[nodiscard]] CANDOR_EXPORT bool accepts(const EventProperty &property, const OwnedValue &value);
/// What leaves of \a value, which \a property accepts: of the type Number.
[[nodiscard]] CANDOR_EXPORT double rounded(const EventProperty &property, double value);

} // namespace candor
