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

/// What arrived, in a file of JSON Lines, one event a line:
///
///     {"received":"2026-11-21T22:14:09.120Z","protocol":"posthog","resent":0         ,"event":{...}}
///
/// The event's object is byte for byte what arrived, but for line breaks between its parts, which become spaces. An
/// event whose id is there already adds no line: its line's "resent" is counted up in place (hence the room behind the
/// number).
class EventLog
{
public:
    enum class Kind {
        New,
        Resent, ///< the id was there, with the same bytes
        ResentDiffers, ///< the id was there, with other bytes: a sender must never do that
    };

    /// Reads what \a path has from earlier runs; makes it (0600) if it is missing. An empty path: a temporary file.
    /// Null, with \a error set, when it can't be used, is in use by another collector, or is not such a file.
    [[nodiscard]] static std::unique_ptr<EventLog> open(const QString &path, QString *error);
    ~EventLog();

    /// Adds all or, when the file can't be written, none. When it returns true the operating system has every byte.
    [[nodiscard]] bool append(CollectorProtocol protocol, const std::vector<ReceivedEvent> &events,
                              const QByteArray &received, std::vector<Kind> *kinds, QString *error);

    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_entries.size()); }
    [[nodiscard]] qint64 resent() const { return m_resent; }
    /// The lines of the events from number \a first on, joined by commas.
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
    qint64 m_end = 0; ///< of the last whole line
    qint64 m_resent = 0;
};

} // namespace candor
