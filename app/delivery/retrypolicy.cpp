// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/retrypolicy.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <cstdint>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// An HTTP date in one of its three forms; the name of the day is not compared with it.
std::optional<sys_seconds> readDate(const QString &text, system_clock::time_point now)
{
    const QString names = u"JanFebMarAprMayJunJulAugSepOctNovDec"_s;
    const QString month = u"(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"_s;
    const QString time = u"(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)"_s; // 60: a leap second
    const QString shortDay = u"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"_s;
    const QString forms[] = {
        shortDay + u", (?<day>\\d\\d) "_s + month + u" (?<year>\\d{4}) "_s + time + u" GMT"_s,
        u"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-"_s + month + u"-(?<year>\\d\\d) "_s + time
            + u" GMT"_s,
        shortDay + u' ' + month + u" (?<day>[ \\d]\\d) "_s + time + u" (?<year>\\d{4})"_s,
    };
    for (const QString &form : forms) {
        const auto match = QRegularExpression(QRegularExpression::anchoredPattern(form)).match(text);
        if (!match.hasMatch())
            continue;
        const auto number = [&match](const QString &part) { return match.captured(part).trimmed().toInt(); };
        int inYear = number(u"year"_s);
        if (match.capturedLength(u"year"_s) == 2) { // more than 50 years ahead means in the past
            const int thisYear = static_cast<int>(year_month_day(floor<days>(now)).year());
            inYear += thisYear - thisYear % 100;
            if (inYear > thisYear + 50)
                inYear -= 100;
        }
        const auto inMonth = static_cast<unsigned>(names.indexOf(match.captured(u"month"_s)) / 3 + 1);
        const year_month_day date(year(inYear), std::chrono::month(inMonth),
                                  day(static_cast<unsigned>(number(u"day"_s))));
        if (!date.ok())
            return std::nullopt;
        // In seconds: nanoseconds of the system clock overflow in the year 2262.
        return sys_days(date) + hours(number(u"hour"_s)) + minutes(number(u"minute"_s)) + seconds(number(u"second"_s));
    }
    return std::nullopt;
}

/// The comparison is written so that NaN also becomes 0.
double fraction(double uniform)
{
    return uniform > 0.0 ? std::min(uniform, 1.0) : 0.0;
}

} // namespace

milliseconds RetryPolicy::delay(int failures, double uniform)
{
    milliseconds base = seconds(1);
    // Two steps already exceed the longest delay; more would overflow.
    for (int i = 0; i < std::min(failures, 2); ++i)
        base = std::min<milliseconds>(longestDelay, base * 60);
    return duration_cast<milliseconds>(base * (0.5 + 0.5 * fraction(uniform)));
}

milliseconds RetryPolicy::delay(int failures, double uniform, std::optional<milliseconds> asked)
{
    const milliseconds usual = delay(failures, uniform);
    if (!asked || *asked <= usual)
        return usual;
    const milliseconds spread = std::min<milliseconds>(longestDelay, *asked * 10);
    return *asked + duration_cast<milliseconds>(spread * fraction(uniform));
}

std::optional<milliseconds> RetryPolicy::retryAfter(std::string_view header, system_clock::time_point now)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t first = header.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return std::nullopt;
    header = header.substr(first, header.find_last_not_of(blanks) - first + 1);

    constexpr milliseconds longest = longestRetryAfter;
    if (std::all_of(header.begin(), header.end(), isDigit)) {
        std::int64_t value = 0;
        for (const char c : header)
            value = std::min<std::int64_t>(value * 10 + (c - '0'), longest / seconds(1)); // prevents overflow, too
        return std::min<milliseconds>(longest, seconds(value));
    }

    const auto time = readDate(QString::fromLatin1(header.data(), static_cast<qsizetype>(header.size())), now);
    if (!time)
        return std::nullopt;
    return std::clamp<milliseconds>(*time - floor<milliseconds>(now), milliseconds(0), longest);
}

} // namespace candor
