// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "telemetry/eventpreparation.h"

#include "candor/errorproperties.h"
#include "catalogue/expiry.h"
#include "queue/eventid.h"
#include "telemetry/eventfolding.h"
#include "telemetry/nameforms.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

namespace candor {

namespace {

constexpr std::size_t maximumWords = 256; // how many are cached
constexpr std::size_t burstDigits = 32; // 128 bits

constexpr std::int64_t millisecondsOfADay = std::chrono::milliseconds(std::chrono::days(1)).count();

/// Is \a word, a token, a program's name for a failure: words that programs print (disk_full, std.bad_alloc), or a name
/// that identifies itself as an error (acme.sync_error)? Anything else may be a key or a person's name.
bool isFailure(const std::string &word, const std::function<std::string(std::string_view text)> &scrub)
{
    for (const std::string_view ending : {"_error", "_exception", "_failure", "_fault", "_timeout"}) {
        if (word.ends_with(ending) && word.find_first_of("0123456789/") == std::string::npos)
            return true;
    }
    for (std::size_t from = 0; from <= word.size();) {
        const std::size_t end = std::min(word.find('.', from), word.size());
        const std::string_view part = std::string_view(word).substr(from, end - from);
        if (scrub && scrub(part) != part)
            return false;
        from = end + 1;
    }
    return true;
}

std::int64_t localDay(const Clock &clock, std::int64_t unixMs)
{
    using namespace std::chrono;
    // A range that is sufficient for every event and representable by the system clock.
    constexpr std::int64_t farthest = milliseconds(hours(24) * 365 * 250).count();
    const milliseconds time(std::clamp(unixMs, -farthest, farthest));
    return floor<days>(time + clock.utcOffset(system_clock::time_point(time))).count();
}

/// The first 64 bits of \a hash as a fraction: 0 <= result <= 1. The same on every platform.
double shareOf(std::string_view hash)
{
    constexpr std::size_t digits = 16;
    std::uint64_t value = 0;
    const std::string_view first = hash.substr(0, digits);
    const auto read = std::from_chars(first.data(), first.data() + first.size(), value, 16);
    if (first.size() < digits || read.ptr != first.data() + first.size())
        return 1; // without a hash the event is in no share
    return std::ldexp(static_cast<double>(value), -64);
}

/// Events that the library records by itself, without a call by the application.
bool isOfLibrary(std::string_view name)
{
    return name == "app.started" || name == "app.stopped" || name == "activity.exported";
}

std::vector<OwnedProperty> declaredCommon(const Catalogue &catalogue, std::vector<OwnedProperty> common)
{
    const std::vector<EventProperty> &declared = catalogue.commonProperties();
    std::erase_if(common, [&declared](const OwnedProperty &given) {
        return std::none_of(declared.begin(), declared.end(), [&given](const EventProperty &property) {
            return property.name == given.key && accepts(property, given.value);
        });
    });
    return common;
}

} // namespace

EventPreparation::EventPreparation(Means means, std::uint64_t ringBase, EventIdentity identity,
                                   std::vector<OwnedProperty> common)
    : m_means(std::move(means))
    , m_identity(std::move(identity), ringBase, m_means.treatment.keyedHash, m_means.secret)
    , m_common(declaredCommon(*m_means.catalogue, std::move(common)))
{
}

EventPreparation::Prepared EventPreparation::prepare(DecodedRecord record, std::uint64_t sequence, Categories granted)
{
    Prepared result;
    if (record.mark == RecordMark::Early) {
        result.reason = DropReason::Early;
        return result;
    }
    const EventDefinition *const definition = m_means.catalogue->find(record.name);
    if (!definition) {
        result.reason = DropReason::Undeclared;
        result.isNothing = isOfLibrary(record.name);
        return result;
    }
    result.name = definition->name;
    const std::int64_t day = dailyid::dayOf(record.timeMs);
    switch (m_identity.turnTo(day)) {
    case IdentityOfEvents::Turned::Same:
        break;
    case IdentityOfEvents::Turned::Changed:
        m_rulings.clear(); // with another id other events are in the share
        break;
    case IdentityOfEvents::Turned::NotNow:
        result.postponed = true;
        return result;
    case IdentityOfEvents::Turned::Never:
        return result;
    }
    const Ruling &ruling = rulingOn(*definition);
    std::optional<DropReason> reason;
    if (day > ruling.lastDay)
        reason = DropReason::Retired;
    else if (!granted.testFlag(definition->category))
        reason = DropReason::Category;
    else if (ruling.reason)
        reason = ruling.reason;
    else if (record.mark == RecordMark::Unfit)
        reason = DropReason::Invalid;
    else
        reason = check(*definition, granted, &record.properties);
    if (reason) {
        result.reason = *reason;
        return result;
    }
    // A duration that began on the previous day would link this event to one with that day's id.
    const std::int64_t sinceMidnight = record.timeMs - day * millisecondsOfADay;
    for (std::size_t i = 0; i < record.properties.size(); ++i) {
        const bool isDuration = m_declared[i]->type == PropertyType::DurationMs;
        if (auto *const value = std::get_if<std::int64_t>(&record.properties[i].value);
            value && isDuration && m_identity.isDaily())
            *value = std::min(*value, sinceMidnight);
        const Fitness fitness = treat(*m_declared[i], &record.properties[i]);
        if (fitness == Fitness::Fit)
            continue;
        result.postponed = fitness == Fitness::Postponed;
        return result;
    }

    NewEvent event;
    event.id = eventId(record.timeMs, m_identity.ringBase(), sequence);
    event.name = std::move(record.name);
    event.timeMs = record.timeMs;
    event.categories = definition->category;
    for (const EventProperty *declared : m_declared)
        event.categories |= declared->category;
    if (!addRule(*definition, granted, &record.properties, &event))
        return result;
    event.body = encode(event, record.properties);
    const std::size_t room = event.rule && !event.rule->burst.empty() ? eventfolding::room : 0;
    if (static_cast<std::int64_t>(event.body.size() + room) <= m_means.wire->maximumEventBytes())
        result.event = std::move(event);
    return result;
}

std::string EventPreparation::encode(const NewEvent &event, std::span<const OwnedProperty> properties) const
{
    EventFields fields;
    fields.id = event.id;
    fields.anonymousId = m_identity.id();
    fields.name = event.name;
    fields.timeMs = event.timeMs;
    fields.properties = properties;
    fields.common = m_common;
    return m_means.wire->encodeEvent(fields);
}

bool EventPreparation::addRule(const EventDefinition &definition, Categories granted,
                               std::vector<OwnedProperty> *properties, NewEvent *event) const
{
    const EventRules &rules = definition.rules;
    if (!rules.daily && rules.aggregate.count() == 0)
        return true;
    auto rule = std::make_shared<StoringRule>();
    if (rules.daily) {
        if (!m_means.clock)
            return false;
        rule->day = localDay(*m_means.clock, event->timeMs);
    }
    const EventProperty *const count = definition.property("count");
    if (rules.aggregate.count() > 0 && count && granted.testFlag(count->category)) {
        *properties = eventfolding::arrange(definition, std::move(*properties));
        // Equal for events that differ only in their time and the two numbers.
        NewEvent nobodys;
        nobodys.name = event->name;
        const std::string same = encode(nobodys, eventfolding::withoutNumbers(*properties));
        if (!m_means.treatment.keyedHash)
            return false;
        rule->burst = m_means.treatment.keyedHash(definition.name, same).substr(0, burstDigits);
        if (rule->burst.size() != burstDigits)
            return false;
        rule->window = rules.aggregate;
        rule->fold = eventfolding::fold;
    }
    event->rule = std::move(rule);
    return true;
}

/// Computes once what is the same for all events of a definition.
const EventPreparation::Ruling &EventPreparation::rulingOn(const EventDefinition &definition)
{
    const auto [entry, isNew] = m_rulings.try_emplace(&definition);
    Ruling &ruling = entry->second;
    if (isNew) {
        ruling.lastDay = lastDay(definition).time_since_epoch().count();
        ruling.reason = definition.rules.disabled ? DropReason::Disabled : sample(definition);
    }
    return ruling;
}

/// Returns nothing if this id is in the share that records the event.
std::optional<DropReason> EventPreparation::sample(const EventDefinition &definition) const
{
    const double ratio = definition.rules.ratio;
    if (ratio >= 1)
        return std::nullopt;
    if (!(ratio > 0))
        return DropReason::Sampled;
    if (!m_means.treatment.keyedHash)
        return DropReason::Invalid;
    // The name of the event is part of the hash, so that different computers record different sampled events.
    const bool inside = shareOf(m_means.treatment.keyedHash(m_identity.id(), definition.name)) < ratio;
    return inside ? std::nullopt : std::optional(DropReason::Sampled);
}

/// Returns nothing if the names and types of the properties are as declared. Removes the properties of categories that
/// were not granted, and stores the declarations of the others in m_declared.
std::optional<DropReason> EventPreparation::check(const EventDefinition &definition, Categories granted,
                                                  std::vector<OwnedProperty> *properties)
{
    // The whole event is dropped if a property is undeclared or of the wrong type: half an event would puzzle its
    // reader, and the count shows the mistake. Only these properties are left out: those of a category that was not
    // granted, and undeclared ones that the library has added to the event (a duration, the words of a failure).
    std::erase_if(*properties, [&definition](const OwnedProperty &given) {
        return given.optional && !definition.property(given.key);
    });
    if (properties->size() > maximumProperties)
        return DropReason::Invalid;
    m_declared.clear();
    bool allGranted = true;
    for (std::size_t i = 0; i < properties->size(); ++i) {
        OwnedProperty &given = (*properties)[i];
        // A fast path: usually properties are given in the order of their declaration.
        const EventProperty *const declared =
            i < definition.properties.size() && definition.properties[i].name == given.key
            ? &definition.properties[i]
            : definition.property(given.key);
        if (!declared)
            return DropReason::Undeclared;
        const bool twice = std::find(m_declared.begin(), m_declared.end(), declared) != m_declared.end();
        // The caller of track() must not set the number of an aggregated event.
        const bool isCount = definition.rules.aggregate.count() > 0 && declared->name == "count";
        const bool takesOther = !declared->otherwise.empty() && std::holds_alternative<std::string>(given.value);
        if (twice || isCount || (!takesOther && !accepts(*declared, given.value)))
            return DropReason::Invalid;
        m_declared.push_back(declared);
        allGranted = allGranted && granted.testFlag(declared->category);
    }
    if (allGranted)
        return std::nullopt;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < properties->size(); ++i) {
        if (!granted.testFlag(m_declared[i]->category))
            continue;
        if (kept != i)
            (*properties)[kept] = std::move((*properties)[i]);
        m_declared[kept++] = m_declared[i];
    }
    properties->resize(kept);
    m_declared.resize(kept);
    return std::nullopt;
}

