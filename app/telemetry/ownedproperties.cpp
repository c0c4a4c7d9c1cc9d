// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/ownedproperties.h"

#include "queue/eventrecord.h"
#include "queue/utf8.h"

#include <QList>

#include <algorithm>
#include <type_traits>

namespace candor {

// A little more than is recorded, so that the encoder truncates it between two characters.
std::string ownedText(std::string_view text)
{
    return std::string(text.substr(0, maximumTextBytes + 4));
}

std::string ownedText(QStringView text)
{
    // toUtf8() would turn an invalid character into a question mark; a record contains U+FFFD instead.
    std::string result;
    for (const uint character : text.first(std::min<qsizetype>(text.size(), maximumTextBytes)).toUcs4()) {
        char bytes[4];
        result.append(bytes, utf8::encode(character, bytes));
    }
    return result;
}

OwnedProperty ownedProperty(const Property &property)
{
    OwnedProperty result;
    result.key = property.key.substr(0, maximumKeyBytes + 1); // a little more, so that the encoder rejects it
    result.trusted = property.value.isTrusted();
    std::visit(
        [&result](const auto &held) {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::string_view> || std::is_same_v<T, QStringView>)
                result.value = ownedText(held);
            else
                result.value = held;
        },
        property.value.storage());
    return result;
}

Property propertyView(const OwnedProperty &property)
{
    if (property.trusted)
        return {property.key, TrustedText(std::get<std::string>(property.value))};
    return {property.key, std::visit([](const auto &held) { return Value(held); }, property.value)};
}

} // namespace candor
