// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;
class QWindow;

namespace candor {

class Telemetry;

/// Waits until a window is on the screen, opens the question above it if it may still be asked, and deletes itself.
class ConsentOpener final : public QObject
{
    Q_OBJECT

public:
    /// \a parent: the window; without one the question opens on its own.
    ConsentOpener(Telemetry *telemetry, QWidget *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void awaitExposure();
    void open();

    QPointer<Telemetry> m_telemetry;
    QPointer<QWidget> m_window;
    QPointer<QWindow> m_handle;
};

} // namespace candor
