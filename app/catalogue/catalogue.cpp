// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/catalogue.h"

#include "catalogue/propertyrules.h"

#include <algorithm>
#include <cmath>

namespace candor {

const EventProperty *EventDefinition::property(std::string_view wanted) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [wanted](const EventProperty &property) { return property.name == wanted; });
    return found == properties.end() ? nullptr : &*found;
}

std::shared_ptr<const Catalogue> Catalogue::empty()
{
    return std::shared_ptr<const Catalogue>(new Catalogue);
}

const CatalogueText &Catalogue::description(Category category) const
{
    static const CatalogueText none;
    const auto found = m_categories.find(category);
    return found == m_categories.end() ? none : found->second;
}

const EventDefinition *Catalogue::find(std::string_view name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &m_events[found->second];
}

const std::string &Catalogue::in(const CatalogueText &text, std::string_view language)
{
    static const std::string nothing;
    std::string tag(language);
    std::replace(tag.begin(), tag.end(), '-', '_');
    for (const std::string_view wanted :
         {std::string_view(tag), std::string_view(tag).substr(0, tag.find('_')), std::string_view("en")}) {
        if (const auto found = text.find(wanted); found != text.end())
            return found->second;
    }
    return nothing;
}

namespace {

// A double is exact for whole numbers up to this, and so for fractions with as many digits.
constexpr double largestWhole = 9007199254740992; // 2^53

double scaleOf(const EventProperty &property)
{
    double scale = 1;
    for (int i = 0; i < property.decimals; ++i)
        scale *= 10;
    return scale;
}

bool isInRange(const EventProperty &property, double value)
{
    return std::isfinite(value) && std::abs(value) * scaleOf(property) <= largestWhole;
}

} // namespace

double rounded(const EventProperty &property, double value)
{
    const double scale = scaleOf(property);
    return std::round(value * scale) / scale + 0.0; // no negative zero
}

bool accepts(const EventProperty &property, const OwnedValue &value)
{
    const auto *const real = std::get_if<double>(&value);
    const auto *const integer = std::get_if<std::int64_t>(&value);
    const auto *const text = std::get_if<std::string>(&value);
    switch (property.type) {
    case PropertyType::Boolean:
        return std::holds_alternative<bool>(value);
    case PropertyType::Integer:
        return integer != nullptr;
    case PropertyType::DurationMs:
        return integer && *integer >= 0;
    case PropertyType::Number:
        return (real && isInRange(property, *real)) || (integer && isInRange(property, static_cast<double>(*integer)));
    case PropertyType::Enumeration:
        return text && std::find(property.values.begin(), property.values.end(), *text) != property.values.end();
    case PropertyType::Version:
        return text && propertyrules::isVersion(*text);
    case PropertyType::Token:
        return text && propertyrules::isToken(*text);
    case PropertyType::Region:
        return text && propertyrules::isRegion(*text);
    case PropertyType::Hashed:
    case PropertyType::Text:
        return text && text->size() <= EventProperty::maximumTextBytes;
    }
    return false;
}

} // namespace candor
