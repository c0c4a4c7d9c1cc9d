// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "cli/noticeprinter.h"

#include "cli/wrappedtext.h"

#include <QCoreApplication>

namespace candor {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("candor::CommandLine", text);
}

} // namespace

QString noticeAsText(const NoticeText &notice, const QString &applicationName)
{
    QString result = translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                                  //: @title:shell %1 is the application, %2 a number
                                                  "Usage data of %1 (notice %2)\n"))
                         .arg(applicationName)
                         .arg(notice.version());
    for (const auto &[heading, body] : notice.sections())
        result += u'\n' + heading + u'\n' + wrapped(body, u"    "_s, u"    "_s);
    result += u'\n'
        + translated(QT_TRANSLATE_NOOP("candor::CommandLine",
                                       //: @info:shell %1 is an address
                                       "Privacy statement: %1\n"))
              .arg(notice.privacyStatement().toString());
    // Few terminals support the characters that isolate a host name; some print them.
    result.remove(QChar(0x2068));
    result.remove(QChar(0x2069));
    return result;
}

} // namespace candor
