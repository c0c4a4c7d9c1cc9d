// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "support/processlook.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace candor::test {

using namespace Qt::StringLiterals;

namespace {

/// The contents of a file in /proc, whose size is not known in advance.
QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How often \a bytes occur in [\a from, \a to) of \a memory. Reads overlapping pieces.
int occurrences(int memory, quint64 from, quint64 to, const QByteArray &bytes)
{
    constexpr quint64 piece = 4 * 1024 * 1024;
    const auto overlap = static_cast<quint64>(bytes.size() - 1);
    int found = 0;
    for (quint64 at = from; at + overlap < to; at += piece) {
        const quint64 size = qMin(piece + overlap, to - at);
        QByteArray part(static_cast<qsizetype>(size), Qt::Uninitialized);
        const ssize_t count = ::pread64(memory, part.data(), size, static_cast<off64_t>(at));
        if (count <= 0)
            continue; // the memory is gone, or is not readable
        part.truncate(count);
        for (qsizetype hit = part.indexOf(bytes); hit >= 0; hit = part.indexOf(bytes, hit + 1))
            ++found;
    }
    return found;
}

} // namespace

ProcessLook::ProcessLook(qint64 pid)
    : m_pid(pid)
{
}

QString ProcessLook::folder() const
{
    return u"/proc/%1"_s.arg(m_pid);
}

bool ProcessLook::exists() const
{
    return QFileInfo::exists(folder());
}

QStringList ProcessLook::threads() const
{
    QStringList result;
    const QStringList tasks = QDir(folder() + u"/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &task : tasks) {
        const QByteArray name = contents(folder() + u"/task/"_s + task + u"/comm"_s).trimmed();
        if (!name.isEmpty())
            result.append(QString::fromUtf8(name));
    }
    result.sort();
    return result;
}

QStringList ProcessLook::descriptors() const
{
    QStringList result;
    QDirIterator walk(folder() + u"/fd"_s, QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    while (walk.hasNext()) {
        QByteArray target(4096, Qt::Uninitialized);
        const ssize_t length =
            ::readlink(QFile::encodeName(walk.next()).constData(), target.data(), static_cast<size_t>(target.size()));
        if (length > 0)
            result.append(QString::fromUtf8(target.first(length)));
    }
    result.sort();
    return result;
}

QStringList ProcessLook::sockets() const
{
    return descriptors().filter(u"socket:"_s);
}

QStringList ProcessLook::inMemory(const QByteArray &bytes) const
{
    QStringList result;
    const int memory = ::open(QFile::encodeName(folder() + u"/mem"_s).constData(), O_RDONLY | O_CLOEXEC);
    if (memory < 0)
        return {u"its memory can't be read"_s};
    const QList<QByteArray> lines = contents(folder() + u"/maps"_s).split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 5 || !fields.at(1).startsWith("rw"))
            continue;
        const QList<QByteArray> range = fields.constFirst().split('-');
        const int found =
            occurrences(memory, range.at(0).toULongLong(nullptr, 16), range.at(1).toULongLong(nullptr, 16), bytes);
        const QString name = fields.size() > 5 ? QString::fromUtf8(fields.at(5)) : u"anonymous"_s;
        for (int i = 0; i < found; ++i)
            result.append(name);
    }
    ::close(memory);
    return result;
}

qint64 ProcessLook::residentBytes() const
{
    const QList<QByteArray> lines = contents(folder() + u"/status"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').constFirst().toLongLong() * 1024;
    }
    return 0;
}

QStringList filesHolding(const QString &folder, const QByteArray &bytes)
{
    QStringList result;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        // Opening a FIFO would wait for a writer, and a device has no end.
        if (walk.fileInfo().isFile() && contents(path).contains(bytes))
            result.append(path);
    }
    result.sort();
    return result;
}

} // namespace candor::test
