// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <mutex>

namespace candor {

/// Lets other threads reach an object that may have been destroyed: they share the mailbox, not the object. Posted
/// functions run in the object's thread, in order; after close() they are dropped.
class Mailbox
{
public:
    explicit Mailbox(QObject *target)
        : m_target(target)
    {
    }

    void post(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_target)
            QMetaObject::invokeMethod(m_target, std::move(work), Qt::QueuedConnection);
    }

    /// To be called by the target's destructor.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_target = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject *m_target;
};

} // namespace candor
