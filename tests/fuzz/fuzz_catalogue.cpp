// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "candor/catalogue.h"
#include "catalogue/usagedata.h"
#include "catalogue/widening.h"

#include <algorithm>
#include <string>

using namespace candor;
using fuzz::require;

/// A catalogue that is taken is whole: what it declares can be found, belongs to a category, and its example fits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string error;
    const auto catalogue = Catalogue::fromJson({reinterpret_cast<const char *>(data), size}, &error);
    if (!catalogue) {
        require(error.rfind("catalogue.json", 0) == 0, "the message names the file");
        return 0;
    }
    require(!catalogue->id().empty(), "a catalogue has an id");
    for (const EventDefinition &event : catalogue->events()) {
        require(catalogue->find(event.name) == &event, "an event is found under its name, and declared once");
        require(!Catalogue::in(event.purpose, "de_AT").empty(), "an event says why it is collected");
        const EventRules &rules = event.rules;
        require(rules.ratio >= 0 && rules.ratio <= 1, "a ratio is a share");
        require(rules.aggregate.count() >= 0 && rules.aggregate <= std::chrono::hours(1), "a window has an end");
        require(rules.aggregate.count() == 0 || (event.property("count") && !rules.daily),
                "what is added up has a number to say so");
        for (const EventProperty &property : event.properties) {
            require(event.property(property.name) == &property, "a property is found, and declared once");
            require(!accepts(property, OwnedValue(std::string(5000, 'x'))), "no property takes text without end");
            require(property.type != PropertyType::Text || property.category == Category::Errors,
                    "messages are errors");
            require(property.otherwise.empty() || accepts(property, OwnedValue(property.otherwise)),
                    "what takes the place of a value is one");
        }
    }
    require(widenings(*catalogue, *catalogue).empty(), "a catalogue is not wider than itself");
    const std::string document = usageDataMarkdown(*catalogue, {}, "# Guide\n");
    require(document.find('\x1b') == std::string::npos && document.find('\0') == std::string::npos,
            "a document can be shown anywhere");
    std::size_t properties = catalogue->commonProperties().size();
    for (const EventDefinition &event : catalogue->events())
        properties += event.properties.size();
    std::size_t rows = 0;
    for (std::size_t at = document.find("\n| "); at != std::string::npos; at = document.find("\n| ", at + 1)) {
        const std::string row = document.substr(at + 1, document.find('\n', at + 1) - at - 1);
        rows += std::count(row.begin(), row.end(), '|') == 6 ? 1U : 0U;
    }
    std::size_t heads = catalogue->commonProperties().empty() ? 0 : 2;
    for (const EventDefinition &event : catalogue->events())
        heads += event.properties.empty() ? 0 : 2;
    require(rows == properties + heads, "each property is a row of five cells, whatever its texts are");
    return 0;
}
