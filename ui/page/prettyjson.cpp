// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "page/prettyjson.h"

namespace candor {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The first position from \a at that is not white space.
qsizetype skipSpace(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && isSpace(json.at(at)))
        ++at;
    return at;
}

/// The position after the string that begins at \a at.
qsizetype endOfString(const QByteArray &json, qsizetype at)
{
    for (++at; at < json.size(); ++at) {
        if (json.at(at) == '\\')
            ++at;
        else if (json.at(at) == '"')
            return at + 1;
    }
    return json.size();
}

} // namespace

QByteArray prettyJson(const QByteArray &json)
{
    QByteArray result;
    result.reserve(json.size() * 2);
    int depth = 0;
    const auto newLine = [&] {
        result += '\n';
        result += QByteArray(2 * qMax(0, depth), ' ');
    };
    for (qsizetype at = 0; at < json.size();) {
        const char c = json.at(at);
        if (isSpace(c)) {
            ++at;
        } else if (c == '"') {
            const qsizetype end = endOfString(json, at);
            result += json.sliced(at, end - at);
            at = end;
        } else if (c == '{' || c == '[') {
            result += c;
            at = skipSpace(json, at + 1);
            if (at < json.size() && (json.at(at) == '}' || json.at(at) == ']')) {
                result += json.at(at++); // empty: remains on its line
            } else {
                ++depth;
                newLine();
            }
        } else if (c == '}' || c == ']') {
            --depth;
            newLine();
            result += c;
            ++at;
        } else if (c == ',') {
            result += c;
            newLine();
            ++at;
        } else if (c == ':') {
            result += ": ";
            ++at;
        } else {
            result += c;
            ++at;
        }
    }
    return result;
}

} // namespace candor
