// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsfile.h"
#include "settings/settingsvalue.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace candor {

namespace {

QByteArray encode(const SettingValue &value)
{
    if (const auto *boolean = std::get_if<bool>(&value))
        return *boolean ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
    return QByteArray::fromStdString(quotedJson(std::get<QString>(value).toStdString()));
}

QByteArray newLine(const QByteArray &content)
{
    return content.contains("\r\n") ? QByteArrayLiteral("\r\n") : QByteArrayLiteral("\n");
}

QByteArray replaced(QByteArray content, std::size_t begin, std::size_t end, const QByteArray &with)
{
    return content.replace(static_cast<qsizetype>(begin), static_cast<qsizetype>(end - begin), with);
}

/// Adds a member at the end, formatted like the one before it.
QByteArray append(const QByteArray &content, const JsonValue &settings, std::string_view key, const QByteArray &value)
{
    const QByteArray encodedKey = QByteArray::fromStdString(quotedJson(key));
    const JsonValue::Object &members = *settings.object();
    if (members.empty()) {
        const QByteArray line = newLine(content);
        return replaced(content, settings.begin + 1, settings.end - 1, line + "  " + encodedKey + ": " + value + line);
    }
    const JsonMember &last = members.back();
    std::size_t indent = last.begin;
    while (indent > settings.begin + 1 && view(content)[indent - 1] != ',')
        --indent;
    QByteArray added(",");
    added += view(content).substr(indent, last.begin - indent);
    added += encodedKey;
    added += view(content).substr(last.end, last.value.begin - last.end); // the colon
    return replaced(content, last.value.end, last.value.end, added + value);
}

QByteArray remove(const QByteArray &content, const JsonValue &settings, const JsonMember *member)
{
    const JsonValue::Object &members = *settings.object();
    if (members.size() == 1)
        return replaced(content, settings.begin + 1, settings.end - 1, {});
    if (member != &members.back())
        return replaced(content, member->begin, (member + 1)->begin, {});
    // Remove the comma as well: it would precede the closing bracket.
    return replaced(content, (member - 1)->value.end, member->value.end, {});
}

} // namespace

Result<QByteArray> spliceSettings(const QByteArray &content, const std::vector<SettingsChange> &changes)
{
    QByteArray result = content.isEmpty() ? QByteArrayLiteral("{}") : content;
    for (const SettingsChange &change : changes) {
        const JsonResult found = findJsonMembers(view(result));
        if (!found)
            return {std::nullopt, found.error};
        // Check all keys, not only the one to change: a file whose meaning is unclear must not be edited.
        if (const auto twice = keyThatStandsTwice(*found))
            return {std::nullopt, twice->toStdString()};
        const std::vector<const JsonMember *> places = membersNamed(*found, view(change.key));
        const bool wanted = !std::holds_alternative<std::monostate>(change.value);
        if (places.empty()) {
            if (wanted)
                result = append(result, *found, view(change.key), encode(change.value));
        } else if (!wanted) {
            result = remove(result, *found, places.front());
        } else {
            const JsonValue &value = places.front()->value;
            // The same value in another spelling stays as it is.
            if (decodeSettingValue(change.key, value.bytesIn(view(result))) != change.value)
                result = replaced(result, value.begin, value.end, encode(change.value));
        }
    }
    return {result, {}};
}

QByteArray withoutNestedRefusals(QByteArray content, const std::vector<SettingsChange> &changes)
{
    constexpr std::string_view container = "telemetry";
    constexpr std::string_view on = "true";
    for (const SettingsChange &change : changes) {
        const std::string_view name = view(change.key);
        const JsonResult found = findJsonMembers(view(content));
        if (!found || change.value != SettingValue(true) || !name.starts_with(container))
            continue;
        const std::string_view leaf = name.substr(container.size() + 1);
        std::vector<std::pair<std::size_t, std::size_t>> refusing; // offsets where their values begin and end
        for (const JsonMember *const outer : membersNamed(*found, container)) {
            const std::string_view value = outer->value.bytesIn(view(content));
            if (!value.starts_with('{')) {
                if (change.key.name == settingkeys::telemetryEnabled.name && value != on)
                    refusing.emplace_back(outer->value.begin, outer->value.end);
                continue;
            }
            const JsonResult inner = findJsonMembers(value);
            if (!inner)
                continue;
            for (const JsonMember *const member : membersNamed(*inner, leaf)) {
                if (member->value.bytesIn(value) != on)
                    refusing.emplace_back(outer->value.begin + member->value.begin,
                                          outer->value.begin + member->value.end);
            }
        }
        // Replace from the end, so that the offsets before it stay valid.
        std::for_each(refusing.rbegin(), refusing.rend(), [&content](const auto &place) {
            content = replaced(content, place.first, place.second, QByteArrayLiteral("true"));
        });
    }
    return content;
}

} // namespace candor
