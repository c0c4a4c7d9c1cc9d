// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/wrappedtext.h"

#include <QStringList>

namespace candor {

namespace {

constexpr int columns = 80;

}

QString wrapped(const QString &text, const QString &first, const QString &others)
{
    QString result;
    QString line = first;
    bool begun = false;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (begun && line.size() + 1 + word.size() > columns) {
            result += line + u'\n';
            line = others;
            begun = false;
        }
        if (begun)
            line += u' ';
        line += word;
        begun = true;
    }
    return result + line + u'\n';
}

} // namespace candor
