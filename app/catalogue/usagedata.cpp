// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "catalogue/usagedata.h"

#include "system/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace candor {

namespace {

using ascii::isAlphanumeric;

std::string typeInWords(const EventProperty &property)
{
    switch (property.type) {
    case PropertyType::Boolean:
        return "yes or no";
    case PropertyType::Integer:
        return "whole number";
    case PropertyType::DurationMs:
        return "milliseconds";
    case PropertyType::Number:
        if (property.decimals == 0)
            return "number, rounded to a whole one";
        return "number with " + std::to_string(property.decimals) + (property.decimals == 1 ? " decimal" : " decimals")
            + " at most";
    case PropertyType::Enumeration:
        return "one of a list";
    case PropertyType::Version:
        return "version number";
    case PropertyType::Token:
        return "short word";
    case PropertyType::Region:
        return "country code";
    case PropertyType::Hashed:
        return "hash, not the text itself";
    case PropertyType::Text:
        return "message, scrubbed";
    }
    return {};
}

std::string valuesInWords(const EventProperty &property)
{
    std::string result;
    for (const std::string &value : property.values)
        result += (result.empty() ? "" : ", ") + markdownCode(value);
    if (!property.otherwise.empty())
        result += "; anything else becomes " + markdownCode(property.otherwise);
    return result.empty() ? "–" : result;
}

/// The shortest text that reads back as the same number: 0.1 is "0.1".
std::string number(double value)
{
    std::array<char, 32> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

std::string duration(std::chrono::milliseconds time)
{
    if (time.count() % 1000 == 0)
        return number(static_cast<double>(time.count() / 1000)) + (time.count() == 1000 ? " second" : " seconds");
    return std::to_string(time.count()) + (time.count() == 1 ? " millisecond" : " milliseconds");
}

std::string rulesInWords(const EventRules &rules)
{
    if (rules.disabled)
        return "Switched off: nothing of it is recorded at present.";
    std::string result;
    if (rules.ratio < 1)
        result += "Recorded by a share of " + number(rules.ratio)
            + " of all installations, and by none of the others; an installation stays on its side. ";
    if (rules.daily)
        result += "Recorded once a day at most. ";
    if (rules.aggregate.count() > 0)
        result += "What happens in the same " + duration(rules.aggregate)
            + ", counted by the clock, with the same properties is recorded as one event, with their number. ";
    if (result.empty())
        return "Every time it happens.";
    result.pop_back();
    return result;
}

void addProperties(const std::vector<EventProperty> &properties, Category category, std::string *out)
{
    if (properties.empty()) {
        *out += "Nothing but its name, its time and what every event carries.\n\n";
        return;
    }
    *out += "| property | type | values | what it says | example |\n| --- | --- | --- | --- | --- |\n";
    for (const EventProperty &property : properties) {
        std::string says = markdownEscaped(Catalogue::in(property.description, "en"));
        if (property.category != category)
            says += " Only with a yes to " + std::string(categoryName(property.category)) + ".";
        std::string example = markdownCode(property.example);
        if (property.type == PropertyType::Hashed)
            example += " leaves as 64 hexadecimal digits";
        *out += "| " + markdownCode(property.name) + " | " + typeInWords(property) + " | " + valuesInWords(property)
            + " | " + says + " | " + example + " |\n";
    }
    *out += '\n';
}

void addEvent(const EventDefinition &event, std::string *out)
{
    *out += "#### " + markdownEscaped(event.name) + "\n\n";
    *out += markdownEscaped(Catalogue::in(event.purpose, "en")) + "\n\n";
    *out += "- When: " + rulesInWords(event.rules) + '\n';
    *out += "- Collected since version " + markdownEscaped(event.since) + ", until " + markdownEscaped(event.expires)
        + " at the latest\n";
    *out += "- Owner: " + markdownEscaped(event.owner) + "\n\n";
    addProperties(event.properties, event.category, out);
}

void addCategory(const Catalogue &catalogue, Category category, std::string_view heading, const std::string &noticeText,
                 std::string *out)
{
    *out += "### " + std::string(heading) + "\n\n";
    *out += "The question says: " + markdownEscaped(noticeText) + "\n\n";
    const CatalogueText &description = catalogue.description(category);
    if (!description.empty())
        *out += "In short: " + markdownEscaped(Catalogue::in(description, "en")) + "\n\n";
    const std::size_t before = out->size();
    for (const EventDefinition &event : catalogue.events()) {
        if (event.category == category)
            addEvent(event, out);
    }
    if (out->size() == before)
        *out += "No event belongs to this category alone at present.\n\n";
}

std::string withNotice(std::string_view text, const UsageDataNotice &notice)
{
    const std::array<std::pair<std::string_view, const std::string *>, 15> places{{
        {"@controller@", &notice.controller},
        {"@contact@", &notice.contact},
        {"@privacyStatement@", &notice.privacyStatement},
        {"@purpose@", &notice.purpose},
        {"@recipients@", &notice.recipients},
        {"@recipientsLocal@", &notice.recipientsLocal},
        {"@storedWhere@", &notice.storedWhere},
        {"@storedHowLong@", &notice.storedHowLong},
        {"@access@", &notice.access},
        {"@deletion@", &notice.deletion},
        {"@never@", &notice.never},
        {"@identity@", &notice.identity},
        {"@connection@", &notice.connection},
        {"@usage@", &notice.usage},
        {"@errors@", &notice.errors},
    }};
    // Placeholders are replaced in one pass, so that none is found inside a text of the notice.
    std::string result;
    while (!text.empty()) {
        const auto place = std::find_if(places.begin(), places.end(), [text](const auto &candidate) {
            return text.substr(0, candidate.first.size()) == candidate.first;
        });
        if (place != places.end()) {
            result += markdownEscaped(*place->second);
            text.remove_prefix(place->first.size());
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

constexpr std::string_view introduction = R"(
## Who, what for, where to

- **Responsible:** @controller@. Questions: @contact@. Privacy statement: @privacyStatement@.
- **Purpose:** @purpose@
- **Recipient:** fixed when the program is built; the question names it, and so does `candor telemetry status`. With a
  recipient: @recipients@ As the sources come, without one: @recipientsLocal@
- **Stored by the recipient:** @storedWhere@, deleted @storedHowLong@. @access@ @connection@
- **Stored on this computer:** what waits (what could not be sent for 30 days is dropped) and what was sent or rejected in
  the last 7 days; notes of what was not recorded, for 7 days and 500 at most, with the name as the catalogue declares it,
  the reason and the time (of what was refused by category or is switched off only a number); counters of all this, and how
  sending went; marks of the events that are recorded once a day; the local secret that hashes are made with. Together at
  most 10 MB, and a no erases all of it.

Nothing is collected before a yes: no record, no id, no connection. The yes can be for usage, for errors or for both, and
everything works the same without it.

## How to switch it off

A no works at once in every running copy: a transfer is aborted, and what waits on the computer is erased.

| where | how | for whom |
| --- | --- | --- |
| the window | *Settings › Preferences › Telemetry* | you |
| a terminal | `candor telemetry disable` | you |
| `settings.json` | `"telemetry.enabled": false`, or `telemetry.usage` or `telemetry.errors`; one switch with Podman Desktop | you |
| the environment | `CANDOR_TELEMETRY=0`, `DO_NOT_TRACK=1`, or `CANDOR_DESTINATION=none`; CI systems are recognised | that process |
| the administrator | `locked.json` together with `default-settings.json`, see below | everybody on the computer |
| the packager | `-DCANDOR_DESTINATION=none`: a program that sends nothing | everybody |

All of these can refuse; only your answer, in the window or in the terminal, can agree.

The administrator needs two files in the same folder: `locked.json` names the key, such as
`{"locked": ["telemetry.enabled"]}` (or `telemetry.usage`, `telemetry.errors`), and `default-settings.json` gives it the
value `false`. A key that is locked to `true` or to no value changes nothing; while a file can't be understood nothing is
collected. The folder is one of

- on Linux `/etc/candor`, `/run/host/etc/candor`, `/etc/podman-desktop`, `/run/host/etc/podman-desktop`,
  `/usr/share/podman-desktop`, `/run/host/usr/share/podman-desktop` (those in `/run/host` are the computer's own, seen
  from inside a Flatpak),
- on Windows `Candor` or `Podman Desktop` in `%PROGRAMDATA%`,
- on macOS `Candor` or `io.podman_desktop.PodmanDesktop` in `/Library/Application Support`.

## How to look at everything

- *Privacy › Activity* shows each event: what waits, what was sent and when, what was not recorded and why, and the exact
  bytes, which are the bytes that leave.
- `candor telemetry show` prints the same in a terminal, `candor telemetry status` the numbers: each event is either
  waiting, being sent, delivered or dropped for a reason that is counted.
- `LOG_LEVEL=trace` makes the program print each event as it is stored, each transfer and its answer.
- `candor telemetry catalogue` prints what is below in your language, `--markdown` this document, `--json` the catalogue.

## How to have it deleted

- On this computer: a no erases what is kept. `~/.redhat/anonymousId` stays, because other tools use it.
- At the recipient: @deletion@

)";

// Describes what delivery/posthogformat.cpp and delivery/segmentformat.cpp write; a test compares them.
constexpr std::string_view wireFormats =
    R"(Around these stands what the recipient's format asks for:

- **PostHog:** `event` (the name), `uuid` (the id of the event), `distinct_id` (the id), `timestamp`, and `properties`; and
  among those `$lib` (`candor`), `$lib_version`, `$ip` (`0.0.0.0`, so that it does not take the address of the connection
  instead), `$geoip_disable` (`true`: don't look up a place) and `$process_person_profile` (`false`: don't make a profile).
  A request has `api_key`, the key of the recipient's project, and `sent_at`, the time it leaves.
- **Segment:** `type` (`track`), `event` (the name), `messageId` (the id of the event), `anonymousId` (the id), `timestamp`,
  `properties`, and `context` with `ip` (`0.0.0.0`, likewise) and `library`, which has `name` (`candor`) and `version`. A
  request has the key in a header, and `sentAt`, the time it leaves.
)";

constexpr std::string_view explanations = R"(
## What is never collected

@never@

Also never: what a person types, chooses as a name or opens; values of preferences; visits to the pages about privacy and
changes of what was agreed to; `candor telemetry` commands; arguments and values of options; bodies of requests and
answers, path parameters and queries of addresses, addresses of repositories; the place where the computer is.

## The id

@identity@

It is a random number. The yes makes it, where none of those tools has made it before; nothing earlier does. It comes
neither from the computer nor from the account, and says nothing about them by itself. Who has it can tell which records
belong together, and that is what it is for: to tell one person's hundred exports from a hundred persons' one.

## Hashes

A property of the type "hash" never leaves as it is. What leaves is a fingerprint of 64 hexadecimal digits, calculated
(HMAC-SHA-256) with a secret number that only this computer has. Two equal texts have the same fingerprint, so it can be
seen that something happened twice with the same thing, and not with which. Another computer has another secret: the same
text has another fingerprint there, and nobody can find it by trying out well-known names. A no erases the secret.

## Scrubbing

A message of an error can hold what nobody meant to send. Before it is first written to the disk, only what nobody chose
stays in it: the words that programs, systems and libraries print, as they stand in a list, version numbers, short
numbers, times and codes. Everything else is replaced: names, paths, addresses, e-mail, IP and MAC addresses, passwords,
keys and tokens, ids and checksums, telephone numbers, and whatever is not English. What remains is the part that helps to
repair. A word of the list can still be one that somebody chose; that is why each message can be read, word for word as it
is kept and sent, and deleted before it is sent. Names of images leave only if the catalogue lists them; everything else
becomes `other`.

)";

} // namespace

std::string markdownEscaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // Characters with a meaning in tables or raw HTML become entities: backslashes do not escape them there.
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '|')
            result += "&#124;";
        else if (c == '\n' || c == '\r')
            result += ' ';
        else if (std::string_view("\\`*[]~$").find(c) != std::string_view::npos)
            result += std::string("\\") + c;
        else if (c == '_'
                 && !(i > 0 && i + 1 < text.size() && isAlphanumeric(text[i - 1]) && isAlphanumeric(text[i + 1])))
            result += "\\_"; // between letters it is not markup
        else if (i == 0 && std::string_view("#+-=").find(c) != std::string_view::npos)
            result += std::string("\\") + c;
        else
            result += c;
    }
    // A leading "1." or "1)" would begin a list.
    const std::size_t digits = std::min(result.find_first_not_of("0123456789"), result.size());
    if (digits > 0 && digits < result.size() && (result[digits] == '.' || result[digits] == ')')
        && (digits + 1 == result.size() || result[digits + 1] == ' '))
        result.insert(digits, 1, '\\');
    return result;
}

