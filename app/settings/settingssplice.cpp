// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "settings/settingsfile.h"
#include "settings/settingsmembers.h"
#include "settings/settingsvalue.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace candor {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray encodeString(const QByteArray &utf8)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    return {buffer.GetString(), static_cast<qsizetype>(buffer.GetSize())};
}

QByteArray encode(const SettingValue &value)
{
    if (const auto *boolean = std::get_if<bool>(&value))
        return *boolean ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
    return encodeString(std::get<QString>(value).toUtf8());
}

QByteArray newLine(const QByteArray &content)
{
    return content.contains("\r\n") ? QByteArrayLiteral("\r\n") : QByteArrayLiteral("\n");
}

/// Adds a member at the end, set out as the one before it.
QByteArray append(QByteArray content, const SettingsMembers &found, const QByteArray &key, const QByteArray &value)
{
    const QByteArray encodedKey = encodeString(key);
    const auto begin = static_cast<qsizetype>(found.objectBegin);
    const auto end = static_cast<qsizetype>(found.objectEnd);
    if (found.members.empty()) {
        const QByteArray line = newLine(content);
        return content.replace(begin + 1, end - begin - 1, line + "  " + encodedKey + ": " + value + line);
    }
    const SettingsMember &last = found.members.back();
    const auto keyBegin = static_cast<qsizetype>(last.keyBegin);
    const auto keyEnd = static_cast<qsizetype>(last.keyEnd);
    qsizetype indent = keyBegin;
    while (indent > begin + 1 && content.at(indent - 1) != ',')
        --indent;
    const QByteArray before = content.mid(indent, keyBegin - indent);
    const QByteArray colon = content.mid(keyEnd, static_cast<qsizetype>(last.valueBegin) - keyEnd);
    return content.insert(static_cast<qsizetype>(last.valueEnd), ',' + before + encodedKey + colon + value);
}

QByteArray remove(QByteArray content, const SettingsMembers &found, std::size_t index)
{
    const SettingsMember &member = found.members[index];
    std::size_t from = member.keyBegin;
    std::size_t to = member.valueEnd;
    if (found.members.size() == 1) {
        from = found.objectBegin + 1;
        to = found.objectEnd;
    } else if (index + 1 < found.members.size()) {
        to = found.members[index + 1].keyBegin;
    } else {
        from = found.members[index - 1].valueEnd; // with the comma, which would stand before the closing bracket
    }
    return content.remove(static_cast<qsizetype>(from), static_cast<qsizetype>(to - from));
}

} // namespace

std::optional<QByteArray> spliceSettings(const QByteArray &content, const std::vector<SettingsChange> &changes,
                                         QString *problem)
{
    QByteArray result = content.isEmpty() ? QByteArrayLiteral("{}") : content;
    for (const SettingsChange &change : changes) {
        std::string what;
        const std::optional<SettingsMembers> found = findSettingsMembers(view(result), &what);
        if (!found) {
            *problem = QString::fromStdString(what);
            return std::nullopt;
        }
        // Not only the key that is to change: what can't be read must not be built upon.
        if (const auto twice = keyThatStandsTwice(*found)) {
            *problem = *twice;
            return std::nullopt;
        }
        const QByteArray key(change.key.name.data(), change.key.name.size());
        const std::vector<std::size_t> places = found->find(view(key));
        const bool wanted = !std::holds_alternative<std::monostate>(change.value);
        if (places.empty()) {
            if (wanted)
                result = append(result, *found, key, encode(change.value));
        } else if (!wanted) {
            result = remove(result, *found, places.front());
        } else {
            const SettingsMember &member = found->members[places.front()];
            const auto begin = static_cast<qsizetype>(member.valueBegin);
            const auto length = static_cast<qsizetype>(member.valueEnd) - begin;
            // The same value in another spelling stays as it is.
            if (decodeSettingValue(change.key, result.mid(begin, length)) != change.value)
                result.replace(begin, length, encode(change.value));
        }
    }
    return result;
}

QByteArray withoutNestedRefusals(QByteArray content, const std::vector<SettingsChange> &changes)
{
    constexpr std::string_view container = "telemetry";
    constexpr std::string_view on = "true";
    std::string ignored;
    for (const SettingsChange &change : changes) {
        const std::string_view name(change.key.name.data(), static_cast<std::size_t>(change.key.name.size()));
        const std::optional<SettingsMembers> found = findSettingsMembers(view(content), &ignored);
        if (!found || change.value != SettingValue(true) || !name.starts_with(container))
            continue;
        const std::string_view leaf = name.substr(container.size() + 1);
        std::vector<std::pair<std::size_t, std::size_t>> refusing; // where their values begin and end
        for (const std::size_t place : found->find(container)) {
            const SettingsMember &outer = found->members[place];
            const std::string_view value = view(content).substr(outer.valueBegin, outer.valueEnd - outer.valueBegin);
            if (!value.starts_with('{')) {
                if (change.key.name == settingkeys::telemetryEnabled.name && value != on)
                    refusing.emplace_back(outer.valueBegin, outer.valueEnd);
                continue;
            }
            const std::optional<SettingsMembers> inner = findSettingsMembers(value, &ignored);
            for (const std::size_t each : inner ? inner->find(leaf) : std::vector<std::size_t>()) {
                const SettingsMember &member = inner->members[each];
                if (value.substr(member.valueBegin, member.valueEnd - member.valueBegin) != on)
                    refusing.emplace_back(outer.valueBegin + member.valueBegin, outer.valueBegin + member.valueEnd);
            }
        }
        // From behind, so that the places before it stay where they are.
        std::for_each(refusing.rbegin(), refusing.rend(), [&content, on](const auto &place) {
            content.replace(static_cast<qsizetype>(place.first), static_cast<qsizetype>(place.second - place.first),
                            QByteArray(on.data(), static_cast<qsizetype>(on.size())));
        });
    }
    return content;
}

} // namespace candor
