// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>

namespace candor {

/// Decides which visits to a page count: those that last for a moment in a visible window. Passing through pages with
/// the arrow keys records nothing.
class PageViewRecorder final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds settled{200};

    /// \a record is called with the name of the page, once for each visit.
    explicit PageViewRecorder(std::function<void(const QString &)> record, QObject *parent = nullptr);

    /// Another page is shown; visits to a page with an empty name are never recorded.
    void setPage(const QString &recordedName);
    /// Can the user see the window? Initially not.
    void setSeen(bool seen);

private:
    void restart();

    std::function<void(const QString &)> m_record;
    QTimer m_timer;
    QString m_pending; ///< empty once it was recorded
    bool m_seen = false;
};

} // namespace candor
