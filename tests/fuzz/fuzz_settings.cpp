// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "fuzz/fuzztarget.h"

#include "settings/settingsfile.h"
#include "settings/settingsvalue.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace candor;
using fuzz::require;

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

/// The members that nobody asked to change, as they stand in \a content, byte for byte.
Members foreignMembers(const QByteArray &content, const JsonValue &found, const std::vector<SettingsChange> &changes)
{
    Members result;
    for (const JsonMember &member : *found.object()) {
        const bool ours = std::any_of(changes.begin(), changes.end(), [&member](const SettingsChange &change) {
            return view(change.key) == member.name;
        });
        if (!ours)
            result.emplace_back(view(content).substr(member.begin, member.end - member.begin),
                                member.value.bytesIn(view(content)));
    }
    return result;
}

std::vector<SettingsChange> changesFrom(fuzz::Input *input)
{
    std::vector<SettingsChange> changes;
    for (const SettingKey &key : settingkeys::all) {
        const std::uint8_t choice = input->byte() % 4;
        if (choice == 0)
            continue;
        SettingValue value;
        if (choice == 2)
            value = key.type == SettingKey::Type::Boolean ? SettingValue(true) : SettingValue(QStringLiteral("dark"));
        else if (choice == 3)
            value = key.type == SettingKey::Type::Boolean ? SettingValue(false)
                                                          : SettingValue(QStringLiteral("\"\\\n\u00e4"));
        changes.push_back({key, value});
    }
    return changes;
}

} // namespace

/// Splicing changes what it was asked to and nothing else, and does so only where it understands the whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::vector<SettingsChange> changes = changesFrom(&input);
    const QByteArray content(input.rest().data(), static_cast<qsizetype>(input.rest().size()));

    const JsonResult read = findJsonMembers(view(content));
    const std::optional<JsonValue> &before = read.value;
    require(before || !read.error.empty(), "a file that can't be read is explained");
    const auto spliced = spliceSettings(content, changes);
    if (!spliced) {
        require(!spliced.error.empty(), "a file that can't be spliced is explained");
        require(!before || keyThatStandsTwice(*before), "what can be read can be spliced");
        return 0;
    }
    if (changes.empty()) {
        require(*spliced == (content.isEmpty() ? QByteArray("{}") : content), "no change changes nothing");
        return 0;
    }
    require(before || content.isEmpty(), "what can't be read is not spliced");

    const std::optional<JsonValue> after = findJsonMembers(view(*spliced)).value;
    require(after.has_value(), "what was spliced can be read");
    if (before) {
        require(foreignMembers(content, *before, changes) == foreignMembers(*spliced, *after, changes),
                "foreign members keep their bytes and their order");
        require(view(content).substr(0, before->begin) == view(*spliced).substr(0, after->begin),
                "what stands before the object stays");
        require(view(content).substr(before->end) == view(*spliced).substr(after->end),
                "what stands behind the object stays");
    }
    for (const SettingsChange &change : changes) {
        const auto places = membersNamed(*after, view(change.key));
        if (std::holds_alternative<std::monostate>(change.value)) {
            require(places.empty(), "a removed key is gone");
            continue;
        }
        require(places.size() == 1, "a key that was set stands once");
        const std::string_view value = places.front()->value.bytesIn(view(*spliced));
        require(decodeSettingValue(change.key, value) == change.value, "reading back gives what was set");
    }
    const auto again = spliceSettings(*spliced, changes);
    require(again && *again == *spliced, "the same change twice is the same as once");
    return 0;
}
