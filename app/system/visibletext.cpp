// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "system/visibletext.h"

#include <QStringList>

#include <algorithm>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

bool isHidden(QChar character)
{
    const char16_t code = character.unicode();
    const auto isBetween = [code](char16_t first, char16_t last) { return code >= first && code <= last; };
    return (code < 0x20 && code != u'\t') || isBetween(0x7f, 0x9f) // control characters
        || code == 0x061c || isBetween(0x200e, 0x200f) // marks of direction
        || isBetween(0x2028, 0x2029) // separators
        || isBetween(0x202a, 0x202e) || isBetween(0x2066, 0x2069); // embeddings, overrides and isolates
}

} // namespace

QString visibleText(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), isHidden))
        return text;
    QString result;
    result.reserve(text.size() + 16);
    for (const QChar character : text) {
        if (isHidden(character))
            result += "\\u"_L1 + QString::number(character.unicode(), 16).rightJustified(4, u'0');
        else
            result += character;
    }
    return result;
}

QString readableText(QByteArray bytes)
{
    return QString::fromUtf8(bytes.replace('\0', ""));
}

QString visibleLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i + 1 < lines.size() && lines.at(i).endsWith(u'\r'))
            lines[i].chop(1);
        lines[i] = visibleText(lines.at(i));
    }
    return lines.join(u'\n');
}

} // namespace candor