/// Does \a word name a place, or this computer or its user? Results are cached, because programs use few words often.
bool EventPreparation::isPersonal(const std::string &word)
{
    if (const auto known = m_words.find(word); known != m_words.end())
        return known->second;
    const std::function<bool(std::string_view)> &holdsKnownName = m_means.treatment.holdsKnownName;
    const bool result = nameforms::isPlace(word) || (holdsKnownName && holdsKnownName(word));
    if (m_words.size() >= maximumWords)
        m_words.clear();
    m_words.emplace(word, result);
    return result;
}

/// Converts an accepted value to a form that may be stored.
EventPreparation::Fitness EventPreparation::treat(const EventProperty &declared, OwnedProperty *given)
{
    if (declared.type == PropertyType::Enumeration) {
        if (!accepts(declared, given->value))
            given->value = declared.otherwise;
        return Fitness::Fit;
    }
    if (declared.type == PropertyType::Number) {
        const auto *const whole = std::get_if<std::int64_t>(&given->value);
        given->value = rounded(declared, whole ? static_cast<double>(*whole) : std::get<double>(given->value));
        return Fitness::Fit;
    }
    if (declared.type == PropertyType::Text) {
        if (given->trusted)
            return Fitness::Fit;
        if (!m_means.treatment.scrub)
            return Fitness::Unfit;
        given->value = m_means.treatment.scrub(std::get<std::string>(given->value));
        return Fitness::Fit;
    }
    if ((declared.type == PropertyType::Token || declared.type == PropertyType::Version) && !given->trusted) {
        const std::string &word = std::get<std::string>(given->value);
        const bool isClass = declared.name == errorproperties::className;
        if (!isPersonal(word) && (!isClass || isFailure(word, m_means.treatment.scrub)))
            return Fitness::Fit;
        // Another program often determines the kind of a failure: the rest of the event is worth more than that.
        if (!isClass)
            return Fitness::Unfit;
        given->value = std::string(nameforms::otherName);
        return Fitness::Fit;
    }
    if (declared.type != PropertyType::Hashed)
        return Fitness::Fit;
    if (!m_means.treatment.keyedHash)
        return Fitness::Unfit;
    const std::string *const key = m_identity.hashKey();
    if (!key)
        return Fitness::Postponed;
    // A hash without a key could be found in a table.
    if (key->empty())
        return Fitness::Unfit;
    std::string hash = m_means.treatment.keyedHash(*key, std::get<std::string>(given->value));
    if (hash.empty())
        return Fitness::Unfit;
    given->value = std::move(hash);
    return Fitness::Fit;
}

} // namespace candor
