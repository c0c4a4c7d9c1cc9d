// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "collector/receivedbatch.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <vector>

class QFile;

namespace candor {

/// Stores received events in a file of JSON Lines, one event on each line:
///
///     {"received":"2026-11-21T22:14:09.120Z","protocol":"posthog","resent":0         ,"event":{...}}
///
/// The event's object is stored byte for byte, except that line breaks between its parts become spaces. An event whose
/// id is already stored adds no line: the number "resent" of its line is increased in place (hence the room after the
/// number).
class EventLog
{
public:
    enum class Kind {
        New,
        Resent, ///< the id is already stored, with the same bytes
        ResentDiffers, ///< the id is already stored, with other bytes: a sender must never do that
    };

    /// Reads the events of earlier runs from \a path; creates it (0600) if it is missing. An empty path means a
    /// temporary file. Null, with \a error set, if the file can't be used, is in use by another collector, or is not
    /// such a file.
    [[nodiscard]] static std::unique_ptr<EventLog> open(const QString &path, QString *error);
    ~EventLog();

    /// Adds all events or, if the file can't be written, none. After true the operating system has every byte.
    [[nodiscard]] bool append(CollectorProtocol protocol, const std::vector<ReceivedEvent> &events,
                              const QByteArray &received, std::vector<Kind> *kinds, QString *error);

    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_entries.size()); }
    [[nodiscard]] qint64 resent() const { return m_resent; }
    /// The lines of all events from number \a first, joined by commas.
    [[nodiscard]] QByteArray lines(qsizetype first) const;

private:
    struct Entry
    {
        qint64 line = 0; ///< offset of the line in the file
        qint64 event = 0; ///< offset of its event's object
        qint64 end = 0; ///< offset behind that object
        qint64 resent = 0;
    };

    explicit EventLog(std::unique_ptr<QFile> file);
    [[nodiscard]] bool load(QString *error);
    [[nodiscard]] bool loadLine(const QByteArray &line, qint64 offset);
    [[nodiscard]] bool writeAt(qint64 offset, const QByteArray &bytes);
    [[nodiscard]] QByteArray readAt(qint64 offset, qint64 length) const;

    std::unique_ptr<QFile> m_file;
    std::vector<Entry> m_entries;
    QHash<QByteArray, qsizetype> m_byId;
    qint64 m_end = 0; ///< end of the last complete line
    qint64 m_resent = 0;
};

} // namespace candor
