// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "catalogue/catalogueelements.h"

#include <string>
#include <vector>

namespace candor {

/// Reads lists of properties in a catalogue. Internal to catalogue/; Qt-free.
class PropertyReader : public CatalogueElements
{
public:
    using CatalogueElements::CatalogueElements;

protected:
    static constexpr std::size_t mostValues = 500;
    static constexpr std::size_t longestExample = 200;

    /// \a of: the owner of the properties, for messages; \a category: the default of their category; \a common: the
    /// properties that every event has.
    bool readProperties(const Value &list, const std::string &of, std::size_t most, Category category,
                        const std::vector<EventProperty> &common, std::vector<EventProperty> *result);

private:
    bool readProperty(const Value &entry, Category category, EventProperty *property);
    bool hasTypeOfError(const Value &entry, const std::string &what, const EventProperty &property);
    bool textIsOfErrors(const Value &entry, const std::string &what, const EventProperty &property);
    bool readType(const Value &entry, const std::string &what, EventProperty *property);
    bool readValues(const Value &entry, const std::string &what, EventProperty *property);
    bool readOtherwise(const Value &entry, const std::string &what, EventProperty *property);
    bool readDecimals(const Value &entry, const std::string &what, EventProperty *property);
    bool readExample(const Value &entry, const std::string &what, EventProperty *property);
};

} // namespace candor
