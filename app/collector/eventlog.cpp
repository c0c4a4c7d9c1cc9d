// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "collector/eventlog.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryFile>

#include <algorithm>
#include <initializer_list>

#ifdef Q_OS_UNIX
#include "system/filelock.h"
#endif

namespace candor {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView lineStart = "{\"received\":\"";
constexpr QByteArrayView protocolPart = "\",\"protocol\":\"";
constexpr QByteArrayView resentPart = "\",\"resent\":";
constexpr QByteArrayView eventPart = ",\"event\":";
constexpr QByteArrayView lineEnd = "}\n";
constexpr qsizetype resentWidth = 10; // digits of the largest count that fits
constexpr qint64 largestResent = 9'999'999'999;

QByteArray joined(std::initializer_list<QByteArrayView> parts)
{
    QByteArray result;
    for (const QByteArrayView part : parts)
        result.append(part);
    return result;
}

QByteArray number(qint64 resent)
{
    return QByteArray::number(std::min(resent, largestResent)).leftJustified(resentWidth, ' ');
}

QByteArray withoutLineBreaks(std::string_view bytes)
{
    QByteArray result(bytes.data(), static_cast<qsizetype>(bytes.size()));
    // Inside a JSON string a line break is always escaped: these are between tokens, where a space has the same
    // meaning.
    std::replace_if(result.begin(), result.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return result;
}

std::unique_ptr<QFile> openFile(const QString &path, QString *error)
{
    std::unique_ptr<QFile> file;
    bool opened = false;
    if (path.isEmpty()) {
        auto temporary = std::make_unique<QTemporaryFile>();
        opened = temporary->open();
        file = std::move(temporary);
    } else {
        file = std::make_unique<QFile>(path);
        // Unbuffered: written bytes are with the operating system, and an error is reported where it happens.
        opened = file->open(QIODevice::ReadWrite | QIODevice::Unbuffered, QFile::ReadOwner | QFile::WriteOwner);
    }
    if (!opened) {
        //: @info candor-collector; %1 is a path, %2 the system's reason
        *error = QCoreApplication::translate("Collector", "can't open the store %1: %2").arg(path, file->errorString());
        return nullptr;
    }
#ifdef Q_OS_UNIX
    // Two collectors would overwrite each other's lines.
    if (FileLock::take(file->handle(), FileLock::Kind::Exclusive) != FileLock::Result::Taken) {
        //: @info candor-collector; %1 is a path
        *error = QCoreApplication::translate("Collector", "the store %1 is in use by another collector").arg(path);
        return nullptr;
    }
#endif
    return file;
}

} // namespace

EventLog::EventLog(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
{
}

EventLog::~EventLog() = default;

std::unique_ptr<EventLog> EventLog::open(const QString &path, QString *error)
{
    auto file = openFile(path, error);
    if (!file)
        return nullptr;
    std::unique_ptr<EventLog> log(new EventLog(std::move(file)));
    if (!log->load(error))
        return nullptr;
    return log;
}

bool EventLog::load(QString *error)
{
    if (m_file->isSequential()) {
        //: @info candor-collector; %1 is a path
        *error = QCoreApplication::translate("Collector", "the store %1 is not a regular file").arg(m_file->fileName());
        return false;
    }
    // Unbuffered reading of lines would make a system call for each byte.
    QFile reader(m_file->fileName());
    if (!reader.open(QIODevice::ReadOnly)) {
        //: @info candor-collector; %1 is a path, %2 the system's reason
        *error = QCoreApplication::translate("Collector", "can't read the store %1: %2")
                     .arg(reader.fileName(), reader.errorString());
        return false;
    }
    for (int lineNumber = 1; !reader.atEnd(); ++lineNumber) {
        const QByteArray line = reader.readLine();
        // A collector that was killed while writing leaves an incomplete line. Its request got no answer, so the sender
        // still has the events. Only a line that is certainly ours is removed.
        if (!line.endsWith('\n') && (line.startsWith(lineStart) || lineStart.startsWith(line))) {
            if (m_file->resize(m_end))
                return true;
        } else if (loadLine(line, m_end)) {
            m_end += line.size();
            continue;
        }
        //: @info candor-collector; %1 is a path, %2 the number of a line
        *error = QCoreApplication::translate("Collector",
                                             "%1, line %2: not written by candor-collector; "
                                             "name another file, or move this one away")
                     .arg(reader.fileName(), QString::number(lineNumber));
        return false;
    }
    return true;
}

bool EventLog::loadLine(const QByteArray &line, qint64 offset)
{
    if (!line.startsWith(lineStart) || !line.endsWith(lineEnd))
        return false;
    const qsizetype protocolAt = line.indexOf(protocolPart, lineStart.size());
    const qsizetype resentAt = protocolAt < 0 ? -1 : line.indexOf(resentPart, protocolAt);
    if (resentAt < 0)
        return false;
    const QByteArray name = line.mid(protocolAt + protocolPart.size(), resentAt - protocolAt - protocolPart.size());
    if (name != "posthog" && name != "segment")
        return false;
    const qsizetype numberAt = resentAt + resentPart.size();
    if (line.mid(numberAt + resentWidth, eventPart.size()) != eventPart)
        return false;
    bool isNumber = false;
    const qint64 resent = line.mid(numberAt, resentWidth).trimmed().toLongLong(&isNumber);
    if (!isNumber || resent < 0)
        return false;

    const qsizetype eventAt = numberAt + resentWidth + eventPart.size();
    const qsizetype eventEnd = line.size() - lineEnd.size();
    ReceivedEvent event;
    std::string error;
    ReceivedBatch::identify(name == "posthog" ? CollectorProtocol::PostHog : CollectorProtocol::Segment,
                            std::string_view(line.constData(), static_cast<std::size_t>(eventEnd))
                                .substr(static_cast<std::size_t>(eventAt)),
                            &event, &error);
    if (!error.empty())
        return false;
    m_byId.insert(QByteArray::fromStdString(event.id), count());
    m_entries.push_back({offset, offset + eventAt, offset + eventEnd, resent});
    m_resent += resent;
    return true;
}

bool EventLog::append(CollectorProtocol protocol, const std::vector<ReceivedEvent> &events, const QByteArray &received,
                      std::vector<Kind> *kinds, QString *error)
{
    const std::string_view name = protocolName(protocol);
    const QByteArray start =
        joined({lineStart, received, protocolPart, QByteArrayView(name.data(), static_cast<qsizetype>(name.size())),
                resentPart, number(0), eventPart});

    // Write the new events first, at once; then count the copies, which may be of one in the same batch.
    QByteArray block;
    std::vector<Entry> fresh;
    QHash<QByteArray, qsizetype> freshIds;
    std::vector<bool> isNew;
    for (const ReceivedEvent &event : events) {
        const QByteArray id = QByteArray::fromStdString(event.id);
        isNew.push_back(!m_byId.contains(id) && !freshIds.contains(id));
        if (!isNew.back())
            continue;
        Entry entry;
        entry.line = m_end + block.size();
        block += start;
        entry.event = m_end + block.size();
        block += withoutLineBreaks(event.bytes);
        entry.end = m_end + block.size();
        block.append(lineEnd);
        freshIds.insert(id, count() + static_cast<qsizetype>(fresh.size()));
        fresh.push_back(entry);
    }
    if (!writeAt(m_end, block)) {
        //: @info candor-collector; %1 is a path, %2 the system's reason
        *error = QCoreApplication::translate("Collector", "can't write the store %1: %2")
                     .arg(m_file->fileName(), m_file->errorString());
        // An incomplete line would make the next one unreadable. If this fails, too, the next start removes it.
        (void)m_file->resize(m_end);
        return false;
    }
    m_end += block.size();
    m_entries.insert(m_entries.end(), fresh.begin(), fresh.end());
    m_byId.insert(freshIds);

    for (std::size_t i = 0; i < events.size(); ++i) {
        if (isNew[i]) {
            kinds->push_back(Kind::New);
            continue;
        }
        const qsizetype index = m_byId.value(QByteArray::fromStdString(events[i].id));
        Entry &entry = m_entries[static_cast<std::size_t>(index)];
        const bool same = readAt(entry.event, entry.end - entry.event) == withoutLineBreaks(events[i].bytes);
        kinds->push_back(same ? Kind::Resent : Kind::ResentDiffers);
        ++entry.resent;
        ++m_resent;
        // If the count can't be written it is still correct in this run, and the event itself is safe.
        (void)writeAt(entry.event - eventPart.size() - resentWidth, number(entry.resent));
    }
    return true;
}

QByteArray EventLog::lines(qsizetype first) const
{
    if (first < 0 || first >= count())
        return {};
    const qint64 from = m_entries[static_cast<std::size_t>(first)].line;
    QByteArray result = readAt(from, m_end - from);
    result.chop(1); // the end of the last line
    result.replace('\n', ',');
    return result;
}

bool EventLog::writeAt(qint64 offset, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return true;
    return m_file->seek(offset) && m_file->write(bytes) == bytes.size() && m_file->flush();
}

QByteArray EventLog::readAt(qint64 offset, qint64 length) const
{
    return m_file->seek(offset) ? m_file->read(length) : QByteArray();
}

} // namespace candor
