// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

class QWidget;

namespace candor {

class SettingsWindow;

/// Operates the window like a user, by its buttons, and saves a picture of each step: `sh installer/run.sh` shows them
/// if there is no display. Never in the user's own home: the script creates another one.
class GuidedTour final : public QObject
{
    Q_OBJECT

public:
    /// Pictures are saved in \a folder, which is created. \a deliveredAll: have all recorded events been delivered?
    GuidedTour(SettingsWindow *window, QString folder, std::function<bool()> deliveredAll, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// \a problem is empty if every step succeeded.
    void finished(const QString &problem);

private:
    struct Step
    {
        QString name; ///< name of the picture and in messages
        std::function<bool()> done; ///< called until it returns true
        bool picture = true;
    };

    void tryStep();
    void end(const QString &problem);
    [[nodiscard]] bool click(const QString &objectName);
    [[nodiscard]] bool save(const QString &name);

    SettingsWindow *m_window;
    QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_step = 0;
    int m_tries = 0;
    int m_lingering = 0;
    QTimer m_timer;
};

} // namespace candor
