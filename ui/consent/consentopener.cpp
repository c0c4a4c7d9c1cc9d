// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "consent/consentopener.h"

#include "candor/consentdialog.h"
#include "candor/telemetry.h"

#include <QEvent>
#include <QWidget>
#include <QWindow>

namespace candor {

ConsentOpener::ConsentOpener(Telemetry *telemetry, QWidget *parent)
    : QObject(parent ? static_cast<QObject *>(parent) : telemetry)
    , m_telemetry(telemetry)
    , m_window(parent ? parent->window() : nullptr)
{
    if (m_window && !m_window->isVisible())
        m_window->installEventFilter(this);
    else
        awaitExposure();
}

bool ConsentOpener::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Show) {
        m_window->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &ConsentOpener::awaitExposure, Qt::QueuedConnection);
    } else if (watched == m_handle && event->type() == QEvent::Expose && m_handle->isExposed()) {
        m_handle->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &ConsentOpener::open, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

// The position of the window is known only when the window system shows it: an earlier dialog would not be placed above
// it.
void ConsentOpener::awaitExposure()
{
    m_handle = m_window ? m_window->windowHandle() : nullptr;
    if (m_handle && !m_handle->isExposed())
        m_handle->installEventFilter(this);
    else
        open();
}

void ConsentOpener::open()
{
    // What would be collected is still being read.
    if (m_telemetry && m_telemetry->status().questionWaits()) {
        connect(m_telemetry, &Telemetry::statusChanged, this, &ConsentOpener::open, Qt::UniqueConnection);
        return;
    }
    if (m_telemetry && m_telemetry->shouldAsk()) {
        auto *dialog = new ConsentDialog(m_telemetry, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
    deleteLater();
}

} // namespace candor
