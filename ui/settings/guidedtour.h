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

/// Goes through the window as a person would, by its buttons, and leaves a picture of each step: what
/// `sh installer/run.sh` shows where there is no display. Never in somebody's own home: the script makes one for it.
class GuidedTour final : public QObject
{
    Q_OBJECT

public:
    /// Pictures go to \a folder, which is made. \a deliveredAll: has everything that was recorded been delivered?
    GuidedTour(SettingsWindow *window, QString folder, std::function<bool()> deliveredAll, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// \a problem is empty when every step worked.
    void finished(const QString &problem);

private:
    struct Step
    {
        QString name; ///< of the picture and in messages
        std::function<bool()> done; ///< tried until it returns true
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
