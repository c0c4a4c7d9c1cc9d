// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#pragma once

#include "candor/dataremoval.h"
#include "candor/deletionrequest.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>

namespace candor {

class Telemetry;
class TelemetryStatus;

/// What the user can do about the records, and the texts before and after; widgets only bind it. No widgets. It may
/// outlive its Telemetry: then nothing can be done.
class DataRemovalController final : public QObject
{
    Q_OBJECT

public:
    explicit DataRemovalController(Telemetry *telemetry, QObject *parent = nullptr);

    /// The question before an action.
    struct Question
    {
        QString headline;
        QString text;
        QString listTitle; ///< above the list; empty if there is none
        QStringList list;
        QString action; ///< the text of the button
    };

    [[nodiscard]] bool canErase() const; ///< there is something to erase, and no action is in progress
    [[nodiscard]] Question eraseQuestion() const;
    void erase();

    [[nodiscard]] bool canReset() const;
    [[nodiscard]] Question resetQuestion() const;
    void reset();
    /// The message after a successful reset.
    [[nodiscard]] static QString resetMessage(const IdentityReset &reset);

    /// Calls \a done with the request; see Telemetry::fetchDeletionRequest().
    void fetchRequest(QObject *context, std::function<void(const DeletionRequest &)> done);
    [[nodiscard]] bool canRequest() const;

Q_SIGNALS:
    void changed(); ///< any of the above may have changed
    void done(const QString &message); ///< for the user
    void failed(const QString &message);

private:
    [[nodiscard]] const TelemetryStatus &status() const;
    [[nodiscard]] QString applicationName() const;
    [[nodiscard]] qint64 recorded() const;
    [[nodiscard]] bool eraseKeepsId() const;
    void finish(bool ok, const QString &message, const QString &error);

    QPointer<Telemetry> m_telemetry;
    bool m_busy = false;
};

} // namespace candor
