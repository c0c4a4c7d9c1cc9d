// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "candor/publicname.h"

#include <QRegularExpression>
#include <QString>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHost = 253;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

std::string officialImage(QStringView reference)
{
    // References may have dots in a name, but a dot may also mean a host.
    static const QRegularExpression form(
        u"\\A(?:(?:docker\\.io|index\\.docker\\.io|registry-1\\.docker\\.io|registry\\.hub\\.docker\\.com)/)?"
        "(?:library/)?"
        "(?!localhost(?:[:@]|\\z))([a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?)"
        "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
        "(?:@sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128}))?\\z"_s);
    const QRegularExpressionMatch match = form.match(reference.toString());
    return match.hasMatch() ? match.captured(1).toStdString() : "other";
}

std::string repositoryHost(QStringView url)
{
    // At least two words, of which the last is not a number: neither an address nor a name in a local network.
    static const QString host =
        u"((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)\\.?"_s;
    // Programs interpret other characters in addresses differently. A path may have a colon, too: "./a:b", "C:\\notes".
    static const QRegularExpression form(
        u"\\A(?=[!-\\[\\]-~]+\\z)(?i)(?|"
        "(?:https?|ssh|git(?:\\+ssh|\\+https)?)://(?:[^/?#]*@)?%1(?::[0-9]*)?(?=[/?#]|\\z)"
        "|(?!.*://)(?:[^/:]*@)?%1:(?![^/]*@))"_s.arg(host));
    const QRegularExpressionMatch match = form.match(url.toString());
    const QString found = match.captured(1);
    return match.hasMatch() && found.size() <= longestHost ? found.toLower().toStdString() : "other";
}

std::string officialImage(std::string_view reference)
{
    return officialImage(fromUtf8(reference));
}

std::string repositoryHost(std::string_view url)
{
    return repositoryHost(fromUtf8(url));
}

} // namespace candor
