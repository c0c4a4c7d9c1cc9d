// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/ownedvalue.h"
#include "candor/value.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// What is in the ring only to be counted, without properties.
enum class RecordMark {
    None,
    Unfit, ///< its properties did not fit into a record
    Early, ///< it happened before the yes: nothing of it is here
};

/// One event as it lies in the ring: bytes, no JSON.
struct DecodedRecord
{
    std::int64_t timeMs = 0; ///< when it happened, Unix ms UTC
    std::string name;
    std::vector<OwnedProperty> properties;
    RecordMark mark = RecordMark::None;
};

/// Texts longer than this are cut, at a character's border.
inline constexpr std::size_t maximumTextBytes = 4096;
/// An event that does not fit is refused whole (dropped[invalid]).
inline constexpr std::size_t maximumRecordBytes = 16384;
inline constexpr std::size_t maximumProperties = 64;
inline constexpr std::size_t maximumKeyBytes = 255;

/// Flattens an event into \a buffer without allocating. \returns the bytes used, or nothing if it does not fit, has
/// more than maximumProperties, an empty name, or a key longer than maximumKeyBytes. \a optional stand behind \a
/// properties and are decoded as OwnedProperty::optional: what is added to an event by another than the one who
/// recorded it.
[[nodiscard]] std::optional<std::size_t> encodeRecord(std::span<std::byte> buffer, std::int64_t timeMs,
                                                      std::string_view name, std::span<const Property> properties,
                                                      std::span<const Property> optional = {});

/// In the place of an event that is only counted: a name, and why.
[[nodiscard]] std::optional<std::size_t> encodeMark(std::span<std::byte> buffer, std::int64_t timeMs,
                                                    std::string_view name, RecordMark mark);

/// The inverse; never reads beyond \a bytes, nothing for anything malformed.
[[nodiscard]] std::optional<DecodedRecord> decodeRecord(std::span<const std::byte> bytes);

} // namespace candor
