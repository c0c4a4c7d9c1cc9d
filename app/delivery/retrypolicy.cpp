// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "delivery/retrypolicy.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace candor {

namespace {

using namespace std::chrono;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads an HTTP date word by word. strptime() would expect the language of the locale.
class DateReader
{
public:
    explicit DateReader(std::string_view text)
        : m_rest(text)
    {
    }

    bool literal(std::string_view expected)
    {
        if (m_rest.substr(0, expected.size()) != expected)
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }

    /// Reads exactly \a digits digits; with \a padded a leading space counts as a zero, as in asctime().
    bool number(int digits, int *value, bool padded = false)
    {
        if (m_rest.size() < static_cast<std::size_t>(digits))
            return false;
        *value = 0;
        for (int i = 0; i < digits; ++i) {
            const char c = m_rest[static_cast<std::size_t>(i)];
            if (padded && i == 0 && c == ' ')
                continue;
            if (!isDigit(c))
                return false;
            *value = *value * 10 + (c - '0');
        }
        m_rest.remove_prefix(static_cast<std::size_t>(digits));
        return true;
    }

    template<std::size_t N>
    bool oneOf(const std::array<std::string_view, N> &names, int *index)
    {
        for (std::size_t i = 0; i < N; ++i) {
            if (literal(names[i])) {
                *index = static_cast<int>(i);
                return true;
            }
        }
        return false;
    }

    bool time(hours *h, minutes *m, seconds *s)
    {
        int hour = 0;
        int minute = 0;
        int second = 0;
        if (!number(2, &hour) || !literal(":") || !number(2, &minute) || !literal(":") || !number(2, &second))
            return false;
        *h = hours(hour);
        *m = minutes(minute);
        *s = seconds(second);
        return hour < 24 && minute < 60 && second <= 60; // 60 is a leap second
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> shortDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 7> longDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};

struct HttpDate
{
    int day = 0;
    int month = 0;
    int year = 0;
    hours h{};
    minutes m{};
    seconds s{};

    // In seconds: nanoseconds of the system clock overflow in the year 2262.
    [[nodiscard]] std::optional<sys_seconds> toTime() const
    {
        const year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month + 1)),
                                  std::chrono::day(static_cast<unsigned>(day)));
        if (!date.ok())
            return std::nullopt;
        return sys_days(date) + h + m + s;
    }
};

/// "Sun, 06 Nov 1994 08:49:37 GMT"
bool readFixed(DateReader reader, HttpDate *date)
{
    int ignored = 0;
    return reader.oneOf(shortDays, &ignored) && reader.literal(", ") && reader.number(2, &date->day)
        && reader.literal(" ") && reader.oneOf(months, &date->month) && reader.literal(" ")
        && reader.number(4, &date->year) && reader.literal(" ") && reader.time(&date->h, &date->m, &date->s)
        && reader.literal(" GMT") && reader.atEnd();
}

/// "Sunday, 06-Nov-94 08:49:37 GMT"; a date more than 50 years ahead means one in the past.
bool readRfc850(DateReader reader, system_clock::time_point now, HttpDate *date)
{
    int ignored = 0;
    if (!(reader.oneOf(longDays, &ignored) && reader.literal(", ") && reader.number(2, &date->day)
          && reader.literal("-") && reader.oneOf(months, &date->month) && reader.literal("-")
          && reader.number(2, &date->year) && reader.literal(" ") && reader.time(&date->h, &date->m, &date->s)
          && reader.literal(" GMT") && reader.atEnd()))
        return false;
    const int thisYear = static_cast<int>(year_month_day(floor<days>(now)).year());
    date->year += thisYear - thisYear % 100;
    if (date->year > thisYear + 50)
        date->year -= 100;
    return true;
}

/// "Sun Nov  6 08:49:37 1994"
bool readAsctime(DateReader reader, HttpDate *date)
{
    int ignored = 0;
    return reader.oneOf(shortDays, &ignored) && reader.literal(" ") && reader.oneOf(months, &date->month)
        && reader.literal(" ") && reader.number(2, &date->day, true) && reader.literal(" ")
        && reader.time(&date->h, &date->m, &date->s) && reader.literal(" ") && reader.number(4, &date->year)
        && reader.atEnd();
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

    HttpDate date;
    if (!readFixed(DateReader(header), &date) && !readRfc850(DateReader(header), now, &date)
        && !readAsctime(DateReader(header), &date))
        return std::nullopt;
    const auto time = date.toTime();
    if (!time)
        return std::nullopt;
    return std::clamp<milliseconds>(*time - floor<milliseconds>(now), milliseconds(0), longest);
}

} // namespace candor
