// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/systemcalls.h"

#include <QRegularExpression>
#include <QStringList>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

QString normalised(QString path, const QString &home)
{
    static const QRegularExpression changing(u"(\\.TMP-|\\.LCK|/proc/|uuid-|-)[A-Za-z0-9]{6,}"_s);
    path.replace(home, u"~"_s);
    return path.replace(changing, u"\\1*"_s);
}

} // namespace

SystemCalls SystemCalls::fromLog(const QByteArray &log, const QString &home)
{
    static const QRegularExpression open(
        u"\\b(?:openat|open)\\((?:AT_FDCWD, |\\d+(?:<[^>]*>)?, )?\"([^\"]*)\", ([A-Z_|]+)"_s);
    static const QRegularExpression made(
        u"\\b(?:mkdir|mkdirat|rename|renameat2?|linkat|link|symlink|mknod|creat)\\(.*\"([^\"]+)\"[^\"]*$"_s);
    static const QRegularExpression watch(u"inotify_add_watch\\(\\d+, \"([^\"]*)\""_s);
    static const QRegularExpression socket(u"\\bsocket(?:pair)?\\((AF_[A-Z0-9]+), (SOCK_[A-Z]+)"_s);
    static const QRegularExpression connect(u"\\bconnect\\(\\d+(?:<[^>]*>)?, (\\{.*\\})"_s);
    static const QRegularExpression cloned(u"\\b(?:clone3?|v?fork)(?:\\(| resumed).*= [1-9]\\d*"_s);

    static const QRegularExpression ended(u"^\\d+ +exit\\("_s); // programs end with exit_group()

    SystemCalls result;
    const QStringList lines = QString::fromUtf8(log).split(u'\n');
    for (const QString &line : lines) {
        const bool failed = line.contains("= -1 "_L1);
        if (const auto match = open.match(line); match.hasMatch()) {
            const QString path = normalised(match.captured(1), home);
            const QString flags = match.captured(2);
            const bool writes =
                flags.contains("O_WRONLY"_L1) || flags.contains("O_RDWR"_L1) || flags.contains("O_CREAT"_L1);
            if (writes)
                result.created.insert(path); // a failed attempt counts, too
            else if (!failed)
                result.read.insert(path);
        } else if (const auto matchMade = made.match(line); matchMade.hasMatch()) {
            result.created.insert(normalised(matchMade.captured(1), home));
        } else if (const auto matchWatch = watch.match(line); matchWatch.hasMatch()) {
            result.watched.insert(normalised(matchWatch.captured(1), home));
        } else if (const auto matchSocket = socket.match(line); matchSocket.hasMatch()) {
            result.sockets.append(matchSocket.captured(1) + u' ' + matchSocket.captured(2));
        } else if (const auto matchConnect = connect.match(line); matchConnect.hasMatch()) {
            result.connections.append(matchConnect.captured(1));
        } else if (cloned.match(line).hasMatch()) {
            ++result.threads;
        } else if (ended.match(line).hasMatch()) {
            --result.threads;
        }
    }
    result.sockets.sort();
    result.connections.sort();
    return result;
}

} // namespace candor::test