std::string markdownCode(std::string_view text)
{
    // A pipe ends a table cell even between backticks, and renderers differ in how it can be escaped there.
    if (text.find('|') != std::string_view::npos)
        return "<code>" + markdownEscaped(text) + "</code>";
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    // Renderers strip one space on each side. The space separates a backtick at an end from the fence.
    const bool padded = text.front() == '`' || text.back() == '`'
        || (text.front() == ' ' && text.back() == ' ' && text.find_first_not_of(' ') != std::string_view::npos);
    return fence + (padded ? " " : "") + std::string(text) + (padded ? " " : "") + fence;
}

std::string usageDataMarkdown(const Catalogue &catalogue, const UsageDataNotice &notice, std::string_view guide)
{
    std::string result =
        "<!-- SPDX-FileCopyrightText: 2026 The Candor project -->\n<!-- SPDX-License-Identifier: MIT -->\n"
        "<!-- Generated from the catalogue, the notice and the guide: cmake --build --preset dev --target "
        "candor_usage_data -->\n\n# Usage data\n\n";
    result += "What the application may collect, why, and what you can do about it. The catalogue is "
        + markdownCode(catalogue.id()) + ", the notice has version " + std::to_string(notice.version)
        + ". What is not listed here cannot leave: the program drops what its catalogue does not declare.\n";
    result += withNotice(introduction, notice);
    result += "## What is collected\n\n";
    addCategory(catalogue, Category::Usage, "Usage", notice.usage, &result);
    addCategory(catalogue, Category::Errors, "Errors", notice.errors, &result);
    result += "### With every event\n\nIts name, its time, an id of its own by which the recipient recognises a second "
              "copy, the id that is described below, and:\n\n";
    addProperties(catalogue.commonProperties(), Category::Usage, &result);
    result += wireFormats;
    result += withNotice(explanations, notice);
    result += guide;
    if (result.back() != '\n')
        result += '\n';
    return result;
}

} // namespace candor
