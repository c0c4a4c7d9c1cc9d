// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace candor {

/// Decides which visits to a page count: those that stayed for a moment in a window that can be seen. Passing through
/// pages with the arrow keys records nothing.
class PageViewRecorder final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds settled{200};

    /// \a record is called with the page's name, once for each visit.
    explicit PageViewRecorder(std::function<void(const QString &)> record, QObject *parent = nullptr);

    /// Another page is shown; an empty name is one whose visits are never recorded.
    void setPage(const QString &recordedName);
    /// Can the person see the window? Not at first.
    void setSeen(bool seen);

private:
    void restart();

    std::function<void(const QString &)> m_record;
    QTimer m_timer;
    QString m_pending; ///< empty once recorded
    bool m_seen = false;
};

} // namespace candor
